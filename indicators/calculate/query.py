"""One query of the catalogue: it reads its rows once, for all months and breakdowns.

It first puts the rows together by the months in which they count and by category, then lays the small result out over
the months. Every number is a sum (or the largest) of whole numbers or exact decimals of the rows that count: none comes
from adding and subtracting months, and the order of rows means nothing.
"""

from dataclasses import dataclass, field

from indicators.calculate.parts import Part
from indicators.conditions import ALWAYS

# Most combinations of categories that are put together at once, of which the single breakdowns then follow.
_TOGETHER = 500


@dataclass(frozen=True)
class Asked:
    """Where a part's numbers go: indicator and breakdown, by the category of a grouping or one named here."""

    indicator: str
    breakdown: str
    part: str
    category: str | None = None


@dataclass(frozen=True)
class Category:
    """What rows are broken down by: SQL of a row's category (the total has none) and how many categories there are.

    Without a number the categories are whatever codes were reported, about as many as there are rows.
    """

    sql: str = ""
    codes_n: int | None = 1

    @property
    def is_set(self) -> bool:
        """Does a row stand in several categories?"""
        return self.sql.startswith("unnest")


THE_TOTAL = Category()


@dataclass
class Query:
    """Parts that can be read in one go: the same rows, the same kind of putting together, all categories at once."""

    source: str
    # Columns (or sets) of codes that are counted; none where the parts are added up.
    codes: tuple[str, ...] = ()
    # Category -> part -> who asked for it. The parts of all categories are read together.
    groupings: dict[Category, dict[Part, list[Asked]]] = field(default_factory=dict)

    def add(self, category: Category, part: Part, asked: Asked) -> None:
        """Let a part be read by a category."""
        self.groupings.setdefault(category, {}).setdefault(part, []).append(asked)

    @property
    def parts(self) -> list[Part]:
        """All parts in the order of their columns."""
        return list(dict.fromkeys(part for parts in self.groupings.values() for part in parts))

    @property
    def months(self) -> list[str]:
        """The sets of months that the parts look at."""
        return list(dict.fromkeys(part.months for part in self.parts))

    @property
    def is_open(self) -> bool:
        """Are there about as many categories as rows? Then each is told once with its months, not once a month."""
        return any(category.codes_n is None for category in self.groupings)

    def sql(self) -> str:
        """Rows of month, number of the grouping, category, and one column for each part.

        Of open categories, a row holds the sets of months at its end and stands for all of these months.
        """
        if self.codes:
            sets = [f"d{number}" for number in range(len(self.parts))]
            values = ", ".join(_laid_out_values(self.parts, sets))
            return (
                f"WITH grouped AS MATERIALIZED ({self._codes_sql()}) "
                f"SELECT as_of, _grouping, _category, {values} FROM {_in_months(sets)} GROUP BY ALL"
            )
        if self.is_open:
            names = [f"p{number}" for number in range(len(self.parts))]
            columns = ", ".join(["NULL", "0", "_c0", *names, *self.months])
            return f"SELECT {columns} FROM ({self._grouped_sql()}) WHERE _c0 IS NOT NULL"
        laid_out = [self._laid_out(number, base) for number, base in enumerate(self._bases())]
        return f"WITH grouped AS MATERIALIZED ({self._grouped_sql()}) {' UNION ALL '.join(laid_out)}"

    @property
    def _named(self) -> dict[Category, str]:
        """The column that holds each category; the total needs none."""
        return {one: f"_c{number}" for number, one in enumerate(self.groupings) if one != THE_TOTAL}

    def _bases(self) -> list[dict[Category, str]]:
        """Categories that are put together at once: few combinations cost one reading, many more than all apart."""
        together: dict[Category, str] = {}
        apart = []
        combinations = 1
        for category, name in sorted(self._named.items(), key=lambda one: one[0].codes_n or 0):
            combinations *= category.codes_n or _TOGETHER + 1
            if combinations <= _TOGETHER:
                together[category] = name
            else:
                apart.append({category: name})
        # The total is read from the first; it stands alone only if every category does.
        return [together, *apart] if together or THE_TOTAL in self.groupings else apart

    def _grouped_sql(self) -> str:
        """Rows put together by the months in which they count and by category."""
        bases = self._bases()
        values = [
            f"{part.function}({_if(part.where, part.value)}) AS p{number}" for number, part in enumerate(self.parts)
        ]
        sets = [f"({', '.join([*self.months, *base.values()])})" for base in bases]
        cases = [f"WHEN grouping({name}) = 0 THEN {n}" for n, base in enumerate(bases) for name in base.values()]
        base = f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"
        columns = ", ".join([*self.months, *self._named.values(), f"{base} AS _base", *values])
        return f"SELECT {columns} FROM {self._rows()} GROUP BY GROUPING SETS ({', '.join(sets)})"

    def _laid_out(self, number: int, base: dict[Category, str]) -> str:
        """What was put together, laid out over the months for each category of a base; the first has the total, too."""
        sets = [part.months for part in self.parts]
        grouping, category = self._place(base)
        groups = [f"(as_of, {name})" for name in base.values()]
        if THE_TOTAL in self.groupings and number == 0:
            groups.append("(as_of)")
        return (
            f"SELECT as_of, {grouping}, {category}, {', '.join(_laid_out_values(self.parts, sets))} "
            f"FROM {_in_months(sets)} WHERE _base = {number} GROUP BY GROUPING SETS ({', '.join(groups)})"
        )

    def _place(self, named: dict[Category, str]) -> tuple[str, str]:
        """SQL of the number of a row's grouping, and of its category there."""
        numbers = {one: number for number, one in enumerate(self.groupings)}
        if not named:
            return str(numbers[THE_TOTAL]), "NULL::VARCHAR"
        is_own = [f"WHEN grouping({name}) = 0 THEN" for name in named.values()]
        grouping = " ".join(f"{when} {numbers[one]}" for when, one in zip(is_own, named, strict=True))
        category = " ".join(f"{when} {name}" for when, name in zip(is_own, named.values(), strict=True))
        return f"CASE {grouping} ELSE {numbers.get(THE_TOTAL, -1)} END", f"CASE {category} END"

    def _codes_sql(self) -> str:
        """Codes with the months in which any of their rows counts, put together to numbers of codes."""
        sets = [
            f"coalesce(bit_or({_if(part.where, part.months)}), 0) AS d{number}"
            for number, part in enumerate(self.parts)
        ]
        grouping, category = self._place(self._named)
        groups = [f"(_code{', ' + self._named[one] if one in self._named else ''})" for one in self.groupings]
        coded = " UNION ALL ".join(
            f"SELECT * FROM (SELECT *, ({code})::VARCHAR AS _code FROM {self._rows()}) WHERE _code IS NOT NULL"
            for code in self.codes
        )
        counts = [f"count(*) AS p{number}" for number in range(len(sets))]
        names = [f"d{number}" for number in range(len(sets))]
        return (
            f"SELECT _grouping, _category, {', '.join([*names, *counts])} FROM (SELECT {grouping} AS _grouping, "
            f"{category} AS _category, {', '.join(sets)} FROM ({coded}) GROUP BY GROUPING SETS ({', '.join(groups)})) "
            "GROUP BY ALL"
        )

    def _rows(self) -> str:
        if not self._named:
            return self.source
        categories = ", ".join(f"({one.sql})::VARCHAR AS {name}" for one, name in self._named.items())
        return f"(SELECT *, {categories} FROM {self.source})"


def _laid_out_values(parts: list[Part], sets: list[str]) -> list[str]:
    return [
        f"{part.function}({_if(f'counts_in({months}, as_of)', f'p{number}')})"
        for number, (part, months) in enumerate(zip(parts, sets, strict=True))
    ]


def _in_months(sets: list[str]) -> str:
    return f"grouped JOIN as_of_month ON counts_in({' | '.join(dict.fromkeys(sets))}, as_of)"


def _if(condition: str, value: str) -> str:
    # Faster than FILTER, which picks rows anew for every aggregate.
    return value if condition == ALWAYS else f"CASE WHEN {condition} THEN {value} END"
