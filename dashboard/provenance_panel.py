"""Where a figure comes from: the workbooks behind it with their sheet and rows; of women the closing alone."""

from itertools import groupby

import pandas as pd
import streamlit as st

from dashboard.breakdown import breakdown_name, category_name
from dashboard.coverage_note import say_coverage
from dashboard.markup import Child, Html, element, join, show
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure
from dashboard.tables import build_table
from etl.services import Explained, FigureSource, explain_figure, say_behind
from indicators.reasons import state_reason

_TOTAL = ("total", "all")
Part = tuple[str, str]


def show_provenance(figures: pd.DataFrame, standing: Standing, released: Released) -> None:
    """The panel, read from the release when it is opened; month and category are the shown ones to begin with."""
    _ = released.context.texts
    # A key for each language: Streamlit knows a widget by its label.
    panel = st.expander(_("Where this figure comes from"), on_change="rerun", key=f"origin_{_.language}")
    if not panel.open:
        return
    with panel:
        month, part = _choose(figures, standing, released)
        explained = explain_figure(released.file, standing.code, month, *part)
        show(_build_behind(explained, standing, released), *build_sources(explained, released))
        show(*_build_hints(explained, standing, released))


def _choose(figures: pd.DataFrame, standing: Standing, released: Released) -> tuple[str, Part]:
    """Month and category; only what has a figure in that month is offered, the total always."""
    _, code = released.context.texts, standing.code
    months = sorted(set(figures["month"]), reverse=True)
    by_month, by_part = st.columns(2)
    with by_month:
        month = st.selectbox(
            _("Month"),
            months,
            index=months.index((standing.shown or standing.now)["month"]),
            key=f"origin_month_{code}_{_.language}",
            filter_mode=None,
        )
    now = figures[(figures["month"] == month) & (figures["state"] == "value")]
    parts = list(dict.fromkeys([_TOTAL, *zip(now["breakdown"], now["category"], strict=True)]))
    with by_part:
        part = st.selectbox(
            _("Figure"),
            parts,
            format_func=lambda one: part_name(one, code, released),
            key=f"origin_part_{code}_{month}_{_.language}",
        )
    return month, part


def part_name(part: Part, code: str, released: Released) -> str:
    """For instance "Total" or "Country: Bulgaria"."""
    texts = released.context.texts
    if part == _TOTAL:
        return texts("Total")
    return f"{breakdown_name(part[0], released.context)}{texts.colon}{category_name(*part, code, released)}"


def _build_behind(explained: Explained, standing: Standing, released: Released) -> Html:
    """The figure, its coverage, and one sentence on what stands behind it."""
    _, row = released.context.texts, explained.figure | {"frequency": standing.indicator.get("frequency")}
    said = say_behind(explained, _) or state_reason(row, _, released.context.periods, explained.closing)
    coverage = element("span", " · ", say_coverage(row, _), cls="quiet-text")
    return element("p", build_figure(row, _, standing.decimals), coverage, element("br"), said)


def build_sources(explained: Explained, released: Released) -> list[Html]:
    """One foldable line for each partner, in it its workbooks."""
    ordered = sorted(explained.sources, key=lambda one: (one.partner_code, one.month, one.revision))
    grouped = groupby(ordered, key=lambda one: one.partner_code)
    lines = [_build_partner(code, list(found), released) for code, found in grouped]
    return [element("div", *lines, cls="preview sources")] if lines else []


def _build_partner(code: str, sources: list[FigureSource], released: Released) -> Html:
    _, rows_n = released.context.texts, sum(len(one.rows) for one in sources)
    workbooks = _.plural("{n} workbook", "{n} workbooks", len({one.submission_id for one in sources}))
    said = f"{workbooks}, {_.plural('{n} row', '{n} rows', rows_n)}" if rows_n else workbooks
    head = [_("Month"), _("Revision"), _("Received"), _("Sheet"), _("Rows"), _("Receipt")]
    name = released.partner_name(code)
    return element(
        "details",
        element("summary", name, element("small", said)),
        build_table(head, (_cells(one, released) for one in sources), name, numeric=(1,), cls="cards"),
    )


def _cells(source: FigureSource, released: Released) -> list[Child]:
    _ = released.context.texts
    sheets = released.context.definitions.workbook.sheets
    sheet = sheets.get(source.sheet or "")
    return [
        source.month,
        str(source.revision),
        _.day(source.received_on) if source.received_on else "–",
        _(sheet.label) if sheet else source.sheet or "–",
        ", ".join(map(str, source.rows)) or "–",
        element("span", source.submission_id, cls="number-id"),
    ]


def _build_hints(explained: Explained, standing: Standing, released: Released) -> list[Html]:
    """Where the rows themselves are, and the same on the command line."""
    _, row = released.context.texts, explained.figure
    said = []
    fact = _fact_table(explained, released)
    if fact:
        said.append(
            _(
                "The rows themselves stand in the table {table} of the release file (page Downloads), by receipt and "
                "row number.",
                table=fact,
            )
        )
    if explained.blocks:
        said.append(
            _.plural(
                "It is made of {n} closed block; it stands in the table pool of the release file.",
                "It is made of {n} closed blocks; they stand in the table pool of the release file.",
                len(explained.blocks),
            )
        )
    part = "" if row["breakdown"] == "total" else f" --breakdown {row['breakdown']} --category {row['category']}"
    command = f"wego explain {standing.code} --month {row['month']}{part}"
    hints = [element("p", join([" ".join(said)]), cls="note")] if said else []
    return [*hints, element("pre", command, tabindex="0")]


def _fact_table(explained: Explained, released: Released) -> str | None:
    """The table of released facts that holds the rows; None where the sheet's rows are not released."""
    sheets = {one.sheet for one in explained.sources if one.sheet and one.rows}
    known = released.context.definitions.workbook.sheets
    return next((known[name].fact for name in sorted(sheets) if name in known), None)
