"""The state of the home on the coordinator's desk: each thing that was looked at, with its repair where it is wrong."""

from typing import TYPE_CHECKING

import streamlit as st

from dashboard.frame import heading
from dashboard.labels import moment_label
from dashboard.markup import Child, Html, element, show
from dashboard.session import Context
from dashboard.tables import build_facts, build_table
from dashboard.trail_words import say_action
from etl.services import examine_home

if TYPE_CHECKING:
    from etl.services import Done, HealthFinding, HealthReport

_KEPT = "health_report"
_UNITS = ("B", "KB", "MB", "GB", "TB")
_STEP = 1024


def show_health(context: Context) -> None:
    """The newest look of this session, and a button for another one: looking takes a second or two."""
    _ = context.texts
    if st.button(_("Look again"), key="health_again"):
        st.session_state.pop(_KEPT, None)
    kept = st.session_state.get(_KEPT)
    place = str(context.home.path), context.actor
    if kept is None or kept[0] != place:
        with st.spinner(_("Looking …")):
            kept = place, examine_home(context.actor)
        st.session_state[_KEPT] = kept
    report: HealthReport = kept[1]
    show(_build_verdict(report, context), *_build_parts(report, context))


def _build_verdict(report: "HealthReport", context: Context) -> Html:
    _ = context.texts
    wrong = sum(not finding.is_sound for finding in report.findings)
    if not wrong:
        told, kind = _("● Everything is sound."), "granted"
    else:
        told = _.plural(
            "▼ {n} thing is wrong: the repair stands beside it.",
            "▼ {n} things are wrong: the repair stands beside each.",
            wrong,
        )
        kind = "locked"
    looked = _("Looked at {moment}.", moment=moment_label(report.looked_at, context))
    return element("p", element("b", told), " ", looked, cls=f"month-note {kind}", role="status")


def _build_parts(report: "HealthReport", context: Context) -> list[Html]:
    _ = context.texts
    head = [_("What"), _("State"), _("Found"), _("Repair")]
    rows = (_build_row(finding, context) for finding in report.findings)
    sizes = [(_(name), _say_size(size, context)) for name, size in report.sizes.items()]
    sizes.append((_("Free on the disk"), _say_size(report.free, context)))
    done = [
        (_("Last backup"), _say_done(report.backup, context)),
        (_("All releases attacked"), _say_done(report.audit, context)),
    ]
    # Without it, "attacked: never" reads as if somebody had broken in, or not yet.
    attack = _("An independent attacker tries the release, together with all earlier ones, before it may leave.")
    return [
        build_table(head, rows, _("What was looked at"), cls="cards health"),
        heading(_("Backup and attack")),
        element("p", attack, cls="note"),
        build_facts(done),
        heading(_("Sizes")),
        build_facts(sizes),
        heading(_("Versions")),
        build_facts(list(report.versions.items())),
    ]


def _build_row(finding: "HealthFinding", context: Context) -> list[Child]:
    _ = context.texts
    name = _(finding.subject)
    if finding.is_sound:
        state = element("span", "✓ ", _("sound"), cls="outcome new")
    else:
        state = element("span", "✗ ", _("wrong"), cls="severity error")
    repair = finding.repair_said.tell(_) if finding.repair_said else None
    return [name[:1].upper() + name[1:], state, finding.tell_found(_), repair]


def _say_size(size: int, context: Context) -> str:
    amount, unit = float(size), 0
    while amount >= _STEP and unit < len(_UNITS) - 1:
        amount, unit = amount / _STEP, unit + 1
    return f"{context.texts.number(amount, 1 if unit > 1 and amount < 100 else 0)}\u00a0{_UNITS[unit]}"


def _say_done(done: "Done | None", context: Context) -> Html:
    _ = context.texts
    if done is None:
        return element("span", _("never, as far as this home knows"), cls="none")
    how = f"{say_action(done.action, context)} · {done.who}"
    return element("span", moment_label(done.moment, context), element("small", how), element("small", done.detail))
