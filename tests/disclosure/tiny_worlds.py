"""Three partners with few women, the mini project's two ledgers with a small k, and what everybody then sees."""

from pathlib import Path

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women, show_women
from indicators.disclosure.women import Pathway
from indicators.load import read_definitions

PARTNERS = ("P01", "P02", "P03")
MINI = Path(__file__).parent.parent / "mini" / "definitions"
CLOSINGS = (6, 11)
# Of a partner: women who completed, who left early, who are in running pathways; closing after closing.
Own = tuple[int, ...]
World = tuple[Own, ...]
Output = tuple[float | None, ...]


class TinyProtector:
    """The mini project with a small k and no country breakdown; its last closing is not the project's end."""

    def __init__(self, k: int, k_consortium: int) -> None:
        loaded = read_definitions(MINI)
        plan = loaded.disclosure
        assert plan.ledgers is not None
        least = {"k": k, "k_consortium": k_consortium}
        rows = dict(plan.rows)
        rows["OP-01"] = rows["OP-01"].model_copy(update=least | {"countries": None})
        ledgers = plan.ledgers.model_copy(update=least)
        closings = tuple(f"M{closing:02d}" for closing in CLOSINGS)
        changed = plan.model_copy(update={"rows": rows, "ledgers": ledgers, "closings": closings})
        self.definitions = loaded.model_copy(update={"disclosure": changed})
        self._kept: dict[World, Output] = {}

    def publish(self, world: World) -> Output:
        """What two indicators (enrolled, completed) show at each closing, as everybody sees it.

        Partners are alike to disclosure control (tested), so a world and one with the partners in another order look
        alike.
        """
        alike = tuple(sorted(world))
        if alike not in self._kept:
            self._kept[alike] = self.publish_in_order(alike)
        return self._kept[alike]

    def publish_in_order(self, world: World) -> Output:
        """The same, the partners being in just this order."""
        book, shown = Book(), []
        for place, closing in enumerate(CLOSINGS[: len(world[0]) // 3]):
            pathways = [
                one
                for partner, own in zip(PARTNERS, world, strict=True)
                for one in _pathways(partner, *own[3 * place : 3 * place + 3])
            ]
            book = close_women(self.definitions, book, pathways, closing)
            book = Book(book.entries, book.done | {closing: closing}, {}, closing)
            for code in ("OP-01", "OP-02"):
                indicator = self.definitions.indicator(code)
                shown.append(show_women(self.definitions, indicator, book, closing)[closing, "total", "all"].value)
        return tuple(shown)


def _pathways(partner: str, completed: int, left: int, active: int) -> list[Pathway]:
    """One pathway that has ended and one that runs; none of them without women."""
    return [one for one in (_pathway(partner, 1, completed, left, 0), _pathway(partner, 2, 0, 0, active)) if one]


def _pathway(partner: str, number: int, completed: int, left: int, active: int) -> Pathway | None:
    if not completed + left + active:
        return None
    values = {
        "women_enrolled_cum": completed + left + active,
        "women_active": active,
        "women_completed_cum": completed,
        "women_left_early_cum": left,
    }
    return Pathway(f"{partner}-{number}", partner, "IE", values, is_ended=active == 0)


def counts(world: World, insider: int | None) -> dict[str, int]:
    """Every count of women that must stay secret while it is small, by name; the insider's own are none.

    Of all, of each partner, and of all without one. An insider can take away nobody but itself: taking away another one
    of three partners would ask for a single partner's count.
    """
    found = {}
    for place in range(len(world[0])):
        closing, kind = divmod(place, 3)
        found |= _counts([own[place] for own in world], f"{('completed', 'left', 'open')[kind]} {closing}", insider)
    for closing in range(len(world[0]) // 3):
        enrolled = [sum(own[3 * closing : 3 * closing + 3]) for own in world]
        found |= _counts(enrolled, f"enrolled {closing}", insider)
    return found


def _counts(own: list[int], name: str, insider: int | None) -> dict[str, int]:
    found = {f"{name} all": sum(own)}
    for partner, value in enumerate(own):
        if insider in (None, partner):
            found[f"{name} without {PARTNERS[partner]}"] = sum(own) - value
        if insider != partner:
            found[f"{name} of {PARTNERS[partner]}"] = value
    return found


def is_excepted(name: str, output: Output) -> bool:
    """Where nothing was closed yet, or since the last closing, it is known that there is little: the one exception."""
    kind, closing = name.split()[0], int(name.split()[1])
    enrolled, completed = output[2 * closing : 2 * closing + 2]
    if enrolled is None:
        return True
    return completed is None and kind in ("completed", "left")
