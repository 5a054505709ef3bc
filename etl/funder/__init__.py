"""Forms that the funder asks for, in English, made of a release: report on progress and indicator annex."""

from etl.funder.due import ReportStanding, list_reports, open_settings, report_of
from etl.funder.forms import FORMATS, FORMS, build_form, form_name

__all__ = [
    "FORMATS",
    "FORMS",
    "ReportStanding",
    "build_form",
    "form_name",
    "list_reports",
    "open_settings",
    "report_of",
]
