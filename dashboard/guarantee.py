"""What is promised about women's data, to whom, under which assumptions, and where the promise ends."""

from dashboard.frame import heading
from dashboard.markup import Html, element, join
from dashboard.session import Released


def build_guarantee(released: Released) -> Html:
    """The promise in plain words, with the thresholds of the publication plan in force."""
    _ = released.context.texts
    women = released.context.definitions.disclosure.classes.get("A")
    k = women.k if women and women.k else 0
    promised = (
        _(
            "The rules are made so that nobody can work out, from all releases and formats together, that fewer than "
            "{k} women share a trait (for example left early): not of the consortium, a country or a partner.",
            k=k,
        ),
        _("This holds for the public, for the steering committee, and for one partner that knows its own women."),
        _("It is arithmetic, not trust: figures are sums of closed blocks of at least {k} women, never restated.", k=k),
    )
    limits = (
        _("Two partners that put their own records together are outside the promise."),
        _("So is who knows more than one partner's records from elsewhere, for example a person in two teams."),
        _(
            "The promise covers counts and their complements, not how two traits overlap; and one thing can be learnt: "
            "that fewer than {k} women have joined since the last closing, when no new figure was closed.",
            k=k,
        ),
        _(
            "In this version the gate is coarse: it hides more than it would have to. An auditor that shares no code "
            "with it checks every release, alone and against earlier ones; a search by linear programmes comes later."
        ),
    )
    return join(
        [
            heading(_("What these files can't tell"), _("about women in pathways")),
            element("ul", *(element("li", line) for line in promised), cls="guarantee"),
            element("h3", _("Where the promise ends")),
            element("ul", *(element("li", line) for line in limits), cls="guarantee"),
        ]
    )
