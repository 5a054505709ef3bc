"""The funder's forms before the attacker: what stands in them is the release's, and nothing hides beside it."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import load_workbook

from etl.attacker.channels.content import content_of
from etl.funder import FORMATS, FORMS, build_form, form_name
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from tests.attacker.channels.conftest import NEWEST, OF_WOMEN
from tests.reader.synthetic_release import write_synthetic_release

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
LINKS = "word/_rels/document.xml.rels"
# The last cell's width.
_WIDTH = re.compile(r'(.*)<w:tcW w:type="dxa" w:w="\d+"/>', re.DOTALL)


@pytest.fixture(scope="module")
def forms(file) -> dict[tuple[str, str], bytes]:
    definitions = load_definitions()
    return {(form, format): build_form(file, definitions, form, format) for form in FORMS for format in FORMATS}


@pytest.fixture(scope="module")
def name(file) -> str:
    return form_name(file, "progress", "docx")


def test_honest_forms_are_clear_in_both_formats(forms, file, attack):
    assert len(forms) == 4
    for (form, format), data in forms.items():
        assert attack({form_name(file, form, format): data}) == []


def test_a_form_is_known_by_what_it_holds_whatever_its_file_is_called(forms, attack):
    for (form, format), data in forms.items():
        assert attack({f"{form}.{format}": data}) == []


def test_forms_of_a_demo_that_was_lived_through_are_clear(published_home):
    from etl.attacker.channels import attack_outputs
    from etl.attacker.released import read_released
    from etl.release_file import find_release

    release = find_release(published_home)
    released = read_released(release.path)
    for form in FORMS:
        for format in FORMATS:
            data = build_form(release, load_definitions(), form, format)
            assert list(attack_outputs(released, {form_name(release, form, format): data})) == []


def rewritten(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        for member in source.namelist():
            content = source.read(member)
            if member == part:
                before = content.decode()
                content = change(before).encode()
                assert content != before.encode(), "the mutant changes nothing"
            box.writestr(member, content)
    return target.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def before_end(inner: str) -> Callable[[str], str]:
    return lambda xml: xml.replace("<w:sectPr>", f"{inner}<w:sectPr>", 1)


def cell_of(xml: str, code: str, position: int) -> re.Match[str]:
    """The text of a cell in the first row that begins with an indicator's code."""
    row = re.search(rf"<w:tr>(?:(?!<w:tr>).)*?<w:t>{code} .*?</w:tr>", xml, re.DOTALL)
    assert row is not None
    texts = list(re.finditer(r"(?<=<w:t>)[^<]*(?=</w:t>)|(?<=<w:t/>)|<w:r/>", row.group()))
    found = texts[position]
    return re.compile(re.escape(found.group())).match(xml, row.start() + found.start())  # type: ignore[return-value]


