"""What stands around every page: style, sidebar, masthead, banners, footer."""

import gc
import json
from pathlib import Path

import streamlit as st
from babel import Locale

from dashboard.address import recall, remember
from dashboard.markup import Html, element, join, show
from dashboard.roles import DEMO_ROLES, PARTNER, READER, ROLE_NAMES, Viewer, is_switch_allowed
from dashboard.session import Context, Released, read_context
from etl.services import Definitions, Home, ReleaseFile, ReleaseInfo, list_releases, load_texts
from indicators.reasons import N_
from indicators.texts import Texts

_LANGUAGE = N_("Language")
_FOLDER = Path(__file__).parent
ICON = _FOLDER / "icon.svg"


@st.cache_resource(show_spinner=False)
def freeze_objects() -> None:
    """Once after the imports: a full collection after each rerun would cost seconds with many readers."""
    gc.collect()
    gc.freeze()


def show_style(definitions: Definitions, language: str) -> None:
    """The style sheet with the project's own accent, and the page's language for screen readers."""
    accent = f":root {{ --project: {definitions.project.accent_colour}; }}"
    st.html(Html(f"<style>{(_FOLDER / 'style.css').read_text(encoding='utf-8')}\n{accent}</style>"))
    # Streamlit has no setting for it; the code comes from the definitions, never from a reader.
    script = f"document.documentElement.lang = {json.dumps(language)};"
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True, width="content")


def choose_context(home: Home, definitions: Definitions) -> Context:
    """Draw the sidebar's pickers and return what was chosen."""
    with st.sidebar:
        language = _choose_language(definitions)
        texts = load_texts(definitions, language)
        releases = tuple(info for info in list_releases(home) if not info.is_draft)
        chosen = _choose_release(releases, definitions, texts)
        is_allowed = is_switch_allowed(home.kind)
        viewer = _choose_viewer(definitions, texts) if is_allowed else Viewer(READER)
    release = ReleaseFile(chosen.path) if chosen else None
    return Context(home, definitions, texts, viewer, is_allowed, releases, release)


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


def _choose_release(releases: tuple[ReleaseInfo, ...], definitions: Definitions, texts: Texts) -> ReleaseInfo | None:
    if not releases:
        return None
    by_id = {info.release_id: info for info in releases[::-1]}
    newest = next((info.release_id for info in by_id.values() if not info.is_superseded), next(iter(by_id)))
    release_id = st.selectbox(
        texts("Release"),
        list(by_id),
        index=list(by_id).index(recall("release", by_id, newest) or newest),
        format_func=lambda code: _release_label(by_id[code], definitions, texts),
        key=f"release_{texts.language}",
        help=texts("Releases are never changed: an older one shows what was known then."),
        filter_mode=None,
    )
    remember("release", release_id, newest)
    return by_id[release_id]


def _release_label(info: ReleaseInfo, definitions: Definitions, texts: Texts) -> str:
    month = texts.month_name(*definitions.periods.calendar_month(info.month), "LLL y")
    label = f"M{info.month:02d} · {month} ({texts.day(info.as_of)})"
    return texts("{release}, replaced", release=label) if info.is_superseded else label


def _choose_viewer(definitions: Definitions, texts: Texts) -> Viewer:
    role = st.radio(
        texts("Look as (demo only)"),
        DEMO_ROLES,
        index=DEMO_ROLES.index(recall("role", DEMO_ROLES, is_in_address=False) or DEMO_ROLES[0]),
        format_func=lambda code: texts(ROLE_NAMES[code]),
        key=f"role_{texts.language}",
        help=texts("A real home has no such switch: there, roles come from sign-in."),
    )
    remember("role", role, is_in_address=False)
    if role != PARTNER:
        return Viewer(role)
    names = {partner.code: texts(partner.name) for partner in definitions.partners}
    code = st.selectbox(
        texts("Partner"),
        list(names),
        index=list(names).index(recall("partner", names, is_in_address=False) or next(iter(names))),
        format_func=lambda one: f"{one} · {names[one]}",
        key=f"partner_{texts.language}",
        filter_mode=None,
    )
    remember("partner", code, is_in_address=False)
    return Viewer(role, code)


