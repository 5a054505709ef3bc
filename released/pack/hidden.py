"""What is not shown or not judged, and why: each state in words, and every indicator without figure or status."""

from released.blocks import Block, Bullets, Heading, Inline, Paragraph, quiet, strong
from released.pack.reasons import explain
from released.pack.standing import read_standings
from released.release import Release
from released.texts import N_

_HIDDEN = N_(
    "The figure is not shown, because it could tell something about a few women. Hidden is never zero, and the reason "
    "given is always the same."
)
_SILENT = N_(
    "A report was due but none was accepted, and no earlier value counts any more. Not reported does not mean zero."
)


def build_hidden(release: Release) -> list[Block]:
    """The meaning of the words, then the indicators that have no status, each with its reason."""
    _ = release.texts
    words: list[Inline] = [
        [strong(_.label("state", "withheld")), f": {_(_HIDDEN)}"],
        [strong(_.label("state", "not_reported")), f": {_(_SILENT)}"],
    ]
    found = [one for one in read_standings(release) if one.status == "unavailable"]
    lines: list[Inline] = [[strong(one.about.name), quiet(f" {one.code}: "), explain(one, release)] for one in found]
    if not lines:
        lines = [_("Nothing: every indicator has a figure and a status.")]
    return [Heading(_("No status yet")), Bullets(lines), Paragraph(_("What the words mean")), Bullets(words)]
