"""The desk's last step: look at what a release would do, let it be attacked, then publish with a reason or wait."""

from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.labels import month_label
from dashboard.markup import Html, element, show
from dashboard.publish_stages import make_teller
from dashboard.publish_turn import Turn, read_turn, show_told
from dashboard.release_month import release_months
from dashboard.release_outlook import build_absent, build_answers, build_title, build_ways, build_women
from dashboard.session import Context
from etl.services import MAX_CHARACTERS, UserError, publish_confirmed, read_release_preview, say_tried, try_attack
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import Rehearsal, ReleasePreview

_ATTACK = "publish_attack"
_PLACE, _BECAUSE, _SEEN = "new_release", "publish_because", "publish_seen"


def show_publishing(context: Context) -> None:
    """Choose a month, see both outcomes, try the attack, publish or leave it."""
    turn = read_turn()
    # None before the newest one that is out: its closings are done.
    months = release_months(context, since=max((info.month for info in context.releases), default=1))
    if not months:
        return
    _ = context.texts
    show(build_title(context))
    month = st.selectbox(
        _("Release of the months up to"),
        months,
        format_func=lambda number: month_label(number, context),
        key="publish_month",
        disabled=turn.is_running,
    )
    preview = read_release_preview(context.actor, month)
    show(
        build_ways(preview, context),
        build_absent(preview, context),
        build_women(preview, context),
        build_answers(preview, context),
        _build_missing(preview, context),
    )
    _show_attack(preview, turn, context)
    _show_form(preview, turn, context)


def _build_missing(preview: "ReleasePreview", context: Context) -> Html | None:
    if not preview.comments:
        return None
    _ = context.texts
    said = _(
        "Delayed binding targets that nobody has commented on: {codes}. Say why under “Not on track”.",
        codes=", ".join(preview.comments),
    )
    return element("p", element("b", _("Comments are missing.")), " ", said, cls="month-note late", role="note")


def _show_attack(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    _ = context.texts
    show(element("h3", _("The attack")))
    kept: tuple[Any, Rehearsal] | None = st.session_state.get(_ATTACK)
    asked = (preview.month, preview.state)
    if kept is not None and kept[0] == asked:
        show(_build_verdict(kept[1], context))
        return
    told = _("An independent attacker tries the release, together with all earlier ones, before it may leave.")
    show(element("p", told, cls="note"))
    if st.button(_("Try the attack"), key="publish_attack_button", disabled=turn.is_running):
        with st.status(_("Building the release, to be thrown away …")) as status:
            try:
                found = try_attack(context.actor, preview.month, make_teller(status, context))
            except UserError as error:
                st.warning(error.tell(_))
                return
        st.session_state[_ATTACK] = (asked, found)
        st.rerun()


def _build_verdict(found: "Rehearsal", context: Context) -> Html:
    _ = context.texts
    if found.is_cleared:
        title, kind = _("● Nothing was learnt."), "granted"
    else:
        title, kind = _("▼ The attacker does not clear this release."), "locked"
    said = element("p", element("b", title), " ", say_tried(found, _), cls=f"month-note {kind}", role="status")
    listed = (element("li", str(finding)) for finding in found.findings)
    return element("div", said, element("ul", *listed, cls="people") if found.findings else None)


def _show_form(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    if preview.refusal is not None:
        show(element("p", preview.refusal.tell(context.texts), cls="month-note locked", role="note"))
    with st.form(f"publish_{preview.month}_{turn.number}"):
        _show_questions(preview, turn, context)
        with st.container(horizontal=True):
            _show_buttons(preview, turn, context)
    show_told(turn, _PLACE, context)


def _show_questions(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    """Why now, and whether it was seen who is absent."""
    _, absent = context.texts, len(preview.absent)
    st.text_input(
        _("Why is it published now?"),
        help=_("Kept with the release, and not released. No names, no places, nothing about a single woman."),
        max_chars=MAX_CHARACTERS,
        key=f"{_BECAUSE}_{turn.number}",
        disabled=turn.is_running,
    )
    if absent:
        st.checkbox(
            _.plural("I have seen that {n} partner is absent.", "I have seen that {n} partners are absent.", absent),
            key=f"{_SEEN}_{turn.number}",
            disabled=turn.is_running,
        )


def _show_buttons(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    _ = context.texts
    st.form_submit_button(
        _("Publish {month}", month=month_code(preview.month)),
        type="primary",
        key=f"publish_button_{turn.number}",
        disabled=turn.is_running or preview.refusal is not None,
        on_click=_ask_release,
        args=(preview, turn, context),
    )
    st.form_submit_button(
        _("Publish a draft"),
        key=f"draft_button_{turn.number}",
        help=_("For you alone: it closes nothing and is no release."),
        disabled=turn.is_running,
        on_click=_ask_draft,
        args=(preview, turn, context),
    )


def _ask_release(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    """What a click on the form as it was drawn asks for: a release from the state of the data that it showed."""
    _, answers = context.texts, st.session_state
    because = str(answers.get(f"{_BECAUSE}_{turn.number}", ""))
    if not because.strip():
        turn.tell(_PLACE, _("Say in one sentence why it is published now."))
    elif preview.absent and not answers.get(f"{_SEEN}_{turn.number}"):
        turn.tell(_PLACE, _("Tick that you have seen who is absent, or wait."))
    else:
        month, state = preview.month, preview.state
        turn.ask(_PLACE, lambda tell: publish_confirmed(context.actor, month, False, because, state, tell))


def _ask_draft(preview: "ReleasePreview", turn: Turn, context: Context) -> None:
    month, state = preview.month, preview.state
    turn.ask(_PLACE, lambda tell: publish_confirmed(context.actor, month, True, "", state, tell))
