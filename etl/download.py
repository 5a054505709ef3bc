"""What a reader takes along of a release, one file at a time: its name, its bytes, what is told while it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.errors import UserError
from etl.export import OFFERED, Asked, Selection, build_files, export_name, missing_for
from etl.export.names import mark_selection
from etl.export.zipped import zip_files
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from indicators.texts import N_, SOURCE_LANGUAGE

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """One file: its kind (a key of `DOWNLOADS`), its language, and which figures shall be in its tables."""

    kind: str
    language: str = SOURCE_LANGUAGE
    selection: Selection = Selection()

    @property
    def is_long(self) -> bool:
        """Is a notebook run for it, which takes seconds?"""
        return self.kind in _REPORTS


@dataclass(frozen=True)
class Download:
    """A finished file; `missing` names settings of project.yaml that it would show and that are open."""

    name: str
    data: bytes
    missing: tuple[str, ...] = ()


def make_download(
    release: ReleaseFile, definitions: Definitions, wanted: Wanted, tell: Tell = lambda _doing: None
) -> Download:
    """Make a file of a release alone; raises UserError for what there isn't and for what stands in the way."""
    if wanted.kind not in DOWNLOADS:
        raise UserError(N_("There is no file '{kind}'. Use {known}."), kind=wanted.kind, known=", ".join(DOWNLOADS))
    return DOWNLOADS[wanted.kind](release, definitions, wanted, tell)


def _make_export(release: ReleaseFile, definitions: Definitions, wanted: Wanted, tell: Tell) -> Download:
    tell(N_("Making the file"))
    files = build_files(release, wanted.kind, Asked(wanted.language, wanted.selection, definitions))
    missing = missing_for(wanted.kind, definitions)
    if len(files) == 1:
        (name, data), *_none = files.items()
    else:
        whole = export_name(release, "zip", wanted.language, f"kpi-{wanted.kind}")
        name, data = mark_selection(whole, wanted.selection), zip_files(files)
    return Download(name, data, missing)


# Running a notebook, setting pages and writing for Word are slow to load: only who asks for them waits for that.


def _make_report(release: ReleaseFile, definitions: Definitions, wanted: Wanted, tell: Tell) -> Download:
    from etl.report import build_report, missing_settings, report_name

    kind, format = wanted.kind.split(".")
    data = build_report(
        release, definitions, wanted.language, kind, format, lambda _done, _total, doing: tell(doing) if doing else None
    )
    return Download(report_name(release, wanted.language, kind, format), data, missing_settings(definitions))


def _make_form(release: ReleaseFile, definitions: Definitions, wanted: Wanted, tell: Tell) -> Download:
    from etl.funder import build_form, form_name, open_settings

    tell(N_("Making the file"))
    form, format = wanted.kind.split(".")
    data = build_form(release, definitions, form, format)
    return Download(form_name(release, form, format), data, open_settings(definitions))


_Make = Callable[[ReleaseFile, Definitions, Wanted, Tell], Download]
_REPORTS = ("pack.pdf", "pack.html", "brief.pdf", "brief.html")
_FORMS = ("progress.docx", "progress.xlsx", "annex.docx", "annex.xlsx")
DOWNLOADS: dict[str, _Make] = {
    **dict.fromkeys(OFFERED, _make_export),
    **dict.fromkeys(_REPORTS, _make_report),
    **dict.fromkeys(_FORMS, _make_form),
}
