"""Your account: who is signed in, with which role, and the own sessions with a way to end them."""

import streamlit as st

from dashboard.done_note import show_done
from dashboard.frame import heading, show_footer, show_masthead
from dashboard.labels import moment_label, partner_label
from dashboard.markup import Html, element, show
from dashboard.roles import ROLE_NAMES
from dashboard.session import Context, read_context
from dashboard.tables import build_facts, build_table
from etl.services import SessionRow, UserError, end_other_sessions, end_own_session, read_own_sessions, real_now

_DONE = "account_done"
_SHOWN = 20


def show_page() -> None:
    """Who I am, then my sessions; without a sign-in, that there are none."""
    context = read_context()
    show_masthead(context.texts("Your account"))
    _show_person(context)
    try:
        _show_sessions(context)
    except UserError as error:
        st.error(error.tell(context.texts))
    show_footer()


def _show_person(context: Context) -> None:
    _, viewer = context.texts, context.viewer
    facts = [(_("E-mail"), viewer.email), (_("Role"), _(ROLE_NAMES[viewer.role]))]
    partner = context.definitions.partner(viewer.partner_code or "")
    if partner is not None:
        facts.append((_("Partner"), partner_label(partner.code, context)))
    if viewer.session is not None:
        facts.append((_("Signed in until"), moment_label(viewer.session.until, context)))
    show(build_facts([fact for fact in facts if fact[1]]))


def _show_sessions(context: Context) -> None:
    _, session = context.texts, context.viewer.session
    if session is None:
        show(element("p", _("Nobody signs in here: everything in this home is made up.")))
        return
    show_done(_DONE)
    rows, now = read_own_sessions(context.actor), real_now()
    others_n = sum(row.is_open(now) for row in rows) - 1
    show(heading(_("Your sessions")), _build_sessions(rows, session.session_id, context))
    with st.container(horizontal=True):
        if st.button(_("Sign out here"), type="primary", key="sign_out"):
            end_own_session(context.actor)
            st.logout()
        if others_n > 0 and st.button(_("End all other sessions"), key="end_others"):
            n = end_other_sessions(context.actor)
            st.session_state[_DONE] = _.plural("{n} session was ended.", "{n} sessions were ended.", n)
            st.rerun()


def _build_sessions(rows: list[SessionRow], own: str, context: Context) -> Html:
    _, now = context.texts, real_now()
    told = []
    for row in rows[:_SHOWN]:
        if row.session_id == own:
            state = _("this one")
        elif row.is_open(now):
            state = _("open")
        else:
            state = _("ended")
        end = row.ended_at or row.until
        told.append((moment_label(row.started_at, context), moment_label(end, context), state, row.browser or "–"))
    head = (_("Begun"), _("End"), _("State"), _("Browser"))
    return build_table(head, told, _("Your sessions"))


show_page()
