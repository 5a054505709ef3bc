"""What the page Downloads offers: for whom each file is, in which formats, and in which section it stands."""

from dataclasses import dataclass

from dashboard.workbook_button import XLSX
from indicators.texts import N_

_ZIP = "application/zip"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Form:
    """One file of an offer: its kind as `make_download` knows it, what its button calls it, its media type."""

    kind: str
    name: str
    mime: str


@dataclass(frozen=True)
class Offer:
    """One thing to take along, in one or several formats."""

    title: str
    purpose: str
    forms: tuple[Form, ...]


@dataclass(frozen=True)
class Section:
    """Offers for the same people; `has_selection`: of the figures in them a part can be chosen."""

    code: str
    title: str
    note: str
    offers: tuple[Offer, ...]
    has_selection: bool = False


def _paper(kind: str) -> tuple[Form, ...]:
    return (Form(f"{kind}.pdf", "PDF", "application/pdf"), Form(f"{kind}.html", "HTML", "text/html"))


def _office(kind: str) -> tuple[Form, ...]:
    return (Form(f"{kind}.docx", "Word", _DOCX), Form(f"{kind}.xlsx", "Excel", XLSX))


SECTIONS = (
    Section(
        "committee",
        N_("For the committee's meeting"),
        N_("To read before the meeting or to hand out, in the language of this page."),
        (
            Offer(
                N_("Report pack"),
                N_("What stands where, what is behind and why, what is done about it, and what is not shown."),
                _paper("pack"),
            ),
            Offer(N_("One-page brief"), N_("The same in one page, for paper or a telephone."), _paper("brief")),
        ),
    ),
    Section(
        "tables",
        N_("Figures as tables"),
        N_(
            "For reports and for calculating, with names in the language of this page. Each holds all figures, or "
            "those that you choose here."
        ),
        (
            Offer(
                N_("Excel workbook"),
                N_("Framework by half-year, all figures, facts and definitions as sheets. For reading and printing."),
                (Form("xlsx", "Excel", XLSX),),
            ),
            Offer(
                "CSV",
                N_("The same tables as text with dot decimals, a dictionary beside them. For any program."),
                (Form("csv", "ZIP", _ZIP),),
            ),
            Offer(
                "Parquet",
                N_("The same tables with exact types. For notebooks and statistics programs."),
                (Form("parquet", "ZIP", _ZIP),),
            ),
            Offer(
                N_("Open data package"),
                N_("The tables described by the Frictionless standard, with names in all languages. For data portals."),
                (Form("datapackage", "ZIP", _ZIP),),
            ),
            Offer(
                "IATI",
                N_("The results by the standard of the aid registry. What is not shown is left out, never a zero."),
                (Form("iati", "XML", "application/xml"),),
            ),
        ),
        has_selection=True,
    ),
    Section(
        "evaluators",
        N_("For evaluators"),
        N_("Everything that this dashboard shows, to calculate again and to keep."),
        (
            Offer(
                N_("Evaluator's kit"),
                N_("Notebooks with this release. Runs with Python and Jupyter, on Windows too, without the internet."),
                (Form("kit", "ZIP", _ZIP),),
            ),
            Offer(
                N_("Release file"),
                N_("All tables in one DuckDB file that is never changed. For programs and for the archive."),
                (Form("duckdb", "DuckDB", "application/octet-stream"),),
            ),
        ),
    ),
    Section(
        "funder",
        N_("For the funder"),
        N_("Forms in English, filled in as far as this release tells. The coordinator completes and sends them."),
        (
            Offer(
                N_("Technical report on progress"),
                N_("Planned and done by work stream, deviations with cause and action, deliverables."),
                _office("progress"),
            ),
            Offer(
                N_("Indicator annex of the final report"),
                N_("Baseline, target and result of each indicator."),
                _office("annex"),
            ),
        ),
    ),
)
