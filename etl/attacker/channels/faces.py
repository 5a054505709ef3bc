"""The attack on whatever leaves the house: each output by its own channel; what no channel reads is a finding."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from etl.attacker.channels.chart_channel import attack_chart, is_chart
from etl.attacker.channels.csv_channel import attack_csv, read_lines
from etl.attacker.channels.docx_channel import attack_docx
from etl.attacker.channels.duckdb_channel import attack_database
from etl.attacker.channels.exported import Found, table_of
from etl.attacker.channels.form_book import attack_form_book, is_form_book
from etl.attacker.channels.html_channel import attack_html
from etl.attacker.channels.iati_channel import attack_iati
from etl.attacker.channels.json_channel import attack_json
from etl.attacker.channels.kit_channel import attack_kit, kit_members
from etl.attacker.channels.known import Known
from etl.attacker.channels.label_channel import attack_labels
from etl.attacker.channels.names import attack_name
from etl.attacker.channels.notebook_channel import attack_notebook
from etl.attacker.channels.package_channel import (
    DEFINITIONS,
    DESCRIPTOR,
    attack_definition_files,
    attack_descriptor,
)
from etl.attacker.channels.parquet_channel import attack_parquet, attack_parquet_parts, read_rows
from etl.attacker.channels.pdf_channel import attack_pdf
from etl.attacker.channels.said import attack_said
from etl.attacker.channels.text_channel import attack_text
from etl.attacker.channels.xlsx_channel import attack_xlsx
from etl.attacker.channels.zip_parts import attack_container
from etl.attacker.finding import Finding
from etl.attacker.released import Released

# A bundle of a release holds a dozen small members; what unpacks to far more is no export.
_LARGEST = 500_000_000
_LAST: list[Known] = []
LABELS = "label"
_BUNDLED = ("csv", "parquet", "txt", "json")


def attack_outputs(released: Released, outputs: Mapping[str, bytes], others: Sequence[str] = ()) -> Iterator[Finding]:
    """Attack outputs of a release: file names with their bytes. Nothing found is an empty iterator.

    `others` are the ids of the house's other releases: pages list them.
    """
    known = _know(released, tuple(others))
    for number, (name, data) in enumerate(outputs.items(), start=1):
        bad_name = list(attack_name(name, known))
        # A name that tells something is not told again.
        shown = f"output {number}" if bad_name else name
        try:
            found = [*bad_name, *_attack_one(released, name, shown, data, known, outputs)]
        except Exception:
            # Whatever goes wrong in reading: what can't be read to its end can't be cleared.
            found = [(shown, "it can't be read to its end")]
        yield from (Finding(released.release_id, place, told) for place, told in found)


def _know(released: Released, others: tuple[str, ...]) -> Known:
    """What the release says; reading it takes a second, so the last one is kept for the files of a folder."""
    if not _LAST or _LAST[0].released is not released or _LAST[0].others != others:
        _LAST[:] = [Known(released, others)]
    return _LAST[0]


def attack_file(released: Released, path: Path) -> Iterator[Finding]:
    """Attack one file, or all files of a folder, that somebody is about to send."""
    if path.is_dir() and (path / DESCRIPTOR).is_file():
        members = {one.relative_to(path).as_posix(): one for one in sorted(path.rglob("*")) if one.is_file()}
        yield from attack_outputs(released, {name: one.read_bytes() for name, one in members.items()})
    elif path.is_dir():
        for one in sorted(path.iterdir()):
            yield from attack_file(released, one)
    elif path.suffix == ".duckdb":
        yield from (Finding(released.release_id, *found) for found in attack_database(path.name, path))
    else:
        yield from attack_outputs(released, {path.name: path.read_bytes()})


def _attack_one(
    released: Released, name: str, shown: str, data: bytes, known: Known, beside: Mapping[str, bytes]
) -> Iterator[Found]:
    """One output; what a package's descriptor says is put before the files that lie beside it."""
    folder, _slash, file = name.rpartition("/")
    if file == DESCRIPTOR:
        start = f"{folder}/" if folder else ""
        others = {path.removeprefix(start): content for path, content in beside.items() if path.startswith(start)}
        yield from attack_descriptor(released, shown, _load(data), _of_package(others), known)
    else:
        yield from _attack_output(released, name, shown, data, known)


