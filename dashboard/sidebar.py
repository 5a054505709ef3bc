"""The sidebar: language, release and, in a demo on this machine, the role."""

import streamlit as st
from babel import Locale

from dashboard.address import recall, remember
from dashboard.entrance import Door, Entrance, enter_by_sign_in, enter_without, find_entrance
from dashboard.markup import element, show
from dashboard.page_table import ALL_READERS
from dashboard.release_choice import choose_release
from dashboard.roles import DEMO_ROLES, PARTNER, ROLE_NAMES, Viewer
from dashboard.session import Context
from etl.services import Definitions, Home, ReleaseFile, list_releases, load_texts
from indicators.reasons import N_
from indicators.texts import Texts

_LANGUAGE = N_("Language")


def choose_context(home: Home, definitions: Definitions) -> Context:
    """Draw the sidebar's pickers and return what was chosen."""
    with st.sidebar:
        language = _choose_language(definitions)
        texts = load_texts(definitions, language)
        place = st.container()
        viewer, entrance = _find_viewer(home, definitions, texts)
        # Who is not let in learns of no release, and safeguarding works with none.
        known = list_releases(home) if viewer.role in ALL_READERS else []
        with place:
            # Which ones are offered depends on who looks.
            chosen = choose_release(known, viewer, definitions, texts)
    releases = tuple(info for info in known if not info.is_draft)
    release = ReleaseFile(chosen.path) if chosen else None
    is_allowed = entrance.door is Door.SWITCH
    return Context(home, definitions, texts, viewer, is_allowed, releases, release, entrance)


def _find_viewer(home: Home, definitions: Definitions, texts: Texts) -> tuple[Viewer, Entrance]:
    entrance = find_entrance(home)
    if entrance.door is Door.SWITCH:
        return _choose_viewer(definitions, texts), entrance
    if entrance.door is Door.SIGN_IN:
        viewer, entrance = enter_by_sign_in(home, entrance)
        if viewer.email:
            show(element("p", texts("Signed in as {email}", email=viewer.email), cls="signed-in"))
        return viewer, entrance
    return enter_without(entrance.door), entrance


def _choose_language(definitions: Definitions) -> str:
    languages = list(definitions.project.languages)
    # The browser's own language to start with, so that nobody has to find the picker first.
    own = (st.context.locale or "").split("-")[0]
    default = own if own in languages else languages[0]
    language = st.selectbox(
        " · ".join(dict.fromkeys((_LANGUAGE, *(load_texts(definitions, code)(_LANGUAGE) for code in languages)))),
        languages,
        index=languages.index(recall("language", languages, default) or default),
        format_func=lambda code: language_name(code, code),
        key="language",
        filter_mode=None,
    )
    remember("language", language, default)
    return language


def language_name(code: str, reader: str) -> str:
    """Name of a language in the reader's language, with a capital."""
    return (Locale.parse(code).get_display_name(reader) or code).capitalize()


def _choose_viewer(definitions: Definitions, texts: Texts) -> Viewer:
    # In the address, so that a reload or a cut line finds the same person; nobody reads it but where this is drawn.
    role = st.radio(
        texts("Look as (demo only)"),
        DEMO_ROLES,
        index=DEMO_ROLES.index(recall("role", DEMO_ROLES) or DEMO_ROLES[0]),
        format_func=lambda code: texts(ROLE_NAMES[code]),
        key=f"role_{texts.language}",
        help=texts("A real home has no such switch: there, roles come from sign-in."),
    )
    remember("role", role, DEMO_ROLES[0])
    if role != PARTNER:
        remember("partner", None)
        return Viewer(role, is_demo=True)
    names = {partner.code: texts(partner.name) for partner in definitions.partners}
    code = st.selectbox(
        texts("Partner"),
        list(names),
        index=list(names).index(recall("partner", names) or next(iter(names))),
        format_func=lambda one: f"{one} · {names[one]}",
        key=f"partner_{texts.language}",
        filter_mode=None,
    )
    remember("partner", code)
    return Viewer(role, code, is_demo=True)
