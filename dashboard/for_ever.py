"""The warning before something is kept for ever: what a release tells can't be taken back, and holds no name."""

from collections.abc import Iterable

import streamlit as st

from etl.services import FOR_EVER, IS_A_NAME
from indicators.texts import Texts


def warn_for_ever(maybe_names: Iterable[str], texts: Texts) -> None:
    """The warning, and a question for each word that may be a name."""
    st.warning("\n\n".join([texts(FOR_EVER), *(texts(IS_A_NAME, word=word) for word in maybe_names)]))
