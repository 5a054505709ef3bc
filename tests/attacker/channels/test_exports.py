"""Exports are copies of the release: what an exporter could add, hide or change is caught in each format."""

import io
import shutil
import struct
import zipfile

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

import etl.export
from etl.attacker.channels import attack_file
from tests.attacker.channels.conftest import NEWEST
from tests.attacker.channels.spoiled_workbook import spoil_book, spoil_part

BOOK = f"kpi_we-go_{NEWEST}_en.xlsx"
# The results framework, and the KPI table after the sheets for people.
FRAMEWORK, FIGURES = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet8.xml"
SHEET = FIGURES


def test_all_exports_of_an_honest_release_are_clear(outputs, attack):
    assert attack(outputs) == []


def test_the_release_file_and_a_folder_of_exports_are_clear(file, released, outputs, tmp_path):
    for name, data in outputs.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert [*attack_file(released, tmp_path), *attack_file(released, file.path)] == []


def test_a_view_beside_the_tables_of_a_release_file_is_found(file, released, tmp_path):
    path = shutil.copy(file.path, tmp_path / file.path.name)
    with duckdb.connect(path) as opened:
        opened.execute("CREATE VIEW hidden AS SELECT 3 AS women")
    assert [one.found for one in attack_file(released, tmp_path)] == ["a view"]


def lines_of(data):
    return data.decode().split("\n")


CSV_MUTANTS = {
    "one more column": lambda lines: [
        line and f"{line},{'left_early' if not n else 3}" for n, line in enumerate(lines)
    ],
    "one more row": lambda lines: [*lines[:-1], lines[5], ""],
    "a row less": lambda lines: [*lines[:7], *lines[8:]],
    "another order": lambda lines: [lines[0], *sorted(lines[1:-1]), ""],
    "a note below": lambda lines: [*lines[:-1], "# 3 women left early", ""],
    "a column twice": lambda lines: [line and f"{line},{line.split(',')[0]}" for line in lines],
    "a blank before a number": lambda lines: [lines[0], lines[1].replace("0.0", " 0.0"), *lines[2:]],
}


@pytest.mark.parametrize("mutant", CSV_MUTANTS)
def test_a_csv_file_that_is_no_copy_is_found(outputs, attack, mutant):
    before = lines_of(outputs["figures.csv"])
    after = CSV_MUTANTS[mutant](before)
    if after == before:
        after = [before[0], before[1].replace(",0,", ", 0,"), *before[2:]]
    assert after != before
    assert attack({"figures.csv": "\n".join(after).encode()})


def test_an_exporter_that_writes_an_unrounded_value_is_found(file, attack, monkeypatch):
    honest = etl.export.neutralise

    def dishonest(table: pa.Table) -> pa.Table:
        table = honest(table)
        if "value" not in table.column_names:
            return table
        position = table.column_names.index("value")
        values = [value and value + 0.7 for value in table.column(position).to_pylist()]
        return table.set_column(position, "value", pa.array(values, pa.float64()))

    monkeypatch.setattr(etl.export.tables, "neutralise", dishonest)
    monkeypatch.setattr(etl.export.workbook.copies, "neutralise", dishonest)
    for build in (etl.export.build_csv, etl.export.build_xlsx):
        assert any("column value" in found for found in attack(build(file)))


def hide_sheet(book: openpyxl.Workbook) -> None:
    sheet = book.create_sheet("raw")
    sheet.append(["women", 3])
    sheet.sheet_state = "veryHidden"


def add_validation(book: openpyxl.Workbook) -> None:
    rule = DataValidation(type="list", formula1='"3,4"')
    book["figures"].add_data_validation(rule)
    rule.add("A1")


BOOK_MUTANTS = {
    "a hidden sheet": hide_sheet,
    "a hidden column": lambda book: setattr(book["figures"].column_dimensions["K"], "hidden", True),
    "a hidden row": lambda book: setattr(book["figures"].row_dimensions[4], "hidden", True),
    "a comment": lambda book: setattr(book["figures"]["K4"], "comment", Comment("3 of 59", "x")),
    "a property": lambda book: setattr(book.properties, "keywords", "left early: 3"),
    "a custom property": lambda book: book.custom_doc_props.append(
        openpyxl.packaging.custom.IntProperty(name="left", value=3)
    ),
    "a defined name": lambda book: book.defined_names.add(DefinedName("left_early", attr_text="3")),
    "a validation": add_validation,
    "a formula": lambda book: book["figures"].__setitem__("AC1", "=1+2"),
    "a format that hides": lambda book: setattr(book["figures"]["K4"], "number_format", ";;;"),
    "a link": lambda book: setattr(book["figures"]["A4"], "hyperlink", "http://example.org/3"),
    "another value": lambda book: book["figures"].__setitem__("K4", 37),
}


@pytest.fixture(scope="module")
def saved_again(outputs, attack):
    """Findings in a workbook that openpyxl only opened and saved: its texts stand in a list of their own then."""
    return set(attack({BOOK: spoil_book(outputs[BOOK], lambda book: None)}))


