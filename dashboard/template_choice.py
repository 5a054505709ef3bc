"""Which month's template an officer wants: the first month that is still open comes first."""

from typing import Any

import streamlit as st

from dashboard.own import month_label
from dashboard.session import Context
from dashboard.sidebar import language_name
from etl.services import make_template, template_name
from indicators.periods import month_code
from indicators.reasons import N_

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_KEPT = "template"
_COUNTING = ("accepted", "received")
_MARKS = {"accepted": N_("accepted"), "received": N_("waiting"), "returned": N_("returned")}


def show_template_choice(context: Context, partner: str, own: list[dict[str, Any]]) -> None:
    """Month and language, then the download."""
    _ = context.texts
    months = _months(context, partner)
    if not months:
        st.info(_("No month has begun yet for this partner."))
        return
    states = _states(own)
    month_place, language_place, button_place = st.columns([2, 1.2, 1], vertical_alignment="bottom")
    with month_place:
        month = st.selectbox(
            _("Reporting month"),
            months,
            index=months.index(next((one for one in months if states.get(one) not in _COUNTING), months[-1])),
            format_func=lambda one: _month_label(one, states.get(one), context),
        )
    with language_place:
        language = _choose_language(context, partner)
    with button_place:
        show_template_download(context, partner, month, language, own, "template_of_choice")


def _months(context: Context, partner: str) -> list[int]:
    registered, today = context.definitions.partner(partner), context.home.today()
    return [
        month
        for month in range(1, context.periods.count + 1)
        if registered and context.definitions.is_expected(registered, month) and context.periods.is_begun(month, today)
    ]


def _states(own: list[dict[str, Any]]) -> dict[int, str]:
    """The state that counts for each month: accepted before waiting before returned."""
    order = [state for state in ("superseded", "returned", "received", "accepted")]
    found: dict[int, str] = {}
    for row in own:
        known = found.get(row["month"], "superseded")
        found[row["month"]] = max(known, row["state"], key=order.index)
    return found


def _month_label(month: int, state: str | None, context: Context) -> str:
    _ = context.texts
    due = context.periods.due_day(month)
    if state in _MARKS:
        return f"{month_label(month, context)} · {_(_MARKS[state])}"
    said = _("late, was due by {day}") if context.home.today() > due else _("due by {day}")
    return f"{month_label(month, context)} · {said.format(day=_.day(due))}"


def _choose_language(context: Context, partner: str) -> str:
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
            kept[key] = (stamp, make_template(context.home, context.definitions, partner, month, language))
    st.download_button(
        _("Download the template for {month}", month=month_code(month)),
        kept[key][1],
        file_name=template_name(partner, month, language),
        mime=_XLSX,
        key=key,
        type="primary",
        on_click="ignore",
        width="stretch",
    )
