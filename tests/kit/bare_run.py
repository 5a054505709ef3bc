"""Runs a notebook's cells or a tutorial's blocks on a bare Python, without Jupyter: `python bare_run.py FILE...`.

Written for the oldest Python of the kit. Nothing but the standard library may be there, and no connection is made.
"""

import ast
import builtins
import json
import re
import sys
import types
from pathlib import Path


def blocks(path):
    """The pieces of code of a notebook or of a Markdown text, in order."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]


def run(code, names):
    """Run a piece as Jupyter does: what stands alone on its last line is shown."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    shown = last and eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    if shown is not None:
        show(shown)


def show(*things, **_how):
    """Ask each for its HTML, as a notebook does."""
    for thing in things:
        shown = getattr(thing, "_repr_html_", None)
        print(shown() if shown else thing)


def stand_in_for_jupyter():
    """The two or three names that a notebook may take from Jupyter."""
    display = types.ModuleType("IPython.display")
    for name in ("Markdown", "HTML", "SVG"):
        setattr(display, name, str)
    display.display = show
    builtins.display = show
    sys.modules["IPython"] = types.ModuleType("IPython")
    sys.modules["IPython.display"] = display


def refuse_connections(event, arguments):
    """Audit hook: whoever tries to reach another machine fails."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise RuntimeError(f"a connection was tried: {arguments}")


if __name__ == "__main__":
    sys.addaudithook(refuse_connections)
    # A script's own folder heads the path; a kernel has the notebook's there.
    sys.path[0] = ""
    stand_in_for_jupyter()
    for name in sys.argv[1:]:
        own = {"__name__": "__main__"}
        found = blocks(Path(name))
        for block in found:
            run(block, own)
        print(f"ran {len(found)} of {Path(name).name}")