@pytest.mark.slow
@pytest.mark.parametrize("mutant", BOOK_MUTANTS)
def test_what_a_workbook_hides_is_found(outputs, attack, saved_again, mutant):
    assert set(attack({BOOK: spoil_book(outputs[BOOK], BOOK_MUTANTS[mutant])})) - saved_again


PART_MUTANTS = {
    "an unknown part": ("xl/media/image1.png", b"", b"\x89PNG"),
    "a cached pivot table": ("xl/pivotCache/pivotCacheRecords1.xml", b"", b"<pivotCacheRecords/>"),
    "an order of calculation": ("xl/calcChain.xml", b"", b"<calcChain/>"),
    "a column of no width": (SHEET, b'<col width="31"', b'<col width="0"'),
    "an XML comment": (SHEET, b"<sheetData>", b"<!-- 3 --><sheetData>"),
    "a condition": (SHEET, b"</sheetData>", b"</sheetData><conditionalFormatting/>"),
}


@pytest.mark.parametrize("mutant", PART_MUTANTS)
def test_what_stands_in_a_raw_part_is_found(outputs, attack, mutant):
    part, old, new = PART_MUTANTS[mutant]
    data = outputs[BOOK]
    if mutant == "a column of no width":
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            start = book.read(SHEET).index(b"<col width=")
            old = book.read(SHEET)[start : book.read(SHEET).index(b" customWidth", start)]
    assert attack({BOOK: spoil_part(data, part, old, new)})


def parquet(table: pa.Table, **options: object) -> bytes:
    target = io.BytesIO()
    pq.write_table(table, target, **options)
    return target.getvalue()


def test_metadata_and_columns_of_a_parquet_file_are_read(outputs, attack):
    table = pq.read_table(io.BytesIO(outputs["figures.parquet"]))
    assert attack({"figures.parquet": parquet(table)}) == []
    noted = table.replace_schema_metadata({**table.schema.metadata, b"note": b"3"})
    number = table.replace_schema_metadata({**table.schema.metadata, b"months": b"left early: 987654"})
    field = table.schema.field("value").with_metadata({"raw": "3"})
    columned = pa.Table.from_arrays(table.columns, schema=table.schema.set(table.column_names.index("value"), field))
    wider = table.append_column("numerator_raw", pa.array([3.0] * len(table)))
    for name, mutant in {"noted": noted, "number": number, "columned": columned, "wider": wider}.items():
        assert attack({"figures.parquet": parquet(mutant)}), name


def test_a_dictionary_that_keeps_what_was_filtered_out_is_found(outputs, attack):
    table = pq.read_table(io.BytesIO(outputs["figures.parquet"]))
    position = table.column_names.index("category")
    column = table.column(position).combine_chunks()
    kept = pa.concat_arrays([column, pa.array(["PW-P03-07"])]).dictionary_encode()
    mutant = table.set_column(position, "category", kept[: len(table)])
    found = attack({"figures.parquet": parquet(mutant)})
    assert any("a text that no row uses" in one for one in found)


def test_statistics_that_rows_dont_give_are_found(outputs, attack):
    data = outputs["figures.parquet"]
    about = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0)
    position = next(n for n in range(about.num_columns) if about.column(n).path_in_schema == "denominator")
    top = struct.pack("<d", about.column(position).statistics.max)
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    assert top in data[footer:]
    spoiled = data[:footer] + data[footer:].replace(top, struct.pack("<d", 987654.0))
    assert any("largest" in found for found in attack({"figures.parquet": spoiled}))


def test_bytes_between_the_columns_of_a_parquet_file_are_found(outputs, attack):
    data = outputs["figures.parquet"]
    footer = len(data) - 8 - int.from_bytes(data[-8:-4], "little")
    assert attack({"figures.parquet": data[:footer] + b"3 women" + data[footer:]})


def bundle(members: dict[str, bytes], comment: bytes = b"", before: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in members.items():
            box.writestr(name, data)
        box.comment = comment
    return before + target.getvalue()


def test_a_bundle_holds_the_csv_export_and_nothing_else(file, attack):
    name, honest = f"kpi_{NEWEST}_synthetic.zip", etl.export.build_csv(file)
    assert attack({name: bundle(honest)}) == []
    assert attack({name: bundle(honest, comment=b"3")})
    assert attack({name: bundle(honest, before=b"3 women")})
    for member, data in {"raw.csv": b"women\n3\n", "notes.db": b"3", "figures_3.csv": b"", "inner.zip": b""}.items():
        assert attack({name: bundle(honest | {member: data})}), member


@pytest.mark.parametrize("name", ["figures_P03.csv", "kpi_M18_17.txt", "overview_3_hidden.html"])
def test_a_file_name_that_tells_a_number_or_a_partner_is_found(attack, name):
    found = attack({name: b""})
    assert any("the name of a file" in one for one in found)
    assert not any(name in one for one in found)


def test_what_no_channel_reads_is_a_finding(attack):
    assert attack({"picture.png": b"\x89PNG"})
    assert attack({"figures.xlsx": b"no workbook"})
    assert attack({"report.pdf": b"no PDF"})
    assert attack({"figures.parquet": b"no Parquet"})
    assert attack({"page.json": b"no JSON"})
    assert attack({"raw.csv": b"women\n3\n"})
