"""What is promised about women's data, to whom, under which assumptions, and where the promise ends."""

from collections.abc import Iterable

from dashboard.frame import heading
from dashboard.markup import Html, element, join
from dashboard.session import Released
from indicators.load import Definitions
from indicators.texts import Texts


def build_guarantee(released: Released) -> Html:
    """The promise in plain words, with the thresholds of the publication plan in force."""
    _ = released.context.texts
    return join(
        [
            heading(_("What these files can't tell"), _("about women in pathways")),
            _build_list(_say_promise(released.context.definitions, _)),
            element("h3", _("Where the promise ends")),
            _build_list(_say_limits(_)),
        ]
    )


def _say_promise(definitions: Definitions, _: Texts) -> tuple[str, ...]:
    women = definitions.disclosure.classes.get("A")
    k = women.k if women and women.k else 0
    of_all = women.k_consortium if women and women.k_consortium else k
    return (
        _(
            "From all releases and formats together, no count of women from 0 to {top} can be learnt: not of the "
            "consortium, a country or a partner, nor of any of them without one partner.",
            top=k - 1,
        ),
        _(
            "This holds against an outsider and against one partner that knows its own women, even if they know "
            "the rules."
        ),
        _(
            "It is arithmetic, not trust: figures are sums of closed blocks of at least {n} women, never restated.",
            n=of_all,
        ),
        _(
            "Before a release leaves, a program that shares nothing with the one that protects tries to learn such a "
            "count from all releases together, as an outsider and as each partner. If it can't decide, nothing leaves."
        ),
    )


def _say_limits(_: Texts) -> tuple[str, ...]:
    return (
        _("Two partners that put their own records together are outside the promise."),
        _("How two traits overlap is bounded, not hidden (of those who left early, at least two had a plan)."),
        _("One exception: where nothing was closed since the last closing, it is known that little has happened."),
        _("What somebody knows from elsewhere, and what a short text of the coordinator says, is outside the promise."),
    )


def _build_list(lines: Iterable[str]) -> Html:
    return element("ul", *(element("li", line) for line in lines), cls="guarantee")
