"""The desk's last step: look at what a release would do, let it be attacked, then publish with a reason or wait."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import streamlit as st

from dashboard.markup import Html, element, show
from dashboard.own import month_label
from dashboard.publish_stages import make_teller
from dashboard.release_month import release_months
from dashboard.release_outlook import build_absent, build_answers, build_title, build_ways, build_women
from dashboard.session import Context
from etl.services import MAX_CHARACTERS, UserError, publish_confirmed, read_release_preview, say_tried, try_attack
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.services import Published, Rehearsal, ReleasePreview

_TURN, _ATTACK = "publish_turn", "publish_attack"


@dataclass
class _Turn:
    """One look at the form. An object, for a click in the middle of a run may stop the run at any call of Streamlit:
    what was published is noted here without one, so that it is never published twice.
    """

    number: int = 0
    done: "Published | None" = None
    # The state of the data that the form on the screen was drawn for.
    state: str = ""


def show_publishing(context: Context) -> None:
    """Choose a month, see both outcomes, try the attack, publish or leave it."""
    turn: _Turn = st.session_state.setdefault(_TURN, _Turn())
    _show_done(turn, context)
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
    )
    preview = read_release_preview(context.home, context.definitions, month)
    show(
        build_ways(preview, context),
        build_absent(preview, context),
        build_women(preview, context),
        build_answers(preview, context),
        _build_missing(preview, context),
    )
    _show_attack(preview, context)
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


def _show_attack(preview: "ReleasePreview", context: Context) -> None:
    _ = context.texts
    show(element("h3", _("The attack")))
    kept: tuple[Any, Rehearsal] | None = st.session_state.get(_ATTACK)
    asked = (preview.month, preview.state)
    if kept is not None and kept[0] == asked:
        show(_build_verdict(kept[1], context))
        return
    told = _("An independent attacker tries the release, together with all earlier ones, before it may leave.")
    show(element("p", told, cls="note"))
    if st.button(_("Try the attack"), key="publish_attack_button"):
        with st.status(_("Building the release, to be thrown away …")) as status:
            try:
                found = try_attack(context.home, context.definitions, preview.month, make_teller(status, context))
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


def _show_form(preview: "ReleasePreview", turn: _Turn, context: Context) -> None:
    _, month = context.texts, month_code(preview.month)
    if preview.refusal is not None:
        show(element("p", preview.refusal.tell(_), cls="month-note locked", role="note"))
    absent = len(preview.absent)
    with st.form(f"publish_{preview.month}_{turn.number}"):
        because = st.text_input(
            _("Why is it published now?"),
            help=_("Kept with the release, and not released. No names, no places, nothing about a single woman."),
            max_chars=MAX_CHARACTERS,
        )
        has_seen = not absent or st.checkbox(
            _.plural("I have seen that {n} partner is absent.", "I have seen that {n} partners are absent.", absent)
        )
        with st.container(horizontal=True):
            is_release = st.form_submit_button(
                _("Publish {month}", month=month),
                type="primary",
                key=f"publish_button_{turn.number}",
                disabled=preview.refusal is not None,
            )
            is_draft = st.form_submit_button(
                _("Publish a draft"),
                key=f"draft_button_{turn.number}",
                help=_("For you alone: it closes nothing and is no release."),
            )
    seen, turn.state = turn.state, preview.state
    if is_draft:
        _publish(preview, True, "", preview.state, turn, context)
    elif is_release and seen != preview.state:
        st.error(_("Something was published, sent or decided since you looked: this is how it stands now. Look again."))
    elif is_release and not because.strip():
        st.warning(_("Say in one sentence why it is published now."))
    elif is_release and not has_seen:
        st.warning(_("Tick that you have seen who is absent, or wait."))
    elif is_release:
        _publish(preview, False, because, seen, turn, context)


def _publish(preview: "ReleasePreview", is_draft: bool, because: str, seen: str, turn: _Turn, context: Context) -> None:
    _ = context.texts
    try:
        with st.status(_("Publishing …")) as status:
            tell = make_teller(status, context)
            who, month = context.viewer.name, preview.month
            # Nothing of Streamlit between the release and this note of it: see `_Turn`.
            turn.done = publish_confirmed(context.home, context.definitions, month, is_draft, because, seen, who, tell)
            turn.number += 1
    except UserError as error:
        st.error(error.tell(_))
        return
    st.rerun()


def _show_done(turn: _Turn, context: Context) -> None:
    done = turn.done
    if done is None:
        return
    _ = context.texts
    if done.is_draft:
        st.success(_("Draft {release} is made. It closed nothing.", release=done.release_id))
        turn.done = None
        return
    st.success(_("Published: {release}", release=done.release_id))
    address = {name: value for name, value in st.query_params.to_dict().items() if name != "release"}
    target = "./?" + urlencode(address | {"release": done.release_id})
    show(element("p", element("a", _("Look at the release"), href=target, cls="figure-link", target="_self")))
    turn.done = None
