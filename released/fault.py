"""What went wrong, told as one sentence with its repair."""


class ReleaseFault(ValueError):
    """Wrong use or an unreadable release: the message is a whole sentence for the person who reads it."""

    def _render_traceback_(self) -> list[str]:
        # Jupyter asks for this: a person's mistake is told as a sentence, not as a page of calls.
        return [f"{type(self).__name__}: {self}"]


class DraftWarning(UserWarning):
    """The release that was opened is a draft: for the coordinator alone, not to be passed on or quoted."""


def listed(known: object, most: int = 60) -> str:
    """Names as they stand in a sentence that says what exists; a dash when there are none."""
    names = [str(name) for name in known] if isinstance(known, (list, tuple, set, frozenset, dict)) else [str(known)]
    rest = [f"and {len(names) - most} more"] if len(names) > most else []
    return ", ".join([*names[:most], *rest]) or "–"
