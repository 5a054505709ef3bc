"""The partner's own workbook: one per partner, reporting month and language, prefilled with what is known."""

from etl.template.build import build_template, template_bytes

__all__ = ["build_template", "template_bytes"]
