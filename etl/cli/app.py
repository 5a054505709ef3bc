"""The command as a whole: its families, and what becomes of a user's mistake."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from etl.cli import (
    access,
    comment,
    desk,
    doctor,
    encrypt,
    erase,
    explain,
    funder,
    intake,
    keep,
    notebook,
    quality,
    release,
    report,
    serve,
    visibility,
)
from etl.cli.console import print_json, say, show_fault, wants_json
from etl.errors import UserError
from etl.home import HomeError
from etl.store import StoreBusy
from indicators.faults import DefinitionError

# 1: the input has faults, all listed; 2: wrong use.
_EXIT_CODES: dict[type[Exception], int] = {UserError: 2, HomeError: 2, OSError: 2, DefinitionError: 1, StoreBusy: 1}


class Commands(TyperGroup):
    """Commands whose known faults are told in one sentence, never as a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a known fault becomes its sentence and its exit code."""
        wants_json.set(False)
        try:
            return super().invoke(ctx)
        except tuple(_EXIT_CODES) as error:
            code = next(code for kind, code in _EXIT_CODES.items() if isinstance(error, kind))
            show_fault(_sentence(error))
            if wants_json.get():
                print_json({"error": _sentence(error)})
            raise typer.Exit(getattr(error, "exit_code", code)) from None


def _sentence(error: Exception) -> str:
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}. Check the name, the rights and the free space."
    return str(error)


# No pretty tracebacks: they show the values of variables, which may be a partner's data.
app = typer.Typer(
    name="wego",
    cls=Commands,
    help="From a partner's workbook to a page that a committee can trust.",
    epilog="Exit code 0 done, 1 the input has faults (all listed), 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def start(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    """From a partner's workbook to a page that a committee can trust."""
    if version:
        from importlib.metadata import version as installed

        say(installed("wego-monitor"))
        raise typer.Exit


_FAMILIES = (
    serve,
    notebook,
    intake,
    desk,
    quality,
    comment,
    release,
    report,
    funder,
    explain,
    keep,
    encrypt,
    erase,
    visibility,
    doctor,
)
for family in _FAMILIES:
    family.register(app)
app.add_typer(access.app, name="access")
