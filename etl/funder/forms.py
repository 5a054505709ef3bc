"""The funder's forms by name and format, each made of one release alone."""

from collections.abc import Callable

from etl.errors import UserError
from etl.export.names import export_name
from etl.funder.annex import build_annex
from etl.funder.blocks import Form
from etl.funder.progress import build_progress
from etl.funder.reading import LANGUAGE, Reading
from etl.funder.sheets import build_xlsx
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from indicators.texts import N_


def _build_docx(form: Form) -> bytes:
    # Slow to load, and only this format needs it.
    from etl.funder.word import build_docx

    return build_docx(form)


FORMS: dict[str, Callable[[Reading], Form]] = {"progress": build_progress, "annex": build_annex}
FORMATS: dict[str, Callable[[Form], bytes]] = {"docx": _build_docx, "xlsx": build_xlsx}


def build_form(release: ReleaseFile, definitions: Definitions, form: str, format: str = "docx") -> bytes:
    """The bytes of a form; raises UserError for a form or format that there isn't."""
    if form not in FORMS:
        raise UserError(N_("There is no report '{asked}'. Use {known}."), asked=form, known=", ".join(FORMS))
    if format not in FORMATS:
        raise UserError(N_("There is no format '{format}'. Use {known}."), format=format, known=", ".join(FORMATS))
    # To its end: a file that is damaged somewhere is told, and no form is made of it.
    release.arrows()
    return FORMATS[format](FORMS[form](Reading(release, definitions)))


def form_name(release: ReleaseFile, form: str, format: str) -> str:
    """File name of a form, for instance funder-progress_we-go_M12-20170118-8ba786_en.docx."""
    return export_name(release, format, LANGUAGE, kind=f"funder-{form}")
