"""Who has access, on the coordinator's desk: the list, and forms to give a role and to take it away."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading
from dashboard.labels import moment_label, partner_label
from dashboard.markup import Child, element, show
from dashboard.roles import PARTNER, ROLE_NAMES
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import UserError, give_access, read_access, take_access

if TYPE_CHECKING:
    from etl.services import AccessList, Role

_DONE, _SURE, _TURN = "access_done", "access_sure", "access_turn"
_MOST_CHARACTERS = 254


def show_access(context: Context) -> None:
    """The list, then what can be done about it; a change of one's own role is asked for twice."""
    _, known = context.texts, read_access(context.actor)
    show(heading(_("Who has access"), str(len(known.people)) if known.people else None))
    show_done(_DONE)
    _show_people(known, context)
    _show_sure(context)
    with st.expander(_("Give access, or change a role"), expanded=not known.people):
        _show_give(known, context)
    if known.people:
        with st.expander(_("Take access away")):
            _show_take(known, context)


def _show_people(known: "AccessList", context: Context) -> None:
    _ = context.texts
    if not known.people:
        show(element("p", _("Nobody has access yet. Begin with a coordinator."), cls="note"))
        return
    head = [_("E-mail"), _("Role"), _("Partner"), _("Since"), _("Given by")]
    show(build_table(head, (_build_row(one, known, context) for one in known.people), _("Who has access"), cls="cards"))


def _build_row(one: "Role", known: "AccessList", context: Context) -> list[Child]:
    _ = context.texts
    role = element("span", _(ROLE_NAMES.get(one.name, one.name)))
    if known.is_last_coordinator(one.email):
        role = element("span", role, element("small", _("the only one")))
    email = (
        element("span", one.email, element("small", _("you"))) if one.email == context.actor.email else one.email
    )
    return [
        email,
        role,
        partner_label(one.partner, context) if one.partner else "–",
        moment_label(one.granted_at, context),
        one.granted_by or "–",
    ]


def _show_give(known: "AccessList", context: Context) -> None:
    _, turn = context.texts, st.session_state.get(_TURN, 0)
    with st.form(f"give_access_{turn}", border=False):
        email = st.text_input(_("E-mail"), help=_("As the sign-in knows it."), max_chars=_MOST_CHARACTERS)
        role = st.selectbox(
            _("Role"),
            known.roles,
            index=None,
            format_func=lambda one: _(ROLE_NAMES.get(str(one), str(one))),
            placeholder=_("Choose a role"),
            key=f"give_role_{turn}_{_.language}",
        )
        partner = st.selectbox(
            _("Partner, for a partner's officer only"),
            [one.code for one in context.definitions.partners],
            index=None,
            format_func=lambda one: partner_label(one, context),
            placeholder=_("Choose a partner"),
            key=f"give_partner_{turn}_{_.language}",
        )
        is_asked = st.form_submit_button(_("Give access"), type="primary")
    if is_asked:
        _give(email, role, partner, context)


def _give(email: str, role: str | None, partner: str | None, context: Context) -> None:
    """Give the role that the form asks for, if its answers fit together."""
    _ = context.texts
    if role is None:
        st.warning(_("Choose a role."))
    elif role == PARTNER and partner is None:
        st.warning(_("Choose the partner that this officer works for."))
    elif role != PARTNER and partner is not None:
        st.warning(_("Only a partner's officer belongs to a partner. Leave the partner empty, or choose that role."))
    else:
        told = _("{email} is now: {role}", email=email.strip().lower(), role=_(ROLE_NAMES.get(role, role)))
        _do(email, lambda: give_access(context.actor, email, role, partner), told, context)


def _show_take(known: "AccessList", context: Context) -> None:
    _, turn = context.texts, st.session_state.get(_TURN, 0)
    with st.form(f"take_access_{turn}", border=False):
        email = st.selectbox(
            _("Person"),
            [one.email for one in known.people],
            index=None,
            placeholder=_("Choose a person"),
            key=f"take_person_{turn}",
        )
        is_asked = st.form_submit_button(_("Take access away"))
    if is_asked and email is None:
        st.warning(_("Choose a person."))
    elif is_asked and email is not None:
        told = _("{email} has no access any more.", email=email)
        _do(email, lambda: take_access(context.actor, email), told, context)


def _do(email: str, change: Callable[[], object], told: str, context: Context) -> None:
    """Make the change now, or ask once more where it is the viewer's own role."""
    if email.strip().lower() == context.actor.email.lower():
        st.session_state[_SURE] = (change, told)
        st.rerun()
    _change(change, told, context)


def _show_sure(context: Context) -> None:
    asked = st.session_state.get(_SURE)
    if asked is None:
        return
    _, (change, told) = context.texts, asked
    st.warning(_("This is your own role. After the change you may not be able to open this page, or to undo it."))
    with st.container(horizontal=True):
        is_sure = st.button(_("Yes, change my own role"), key="own_role_sure", type="primary")
        is_back = st.button(_("Leave it"), key="own_role_leave")
    if is_sure or is_back:
        del st.session_state[_SURE]
    if is_sure:
        _change(change, told, context)
    elif is_back:
        st.rerun()


def _change(change: Callable[[], object], told: str, context: Context) -> None:
    try:
        change()
    except UserError as error:
        st.error(error.tell(context.texts))
        return
    st.session_state[_DONE] = told
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()
