"""A small data package of another project altogether, written by hand: what a stranger's program could send."""

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from etl.export.writing import write_plainly

RELEASE = "M03-20300420-5afe01"
_FIGURE = {
    "release_id": "string",
    "indicator_code": "string",
    "month": "string",
    "breakdown": "string",
    "category": "string",
    "state": "string",
    "value": "number",
    "expected": "number",
    "reported_n": "integer",
    "class": "string",
}
_INDICATOR = {
    "indicator_code": "string",
    "indicator_name": "string",
    "definition": "string",
    "objective": "string",
    "unit": "string",
    "decimals": "integer",
    "class": "string",
    "planned_path": "string",
    "breakdowns": "string",
    "position": "integer",
}
_RELEASE = {
    "release_id": "string",
    "month": "string",
    "as_of": "date",
    "is_draft": "boolean",
    "is_synthetic": "boolean",
    "first_month": "string",
}
_LABEL = {"language": "string", "kind": "string", "code": "string", "text": "string"}


def tables(is_draft: bool = False) -> dict[str, tuple[dict[str, str], list[list[Any]]]]:
    """Name -> types of the columns and rows, cells as they stand in the CSV."""
    figures = [
        [RELEASE, code, month, breakdown, category, state, value, "4", "2", group]
        for code, month, breakdown, category, state, value, group in (
            ("X1", "M01", "total", "all", "value", "0", "C"),
            ("X1", "M02", "total", "all", "not_reported", "", "C"),
            ("X1", "M03", "total", "all", "value", "2.5", "C"),
            ("X1", "M03", "country", "NO", "value", "2", "C"),
            ("X1", "M03", "country", "GR", "value", "0.5", "C"),
            ("W1", "M01", "total", "all", "value", "15", "A"),
            ("W1", "M02", "total", "all", "not_due", "", "A"),
            ("W1", "M03", "total", "all", "withheld", "", "A"),
        )
    ]
    indicators = [
        ["W1", "Women <enrolled>", "Who came.", "O1", "women", "0", "A", "", "", "2"],
        ["X1", "Things made", "'=SUM(A1)", "O1", "things", "1", "C", '{"M03": 4.0}', "country", "1"],
    ]
    labels = [
        ["en", "indicator_name", "X1", "Things made"],
        ["nb", "indicator_name", "X1", "Ting som er laget"],
        ["nb", "state", "withheld", "skjult"],
        ["nb", "category:country", "NO", "Norge"],
        ["nb", "locale", "decimal", ","],
        ["nb", "locale", "group", "\u00a0"],
    ]
    return {
        "release": (_RELEASE, [[RELEASE, "M03", "2030-04-20", str(is_draft).lower(), "true", "2030-01"]]),
        "figure": (_FIGURE, figures),
        "indicator": (_INDICATOR, indicators),
        "label": (_LABEL, labels),
    }


def files(is_draft: bool = False, lacking: str = "", line_end: str = "\n") -> dict[str, bytes]:
    """Names and contents of the package."""
    found: dict[str, bytes] = {}
    resources: list[dict[str, Any]] = []
    for name, (types, rows) in tables(is_draft).items():
        if name == lacking:
            continue
        path, data = f"data/{name}.csv", _csv([list(types), *rows])
        digest = hashlib.sha256(data).hexdigest()
        fields = [{"name": column, "type": kind} for column, kind in types.items()]
        resources.append({"name": name, "path": path, "hash": f"sha256:{digest}", "schema": {"fields": fields}})
        found[path] = data.replace(b"\n", line_end.encode())
    definitions = {"definition_version": "2", "files": {"project": {"name": "Things"}}, "earlier": []}
    found["data/definitions.json"] = json.dumps(definitions).encode()
    resources.append({"name": "definitions", "path": "data/definitions.json"})
    described = {"name": "things", "languages": ["en", "nb"], "resources": resources}
    return {"datapackage.json": json.dumps(described).encode(), **found}


def write_folder(folder: Path, **how: Any) -> Path:
    """The package as a folder."""
    return write_plainly(folder, files(**how))


def write_zip(path: Path, below: str = "", **how: Any) -> Path:
    """The package as a zip, its files below a folder if one is named."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files(**how).items():
            box.writestr(below + name, data)
    return path


def _csv(rows: list[list[Any]]) -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows(rows)
    return target.getvalue().encode()