def _of_package(others: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files that can be a package's own: what lies beside its folder in another format is another export."""
    return {path: data for path, data in others.items() if path.startswith("data/") or path == DESCRIPTOR}


def _load(data: bytes) -> Any:
    """JSON in which no key stands twice: the second would hide the first."""

    def expect_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({key for key, _value in pairs}) != len(pairs):
            raise ValueError
        return dict(pairs)

    return json.loads(data.decode("utf-8"), object_pairs_hook=expect_once)


def _attack_output(released: Released, name: str, shown: str, data: bytes, known: Known) -> Iterator[Found]:
    stem, _dot, ending = name.rpartition("/")[2].rpartition(".")
    ending, table = ending.lower(), table_of(released, _table_name(released, stem))
    if stem == LABELS and ending in ("csv", "parquet"):
        yield from _attack_label_file(released, shown, ending, data, known)
    elif ending in ("csv", "parquet") and table is None:
        yield shown, "a table that no export has"
    elif ending == "csv" and table:
        yield from attack_csv(released, shown, table, data)
    elif ending == "parquet" and table:
        yield from attack_parquet(released, shown, table, data, known)
    elif ending == "docx":
        yield from attack_docx(shown, data, known)
    elif ending == "xlsx" and is_form_book(data):
        yield from attack_form_book(shown, data, known)
    elif ending == "xlsx":
        yield from attack_xlsx(released, shown, data, known)
    elif ending == "zip":
        yield from _attack_bundle(released, shown, data, known)
    elif ending == "duckdb":
        if data != released.path.read_bytes():
            yield shown, "a file that differs from the release"
    elif ending == "xml":
        yield from attack_iati(released, shown, data, known)
    elif ending == "json" and stem == DEFINITIONS:
        yield from attack_definition_files(released, shown, _load(data))
    elif ending == "pdf":
        yield from attack_pdf(shown, data, known)
    else:
        yield from _attack_text(shown, stem, ending, data, known)


def _attack_label_file(released: Released, shown: str, ending: str, data: bytes, known: Known) -> Iterator[Found]:
    if ending == "parquet":
        yield from attack_parquet_parts(shown, data, known)
        table = read_rows(data)
        lines = [] if table is None else [table.column_names, *([*row.values()] for row in table.to_pylist())]
    else:
        lines = read_lines(data) or []
    if lines:
        yield from attack_labels(released, shown, lines[0], lines[1:], known)
    else:
        yield shown, "it can't be read as a table of labels"


def _table_name(released: Released, stem: str) -> str:
    """The single table of a download is named after the release: it is the KPI table."""
    return "figures" if stem.startswith(f"kpi_{released.release_id}") else stem


def _attack_text(shown: str, stem: str, ending: str, data: bytes, known: Known) -> Iterator[Found]:
    text = data.decode("utf-8")
    subjects = known.subjects(stem.replace("_", " "))
    if ending in ("html", "htm", "svg", "xhtml"):
        yield from attack_html(shown, text, known)
    elif ending == "ipynb":
        yield from attack_notebook(shown, json.loads(text), known)
    elif ending == "json":
        document = json.loads(text)
        if is_chart(document):
            yield from attack_chart(shown, document, known, subjects)
        else:
            yield from attack_json(shown, document, known, subjects)
    elif ending in ("txt", "md", "log"):
        yield from attack_text(shown, text, known)
        yield from attack_said(shown, text, known)
    else:
        yield shown, "a kind of file that the auditor can't read"


def _attack_bundle(released: Released, shown: str, data: bytes, known: Known) -> Iterator[Found]:
    yield from attack_container(shown, data)
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        if sum(member.file_size for member in bundle.infolist()) > _LARGEST:
            yield shown, "too large to be an export"
            return
        members = {member.filename: bundle.read(member) for member in bundle.infolist()}
    kit = kit_members(shown, members)
    if kit:
        yield from attack_kit(shown, kit, partial(_attack_member, released, known))
        return
    for number, (inner, content) in enumerate(members.items(), start=1):
        ending = inner.rpartition(".")[2].lower()
        # A bundle is the folder of an export: a bundle in it, or another kind of file, is not expected.
        if ending not in _BUNDLED or ("/" in inner and DESCRIPTOR not in members):
            yield f"{shown}, member {number}", "a member that no bundle has"
            continue
        bad_name = list(attack_name(inner, known))
        place = f"{shown}, member {number}" if bad_name else f"{shown}, {inner}"
        yield from bad_name
        yield from _attack_one(released, inner, place, content, known, members)


def _attack_member(
    released: Released, known: Known, name: str, content: bytes, beside: Mapping[str, bytes]
) -> Iterator[Found]:
    """A file of the release in a kit."""
    bad_name = list(attack_name(name, known))
    yield from bad_name
    yield from _attack_one(released, name, "a file of the kit" if bad_name else name, content, known, beside)
