"""The definitions that a release holds, as data: a reader of JSON needs no YAML."""

import json
from pathlib import Path
from typing import Any

import yaml

from etl.release_file import ReleaseFile

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_definition_files(release: ReleaseFile) -> dict[str, Any]:
    """The version in force with its files by name, and the earlier ones that closed figures were made with."""
    versions: dict[str, dict[str, Any]] = {}
    for row in release.arrow("definition").to_pylist():
        # Read as plain data: an older version may have had another shape.
        parsed = yaml.load(row["text"], Loader=_LOADER)
        versions.setdefault(row["definition_version"], {})[Path(row["file"]).stem] = parsed
    current = release.about()["definition_version"]
    return {
        "definition_version": current,
        "files": versions.pop(current, {}),
        "earlier": [{"definition_version": version, "files": files} for version, files in versions.items()],
    }


def definitions_json(release: ReleaseFile) -> bytes:
    """The same as JSON; days are written as 2017-07-31."""
    return json.dumps(read_definition_files(release), ensure_ascii=False, indent=1, default=str).encode()
