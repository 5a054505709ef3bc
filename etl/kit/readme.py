"""The page that lies on top of a kit: what it is and three steps to run it, in the reader's language."""

from collections.abc import Mapping
from textwrap import wrap

from etl.kit.settings import FIRST_NOTEBOOK
from etl.kit.wheel import OLDEST_PYTHON
from etl.release_file import ReleaseFile
from indicators.texts import SOURCE_LANGUAGE, Texts

NEWEST_PYTHON = "3.13"
_COMMAND = "    "
_WIDTH = 100


def build_readme(release: ReleaseFile, texts: Texts, notebooks: Mapping[str, str], wheel: str) -> bytes:
    """The text for any editor, that of Windows included; `notebooks`: titles by file name."""
    parts = [
        _about(release, texts),
        _steps(texts),
        _inside(release, texts, notebooks, wheel),
    ]
    lines = [line for part in parts for told in (*part, "") for line in _wrapped(told)]
    return "\ufeff".encode() + "\r\n".join(lines).encode()


def _wrapped(line: str) -> list[str]:
    # A command stays on one line, so that it can be copied.
    if line.startswith(_COMMAND) or not line:
        return [line]
    indent = "   " if line[:1].isdigit() else "  " if line.startswith("- ") else ""
    return wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _about(release: ReleaseFile, _: Texts) -> list[str]:
    info, about = release.info, release.about()
    lines = [
        f"{about['project']}: {_(about['project_name'])}",
        "",
        _("Evaluator's kit of the release {release}, as of {day}.", release=info.release_id, day=info.as_of),
        _("It needs no internet, no account and nothing that is not in this folder, except Python with Jupyter."),
    ]
    if info.is_synthetic:
        lines.append(_("Synthetic data: everything here is made up and tells nothing about real people or centres."))
    if info.is_draft:
        lines.append(_("This is a draft for the coordinator alone: do not pass it on and do not quote it."))
    return lines


def _steps(_: Texts) -> list[str]:
    steps = [
        _("How to start"),
        _(
            '1. Unpack the whole zip file; on Windows right-click on it and choose "Extract All". Don\'t open files '
            "inside the zip."
        ),
        _(
            '2. Start Jupyter in the unpacked folder: write "jupyter lab" in a terminal there, or open the folder in '
            "Anaconda Navigator or Visual Studio Code. Python {oldest} to {newest} will do; nothing else is needed.",
            oldest=OLDEST_PYTHON,
            newest=NEWEST_PYTHON,
        ),
        _("3. Open {notebook} and run all cells from top to bottom.", notebook=f"notebooks/{FIRST_NOTEBOOK}.ipynb"),
    ]
    if _.language != SOURCE_LANGUAGE:
        told = _("What the notebooks explain is in English; what they say of the release is in your language.")
        steps.append(told)
    return steps


def _inside(release: ReleaseFile, _: Texts, notebooks: Mapping[str, str], wheel: str) -> list[str]:
    return [
        _("What is in it"),
        *(f"- notebooks/{name}: {title}" for name, title in notebooks.items()),
        "- notebooks/released: " + _("the part that reads a release; the notebooks find it beside them"),
        "- release: " + _("the release as an open data package: tables as CSV, described in datapackage.json"),
        f"- release/{release.path.name}: " + _("the same as a DuckDB file, for those who use DuckDB; not needed"),
        "- tutorial.md: " + _("how to read the release in programs of your own"),
        f"- wheel/{wheel}: " + _("for programs elsewhere: install it from this folder with the next line"),
        f"{_COMMAND}python -m pip install --no-index wheel/{wheel}",
        "",
        _("A figure that is hidden, not due or not reported says so in words; it is never zero."),
        _("Hidden figures protect women: do not try to find out what stands behind them."),
    ]
