"""One partner's reminder: in its own language or another, to copy, or as a new message without addresses."""

from collections.abc import Sequence

import streamlit as st

from dashboard.markup import element, show
from dashboard.session import Context
from dashboard.sidebar import language_name
from dashboard.site_address import site_address
from etl.services import OpenMonth, build_reminder, reminder_language
from indicators.model.project import Partner


def show_reminder(partner: Partner, months: Sequence[OpenMonth], context: Context) -> None:
    """Language, subject, body, and a link that opens a message with both."""
    _, languages = context.texts, list(context.definitions.project.languages)
    own = reminder_language(context.definitions, partner)
    language = st.selectbox(
        _("Language of the reminder"),
        languages,
        index=languages.index(own) if own in languages else 0,
        format_func=lambda code: language_name(code, _.language),
        key=f"reminder_language_{partner.code}_{_.language}",
        filter_mode=None,
    )
    today = context.home.today()
    made = build_reminder(context.definitions, partner, months, today, site_address(), language)
    st.caption(_("Subject"))
    st.code(made.subject, language=None, wrap_lines=True)
    st.caption(_("Message"))
    st.code(made.body, language=None, wrap_lines=True)
    link = element("a", _("Open it as a new message"), href=made.mailto, cls="figure-link")
    show(element("p", link, element("small", _("without an address: choose it from your own list"))))
