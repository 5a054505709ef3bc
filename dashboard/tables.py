"""Plain HTML tables: they print, they wrap, and screen readers can walk them."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.markup import Child, Html, element, join


def build_table(
    head: Sequence[str],
    rows: Iterable[Sequence[Child]],
    caption: str,
    numeric: Iterable[int] = (),
    is_caption_seen: bool = False,
    cls: str = "",
    terms: Mapping[int, Html] | None = None,
) -> Html:
    """A table whose first cell of each row is its heading; columns listed in `numeric` stand right.

    `terms`: headings that explain themselves (`dashboard.glossary.build_term`), by the position of their column.
    """
    right = set(numeric)
    table = element(
        "table",
        element("caption", caption, cls=None if is_caption_seen else "unseen"),
        element("thead", _build_head(head, right, terms or {})),
        element("tbody", *(_build_row(row, head, right) for row in rows)),
        cls=f"plain {cls}".strip(),
    )
    return element("div", table, cls="scroll", tabindex="0", role="region", aria_label=caption)


def _build_head(head: Sequence[str], right: set[int], terms: Mapping[int, Html]) -> Html:
    cells = (
        # A column of bars has no heading of its own.
        element("th", terms.get(n, name), scope="col", cls="number" if n in right else None) if name else element("td")
        for n, name in enumerate(head)
    )
    return element("tr", *cells)


def _build_row(row: Sequence[Child], head: Sequence[str], right: set[int]) -> Html:
    cells = [element("th", row[0], scope="row")]
    for position, cell in enumerate(row[1:], start=1):
        cells.append(element("td", cell, cls="number" if position in right else None, data_label=head[position]))
    return element("tr", *cells)


def build_bar(percent: float) -> Html:
    """A bar in a cell, for the eye alone: its number stands in a cell beside it."""
    # Nothing to see where there is nothing: a sliver beside a 0 would look like a little.
    bar = element("span", cls="bar", style=f"width:{percent:.1f}%") if percent > 0 else None
    return element("span", bar, cls="barcell", aria_hidden="true")


def build_facts(facts: Iterable[tuple[str, Child]]) -> Html:
    """Names with their values, as a definition list."""
    pairs = (element("div", element("dt", name), element("dd", value)) for name, value in facts)
    return element("dl", join(pairs), cls="facts")
