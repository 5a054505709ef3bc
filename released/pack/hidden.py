"""What is not shown or not judged, and why: each state in words, and every indicator without figure or status."""

from collections.abc import Iterator, Sequence

from released.blocks import Block, Bullets, Heading, Inline, Piece, quiet, strong
from released.pack.reasons import explain
from released.pack.standing import Standing, read_standings
from released.release import Release
from released.texts import N_, Texts

_HIDDEN = N_(
    "The figure is not shown, because it could tell something about a few women. Hidden is never zero, and the reason "
    "given is always the same."
)
_SILENT = N_(
    "A report was due but none was accepted, and no earlier value counts any more. Not reported does not mean zero."
)


def build_hidden(release: Release) -> list[Block]:
    """The indicators that have no status by their reasons, then the meaning of the words."""
    _ = release.texts
    words: list[Inline] = [
        [strong(_.label("state", "withheld")), f"{_.colon}{_(_HIDDEN)}"],
        [strong(_.label("state", "not_reported")), f"{_.colon}{_(_SILENT)}"],
    ]
    lines = _reasons(release) or [_("Nothing: every indicator has a figure and a status.")]
    return [Heading(_("No status yet")), Bullets(lines), Heading(_("What the words mean"), 3), Bullets(words)]


def _reasons(release: Release) -> list[Inline]:
    """One line an indicator; those with the same reason share one."""
    _, found = release.texts, [one for one in read_standings(release) if one.status == "unavailable"]
    by_reason: dict[str, list[Standing]] = {}
    for one in found:
        by_reason.setdefault(explain(one, release), []).append(one)
    return [[*_names(sharing, _), f"{_.colon}{reason}"] for reason, sharing in by_reason.items()]


def _names(standings: Sequence[Standing], texts: Texts) -> Iterator[str | Piece]:
    apart = texts.list_apart(("", ""))
    for number, one in enumerate(standings):
        yield from ((apart,) if number else ())
        yield strong(one.about.name)
        yield quiet(f" {one.code}")
