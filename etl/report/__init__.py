"""The committee's report pack and the one-page brief, as HTML and PDF, on a server without a browser."""

from etl.report.build import FORMATS, KINDS, build_report, expect_file, missing_settings, report_name
from etl.report.errors import ReportFault

__all__ = ["FORMATS", "KINDS", "ReportFault", "build_report", "expect_file", "missing_settings", "report_name"]