def show_masthead(title: str, is_first_page: bool = False) -> Context:
    """Project, title, the month of the release and, where data are made up, the label that says so."""
    context = read_context()
    project = context.definitions.project
    kicker = element("p", element("b", project.short_name), " · ", context.texts(project.name), cls="kicker")
    synthetic = element("span", context.texts("Synthetic data"), cls="synthetic") if context.is_synthetic else None
    parts: list[Html | None] = [element("div", kicker, synthetic, cls="topline"), element("h1", title)]
    if context.release is not None:
        released = Released(context, context.release)
        parts += [_build_timeline(released)] if is_first_page else []
        parts.append(_build_stand(released, has_month=not is_first_page))
    show(element("header", *parts, cls="masthead"))
    _show_banners(context)
    return context


def month_title(released: Released) -> str:
    """For instance "Month 18 of 24 · June 2017"."""
    context = released.context
    places = {"number": released.month, "count": context.periods.count}
    return context.texts("Month {number} of {count}", **places) + " · " + context.month_name(released.month)


def _build_stand(released: Released, has_month: bool) -> Html:
    _, info = released.context.texts, released.info
    said = [month_title(released)] if has_month else []
    said.append(_("Release {release}", release=info.release_id))
    said.append(_("as of {day}", day=_.day(info.as_of, "long")))
    return element("p", " · ".join(said), cls="stand")


def _build_timeline(released: Released) -> Html:
    context = released.context
    count = context.periods.count
    cells = [element("i", cls="past" if month <= released.month else "") for month in range(1, count + 1)]
    ends = (context.month_name(1, "LLL y"), context.month_name(count, "LLL y"))
    return element(
        "div",
        element("div", *cells, cls="months", role="img", aria_label=month_title(released)),
        element("div", element("span", ends[0]), element("span", ends[1]), cls="ends"),
        cls="timeline",
    )


def _show_banners(context: Context) -> None:
    _ = context.texts
    if not context.home.is_synthetic and not context.home.is_for_real_data:
        said = _("Not for real data: encryption, retention and erasure are not built yet, nor is sign-in.")
        show(element("p", said, cls="banner strict", role="note"))
    if context.release is None:
        return
    info = Released(context, context.release).info
    replacing = next((other for other in context.releases if other.supersedes == info.release_id), None)
    if info.is_superseded and replacing is not None:
        said = _("This release was replaced by {release}.", release=replacing.release_id)
        show(element("p", said, " ", replacing.reason, cls="banner", role="note"))
    elif info.release_id != context.releases[-1].release_id:
        newest = context.releases[-1].release_id
        said = _("You are looking at an older release, as it was then; the newest is {release}.", release=newest)
        show(element("p", said, cls="banner quiet", role="note"))


def show_footer() -> None:
    """Funding, disclaimer and where the promise about women's data is told."""
    context = read_context()
    _, project = context.texts, context.definitions.project
    lines = [_(project.funding_statement), _(project.disclaimer)]
    if project.grant_number:
        lines.insert(0, _("Grant agreement {number}.", number=project.grant_number))
    if context.is_synthetic:
        lines.insert(0, _("Synthetic data: everything on this page is made up and tells nothing about real people."))
    show(element("footer", *(element("p", line) for line in lines), cls="colophon"))


def show_empty() -> None:
    """A page for a home without a release: what it is waiting for, and what to do."""
    _ = read_context().texts
    steps = (
        _("Partners send their monthly workbooks on the page Submit, or with the command below."),
        _("The coordinator publishes a release; from then on this page shows it."),
    )
    commands = ("wego submit FILE.xlsx --as EMAIL", "wego publish --month M06")
    show(
        element(
            "section",
            element("h2", _("Nothing has been published yet")),
            element("p", _("This page draws releases, and there is none in this home so far.")),
            element("ol", *(element("li", step) for step in steps)),
            element("pre", "\n".join(commands)),
            cls="empty",
        )
    )


def heading(text: str, note: str | None = None) -> Html:
    """A heading of a section with a quiet note behind it."""
    return element("h2", text, join([" ", element("small", note)]) if note else None)
