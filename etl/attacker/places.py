"""Which rows a release has, and in which order: both are outputs, so both must follow from the definitions alone."""

from collections import defaultdict
from collections.abc import Iterator

from etl.attacker.case import Case, key_of, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released
from etl.attacker.rule_book import REST, RuleBook

Place = tuple[str, str]


def attack_places(case: Case) -> Iterator[Finding]:
    """Rows that are not planned, and rows of people that are missing."""
    for release in case.releases:
        planned = {code: _places(release, code) for code in release.rules.indicators}
        months = {f"M{number:02d}" for number in range(1, int(release.month[1:]) + 1)}
        found: dict[str, set[tuple[str, Place]]] = defaultdict(set)
        for row in release.figures:
            code, month, *place = key_of(row)
            own = (place[0], place[1])
            is_known = code in planned and own in planned[code] and month in months
            # A closed row of what the definitions no longer have stays as it was.
            if not is_known and (row["class"] != "A" or (release.release_id, key_of(row)) in case.new_keys):
                yield Finding(release.release_id, place_of(row), "a row that is not planned")
            if (month, own) in found[code]:
                yield Finding(release.release_id, place_of(row), "a row that stands there twice")
            found[code].add((month, own))
        for code, places in planned.items():
            wanted = {(month, place) for month in months for place in places}
            if release.rules.classes[code] != "C" and wanted - found[code]:
                yield Finding(release.release_id, code, "rows about people that are missing")


def attack_sorting(case: Case) -> Iterator[Finding]:
    """Rows of people in another order than indicator by indicator, month by month, with the same places each month."""
    for release in case.releases:
        rows: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        people = {code: _places(release, code) for code, own in release.rules.classes.items() if own in ("A", "B")}
        for row in release.figures:
            code, month, breakdown, category = key_of(row)
            if (breakdown, category) in people.get(code, ()):
                rows[code].append((month, (breakdown, category)))
        order = list(release.rules.indicators)
        if [order.index(code) for code in rows] != sorted(order.index(code) for code in rows):
            yield Finding(release.release_id, "figure", "indicators in an order that the definitions don't give")
        for code, listed in rows.items():
            first = [place for month, place in listed if month == listed[0][0]]
            months = sorted({month for month, _place in listed})
            if listed != [(month, place) for month in months for place in first]:
                yield Finding(release.release_id, code, "rows in an order that tells something")


def _places(release: Released, code: str) -> frozenset[Place]:
    """Breakdowns and categories that an indicator has, whatever was reported."""
    rules = release.rules
    plan, calculation = rules.plan(code), rules.calculation(code)
    places = {("total", "all")}
    if plan.get("ledger") == "mixed":
        # Single women's things are added to the total: by no breakdown may they be told apart.
        return frozenset(places)
    for name in rules.breakdowns(code):
        places |= {(name, category) for category in _categories(release, code, name)}
        if plan.get("ledger") in ("enrolment", "counted") or f"{code}/{name}" in _by_category(rules):
            places.add((name, REST))
    if calculation.get("before_numerator"):
        places |= {("observation", "entry"), ("observation", "last")}
    companion = rules.indicators[code].get("companion")
    if companion:
        places.add(("companion", str(companion["name"]).replace(" ", "_")))
    if calculation.get("kind") == "share":
        places |= {("wave", wave) for wave in _codes(release, code, calculation["wave"])}
    return frozenset(places)


def _by_category(rules: RuleBook) -> dict[str, object]:
    return dict(rules.disclosure.get("by_category") or {})


def _categories(release: Released, code: str, name: str) -> tuple[str, ...]:
    rules, entry = release.rules, release.rules.breakdowns(code)[name]
    if name == "country":
        return rules.countries
    if name == "partner":
        return tuple(rules.partners)
    if entry.get("columns"):
        return tuple(entry["columns"])
    return _codes(release, code, entry.get("column") or name)


def _codes(release: Released, code: str, column: str) -> tuple[str, ...]:
    """Codes of a column's list; without a list those that the released facts hold."""
    rules = release.rules
    own = str(rules.indicators[code].get("sheet") or "")
    public = (rules.sheets.get(own) or {}).get("takes_from") or own
    for sheet in (public, own):
        spec = ((rules.sheets.get(sheet) or {}).get("columns") or {}).get(column)
        if spec and spec.get("list"):
            return rules.codes(spec["list"])
        fact = str((rules.sheets.get(sheet) or {}).get("fact"))
        if spec and fact in release.columns and column in release.columns[fact]:
            return tuple(sorted({str(row[column]) for row in release.tables[fact] if row[column] is not None}))
    return ()