def put(code: str, position: int, text: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        found = cell_of(xml, code, position)
        return xml[: found.start()] + text + xml[found.end() :]

    return change


# Columns of a row of figures: indicator, unit, baseline, target, target state, planned, implemented, month, status, ...
PLANNED, IMPLEMENTED, MONTH, STATUS, COVERAGE = 5, 6, 7, 8, 9
MUTANTS: dict[str, tuple[str, Callable[[str], str]]] = {
    "a number about women": (DOCUMENT, before_end(paragraph(f"{OF_WOMEN} Women enrolled in pathways: 987654"))),
    "a small number about women in words": (DOCUMENT, before_end(paragraph("Three women left early."))),
    "a number that nothing tells": (DOCUMENT, before_end(paragraph("In all 987654 of them."))),
    "a number in two runs": (
        DOCUMENT,
        before_end("<w:p><w:r><w:t>In all 98</w:t></w:r><w:r><w:t>7654 of them.</w:t></w:r></w:p>"),
    ),
    "a code of a pathway": (DOCUMENT, before_end(paragraph("PW-P03-07 goes on."))),
    "a day of its own": (DOCUMENT, before_end(paragraph("It was on 3 May 1987."))),
    "another figure of women": (DOCUMENT, put(OF_WOMEN, IMPLEMENTED, "3")),
    "the plan in the figure's place": (DOCUMENT, put("OP-07", IMPLEMENTED, "2.9")),
    "two numbers in a figure's place": (DOCUMENT, put(OF_WOMEN, IMPLEMENTED, "3 of 5")),
    "another status": (DOCUMENT, put("OP-05", STATUS, "on schedule")),
    "another coverage": (DOCUMENT, put(OF_WOMEN, COVERAGE, "3 of 4")),
    "another target": (DOCUMENT, put(OF_WOMEN, 3, "3")),
    "a word for a figure": (DOCUMENT, put(OF_WOMEN, 1, "three women")),
    "a hidden run": (
        DOCUMENT,
        before_end("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>nothing</w:t></w:r></w:p>"),
    ),
    "a tracked change": (DOCUMENT, before_end("<w:p><w:del><w:r><w:delText>3</w:delText></w:r></w:del></w:p>")),
    "a field that fetches": (DOCUMENT, before_end('<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>')),
    "a text outside paragraphs": (DOCUMENT, before_end("<w:p>three</w:p>")),
    "a comment in the XML": (DOCUMENT, before_end("<!-- three left -->")),
    "an attribute that talks": (DOCUMENT, before_end('<w:p w:note="three left early"/>')),
    "a table's name": (DOCUMENT, lambda xml: xml.replace('tblCaption w:val="', 'tblCaption w:val="3 women left; ', 1)),
    "a shaded cell": (
        DOCUMENT,
        lambda xml: re.sub(
            r"(<w:tcW [^>]*/>)(</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"Tablenumber\")",
            r'\1<w:shd w:val="clear" w:color="auto" w:fill="101010"/>\2',
            xml,
            count=1,
        ),
    ),
    "a row of another width": (DOCUMENT, lambda xml: _WIDTH.sub(r'\1<w:tcW w:type="dxa" w:w="333"/>', xml, count=1)),
    "a header": ("word/header1.xml", lambda xml: xml.replace("</w:t>", " 987654</w:t>", 1)),
    "a style that hides": (STYLES, lambda xml: xml.replace("<w:rPr>", "<w:rPr><w:vanish/>", 1)),
    "a style's name": (STYLES, lambda xml: xml.replace('w:name w:val="To fill in"', 'w:name w:val="3 women left"', 1)),
    "a variable": (
        "word/settings.xml",
        lambda xml: xml.replace(
            "</w:settings>", '<w:docVars><w:docVar w:name="left" w:val="3"/></w:docVars></w:settings>'
        ),
    ),
    "a title": (CORE, lambda xml: xml.replace("</dc:title>", ", 987654</dc:title>", 1)),
    "who made it": (CORE, lambda xml: xml.replace("<dc:creator></dc:creator>", "<dc:creator>3 women</dc:creator>", 1)),
    "when it was made": (CORE, lambda xml: xml.replace("T00:00:00Z", "T00:00:00Z 1987", 1)),
    "a property of its own": (CORE, lambda xml: xml.replace("<cp:category/>", "<cp:status>3</cp:status>", 1)),
    "a link": (LINKS, lambda xml: xml.replace('Target="styles.xml"', 'Target="http://x/3"', 1)),
}  # fmt: skip


def test_writing_a_part_anew_is_no_finding_by_itself(forms, name, attack):
    for part in {part for part, _change in MUTANTS.values()}:
        assert attack({name: rewritten(forms["progress", "docx"], part, lambda xml: xml + "\n")}) == []


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_word_file_that_tells_more_is_found(forms, name, attack, mutant):
    part, change = MUTANTS[mutant]
    assert attack({name: rewritten(forms["progress", "docx"], part, change)})


@pytest.mark.parametrize(
    "part", ["word/comments.xml", "word/media/image1.png", "customXml/item1.xml", "word/vbaProject.bin"]
)
def test_a_part_that_no_form_has_is_found(forms, name, attack, part):
    target = io.BytesIO(forms["progress", "docx"])
    with zipfile.ZipFile(target, "a") as box:
        box.writestr(part, "<a/>")
    assert attack({name: target.getvalue()})


def test_what_is_no_word_file_is_found(name, attack):
    assert attack({name: b"three women left"})
    assert attack({name: b""})


def test_a_figure_of_another_month_is_found_in_the_annex(forms, file, attack):
    """A number that the release tells, under the heading of a month that it is not of."""
    totals = {
        row["month"]: row["value"] for row in file.figures(breakdown="total", indicator_code="OP-20").to_dict("records")
    }
    assert totals["M12"] != totals["M06"]
    # Indicator, unit, baseline, target, its state, then the half-years.
    data = rewritten(forms["annex", "docx"], DOCUMENT, put("OP-20", 5, str(int(totals["M12"]))))
    assert attack({form_name(file, "annex", "docx"): data})


def test_a_wrong_count_of_a_status_is_found(forms, name, attack):
    def change(xml: str) -> str:
        return re.sub(r"(<w:t>delayed</w:t>.*?<w:t>)\d+(</w:t>)", r"\g<1>1\2", xml, count=1, flags=re.DOTALL)

    told = re.search(r"<w:t>delayed</w:t>.*?<w:t>(\d+)</w:t>", read(forms["progress", "docx"]), re.DOTALL)
    assert told is not None and told[1] != "1"
    assert attack({name: rewritten(forms["progress", "docx"], DOCUMENT, change)})


def read(data: bytes, part: str = DOCUMENT) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        return box.read(part).decode()


BOOKS: dict[str, Callable[[object], object]] = {
    "a figure of women": lambda book: book["Planned and implemented"].cell(_row(book), 8, 3),
    "a text": lambda book: book["Report"].cell(3, 2, "Three women left early."),
    "a number that nothing tells": lambda book: book["Report"].cell(3, 2, "987654"),
    "a status": lambda book: book["Planned and implemented"].cell(_row(book), 10, "on schedule"),
    "a header": lambda book: setattr(book["Report"].oddHeader.center, "text", "987654"),
    "a sheet": lambda book: book.create_sheet("Three women left"),
}


def _row(book) -> int:
    sheet = book["Planned and implemented"]
    return next(row for row in range(2, sheet.max_row + 1) if str(sheet.cell(row, 2).value).startswith(OF_WOMEN))


@pytest.mark.parametrize("mutant", BOOKS)
def test_a_workbook_that_tells_more_is_found(forms, file, attack, mutant):
    book = load_workbook(io.BytesIO(forms["progress", "xlsx"]))
    BOOKS[mutant](book)
    target = io.BytesIO()
    book.save(target)
    honest = load_workbook(io.BytesIO(forms["progress", "xlsx"]))
    told = io.BytesIO()
    honest.save(told)
    found, usual = (attack({form_name(file, "progress", "xlsx"): one.getvalue()}) for one in (target, told))
    assert set(found) - set(usual)


def test_twins_get_forms_that_differ_in_ids_and_times_alone(file, forms, tmp_path):
    definitions = load_definitions()
    twin = ReleaseFile(write_synthetic_release(tmp_path / f"{NEWEST[:-2]}09.duckdb", definitions, 18))
    for (form, format), data in forms.items():
        own = form_name(file, form, format), form_name(twin, form, format)
        other = build_form(twin, definitions, form, format)
        assert data != other
        assert content_of(data, own[0]) == content_of(other, own[1])
