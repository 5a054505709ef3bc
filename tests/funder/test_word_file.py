"""A Word file that everybody can read: headings, names of tables, repeated heading rows, page numbers, a language."""

import io
import zipfile

import pytest
from docx.oxml.ns import qn

from etl.funder import FORMS, build_form


@pytest.fixture(scope="module", params=list(FORMS))
def data(request, release, definitions):
    return build_form(release, definitions, request.param)


@pytest.fixture(scope="module")
def document(data, open_word):
    return open_word(data).document


def test_levels_of_headings_follow_each_other(document):
    levels = [int(one.style.name[-1]) for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_a_name_and_its_heading_row_comes_back_on_each_page(document):
    for number, table in enumerate(document.tables):
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        # The first one has its names in the first column.
        assert (table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None) == (number > 0)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_no_table_is_wider_than_the_page(document):
    section = document.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert sum(column.width for column in table.columns) <= room * 1.001


def test_language_title_and_times_are_the_releases(document, release):
    about = document.core_properties
    assert about.language == "en-GB"
    assert release.release_id in about.title
    assert about.created.date() == about.modified.date() == release.info.as_of
    assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_pages_are_numbered_and_say_which_release_they_are_of(document, release):
    section = document.sections[0]
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert release.release_id in section.header.paragraphs[0].text


def test_every_style_that_is_used_is_there(data, document):
    known = {style.style_id for style in document.styles}
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        assert not [name for name in box.namelist() if "customXml" in name or "thumbnail" in name]
        assert {member.date_time[0] for member in box.infolist()} == {1980}
    parts = (document.element, document.part.numbering_part.element, document.styles.element)
    used = {
        one.get(qn("w:val"))
        for part in parts
        for name in ("pStyle", "basedOn", "next")
        for one in part.iter(qn(f"w:{name}"))
    }
    assert used <= known
