"""How many partners a total rests on, in few words beside it."""

from dashboard.markup import Html, element
from dashboard.rows import Row
from indicators.reasons import is_missing
from indicators.texts import Texts


def say_coverage(row: Row, texts: Texts) -> str:
    """For instance "12 of 15 partners"; a dash where no report was expected."""
    expected = _whole(row["expected_reports_n"])
    if not expected:
        return "–"
    reported = _whole(row["reported_n"])
    return texts.plural("{reported} of {n} partner", "{reported} of {n} partners", expected, reported=reported)


def build_coverage(row: Row, texts: Texts) -> Html:
    """The same, and below it how many have not reported and how many were carried forward."""
    missing = _whole(row["expected_reports_n"]) - _whole(row["reported_n"])
    carried = _whole(row["carried_forward_n"])
    said = [texts("{n} not reported", n=missing)] if missing > 0 else []
    said += [texts("{n} carried forward", n=carried)] if carried else []
    return element("span", say_coverage(row, texts), element("small", texts.list_apart(said)) if said else None)


def _whole(value: object) -> int:
    return 0 if is_missing(value) else int(value)  # type: ignore[call-overload]
