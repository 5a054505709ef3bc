"""What stands around every page: style, sidebar, masthead, banners, footer."""

import gc
from pathlib import Path

import streamlit as st

from dashboard.markup import Html, element, show
from dashboard.release_order import replaced_by
from dashboard.session import Context, Released, read_context
from etl.services import Definitions
from indicators.translation_mark import say_unreviewed

_FOLDER = Path(__file__).parent
ICON = _FOLDER / "icon.svg"


@st.cache_resource(show_spinner=False)
def freeze_objects() -> None:
    """Once after the imports: a full collection after each rerun would cost seconds with many readers."""
    gc.collect()
    gc.freeze()


def show_style(definitions: Definitions) -> None:
    """The style sheet with the project's own accent."""
    accent = f":root {{ --project: {definitions.project.accent_colour}; }}"
    st.html(Html(f"<style>{(_FOLDER / 'style.css').read_text(encoding='utf-8')}\n{accent}</style>"))


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
    show(element("header", *parts, cls="masthead first" if is_first_page else "masthead"))
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
    if context.release is None:
        return
    info = Released(context, context.release).info
    if info.is_draft:
        # On every page, and drawn so that a printed or copied page can't be taken for a release.
        title = element("b", _("Draft: closes nothing, for the coordinator alone."))
        told = _("Made as of {day}; no reader sees it, and it is no release.", day=info.as_of)
        mark = element("div", cls="draft-mark", data_word=_("Draft"), aria_hidden="true")
        show(element("p", title, " ", told, cls="banner draft", role="note"), mark)
        return
    replacing = replaced_by(info, context.releases)
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
    unreviewed = say_unreviewed(context.definitions, _)
    if unreviewed:
        lines.append(unreviewed)
    if context.is_synthetic:
        lines.insert(0, _("Synthetic data: everything on this page is made up and tells nothing about real people."))
    show(element("footer", *(element("p", line) for line in lines), cls="colophon"))


def show_empty() -> None:
    """A page for a home without a release: what it is waiting for, and what to do."""
    context = read_context()
    _, first = context.texts, (context.definitions.disclosure.closings or context.periods.codes)[0]
    steps = (
        _("Partners send their monthly workbooks on the page Submit, or with the command below."),
        _("The coordinator publishes a release; from then on this page shows it."),
    )
    commands = ("wego submit FILE.xlsx --as EMAIL", f"wego publish --month {first}")
    show(
        element(
            "section",
            element("h2", _("Nothing has been published yet")),
            element("p", _("This page draws releases, and there is none in this home so far.")),
            element("ol", *(element("li", step) for step in steps)),
            element("pre", "\n".join(commands), tabindex="0"),
            cls="empty",
        )
    )
    show_footer()


def heading(text: str, note: str | None = None) -> Html:
    """A heading of a section with a quiet note behind it."""
    return element("h2", text, element("small", note) if note else None)
