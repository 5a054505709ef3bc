"""A month's template in the language that an officer chooses, ready to be downloaded."""

from typing import Any

import streamlit as st

from dashboard.session import Context
from dashboard.sidebar import language_name
from dashboard.workbook_button import show_workbook_button
from etl.services import make_template, template_name
from indicators.periods import month_code

_KEPT = "template"


def choose_language(context: Context, partner: str) -> str:
    """The language of the template: the partner's own to begin with."""
    languages = context.definitions.project.languages
    registered = context.definitions.partner(partner)
    own = registered.language if registered and registered.language in languages else context.texts.language
    return st.selectbox(
        context.texts("Language of the template"),
        list(languages),
        index=languages.index(own),
        format_func=lambda code: language_name(code, context.texts.language),
        key=f"template_language_{partner}_{context.texts.language}",
        filter_mode=None,
    )


def show_template_download(
    context: Context, partner: str, month: int, language: str, own: list[dict[str, Any]], key: str
) -> None:
    """The download of one template; its bytes are kept in this session alone, for they may tell of women."""
    _ = context.texts
    kept: dict[str, tuple[Any, bytes]] = st.session_state.setdefault(_KEPT, {})
    stamp = (partner, month, language, tuple((row["submission_id"], row["state"]) for row in own))
    if kept.get(key, (None, b""))[0] != stamp:
        with st.spinner(_("Making the template …")):
            kept[key] = (stamp, make_template(context.actor, partner, month, language))
    label = _("Download the template for {month}", month=month_code(month))
    show_workbook_button(label, kept[key][1], template_name(partner, month, language), key, kind="primary")
