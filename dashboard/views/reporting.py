"""An old address: the page Partners has taken over."""

import streamlit as st

st.switch_page("views/partners.py")
