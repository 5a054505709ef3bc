"""Words: what the terms of these pages mean, by the reader's alphabet, with a search."""

from itertools import groupby

import streamlit as st

from dashboard.frame import show_footer, show_masthead
from dashboard.markup import Html, element, join, show
from dashboard.session import Context, read_context
from dashboard.word_list import Explained, in_order, matching

_KEY = "q"


def show_page() -> None:
    """The search, the letters, and the words; it needs no release."""
    context = show_masthead(read_context().texts("Words"))
    _ = context.texts
    words = [Explained(key, _(word.term), _(word.meaning)) for key, word in context.definitions.glossary.items()]
    if not words:
        show(element("p", _("This project explains no words.")))
        show_footer()
        return
    show(
        element("p", _("What the words on these pages mean here. Elsewhere they may mean something else."), cls="note")
    )
    asked = _ask(context)
    found = in_order(matching(words, asked), _.language)
    said = _.plural("{n} word of {total}", "{n} words of {total}", len(found), total=len(words))
    show(element("p", said, cls="quiet-text", role="status"))
    if not found:
        show(element("p", _("No word holds “{asked}”. Try a shorter part of it.", asked=asked)))
    show(_build_words(found, context))
    show_footer()


def _ask(context: Context) -> str:
    """The search field; what was asked for stands in the address."""
    asked = st.text_input(
        context.texts("Search"),
        value=st.query_params.get(_KEY, ""),
        key=f"{_KEY}_{context.texts.language}",
        max_chars=60,
    ).strip()
    if asked:
        st.query_params[_KEY] = asked
    elif _KEY in st.query_params:
        del st.query_params[_KEY]
    return asked


def _build_words(found: list[Explained], context: Context) -> Html:
    language = context.texts.language
    groups = [(letter, list(words)) for letter, words in groupby(found, lambda word: word.first_letter(language))]
    links = (element("a", letter, href=f"#letter-{place}") for place, (letter, _words) in enumerate(groups))
    letters = element("nav", *links, cls="letters", aria_label=context.texts("Letters"))
    return join([letters if len(groups) > 1 else None, *(_build_letter(n, *group) for n, group in enumerate(groups))])


def _build_letter(place: int, letter: str, words: list[Explained]) -> Html:
    pairs = (
        element("div", element("dt", word.term, id=f"word-{word.key}"), element("dd", word.meaning)) for word in words
    )
    return element("section", element("h2", letter, id=f"letter-{place}"), element("dl", *pairs, cls="words"))


show_page()
