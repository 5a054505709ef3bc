"""One choice of several that stays in the page's address."""

import streamlit as st

from dashboard.address import recall, remember
from indicators.texts import Texts

ALL = ""
_SHORT = 12


def choose_one(key: str, label: str, names: dict[str, str], texts: Texts, default: str = ALL) -> str:
    """A list to choose from, by what the codes are called; an address that asks for another code gets the default."""
    first = default if default in names else next(iter(names))
    codes = list(names)
    chosen = st.selectbox(
        label,
        codes,
        index=codes.index(recall(key, names, first) or first),
        format_func=lambda code: names[code],
        key=f"{key}_{texts.language}",
        # On a phone, a field to type in would cover a short list with the keyboard.
        filter_mode="fuzzy" if len(codes) > _SHORT else None,
    )
    remember(key, chosen, first)
    return chosen
