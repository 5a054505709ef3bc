"""What stands before a closed door: the sign-in, or why nobody comes in. Nothing that was released."""

import streamlit as st

from dashboard.entrance import Door
from dashboard.frame import show_footer, show_masthead
from dashboard.markup import Html, element, show
from dashboard.session import Context
from etl.services import Refused, SignIn
from indicators.reasons import N_

_WHY = {
    "expired": N_("Your session has ended, because some time has passed since you signed in. Sign in again."),
    "ended": N_("This session was ended. Sign in again."),
    "unverified": N_(
        "The sign-in doesn't confirm that this e-mail address is yours. Confirm it there and sign in again, or use "
        "another account."
    ),
    "incomplete": N_("The sign-in didn't tell your e-mail address. Use another account, or ask the coordinator."),
}


def show_entrance(context: Context) -> None:
    """The page that everybody sees who is not let in."""
    _, entrance = context.texts, context.entrance
    if entrance.door is not Door.SIGN_IN or entrance.sign_in is None:
        _show_closed(context)
    elif entrance.refused is not None and entrance.refused.reason == "unknown":
        _show_unknown(context, entrance.refused)
    else:
        show_masthead(_("Sign in"))
        _show_reason(context, entrance.refused)
        _show_buttons(context, entrance.sign_in)
    show_footer()


def _show_reason(context: Context, refused: Refused | None) -> None:
    _ = context.texts
    if refused is not None:
        show(element("p", _(_WHY[refused.reason]), cls="banner", role="status"))
    show(element("p", _("These pages are for people whom the project has given access."), cls="summary"))


def _show_buttons(context: Context, sign_in: SignIn) -> None:
    _ = context.texts
    names = list(sign_in.providers)
    with st.container(horizontal=True, key="sign_in"):
        for name in names:
            label = _("Sign in") if len(names) == 1 else _("Sign in with {provider}", provider=sign_in.label(name))
            if st.button(label, type="primary", key=f"sign_in_{name}"):
                st.login(None if name == "default" else name)


def _show_unknown(context: Context, refused: Refused) -> None:
    _ = context.texts
    show_masthead(_("No access yet"))
    said = _("You are signed in as {email}. This address has no access to these pages.", email=refused.email)
    ask = _(
        "Ask the project's coordinator to give it access, and name exactly this address. If you have another account, "
        "sign out and use that one."
    )
    show(element("section", element("p", said, cls="summary"), element("p", ask), cls="empty"))
    if st.button(_("Sign out"), key="sign_out"):
        st.logout()


def _show_closed(context: Context) -> None:
    _ = context.texts
    show_masthead(_("These pages are closed"))
    parts: list[Html] = []
    if context.entrance.door is Door.FAULTY:
        said = _("The sign-in is not set up right, so nobody is let in. On the server, this tells the repair:")
        parts = [element("p", said, cls="summary"), element("pre", "wego doctor", tabindex="0")]
    else:
        said = _("No sign-in is set up, so nobody is let in.")
        how = _("How to set it up, on the server, is told in {file}.", file="docs/sign-in.md")
        parts = [element("p", said, cls="summary"), element("p", how)]
    show(element("section", *parts, cls="empty"))
