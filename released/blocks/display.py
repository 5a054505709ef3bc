"""Blocks in a notebook: each cell shows its own as HTML, and beside it the JSON for who sets the whole report."""

from typing import Any

from released.blocks.html import Notes, block_html
from released.blocks.model import MIME, Block
from released.blocks.style import NOTEBOOK_STYLE


def show(*blocks: Block) -> None:
    """Show blocks below a notebook's cell; outside of one nothing happens."""
    try:
        from IPython import get_ipython
        from IPython.display import publish_display_data
    except ImportError:
        return
    # Without a notebook around, what is published would be printed as it is.
    if get_ipython() is not None:
        publish_display_data(bundle(*blocks))


def bundle(*blocks: Block) -> dict[str, Any]:
    """What a cell puts out, by kind of content."""
    wires, notes = [block.wire() for block in blocks], Notes()
    said = "".join(block_html(wire, notes) for wire in wires) + notes.list_html("")
    return {
        "text/plain": ", ".join(wire["kind"] for wire in wires),
        "text/html": f'<div class="released"><style>{NOTEBOOK_STYLE}</style>{said}</div>',
        MIME: {"blocks": wires},
    }
