"""A decision put into the text of targets.yaml: lines are added below the target's history, all else stays as it is."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

import yaml
from filelock import FileLock

from etl.errors import UserError
from etl.to_disk import bring_to_disk
from indicators.load import definitions_folder
from indicators.strict_yaml import parse_yaml
from indicators.texts import N_

NAME = "targets.yaml"
_WIDTH = 118
_WAIT_SECONDS = 30


def digest_of(text: str) -> str:
    """A short text that differs whenever the file does."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def build_lines(version: dict[str, Any]) -> str:
    """The decision as YAML, as the lines of one entry of a history."""
    return yaml.safe_dump([version], sort_keys=False, allow_unicode=True, width=_WIDTH, default_flow_style=None)


def insert_version(text: str, code: str, version: dict[str, Any]) -> str | None:
    """The text of the file with the decision behind the newest one of its indicator; None where it has another shape.

    It is read again: what came of it must be the old content and the decision, and nothing else.
    """
    place = _find_place(text, code)
    if place is None:
        return None
    line, indent = place
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines(keepends=True)
    if not lines[line].endswith(("\n", "\r")):
        lines[line] += ending
    lines[line + 1 : line + 1] = [" " * indent + one + ending for one in build_lines(version).splitlines()]
    changed = "".join(lines)
    wanted = parse_yaml(text)
    wanted[code] = [*wanted[code], version]
    return changed if parse_yaml(changed) == wanted else None


def _find_place(text: str, code: str) -> tuple[int, int] | None:
    """Number of the last line of a history, and how far its entries are indented."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    found = next((value for key, value in root.value if key.value == code), None)
    if not isinstance(found, yaml.SequenceNode) or found.flow_style or not found.value:
        return None
    return _last_line(found), found.start_mark.column


def _last_line(node: yaml.Node) -> int:
    """Line on which a node ends. A block's own mark lies behind the comments that follow, so its last leaf is asked."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    mark = node.end_mark
    return mark.line if mark.column else mark.line - 1


def writable_file() -> Path | None:
    """The file that may be written: of the folder that WEGO_DEFINITIONS names, and of no other."""
    if not os.environ.get("WEGO_DEFINITIONS"):
        return None
    path = definitions_folder().resolve() / NAME
    return path if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else None


def replace_file(path: Path, seen: str, text: str) -> Path:
    """Write the file in one step, a copy of the old one beside it; returns the copy. Refuses one that was not seen."""
    with FileLock(str(path.with_name(f".{path.name}.lock")), timeout=_WAIT_SECONDS):
        expect_seen(path, seen)
        kept = path.with_name(f"{path.name}.{seen}.bak")
        shutil.copy2(path, kept)
        fresh = path.with_name(f".{path.name}.part")
        try:
            with fresh.open("w", encoding="utf-8", newline="") as file:
                file.write(text)
            shutil.copymode(path, fresh)
            bring_to_disk(fresh)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    return kept


def expect_seen(path: Path, seen: str) -> None:
    """Raise UserError when the file is not the one that was looked at."""
    if digest_of(read_text(path)) != seen:
        told = N_("Somebody changed {file} since you looked. Nothing was written: look at it again.")
        raise UserError(told, file=path.name)


def read_text(path: Path) -> str:
    """The file as it stands, its line ends included."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()
