"""Asking for a file, and waiting for it with the page drawn: what is being done stands below its row."""

import logging
from collections.abc import Hashable
from concurrent.futures import FIRST_COMPLETED, wait
from typing import Any

import streamlit as st

from dashboard.download_shelf import Job, Shelf
from dashboard.session import Released
from etl.services import Download, ReleaseFile, UserError, Wanted, make_download
from indicators.texts import Texts

_ASKED = "asked_files"
# Seconds after which it is said anew what is being done.
_GLANCE = 0.25
# Jobs of this session with the places of their progress.
Waiting = list[tuple[Job, Any]]


@st.cache_resource(show_spinner=False)
def open_shelf() -> Shelf:
    """The one shelf of this server."""
    return Shelf()


def key_of(wanted: Wanted, released: Released) -> Hashable:
    """What tells one file from every other: release and its state on the disk, definitions, and what is wanted."""
    path = released.file.path
    status = path.stat()
    version = released.context.definitions.version
    return released.info.release_id, str(path), status.st_mtime_ns, status.st_size, version, wanted


def ask_for(wanted: Wanted, released: Released) -> None:
    """Have a file made."""
    path, definitions = released.file.path, released.context.definitions

    def make(tell: Any) -> Download:
        return make_download(ReleaseFile(path), definitions, wanted, tell)

    key = key_of(wanted, released)
    _asked()[key] = open_shelf().ask(key, make, wanted.is_long)


def is_awaited(wanted: Wanted, released: Released) -> bool:
    """Has this session asked for a file that isn't there yet?"""
    job = _asked().get(key_of(wanted, released))
    return job is not None and not job.future.done()


def show_wait(wanted: Wanted, released: Released) -> Waiting:
    """The place of a file's progress, if this session has asked for it and it isn't there yet."""
    job = _asked().get(key_of(wanted, released))
    if job is None or job.future.done():
        return []
    return [(job, st.status(say_doing(job, released.context.texts)))]


def find_failure(wanted: Wanted, released: Released) -> str | None:
    """Why a file that this session has asked for was not made, told once; what is ready is forgotten."""
    key = key_of(wanted, released)
    job = _asked().get(key)
    if job is None or not job.future.done():
        return None
    del _asked()[key]
    error, _ = job.future.exception(), released.context.texts
    if isinstance(error, UserError):
        return error.tell(_)
    if error is None:
        return None
    # Its words may hold what stands in the release: the kind alone is noted.
    logging.getLogger(__name__).error("The file %s was not made: %s", wanted.kind, type(error).__name__)
    return _("This file can't be made just now. Try again; if that does not help, tell the coordinator.")


def wait_for_files(waiting: Waiting, texts: Texts) -> None:
    """Say what is being done until one of the files is there; then the page is drawn anew, with its button.

    A click elsewhere ends the waiting and not the work.
    """
    if not waiting:
        return
    futures = [job.future for job, _place in waiting]
    while not wait(futures, timeout=_GLANCE, return_when=FIRST_COMPLETED).done:
        for job, place in waiting:
            place.update(label=say_doing(job, texts))
    st.rerun()


def say_doing(job: Job, texts: Texts) -> str:
    """What is being done for a file that isn't there yet, in the reader's language."""
    if job.doing:
        doing = texts(job.doing)
    elif job.future.running():
        # What it takes to make it is being loaded.
        doing = texts("Making the file")
    else:
        doing = texts("Waiting until another file is ready")
    return f"{doing} …"


def _asked() -> dict[Hashable, Job]:
    asked: dict[Hashable, Job] = st.session_state.setdefault(_ASKED, {})
    return asked
