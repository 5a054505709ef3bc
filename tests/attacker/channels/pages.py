"""The dashboard's pages as they leave: what Streamlit hands to the browser, as HTML and chart JSON by name."""

import json
from html import escape
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from streamlit.testing.v1 import AppTest

ENTRY = Path(__file__).parents[3] / "dashboard" / "app.py"
PAGES = (
    "overview",
    "objectives",
    "practices",
    "partners",
    "downloads",
    "words",
    "timeline",
    "trainings",
    "pathways",
    "communication",
)


def open_page(page: str, language: str = "en", release: str | None = None, **query: str) -> AppTest:
    """Run a page of the home that the environment names."""
    app = AppTest.from_file(str(ENTRY), default_timeout=120)
    for name, value in {"language": language, **({"release": release} if release else {}), **query}.items():
        app.query_params[name] = value
    app.run()
    return app if page == "overview" else app.switch_page(f"views/{page}.py").run()


def outputs_of(app: AppTest, name: str) -> dict[str, bytes]:
    """Everything on the page in its order: markup as it is, other elements' texts as paragraphs, charts as JSON."""
    assert not app.exception, app.exception
    parts: list[str] = []
    charts: dict[str, bytes] = {}
    for element in _elements(app):
        if element.type == "html":
            parts.append(element.proto.body)
        elif element.type == "plotly_chart":
            charts[_name_chart(name, len(charts))] = element.proto.spec.encode()
        else:
            parts.append(f"<p>{escape(json.dumps(_texts(element.proto), ensure_ascii=False))}</p>")
    return {f"{name}.html": "\n".join(parts).encode(), **charts}


def _name_chart(page: str, before: int) -> str:
    # Each under a name of its own, or a later one would take its place; in letters, for a name may hold no number.
    more = f"_{ascii_lowercase[before // 26]}{ascii_lowercase[before % 26]}" if before else ""
    return f"{page}_chart{more}.json"


def _elements(app: AppTest) -> list[Any]:
    found: list[Any] = []

    def walk(block: Any) -> None:
        for child in block.children.values():
            if hasattr(child, "children"):
                found.append(child)
                walk(child)
            else:
                found.append(child)

    walk(app.main)
    walk(app.sidebar)
    return [one for one in found if getattr(one, "proto", None) is not None]


def _texts(proto: Any) -> list[str]:
    """Every text of a message but ids, keys and hashes, which the browser wires elements with."""
    found: list[str] = []
    for field, value in proto.ListFields():
        if field.name in ("id", "form_id", "url", "mime", "icon", "page_script_hash", "element_id", "key"):
            continue
        values = value if field.is_repeated else [value]
        for one in values:
            if field.message_type is not None and field.message_type.GetOptions().map_entry:
                continue
            if hasattr(one, "ListFields"):
                found += _texts(one)
            elif isinstance(one, str):
                found.append(one)
    return found
