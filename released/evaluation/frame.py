"""Everything in a release that can be recounted on the spot: cells of facts and shared-out answers, and partner-months.

No figure is read for it and no row about women: facts are of things, answers are those of other people's released
blocks, and which months a partner reported is public. So a sample from here can tell nothing that isn't released.
"""

from collections.abc import Iterator

from released.evaluation.cell import POOL, REPORTS, Cell
from released.evaluation.fact_cells import PAPERS, fact_cells, fact_tables
from released.evaluation.stated import Stated
from released.release import Release

COUNTED, WEIGHT = "sum or number of yes", "answers"
_WOMEN = "A"


def build_frame(release: Release) -> tuple[Cell, ...]:
    """All cells behind released figures that the release holds one by one; raises ReleaseFault without definitions."""
    cells = [*fact_cells(release), *_pool_cells(release)]
    return tuple(sorted(cells, key=lambda cell: (cell.partner, cell.table, cell.thing, cell.what)))


def build_month_frame(release: Release) -> tuple[Cell, ...]:
    """Every reported partner-month: was it in time, and how many rows of facts did it bring?"""
    facts = fact_tables(release)
    labels = {name: str(sheet["label"]) for name, (_, sheet) in facts.items()}
    rows = {name: release.table(name).group("partner_code", "month") for name in facts}
    on_time = _of_kind(release, "reports_on_time")
    cells: list[Cell] = []
    for one in release.table(REPORTS).where(is_expected=True):
        partner, month = str(one["partner_code"]), str(one["month"])
        if one["received_on"] is None:
            continue
        place, in_time = (REPORTS, partner, month, month), float(bool(one["is_on_time"]))
        cells.append(Cell(*place, "received in time", on_time, in_time, "upload log"))
        for name in facts:
            count = float(len(rows[name].get((partner, month), ())))
            cells.append(Cell(*place, f"rows: {labels[name]}", (f"{name}, rows by month",), count, PAPERS))
    return tuple(cells)


def not_recounted(release: Release) -> dict[str, str]:
    """Indicators of which no cell can be drawn, each with the reason."""
    served = {one.split("/")[0] for cell in build_frame(release) for one in cell.serves}
    served |= set(_of_kind(release, "reports_on_time"))
    codes = release.table("indicator").sorted_by("position").column("indicator_code")
    sheets = release.definition("workbook")["sheets"]
    stated = {one["code"]: one for one in release.definition("indicators")}
    missing = {code: stated[code] for code in codes if code not in served}
    return {code: _reason(one["class"], sheets.get(one.get("sheet")) or {}) for code, one in missing.items()}


def _reason(disclosure_class: str, sheet: Stated) -> str:
    if _WOMEN in (disclosure_class, sheet.get("class")):
        return "rows about women: on the spot only, with the safeguarding role, and nothing is taken away"
    if sheet.get("fact"):
        return "made of dates and states, or of rows of which none counts yet: look at the released table itself"
    return "its rows are not released: on the spot, with the partner's own papers"


def _of_kind(release: Release, kind: str) -> tuple[str, ...]:
    stated = release.definition("indicators")
    return tuple(str(one["code"]) for one in stated if one["calculation"]["kind"] == kind)


def _pool_cells(release: Release) -> Iterator[Cell]:
    """Answers of other people than women, as shared out to partners in released blocks."""
    if POOL not in release.tables():
        return
    about = {row["indicator_code"]: row for row in release.table("indicator").where(class_="B")}
    for row in release.table(POOL):
        code = row["indicator_code"]
        if row["partner_code"] is None or row["breakdown"] is not None or code not in about:
            continue
        thing = f"{row['block']}/{row['session'] or row['month']}"
        for what, column in ((COUNTED, "numerator"), (WEIGHT, "denominator")):
            if row[column] is not None:
                place = (POOL, row["partner_code"], row["month"], thing, what, (f"{code}/{column}",))
                yield Cell(*place, float(row[column]), str(about[code]["means_of_verification"]))
