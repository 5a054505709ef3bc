"""Entry of the dashboard: `streamlit run dashboard/app.py`."""

import streamlit as st

from dashboard.fault import show_fault
from dashboard.frame import ICON, freeze_objects, show_style
from dashboard.landmarks import show_landmarks
from dashboard.no_outside import ask_nobody_outside
from dashboard.pages import run_page
from dashboard.sidebar import choose_context
from etl.services import HomeError, UserError, load_definitions, open_home
from indicators.faults import DefinitionError

freeze_objects()
ask_nobody_outside()


def run() -> None:
    """Draw the sidebar, then the page that was asked for."""
    try:
        definitions, home = load_definitions(), open_home()
        st.set_page_config(page_title=definitions.project.short_name, page_icon=str(ICON), layout="wide")
        context = choose_context(home, definitions)
    except (HomeError, DefinitionError, UserError) as error:
        show_fault(error)
        st.stop()
    show_style(definitions)
    show_landmarks(context.texts)
    context.remember()
    run_page(context)


run()
