"""What changed since the release before: earlier figures that were restated, with the reason, then what is new."""

from collections.abc import Sequence

from released.about import Indicator, indicator
from released.blocks import Block, Bullets, Heading, Inline, Paragraph, mark, quiet, strong
from released.charts.wording import say_value
from released.pack.saying import status_name
from released.pack.standing import STATUSES, Row
from released.release import Release

_MOST = 12
_MOST_DECIMALS = 6


def build_changes(release: Release) -> list[Block]:
    """Heading, restated figures and new ones; that there is nothing to compare with in a first release."""
    _, rows, since = release.texts, read_changes(release), since_release(release)
    if since is None:
        return [Heading(_("Since the last release")), Paragraph(_("There is no earlier release to compare with."))]
    totals = [row for row in rows if row["breakdown"] == "total"]
    restated = [row for row in totals if row["kind"] == "restated"]
    new = [row for row in totals if row["kind"] != "restated" and row["after_state"] == "value"]
    parts = sum(row["kind"] == "restated" and row["breakdown"] != "total" for row in rows)
    return [
        Heading(_("Since the last release"), beside=_("compared with {release}", release=since)),
        Heading(_("Earlier figures restated"), 3),
        *_restated(restated, parts, release),
        Heading(_("New figures"), 3),
        *_new(new, release),
    ]


def read_changes(release: Release) -> list[Row]:
    """The changes in the order of the results framework; none in releases of earlier versions."""
    if "change" not in release.tables():
        return []
    codes = release.table("indicator").sorted_by("position").column("indicator_code")
    places = {code: place for place, code in enumerate(codes)}
    known = [row for row in release.table("change") if row["indicator_code"] in places]
    return sorted(known, key=lambda row: (places[row["indicator_code"]], row["month"]))


def since_release(release: Release) -> str | None:
    """The release that this one is compared with."""
    return next((row["since_release"] for row in read_changes(release) if row["since_release"]), None)


def since_month(release: Release) -> str | None:
    """The month of that release; a replaced one has the same month as the new one and is no measure of what is new."""
    since = since_release(release)
    month = since.partition("-")[0] if since else None
    return month if month and month < release.month else None


def _restated(rows: Sequence[Row], parts: int, release: Release) -> list[Block]:
    _ = release.texts
    if not rows and not parts:
        return [Paragraph(_("No figure of an earlier month has changed."))]
    newest = {row["indicator_code"]: row for row in rows}
    months = [row["indicator_code"] for row in rows]
    lines: list[Inline] = [_line(row, months.count(code) - 1, release) for code, row in list(newest.items())[:_MOST]]
    if len(newest) > _MOST:
        lines.append(quiet(_("and {n} more", n=len(newest) - _MOST)))
    if parts:
        said = _.plural("{n} figure of a breakdown", "{n} figures of breakdowns", parts)
        lines.append(quiet(_("and with them {figures}", figures=said)))
    return [Bullets(lines)]


def _line(row: Row, earlier: int, release: Release) -> Inline:
    _, about = release.texts, indicator(release, row["indicator_code"])
    before, now = _figures(row, about, release)
    places = {"month": row["month"], "now": now, "before": before}
    if now == before:
        said = _("{month}: {now} as before, but its plan or status is another one.", **places)
    else:
        said = _("{month}: {now}; the earlier release said {before}.", **places)
    reasons = [_.label("change_reason", code) for code in str(row["reason"] or "").split(";") if code]
    why = _("Reason: {reasons}.", reasons=", ".join(reasons)) if reasons else ""
    more = _.plural("So is {n} month before it.", "So are {n} months before it.", earlier)
    return [strong(about.name), quiet(f" {about.code} "), f"{said} {why}", f" {more}" if earlier else ""]


def _new(rows: Sequence[Row], release: Release) -> list[Block]:
    _ = release.texts
    said = _.plural("{n} indicator has a new figure", "{n} indicators have a new figure", len(rows))
    turned = sorted((row for row in rows if _is_turned(row)), key=lambda row: not _is_worse(row))
    if not turned:
        return [Paragraph(_("{indicators}; no status has changed.", indicators=said))]
    statuses = _.plural("{n} status has changed", "{n} statuses have changed", len(turned))
    lines = [_turn(row, release) for row in turned]
    return [Paragraph(_("{indicators}; {statuses}:", indicators=said, statuses=statuses)), Bullets(lines)]


def _turn(row: Row, release: Release) -> Inline:
    texts, about = release.texts, indicator(release, row["indicator_code"])
    is_open = about.target_state == "proposed"
    before, after = (
        mark(row[side], status_name(row[side], texts), is_open) for side in ("before_status", "after_status")
    )
    return [strong(about.name), quiet(f" {about.code}{texts.colon}"), before, " → ", after]


def _is_worse(row: Row) -> bool:
    return STATUSES.index(row["after_status"]) < STATUSES.index(row["before_status"])


def _is_turned(row: Row) -> bool:
    statuses = (row["before_status"], row["after_status"])
    return not {None, "unavailable"} & set(statuses) and statuses[0] != statuses[1]


def _figures(row: Row, about: Indicator, release: Release) -> tuple[str, str]:
    """Both figures, with as many decimals as it takes to tell them apart."""
    before = now = ""
    for decimals in range(about.decimals, _MOST_DECIMALS + 1):
        before, now = (_figure(row, side, about, decimals, release) for side in ("before", "after"))
        if row["before_value"] == row["after_value"] or before != now:
            break
    return before, now


def _figure(row: Row, side: str, about: Indicator, decimals: int, release: Release) -> str:
    _, state, value = release.texts, row[f"{side}_state"], row[f"{side}_value"]
    if state != "value" or value is None:
        return _.label("state", state)
    return say_value(value, about, _, decimals)
