"""The files of a release: what each is for, its size, a button."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from dashboard.frame import heading
from dashboard.markup import element, show
from dashboard.session import Released
from dashboard.workbook_button import XLSX
from etl.services import (
    ReleaseFile,
    bundle_bytes,
    download_name,
    parquet_bytes,
    release_bytes,
    xlsx_bytes,
)
from indicators.reasons import N_


@dataclass(frozen=True)
class _Download:
    title: str
    purpose: str
    ending: str
    mime: str
    build: Callable[[ReleaseFile], bytes]


_DOWNLOADS = {
    "xlsx": _Download(
        "Excel (.xlsx)",
        N_("KPI table, data dictionary and what the release is, as three sheets. For reading and for reports."),
        "xlsx",
        XLSX,
        xlsx_bytes,
    ),
    "csv": _Download(
        "CSV (.zip)",
        N_("KPI table, data dictionary and the facts behind it, as text files with dot decimals. For any program."),
        "zip",
        "application/zip",
        bundle_bytes,
    ),
    "parquet": _Download(
        "Parquet",
        N_("The KPI table with exact types. For notebooks and statistics programs."),
        "parquet",
        "application/vnd.apache.parquet",
        parquet_bytes,
    ),
    "release": _Download(
        N_("Release file (.duckdb)"),
        N_("All that this dashboard shows, in one file that is never changed. For recomputing and for the archive."),
        "duckdb",
        "application/octet-stream",
        release_bytes,
    ),
}


# The key is the release's id (and what tells two homes apart): a release is never changed, so its files aren't either.
@st.cache_data(show_spinner=False, max_entries=16)
def _build(release_id: str, path: str, changed: int, kind: str) -> bytes:
    return _DOWNLOADS[kind].build(ReleaseFile(path))


def show_downloads(released: Released) -> None:
    """One row for each file."""
    _, info = released.context.texts, released.info
    label = _("Release {release}", release=info.release_id)
    show(
        heading(_("Files of this release"), label),
        element("p", _("Another release is chosen at the side; every one that was published stays there."), cls="note"),
    )
    with st.spinner(_("Preparing the files …")):
        changed = released.file.path.stat().st_mtime_ns
        files = {kind: _build(info.release_id, str(info.path), changed, kind) for kind in _DOWNLOADS}
    for kind, download in _DOWNLOADS.items():
        _show_row(kind, download, files[kind], released)


def _show_row(kind: str, download: _Download, content: bytes, released: Released) -> None:
    _ = released.context.texts
    with st.container(key=f"download_{kind}", horizontal=True, vertical_alignment="center"):
        size = f"{_.number(max(1, round(len(content) / 1024)))} KB"
        show(
            element(
                "div",
                element("b", _(download.title)),
                element("span", " ", size, cls="quiet-text"),
                element("p", _(download.purpose)),
                cls="offer",
            )
        )
        st.download_button(
            _("Download"),
            content,
            file_name=download_name(released.info, download.ending),
            mime=download.mime,
            key=f"get_{kind}",
            on_click="ignore",
        )
