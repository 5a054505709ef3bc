"""A notebook: all that its cells put out, in every form that they put it out in, and what is kept beside them."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from etl.attacker.channels.block_channel import BLOCKS, attack_blocks
from etl.attacker.channels.chart_channel import attack_chart
from etl.attacker.channels.exported import Found
from etl.attacker.channels.html_channel import attack_html
from etl.attacker.channels.json_channel import attack_json
from etl.attacker.channels.known import Known
from etl.attacker.channels.text_channel import attack_text

_PLOTLY = "application/vnd.plotly.v1+json"
# What every notebook says of itself: kernel, language, version, times of running.
_ABOUT = frozenset({"kernelspec", "language_info", "execution", "jupytext", "papermill"})


def attack_notebook(name: str, document: Mapping[str, Any], known: Known) -> Iterator[Found]:
    """Findings in an executed notebook. Its own code is the product's and no output; what it prints is looked at."""
    for number, cell in enumerate(document.get("cells") or (), start=1):
        place = f"{name}, cell {number}"
        if cell.get("attachments"):
            yield place, "an attached file"
        for output in cell.get("outputs") or ():
            yield from _attack_output(place, output, known)
        if cell.get("cell_type") != "code":
            yield from attack_text(place, _join(cell.get("source")), known)
        yield from _attack_beside(f"{place}, metadata", cell.get("metadata") or {}, known)
    yield from _attack_beside(f"{name}, metadata", document.get("metadata") or {}, known)


def _attack_beside(place: str, about: Mapping[str, Any], known: Known) -> Iterator[Found]:
    kept = {key: value for key, value in about.items() if key not in _ABOUT}
    if "widgets" in kept:
        yield place, "the state of a widget"
    yield from attack_json(place, kept, known)


def _attack_output(place: str, output: Mapping[str, Any], known: Known) -> Iterator[Found]:
    if output.get("output_type") == "error":
        yield place, "an error with its traceback, which shows values"
        return
    if "text" in output:
        yield from attack_text(f"{place}, printed", _join(output["text"]), known)
    forms = output.get("data") or {}
    for kind, content in forms.items():
        if kind == BLOCKS:
            yield from attack_blocks(f"{place}, {kind}", content, _join(forms.get("text/html")), known)
        else:
            yield from _attack_form(f"{place}, {kind}", kind, content, known)
    yield from _attack_beside(f"{place}, output metadata", output.get("metadata") or {}, known)


def _attack_form(place: str, kind: str, content: Any, known: Known) -> Iterator[Found]:
    if kind == _PLOTLY:
        yield from attack_chart(place, content, known)
    elif kind in ("text/html", "image/svg+xml"):
        yield from attack_html(place, _join(content), known)
    elif kind in ("text/plain", "text/markdown", "text/latex"):
        yield from attack_text(place, _join(content), known)
    elif kind.endswith("json"):
        yield from attack_json(place, content if not isinstance(content, str) else json.loads(content), known)
    else:
        yield place, "an output that can't be read"


def _join(text: Any) -> str:
    return "".join(text) if isinstance(text, list) else str(text or "")
