"""The open data package (Frictionless): every table of a release as CSV, described so that any program can read it."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import pyarrow as pa

from etl.export.asked import EVERYTHING, Asked
from etl.export.definition_files import definitions_json
from etl.export.labels import LABEL_TABLE, heading, label_table
from etl.export.names import file_stem, project_slug
from etl.export.selection import Selection, describe_selection, select
from etl.export.table_schema import table_schema
from etl.export.tables import write_csv
from etl.export.wording import SYNTHETIC_LABEL, describe
from etl.release_file import ReleaseFile
from indicators.column_names import column_label, table_label
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, Texts, load_texts
from released.data_package import DESCRIPTION

_FOLDER = "data"
_DEFINITIONS = "definitions"
_LABEL_MEANINGS = {
    "language": "language of the text",
    "kind": "what the code is of: state, status, unit, column:<table>.<column>, ...",
    "code": "the code as it stands in the tables; empty where the kind says it all",
    "text": "what it is called in the language; English where there is no translation",
}


def build_datapackage(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Names and contents of the package; its labels are in all languages of the project, the asked one first."""
    others = [language for language in asked.definitions.project.languages if language != asked.language]
    return build_package(release, asked.definitions, (asked.language, *others), asked.selection)


def build_package(
    release: ReleaseFile, definitions: Definitions, languages: Sequence[str], selection: Selection | None = None
) -> dict[str, bytes]:
    """The package with labels in these languages, in their order; the first is the one of its titles."""
    chosen = selection or Selection()
    tables = release.arrows()
    tables["figure"] = select(tables["figure"], chosen)
    tables[LABEL_TABLE] = label_table(release, definitions, languages)
    files = {f"{_FOLDER}/{file_stem(name)}.csv": write_csv(table) for name, table in tables.items()}
    files[f"{_FOLDER}/{_DEFINITIONS}.json"] = definitions_json(release)
    texts = load_texts(definitions, languages[0] if languages else SOURCE_LANGUAGE)
    resources = [_resource(name, tables, files, definitions, texts) for name in tables]
    described = _describe_package(release, definitions, texts, chosen) | {
        "languages": list(languages),
        "resources": [*resources, _definitions_resource(files)],
    }
    document = json.dumps(described, ensure_ascii=False, indent=1).encode()
    readme = describe(release, describe_selection(chosen)).encode()
    return {DESCRIPTION: document, "README.txt": readme} | files


def _describe_package(
    release: ReleaseFile, definitions: Definitions, texts: Texts, selection: Selection
) -> dict[str, Any]:
    about, project = release.about(), definitions.project
    told = [texts(project.description)] + ([SYNTHETIC_LABEL] if about["is_synthetic"] else [])
    described: dict[str, Any] = {
        "profile": "data-package",
        "name": f"kpi-{project_slug(about['project'])}",
        "id": about["release_id"],
        "title": f"{about['project']}: {texts(about['project_name'])}",
        "description": "\n".join([*told, *describe_selection(selection)]),
        "version": about["release_id"],
        # The release's day, not the moment of the export: the same release is always the same package.
        "created": f"{release.info.as_of}T00:00:00Z",
        "is_draft": bool(about["is_draft"]),
        "is_synthetic": bool(about["is_synthetic"]),
    }
    licence = project.licence
    if licence is not None:
        described["licenses"] = [{name: value for name, value in licence.model_dump().items() if value}]
    return described


def _resource(
    name: str, tables: dict[str, pa.Table], files: dict[str, bytes], definitions: Definitions, texts: Texts
) -> dict[str, Any]:
    path = f"{_FOLDER}/{file_stem(name)}.csv"
    meanings = {(row["table_name"], row["column_name"]): row["meaning"] for row in tables["dictionary"].to_pylist()} | {
        (LABEL_TABLE, column): meaning for column, meaning in _LABEL_MEANINGS.items()
    }
    titles = {column: heading(column_label(definitions, name, column), texts) for column in tables[name].column_names}
    return {
        "name": name,
        "path": path,
        "title": heading(table_label(definitions, name), texts),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_stamp(files[path]),
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table_schema(name, tables, meanings, titles),
    }


def _definitions_resource(files: dict[str, bytes]) -> dict[str, Any]:
    path = f"{_FOLDER}/{_DEFINITIONS}.json"
    return {
        "name": _DEFINITIONS,
        "path": path,
        "title": "The definitions that the figures were made with, and earlier ones of closed figures",
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        **_stamp(files[path]),
    }


def _stamp(data: bytes) -> dict[str, Any]:
    """By these a reader tells a damaged file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
