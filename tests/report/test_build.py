"""The whole way: release, data package, notebook, blocks, pages; and what stands in its way, told in a sentence."""

import ast
import errno
import io
import tempfile

import nbformat
import pytest
from pypdf import PdfReader

from etl.errors import UserError
from etl.report import ReportFault, build_report, missing_settings, report_name
from etl.report.run import NOTEBOOK, PACK, run_notebook
from tests.report.conftest import NAME, write_package
from tests.report.reading import Page, pages_of


def test_the_notebook_has_parameters():
    code = [cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code"]
    tagged = [cell for cell in code if "parameters" in cell.metadata.get("tags", ())]
    assert [name.id for node in ast.parse(tagged[0].source).body for name in node.targets] == [
        "path",
        "language",
        "meeting",
    ]


@pytest.mark.slow
def test_a_pack_and_a_brief_are_made_as_html_and_pdf(built):
    page = Page(built["pack.html"].decode())
    assert page.of("html") == [{"lang": "bg"}] and "Изисква вниманието Ви" in page.text
    pages = pages_of(built["pack.pdf"])
    assert len(pages) > 5 and "Изисква вниманието Ви" in "".join(pages)
    assert len(pages_of(built["brief.pdf"])) == 1 and len(built["brief.html"]) < 300_000
    assert "<svg" in built["pack.html"].decode()


@pytest.mark.slow
def test_the_same_release_makes_the_same_bytes_dated_as_the_release(built, release_file, definitions):
    assert build_report(release_file, definitions, "bg", "pack", "pdf") == built["pack.pdf"]
    about = PdfReader(io.BytesIO(built["pack.pdf"])).metadata
    assert about.creation_date.date() == about.modification_date.date() == release_file.info.as_of


@pytest.mark.slow
def test_what_it_is_doing_is_told_and_the_meeting_stands_on_the_cover(release_file, definitions):
    told = []
    data = build_report(release_file, definitions, "en", tell=lambda *said: told.append(said), meeting="2017-09-28")
    assert [done for done, _, _ in told] == [0, 1, 2, 3] and all(doing for *_, doing in told[:-1])
    assert "28 Sept 2017" in Page(data.decode()).text


def test_a_report_is_named_after_project_release_and_language(release_file):
    assert report_name(release_file, "bg") == f"report_we-go_{NAME}_bg.pdf"
    assert report_name(release_file, "el", "brief", "html") == f"brief_we-go_{NAME}_el.html"


def test_settings_that_are_left_open_are_named(definitions):
    assert set(missing_settings(definitions)) == {"emblem", "grant_number"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"language": "xx"}, "There is no language 'xx'. Use en, bg"),
        ({"language": "en", "kind": "novel"}, "There is no report 'novel'. Use pack, brief."),
        ({"language": "en", "format": "docx"}, "There is no format 'docx'. Use html, pdf."),
        ({"language": "en", "meeting": "soon"}, "'soon' is no day."),
    ],
)
def test_what_does_not_exist_is_told_with_what_does(release_file, definitions, asked, told):
    with pytest.raises(UserError, match=told):
        build_report(release_file, definitions, **asked)


@pytest.fixture(scope="module")
def package(release_file, definitions, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    write_package(folder, release_file, definitions)
    return {"RELEASED_PATH": str(folder / "release"), "RELEASED_CATALOGUES": str(folder / "catalogues")}


def spoil(folder, source):
    """The notebook with its last cell of the pack made anew."""
    book = nbformat.read(NOTEBOOK, as_version=4)
    cells = [cell for cell in book.cells if PACK in cell.metadata.get("tags", ())]
    cells[-1].source = source
    nbformat.write(book, folder / "spoiled.ipynb")
    return folder / "spoiled.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("1 / 0", "broke off .ZeroDivisionError."),
        ("release.table('secret')", "broke off .The release has no table 'secret'"),
        ("def (", "broke off .SyntaxError."),
        ("import os; os._exit(3)", "broke off .DeadKernelError."),
        (
            "from IPython.display import publish_display_data\n"
            "publish_display_data({'application/vnd.released.block+json': {'blocks': [{'kind': 'virus'}]}})",
            "a block of an unknown kind",
        ),
    ],
)
def test_a_notebook_that_breaks_off_is_a_clear_fault(package, tmp_path, source, told):
    with pytest.raises(ReportFault, match=told):
        run_notebook(tmp_path, package | {"RELEASED_LANGUAGE": "en"}, PACK, notebook=spoil(tmp_path, source))


def test_a_notebook_that_is_missing_or_none_is_told(package, tmp_path):
    (tmp_path / "broken.ipynb").write_text("{")
    for name in ("none.ipynb", "broken.ipynb"):
        with pytest.raises(ReportFault, match="can't be read: restore it"):
            run_notebook(tmp_path, package, PACK, notebook=tmp_path / name)


@pytest.mark.slow
def test_a_notebook_without_blocks_is_told(package, tmp_path):
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])
    nbformat.write(book, tmp_path / "empty.ipynb")
    with pytest.raises(ReportFault, match="shows no block"):
        run_notebook(tmp_path, package, PACK, notebook=tmp_path / "empty.ipynb")


@pytest.mark.slow
def test_the_notebook_sees_nothing_of_the_callers_settings(package, tmp_path, monkeypatch):
    monkeypatch.setenv("WEGO_STORE_KEY", "secret")
    source = "import os\nassert not [name for name in os.environ if name.startswith('WEGO_')]\n"
    source += "from released.blocks import Paragraph\nshow(Paragraph('nothing seen'))"
    blocks = run_notebook(tmp_path, package | {"RELEASED_LANGUAGE": "en"}, PACK, notebook=spoil(tmp_path, source))
    assert blocks[-1]["text"] == [{"text": "nothing seen"}]


def test_no_room_for_temporary_files_is_told(release_file, definitions, monkeypatch):
    def full(*given, **named):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryDirectory", full)
    with pytest.raises(ReportFault, match="needs room for temporary files.*No space left"):
        build_report(release_file, definitions, "en")
