"""The feedback workbook: the partner's own file with every faulty cell marked, and a sheet that lists the issues."""

from etl.feedback.build import feedback_bytes

__all__ = ["feedback_bytes"]
