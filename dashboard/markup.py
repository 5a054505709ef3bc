"""HTML built so that no text of a person or a file can become markup: every child is escaped unless it is `Html`."""

from collections.abc import Iterable
from html import escape

import streamlit as st


class Html(str):
    """Markup that is safe already, because this module built it."""


Child = Html | str | int | None
_VOID = frozenset({"br", "hr", "img"})
# What is set smaller stands a space apart from what it is said of, also where the text is copied or read aloud.
_APART = frozenset({"small"})


def element(name: str, *children: Child, **attributes: str | int | None) -> Html:
    """An element with escaped children and attributes; `cls` is the class, `aria_label` becomes aria-label.

    An attribute that is None is left out.
    """
    named = ((key.removesuffix("_").replace("_", "-"), value) for key, value in attributes.items() if value is not None)
    written = "".join(f' {"class" if key == "cls" else key}="{escape(str(value))}"' for key, value in named)
    if name in _VOID:
        return Html(f"<{name}{written}>")
    return Html(f"{' ' if name in _APART else ''}<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[Child], between: str = "") -> Html:
    """Children one after the other, each escaped unless it is `Html`; `between` stands between two of them."""
    return Html(
        escape(between).join(
            child if isinstance(child, Html) else escape(str(child)) for child in children if child is not None
        )
    )


def text_for_readers(text: str) -> Html:
    """Text for screen readers alone, where the eye has a symbol."""
    return element("span", text, cls="unseen")


def show(*children: Child) -> None:
    """Put elements on the page; nothing at all when they are empty."""
    html = join(children)
    if html.strip():
        st.html(html)
