"""`wego template`, `check`, `submit`: a partner's workbook on its way in."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from etl.cli.console import AsJson, note, print_json, progress, say
from etl.cli.session import MonthOption, Session, start_session
from etl.cli.verdicts import show_verdict
from etl.errors import UserError
from indicators.periods import month_code

if TYPE_CHECKING:
    from etl.submit import Receipt

_WORKBOOKS = "*.xlsx"
# Excel's own mark of a workbook that is open somewhere.
_OPEN_MARK = "~$"

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="Workbooks, or folders with workbooks.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("template")(template)
    app.command("check")(check)
    app.command("submit")(submit)


def template(
    partner: Annotated[str, typer.Option("--partner", help="Partner code, for instance P03.")],
    month: MonthOption,
    language: Annotated[
        str | None, typer.Option("--language", help="Language of the labels; else the partner's.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="File or folder to write to.")] = None,
) -> None:
    """Write a partner's own workbook of a month, prefilled with what is known."""
    from etl.handout import build_template, template_name

    session = start_session()
    registered, number = session.partner(partner), session.month(month)
    chosen = _language(session, language, registered.language)
    content = build_template(session.store, registered.code, number, chosen)
    name = template_name(registered.code, number, chosen)
    path = out / name if out is not None and out.is_dir() else out or Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    say(str(path))
    note("Fill it in, then: wego check FILE, and wego submit FILE --as EMAIL")


def _language(session: Session, asked: str | None, own: str) -> str:
    offered = session.definitions.project.languages
    if asked is None:
        return own if own in offered else offered[0]
    if asked not in offered:
        raise UserError(f"There is no language {asked!r}. Languages: {', '.join(offered)}.")
    return asked


def check(
    files: Files,
    as_json: AsJson = False,
    feedback: Annotated[
        Path | None,
        typer.Option("--feedback", metavar="DIR", help="Folder to write faulty workbooks to, with each fault marked."),
    ] = None,
) -> None:
    """Check workbooks and list all their faults; nothing is stored."""
    from etl.cli.feedback_folder import FeedbackFolder
    from etl.sending import check_workbooks

    session = start_session()
    paths = find_workbooks(files)
    folder = FeedbackFolder(feedback) if feedback is not None else None
    with progress("Checking") as advance:
        checks = check_workbooks(session.home, session.definitions, _tell_each(paths, advance))
    results: list[dict[str, Any]] = [
        {"file": checked.file, "verdict": checked.verdict, "issues": _issues(checked.issues)} for checked in checks
    ]
    for result, checked in zip(results, checks, strict=True):
        if folder is not None:
            written = folder.write(checked, session.definitions)
            result["feedback"] = str(written) if written else None
    _finish(results, as_json)


def _tell_each(paths: list[Path], advance: Callable[..., None]) -> Iterator[tuple[str, Path]]:
    for done, path in enumerate(paths):
        advance(done, len(paths))
        yield str(path), path


def submit(
    files: Files,
    who: Annotated[str, typer.Option("--as", metavar="EMAIL", help="Who sends them; recorded, not a sign-in.")],
    confirm: Annotated[bool, typer.Option("--confirm", help="Accept warnings after having looked at them.")] = False,
    as_json: AsJson = False,
) -> None:
    """Check workbooks and store those without faults; files of one partner are taken together or not at all."""
    from etl.sending import submit_from

    session = start_session()
    paths = find_workbooks(files)
    uploads = [(str(path), path) for path in paths]
    with progress("Submitting") as advance:
        receipts = submit_from(session.home, session.definitions, uploads, who, confirm, advance)
    _finish([_document(receipt) for receipt in receipts], as_json)


def _document(receipt: "Receipt") -> dict[str, Any]:
    return {
        "file": receipt.file,
        "verdict": receipt.verdict,
        "issues": _issues(receipt.issues),
        "submission_id": receipt.submission_id,
        "state": receipt.state,
        "partner": receipt.partner,
        "month": month_code(receipt.month) if receipt.month else None,
        "revision": receipt.revision,
        "is_repeat": receipt.is_repeat,
        "held_back": receipt.held_back,
    }


def find_workbooks(files: Iterable[Path]) -> list[Path]:
    """The files as they are named, and those of each named folder in order of their names; raises UserError."""
    found: dict[Path, None] = {}
    for path in files:
        inside = sorted(one for one in path.rglob(_WORKBOOKS) if not one.name.startswith(_OPEN_MARK))
        if path.is_dir() and not inside:
            raise UserError(f"There is no workbook ({_WORKBOOKS}) in {path}.")
        found |= dict.fromkeys(inside if path.is_dir() else [path])
    return list(found)


def _issues(issues: Iterable[Any]) -> list[dict[str, Any]]:
    return [issue.as_dict() for issue in issues]


def _finish(results: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json({"files": results})
    else:
        for result in results:
            show_verdict(result)
        _show_sum(results)
    if any(_is_open(result) for result in results):
        raise typer.Exit(1)


def _is_open(result: dict[str, Any]) -> bool:
    """Is there still something to repair or to confirm?"""
    if "submission_id" in result:
        return result["submission_id"] is None
    return result["verdict"] != "accepted"


def _show_sum(results: list[dict[str, Any]]) -> None:
    if len(results) > 1:
        open_n = sum(_is_open(result) for result in results)
        say(f"{len(results)} workbooks: {len(results) - open_n} in order, {open_n} to be repaired or confirmed.")
