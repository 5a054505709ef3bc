"""What was held: of each sheet that has a page of its own its figures, and the things since the release before."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from released.blocks import Block, Heading, Paragraph, TableBlock
from released.pack.changes import since_month
from released.pack.figure_table import figure_table
from released.pack.saying import NO_VALUE
from released.pack.standing import Row, Standing, read_standings
from released.release import Release

_MOST_THINGS = 12
# Type of column -> how many of it a list on paper has room for, in the order in which they stand.
_LISTED = {"date": 1, "code": 3, "integer": 2}


def build_work(release: Release) -> list[Block]:
    """One section a sheet: trainings, events, or whatever the project calls it."""
    sheets = _sheets(release)
    return [block for name in pages_of(release) for block in _build_sheet(name, sheets[name], release)]


def figures_of(name: str, release: Release) -> list[Standing]:
    """The indicators of a sheet and of those that follow it up."""
    sheets = _sheets(release)
    own = {name, *(other for other, sheet in sheets.items() if sheet.get("takes_from") == name)}
    codes = {one["code"] for one in release.find_definition("indicators") or () if one.get("sheet") in own}
    return [one for one in read_standings(release) if one.code in codes]


def pages_of(release: Release) -> list[str]:
    """The sheets that have a page of their own."""
    return [name for name, sheet in _sheets(release).items() if sheet.get("page") and sheet.get("fact")]


def _sheets(release: Release) -> Mapping[str, Any]:
    return (release.find_definition("workbook") or {}).get("sheets") or {}


def _build_sheet(name: str, sheet: Mapping[str, Any], release: Release) -> list[Block]:
    _, label = release.texts, release.texts.label("sheet", name, str(sheet.get("label") or name))
    blocks: list[Block] = [Heading(label)]
    standings = figures_of(name, release)
    if standings:
        blocks.append(figure_table(standings, _("Figures at {month}", month=release.month), release))
    things = read_things(sheet, release)
    since = since_month(release)
    new = [row for row in things if since is None or row["month"] > since]
    if not things:
        return [*blocks, Paragraph(_("Nothing of this kind has been reported so far."))]
    if not new:
        return [*blocks, Paragraph(_("Nothing new of this kind since {month}.", month=since or ""))]
    return [*blocks, _list_things(new, sheet, since, release)]


def read_things(sheet: Mapping[str, Any], release: Release) -> list[Row]:
    """The released rows of a sheet that count, each thing once with its newest row, the newest first."""
    if sheet["fact"] not in release.tables():
        return []
    key = [name for name in sheet["key"] if name != "reporting_month"]
    rows = release.table(sheet["fact"]).sorted_by("month")
    counting = [row for row in rows if row.get("counts_from", True) and not row.get("counts_to")]
    found = {tuple(row.get(name) for name in key): row for row in counting}
    days = _columns_of(sheet, ("date",))
    return sorted(found.values(), key=lambda row: (row["month"], _day(row, days)), reverse=True)


def _day(row: Row, days: Sequence[str]) -> str:
    return max((str(row[name]) for name in days if isinstance(row.get(name), date)), default="")


def _columns_of(sheet: Mapping[str, Any], types: Sequence[str]) -> list[str]:
    return [name for name, column in sheet["columns"].items() if column.get("type") in types]


def _list_things(new: Sequence[Row], sheet: Mapping[str, Any], since: str | None, release: Release) -> TableBlock:
    """The newest things with the first columns that say what, when and where."""
    _, shown = release.texts, list(new[:_MOST_THINGS])
    table = str(sheet["fact"])
    names = _listed(sheet, shown)
    caption = _("New since {month}", month=since) if since else _("The list, the newest first")
    hidden = len(new) - len(shown)
    if hidden:
        more = _("and {n} more", n=hidden)
        caption = f"{caption} ({more})"
    first = next(name for name in sheet["key"] if name != "reporting_month")
    head = [_.label(f"column:{table}.{name}", "", name) for name in (first, "partner_code", *names)]
    kinds = {name: sheet["columns"][name] for name in names}
    rows = [
        [str(row.get(first) or NO_VALUE), row["partner_code"]]
        + [_say(row.get(name), kind, release) for name, kind in kinds.items()]
        for row in shown
    ]
    numeric = [place for place, name in enumerate(names, start=2) if kinds[name].get("type") == "integer"]
    return TableBlock(caption, head, rows, numeric, (1.6, 1, *(1.5 for _name in names)))


def _listed(sheet: Mapping[str, Any], rows: Sequence[Row]) -> list[str]:
    """Columns that say when, what and where, and how many people: those that most rows fill in."""
    names: list[str] = []
    for kind, most in _LISTED.items():
        found = [name for name in _columns_of(sheet, (kind,)) if name not in sheet["key"]]
        filled = {name: sum(row.get(name) is not None for row in rows) for name in found}
        telling = [name for name in found if filled[name] and sheet["columns"][name].get("list") != "yes_no"]
        names += sorted(sorted(telling, key=lambda name: -filled[name])[:most], key=found.index)
    return names


def _say(value: Any, column: Mapping[str, Any], release: Release) -> str:
    """A cell in the reader's language; a blank is a dash, for nobody reported a 0 there."""
    _ = release.texts
    if value is None:
        return NO_VALUE
    if isinstance(value, date):
        return _.date(value)
    if isinstance(value, (int, float)):
        return _.number(value)
    codes = str(value).split(";") if column.get("type") == "code_set" else [str(value)]
    name = column.get("list") or ""
    kind = "country" if name == "country" else f"code_list:{name}"
    return ", ".join(_.label(kind, code) for code in codes)
