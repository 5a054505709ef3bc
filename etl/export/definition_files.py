"""The definitions that a release holds, as data: a reader of JSON needs no YAML."""

import json
from pathlib import Path
from typing import Any

import yaml

from etl.release_file import ReleaseFile

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_definition(text: str) -> Any:
    """A definition file of a release as plain data: an older version may have had another shape."""
    return yaml.load(text, Loader=_LOADER)


def read_definition_files(release: ReleaseFile) -> dict[str, Any]:
    """The version in force with its files by name, and the earlier ones that closed figures were made with."""
    versions: dict[str, dict[str, Any]] = {}
    for row in release.arrow("definition").to_pylist():
        versions.setdefault(row["definition_version"], {})[Path(row["file"]).stem] = parse_definition(row["text"])
    current = release.about()["definition_version"]
    return {
        "definition_version": current,
        "files": versions.pop(current, {}),
        "earlier": [{"definition_version": version, "files": files} for version, files in versions.items()],
    }


def definitions_json(release: ReleaseFile) -> bytes:
    """The same as JSON; days are written as 2017-07-31."""
    return json.dumps(read_definition_files(release), ensure_ascii=False, indent=1, default=str).encode()
