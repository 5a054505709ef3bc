"""Runs the report's notebook on a release's data package, in a process of its own, and collects its blocks."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from etl.report.errors import ReportFault
from indicators.texts import N_
from released.blocks import MIME, Wire
from released.blocks.html import KINDS

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "committee_report.ipynb"
# Which cells are run beside those without any of these tags.
PACK, BRIEF = "pack", "brief"
_PARAMETERS = "parameters"
_SECONDS = 120
_LONGEST_SOCKET = 90  # a system takes about 100 letters for the path of a socket
# What of the caller's environment must not reach the notebook: it reads the package and nothing of ours.
_KEPT_OUT = ("WEGO_", "PYTHONSTARTUP", "RELEASED_")


def run_notebook(
    work: Path, settings: Mapping[str, str], kind: str, meeting: str | None = None, notebook: Path = NOTEBOOK
) -> list[Wire]:
    """The blocks that the notebook shows, in its order. Raises ReportFault when a cell fails or shows no block.

    `work`: a folder for the run's own files; `settings`: of the environment, RELEASED_PATH and the like.
    """
    book = _prepare(_read(notebook), kind, meeting)
    client = NotebookClient(
        book, timeout=_SECONDS, shutdown_kernel="immediate", resources={"metadata": {"path": str(work)}}
    )
    # Of the client's own, asynchronous kind: a blocking one waits for ever when the notebook's process is gone.
    connection = str(work / "kernel.json")
    client.km = client.kernel_manager_class(kernel_name="python3", connection_file=connection, **_transport(work))
    try:
        # The kernel goes with its run: by itself it would stay as long as the server that asked for it.
        client.execute(cleanup_kc=True, env=_environment(work, settings), stdout=DEVNULL, stderr=DEVNULL)
    except (CellExecutionError, CellTimeoutError, DeadKernelError, RuntimeError) as error:
        raise _broken(error) from None
    blocks = list(_collect(book))
    if not blocks:
        raise ReportFault(N_("The notebook {file} shows no block: restore it from the product."), file=notebook.name)
    return blocks


def _transport(work: Path) -> dict[str, str]:
    """Sockets in the run's own folder, where no other user of the machine can listen; Windows has none."""
    sockets = str(work / "socket")
    return {"transport": "ipc", "ip": sockets} if os.name == "posix" and len(sockets) <= _LONGEST_SOCKET else {}


def _read(notebook: Path) -> NotebookNode:
    try:
        return nbformat.read(notebook, as_version=4)
    except (OSError, ValueError, nbformat.reader.NotJSONError, nbformat.ValidationError):
        raise ReportFault(
            N_("The notebook {file} can't be read: restore it from the product."), file=notebook.name
        ) from None


def _prepare(book: NotebookNode, kind: str, meeting: str | None) -> NotebookNode:
    """The cells of this kind, with the parameters set in a cell of their own behind the one that is tagged so."""
    cells: list[NotebookNode] = []
    for cell in book.cells:
        tags = set(cell.metadata.get("tags", ()))
        if cell.cell_type == "code" and not (tags & {PACK, BRIEF} - {kind}):
            cells.append(cell)
        if _PARAMETERS in tags and meeting is not None:
            # repr: a text stays a text, whatever stands in it.
            cells.append(nbformat.v4.new_code_cell(f"meeting = {meeting!r}"))
    book.cells = cells
    return book


def _environment(work: Path, settings: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_KEPT_OUT)}
    root = str(NOTEBOOK.parents[1])
    given = {"IPYTHONDIR": str(work / "ipython"), "PYTHONPATH": root, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    # An own folder for everything that Jupyter writes, so that a read-only home does no harm.
    given |= {"JUPYTER_RUNTIME_DIR": str(work), "PYTHONDONTWRITEBYTECODE": "1"}
    return kept | given | dict(settings)


def _collect(book: NotebookNode) -> Iterator[Wire]:
    for cell in book.cells:
        for output in cell.get("outputs", ()):
            if output.get("output_type") == "error":
                raise _broken(RuntimeError(str(output.get("evalue"))))
            found: Any = output.get("data", {}).get(MIME)
            for block in found["blocks"] if found else ():
                if block.get("kind") not in KINDS:
                    raise ReportFault(N_("The notebook shows a block of an unknown kind: restore it from the product."))
                yield block


def _broken(error: Exception) -> ReportFault:
    # The kind of the fault and its words, as far as it is one of the reading part: those are made for people.
    name, told = str(getattr(error, "ename", type(error).__name__)), str(getattr(error, "evalue", ""))
    said = told.splitlines()[0] if name == "ReleaseFault" and told else name
    return ReportFault(N_("The report's notebook broke off ({fault}), so nothing was written."), fault=said)
