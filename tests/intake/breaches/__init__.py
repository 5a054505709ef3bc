"""A breach of every case of every rule: the module beside this one that knows the subject registers its own."""

import importlib
import pkgutil
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


def load_breaches() -> dict[tuple[str, str], Make]:
    """Import every module beside this one and return what they registered."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return BREACHES
