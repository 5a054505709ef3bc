"""One-to-one pathways in the two counts of pathways: their difference is women, too."""

from indicators.load import load_definitions
from tests.calculation.world import pathway, release

DEFINITIONS = load_definitions()
PARTNERS = ("P01", "P05", "P08", "P10")


def one_to_one(number: int, month: int, **values) -> dict:
    """A woman's own pathway at one of four partners in turn."""
    return pathway(PARTNERS[number % 4], 40 + number, month, 1, pathway_format="INDIVIDUAL", **values)


def twenty(left: int) -> list[dict]:
    """Twenty women; at M16 all have completed but for the last ones, who left early."""
    rows = [one_to_one(number, 8) for number in range(20)]
    for number in range(20):
        is_left = number >= 20 - left
        became = {"left": 1} if is_left else {"completed": 1}
        rows.append(one_to_one(number, 16, exit_month=16, **became) | {"stage": "SX" if is_left else "S6"})
    return rows


def shown(left: int) -> tuple[float, float]:
    """Delivered and completed pathways at M18, after a closing at M12."""
    rows = twenty(left)
    _figures, book = release(DEFINITIONS, {"PATHWAYS": rows}, 12)
    figures, _book = release(DEFINITIONS, {"PATHWAYS": rows}, 18, book)
    return tuple(figures[code, "M18", "total", "all"]["value"] for code in ("OP-01", "OP-02"))


def test_completed_ones_wait_while_delivered_less_completed_would_tell_who_left():
    assert [shown(left) for left in range(5)] == [(20, 0)] * 5


def test_completed_ones_are_shown_once_those_who_left_are_five_for_everybody():
    assert shown(8) == (20, 12)
