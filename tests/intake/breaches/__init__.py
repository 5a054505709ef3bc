"""A breach of every case of every rule: the module beside this one that knows the subject registers its own."""

from collections.abc import Callable

from etl.check import Checked

Make = Callable[[], Checked]
BREACHES: dict[tuple[str, str], Make] = {}


def breaks(rule: str, case: str) -> Callable[[Make], Make]:
    """Register a function that checks a workbook in which this case of this rule, and no other fault, is told."""

    def register(make: Make) -> Make:
        assert (rule, case) not in BREACHES, f"{rule} {case} stands twice"
        BREACHES[rule, case] = make
        return make

    return register
