"""What the command says: results on standard output, progress and hints on standard error.

With `--json` standard output carries one JSON document and nothing else.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

# Was `--json` asked for? Set by the option itself, so that even a fault keeps to it.
wants_json: ContextVar[bool] = ContextVar("wants_json", default=False)
# A pipe has no width: wide enough that a line stays a line.
_PIPE_WIDTH = 200
_DOCUMENT_INDENT = 1


def _want_json(value: bool) -> bool:
    wants_json.set(value)
    return value


AsJson = Annotated[
    bool, typer.Option("--json", callback=_want_json, help="Print one JSON document, for programs to read.")
]


def output(is_error: bool = False) -> Console:
    """The console of results or (is_error) of hints and progress, on the streams as they are now."""
    console = Console(stderr=is_error, highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _PIPE_WIDTH
    return console


def say(*lines: str, style: str = "") -> None:
    """Lines of a result."""
    for line in lines:
        output().print(Text(printable(line), style=style))


def note(*lines: str) -> None:
    """Hints for the person at the keyboard, out of the way of programs that read the result."""
    for line in lines:
        output(is_error=True).print(Text(printable(line)))


def show_fault(message: str) -> None:
    """One fault with its repair."""
    output(is_error=True).print(Text(printable(message), style="red"))


def print_json(document: Any) -> None:
    """The one JSON document of this run; days and moments are written as ISO 8601."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=_DOCUMENT_INDENT, default=_iso))


def show_table(header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows with a heading."""
    table = Table(*header, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        table.add_row(*(Text(printable("" if value is None else str(value))) for value in row))
    output().print(table)


def printable(text: str) -> str:
    """The text without control characters: what stands in a workbook must not steer a terminal."""
    return "".join(_printable(character) for character in text)


def _printable(character: str) -> str:
    # Dates and numbers hold spaces that don't break; they are not printable by Python's word, and harmless.
    if character.isspace() and character not in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    return character if character.isprintable() or character == "\n" else "\ufffd"


@contextmanager
def progress(title: str) -> Iterator[Callable[..., None]]:
    """One progress bar; the function takes what long work tells: done and total, a text, or both."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=None)

        def advance(*told: Any, **named: Any) -> None:
            values = [*told, *named.values()]
            numbers = [value for value in values if isinstance(value, int)]
            words = [value for value in values if isinstance(value, str) and value]
            if words:
                bar.update(task, description=printable(words[-1]))
            if numbers:
                bar.update(task, completed=numbers[0], total=numbers[1] if len(numbers) > 1 else None)

        yield advance


def _iso(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
