"""What partners, months and moments are called in lists, tables and forms, in the reader's language."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from babel.dates import format_time

from dashboard.session import Context
from indicators.periods import month_code


def partner_label(code: str, context: Context) -> str:
    """Code and name; the code alone of one that the registry has lost."""
    partner = context.definitions.partner(code)
    return f"{code} · {context.texts(partner.name)}" if partner else code


def month_label(month: int, context: Context) -> str:
    """For instance "M18 · June 2017"."""
    return f"{month_code(month)} · {context.month_name(month)}"


def short_month_label(month: int, context: Context) -> str:
    """For instance "M10 · Oct 2016", where there are many beside each other."""
    return f"{month_code(month)} · {context.month_name(month, 'LLL y')}"


def moment_label(moment: datetime, context: Context) -> str:
    """Day and time where the reader is, for instance "16 Aug 2017, 14:05"; moments without a zone are UTC."""
    try:
        zone: Any = ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    local = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone)
    return f"{context.texts.day(local.date())}, {format_time(local.time(), 'HH:mm', locale=context.texts.locale)}"
