"""A preview of a release as a coordinator reads it in a minute: publish now or wait, who is absent, what is shown."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.breakdown import breakdown_name
from dashboard.frame import heading
from dashboard.labels import partner_label
from dashboard.markup import Child, Html, element, join
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import say_absent, say_publish_now, say_question, say_wait
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.names import category_label
from indicators.periods import month_code
from indicators.reasons import format_value
from indicators.texts import N_

if TYPE_CHECKING:
    from etl.services import Absent, Answers, Outlook, ReleasePreview

ANCHOR = "before-publishing"
_TOTAL = "total"
# Outcome -> symbol; each stands beside its word.
_SYMBOLS = {"new": "●", "stays_closed": "○", "never": "–"}
_WORDS = {"stays_closed": N_("no new figure"), "never": N_("never released")}


def build_ways(preview: "ReleasePreview", context: Context) -> Html:
    """The question, and what follows from either answer, side by side."""
    _, periods = context.texts, context.periods
    ways = (
        (_("Publish now"), say_publish_now(preview, periods, _), "now"),
        (_("Wait"), say_wait(preview, periods, _), "wait"),
    )
    columns = (
        element(
            "section", element("h3", name), element("ul", *(element("li", line) for line in said)), cls=f"way {kind}"
        )
        for name, said, kind in ways
    )
    return join((element("p", say_question(preview, _), cls="verdict"), element("div", *columns, cls="ways")))


def build_absent(preview: "ReleasePreview", context: Context) -> Html:
    """Absent partners by name, each with the state of its months."""
    _ = context.texts
    if not preview.absent:
        return Html("")
    lines = (_build_absent_one(one, context) for one in preview.absent)
    return join((element("h3", _("Absent partners")), element("ul", *lines, cls="people absent")))


def _build_absent_one(one: "Absent", context: Context) -> Html:
    _ = context.texts
    said = say_absent(one, _)
    if not one.is_reporting_women:
        said += ". " + _("No numbers of women are expected from it.")
    return element("li", element("span", partner_label(one.partner, context)), element("span", said, cls="since"))


def build_women(preview: "ReleasePreview", context: Context) -> Html:
    """Each figure about women: what is released of it so far, and whether this release would show a new one."""
    _ = context.texts
    title = element("h3", _("Figures about women"))
    if preview.closing is None:
        return join((title, element("p", _("All stay as they are: no closing is due."))))
    new, closed = preview.totals("new"), preview.totals("stays_closed")
    said = _(
        "{shown} of {all} get a figure of {closing}; the others get none, whatever the cause.",
        shown=len(new),
        all=len(new) + len(closed),
        closing=month_code(preview.closing),
    )
    head = [_("Figure"), _("If you wait: released so far"), _("If you publish now")]
    table = build_table(head, _rows(preview, context), _("Figures about women"), cls="cards outlook")
    return join((title, element("p", said, cls="note"), table))


def _rows(preview: "ReleasePreview", context: Context) -> Iterator[list[Child]]:
    by_code = [list(own) for _code, own in groupby(preview.women, key=lambda one: one.indicator)]
    # What becomes visible first; within that the order of the results framework.
    for own in sorted(by_code, key=lambda lines: list(_SYMBOLS).index(lines[0].outcome)):
        total = next((one for one in own if one.breakdown == _TOTAL), own[0])
        yield _row(_name(total, context), total, preview, context)
        # Parts of what stays closed stay closed with it: they would only fill the page.
        parts = [one for one in own if one is not total and total.outcome == "new"]
        known = [one for one in parts if one.released or one.outcome == "new"]
        for one in known:
            yield _row(element("span", _category(one, context), cls="part"), one, preview, context)
        if hidden := [one for one in parts if one not in known]:
            names = ", ".join(
                one.category if one.category != NOT_BROKEN_DOWN else _category(one, context) for one in hidden
            )
            yield [element("span", names, cls="part"), "–", _outcome("stays_closed", preview, context)]


def _row(name: Child, one: "Outlook", preview: "ReleasePreview", context: Context) -> list[Child]:
    return [name, _released(one, context), _outcome(one.outcome, preview, context)]


def _name(one: "Outlook", context: Context) -> Html:
    indicator = context.definitions.indicator(one.indicator)
    return element("span", context.texts(indicator.name), element("small", one.indicator))


def _category(one: "Outlook", context: Context) -> str:
    _ = context.texts
    if one.category == NOT_BROKEN_DOWN:
        return _("not broken down")
    label = category_label(context.definitions, one.indicator, one.breakdown, one.category)
    return _(label) if label else one.category


def _released(one: "Outlook", context: Context) -> Child:
    if one.released is None:
        return "–"
    row, decimals = one.released, context.definitions.indicator(one.indicator).decimals
    value = format_value(row["value"], row["unit"], context.texts, decimals)
    return element("span", element("b", value), element("small", str(row["month"])))


def _outcome(outcome: str, preview: "ReleasePreview", context: Context) -> Html:
    _ = context.texts
    word = _("figure of {month}", month=month_code(preview.closing or 0)) if outcome == "new" else _(_WORDS[outcome])
    return _mark(outcome, word)


def _mark(outcome: str, word: str) -> Html:
    symbol = element("span", _SYMBOLS[outcome], cls="glyph", aria_hidden="true")
    return element("span", symbol, word, cls=f"outcome {outcome}")


def build_answers(preview: "ReleasePreview", context: Context) -> Html:
    """Answers, scores and places: of which something new would be shown, and of which not."""
    _ = context.texts
    if not preview.answers:
        return Html("")
    new = [_answers_name(one, context) for one in preview.answers if one.is_new]
    old = [_answers_name(one, context) for one in preview.answers if not one.is_new]
    lines = ((_("Something new"), new, "new"), (_("Nothing new"), old, "stays_closed"))
    items = (element("li", _mark(kind, name), _.colon, _.list_apart(names)) for name, names, kind in lines if names)
    return join((element("h3", _("Answers, scores and centres")), element("ul", *items, cls="answers")))


def _answers_name(one: "Answers", context: Context) -> str:
    name = f"{context.texts(context.definitions.indicator(one.indicator).name)} ({one.indicator})"
    return f"{name}, {breakdown_name(one.breakdown, context)}" if one.breakdown else name


def build_title(context: Context) -> Html:
    """The heading of the section."""
    _ = context.texts
    return join((element("div", id=ANCHOR), heading(_("Before publishing"), _("what a release as of now would do"))))
