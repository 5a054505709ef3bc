"""Makes the committee's report: the release as a data package, the notebook run on it, its blocks set as pages."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

from etl.errors import UserError
from etl.export.asked import Asked
from etl.export.names import export_name
from etl.export.package import build_package
from etl.export.writing import write_plainly
from etl.kit import notebook_settings, write_catalogues
from etl.release_file import ReleaseFile
from etl.report.emblem import Emblem, read_emblem
from etl.report.errors import ReportFault
from etl.report.pdf import build_pdf
from etl.report.run import run_notebook
from indicators.load import Definitions
from indicators.texts import N_
from released.blocks import Wire
from released.blocks.page import build_page

Kind = Literal["pack", "brief"]
Format = Literal["html", "pdf"]
KINDS, FORMATS = ("pack", "brief"), ("html", "pdf")
# Told while it works: how much is done, of how much, and what is being done now.
Tell = Callable[[int, int, str], None]
_STEPS = (N_("Writing the data package"), N_("Running the notebook"), N_("Setting the pages"))
_FILE_KINDS = {"pack": "report", "brief": "brief"}


def report_name(release: ReleaseFile, language: str, kind: str = "pack", format: str = "pdf") -> str:
    """File name of a report, which tells project, release and language."""
    return export_name(release, format, language, _FILE_KINDS[kind])


def build_report(
    release: ReleaseFile,
    definitions: Definitions,
    language: str,
    kind: str = "pack",
    format: str = "html",
    tell: Tell = lambda done, total, doing: None,
    meeting: str | None = None,
) -> bytes:
    """The report pack, or the one-page brief, of a release in one language: the same release makes the same bytes.

    Raises UserError for wrong use and ReportFault for what stands in the way; nothing is written either way.
    """
    _expect(definitions, language, kind, format, meeting)
    emblem = read_emblem(definitions)
    with _work() as work:
        tell(0, len(_STEPS), _STEPS[0])
        settings = _write_inputs(work, release, definitions, language)
        tell(1, len(_STEPS), _STEPS[1])
        blocks = run_notebook(work, settings, kind, meeting)
    tell(2, len(_STEPS), _STEPS[2])
    data = _set(blocks, release, definitions, emblem, kind == "brief", format)
    tell(len(_STEPS), len(_STEPS), "")
    return data


def expect_file(path: Path, format: str) -> None:
    """Raise UserError for a file that can't hold the report, before any work begins."""
    if path.is_dir():
        raise UserError(N_("{path} is a folder: name the file that shall be written."), path=path)
    ending = path.suffix.lower().lstrip(".")
    # A format that there isn't is told as such, whatever the file is called.
    if ending in FORMATS and format in FORMATS and ending != format:
        raise UserError(
            N_("{path} is called like another format than {format}: name it otherwise, or choose that format."),
            path=path,
            format=format,
        )


def missing_settings(definitions: Definitions) -> tuple[str, ...]:
    """What a report would show and project.yaml leaves open."""
    shown = ("emblem", "grant_number", "funding_statement", "disclaimer")
    return tuple(name for name in shown if not getattr(definitions.project, name))


def _expect(definitions: Definitions, language: str, kind: str, format: str, meeting: str | None) -> None:
    Asked(language, given=definitions).expect_language()
    if kind not in KINDS:
        raise UserError(N_("There is no report '{asked}'. Use {known}."), asked=kind, known=", ".join(KINDS))
    if format not in FORMATS:
        raise UserError(N_("There is no format '{format}'. Use {known}."), format=format, known=", ".join(FORMATS))
    if meeting is None:
        return
    try:
        date.fromisoformat(meeting)
    except ValueError:
        raise UserError(N_("'{day}' is no day. Write it as 2017-09-28."), day=meeting) from None


@contextmanager
def _work() -> Iterator[Path]:
    """A folder for the run, gone afterwards; a disk without room is told."""
    try:
        with tempfile.TemporaryDirectory(prefix="report-", ignore_cleanup_errors=True) as name:
            yield Path(name)
    except OSError as error:
        raise ReportFault(
            N_("The report needs room for temporary files in {folder}, and there is none ({fault})."),
            folder=tempfile.gettempdir(),
            fault=error.strerror or error,
        ) from None


def _write_inputs(work: Path, release: ReleaseFile, definitions: Definitions, language: str) -> dict[str, str]:
    """The data package and the catalogue of the language; returns the settings that name them."""
    package = write_plainly(work / "release", build_package(release, definitions, (language,)))
    catalogues = write_catalogues(work / "catalogues", definitions, (language,))
    return notebook_settings(package, language, catalogues)


def _set(
    blocks: list[Wire],
    release: ReleaseFile,
    definitions: Definitions,
    emblem: Emblem | None,
    is_brief: bool,
    format: str,
) -> bytes:
    project = definitions.project
    if format == "html":
        address = emblem.address if emblem else ""
        return build_page(blocks, address, project.accent_colour, project.short_name).encode()
    try:
        return build_pdf(blocks, release.info.as_of, project.accent_colour, is_brief, emblem, project.short_name)
    except OSError as error:
        raise ReportFault(N_("The pages can't be set ({fault})."), fault=error.strerror or error) from None
