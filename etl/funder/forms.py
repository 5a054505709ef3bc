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


def _build_docx(form: Form) -> bytes:
    # Slow to load, and only this format needs it.
    from etl.funder.word import build_docx

    return build_docx(form)


FORMS: dict[str, Callable[[Reading], Form]] = {"progress": build_progress, "annex": build_annex}
FORMATS: dict[str, Callable[[Form], bytes]] = {"docx": _build_docx, "xlsx": build_xlsx}


def build_form(release: ReleaseFile, definitions: Definitions, form: str, format: str = "docx") -> bytes:
    """The bytes of a form; raises UserError for a form or format that there isn't."""
    if form not in FORMS:
        raise UserError(f"There is no form {form!r}. Use {' or '.join(FORMS)}.")
    if format not in FORMATS:
        raise UserError(f"There is no format {format!r} of a form. Use {' or '.join(FORMATS)}.")
    return FORMATS[format](FORMS[form](Reading(release, definitions)))


def build_progress_report(release: ReleaseFile, definitions: Definitions, format: str = "docx") -> bytes:
    """The technical report on progress, as far as the release tells it."""
    return build_form(release, definitions, "progress", format)


def build_indicator_annex(release: ReleaseFile, definitions: Definitions, format: str = "docx") -> bytes:
    """The indicator annex of the final report."""
    return build_form(release, definitions, "annex", format)


def form_name(release: ReleaseFile, form: str, format: str) -> str:
    """File name of a form, for instance funder-progress_we-go_M12-20170118-8ba786_en.docx."""
    return export_name(release, format, LANGUAGE, kind=f"funder-{form}")
