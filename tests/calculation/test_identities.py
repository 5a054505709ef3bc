"""What must hold between figures in every world: parts and totals, silence, order, time."""

from collections.abc import Iterable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.load import load_definitions
from tests.calculation.kinds import KINDS, OVER_TIME, code_of, definitions_of_every_kind, good
from tests.calculation.world import Row, release

DEFINITIONS = definitions_of_every_kind()
UNTIL = 6
PARTNERS = ("P01", "P02", "P03")
number = st.one_of(st.none(), st.integers(0, 30))
decimal = st.one_of(st.none(), st.integers(0, 50).map(lambda tenths: tenths / 10))


def values(draw: Any) -> Row:
    """A good's values; the two that are required are never blank."""
    return {
        "country": draw(st.sampled_from(["IE", "PT"])),
        "make": draw(st.sampled_from([None, "ROOF", "TOOL"])),
        "places": draw(st.sampled_from([None, "IE", "IE;PT"])),
        "shop": draw(st.sampled_from([None, "S1", "S2"])),
        "wave": draw(st.sampled_from([None, "W1", "W2"])),
        "answer": draw(st.sampled_from([None, "Y", "N"])),
        "made_n": draw(number),
        "wanted_n": draw(number),
        "before_made_n": draw(number),
        "before_wanted_n": draw(number),
        "score_n": draw(number),
        "score_mean": draw(decimal),
        "entry_mean": draw(decimal),
        "hours": draw(decimal),
        "progress_pct": draw(number),
    }


@st.composite
def goods(draw: Any) -> list[Row]:
    """Rows of goods, each of one partner, told again in some months: at most once in each."""
    told = draw(
        st.lists(
            st.tuples(st.sampled_from(PARTNERS), st.integers(1, UNTIL), st.sampled_from("AB")), max_size=9, unique=True
        )
    )
    return [good(partner, month, f"{partner}-{code}", **values(draw)) for partner, month, code in told]


silences = st.sets(st.tuples(st.sampled_from(PARTNERS), st.integers(1, UNTIL)), max_size=6)


def figures(rows: list[Row], silent: Iterable[tuple[str, int]] = (), until: int = UNTIL) -> dict[Any, Row]:
    """Figures of a world in which nobody has reported in the silent months."""
    missing = set(silent)
    kept = [row for row in rows if (row["partner_code"], row["month"]) not in missing and row["month"] <= until]
    return release(DEFINITIONS, {"GOODS": kept}, until, silent=[one for one in missing if one[1] <= until])[0]


def of_a_breakdown(found: dict[Any, Row], code: str, month: str, breakdown: str) -> float:
    own = [row for key, row in found.items() if key[:3] == (code, month, breakdown)]
    return sum(row["value"] or 0 for row in own)


def newest(rows: list[Row], month: int) -> list[Row]:
    known: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: row["month"]):
        if row["month"] <= month:
            known[row["good_code"]] = row
    return list(known.values())


@settings(max_examples=10, deadline=None)
@given(rows=goods())
def test_parts_are_the_total_or_leave_a_rest_of_rows_without_a_category(rows):
    """Of breakdowns that part rows: country and partner always do, others but for blanks; `place` is a set of codes."""
    found = figures(rows)
    for month in range(1, UNTIL + 1):
        for over_time, known in (
            ("newest", newest(rows, month)),
            ("every", [row for row in rows if row["month"] <= month]),
        ):
            for kind in ("sum", "distinct_things") if over_time == "newest" else ("sum",):
                code = code_of(kind, over_time)
                total = found[code, f"M{month:02d}", "total", "all"]["value"] or 0
                for breakdown in ("country", "partner", "make", "shop"):
                    blank = [row for row in known if breakdown in row and row[breakdown] is None]
                    rest = sum(row["made_n"] or 0 for row in blank) if kind == "sum" else len(blank)
                    assert of_a_breakdown(found, code, f"M{month:02d}", breakdown) + rest == total


@settings(max_examples=10, deadline=None)
@given(rows=goods())
def test_bases_of_rates_add_up_as_well(rows):
    found = figures(rows)
    for kind in ("ratio", "mean", "change"):
        for month in range(1, UNTIL + 1):
            places = [key for key in found if key[:3] == (code_of(kind), f"M{month:02d}", "country")]
            for part in ("numerator", "denominator"):
                total = found[code_of(kind), f"M{month:02d}", "total", "all"][part] or 0
                assert abs(sum(found[place][part] or 0 for place in places) - total) < 1e-9


@settings(max_examples=10, deadline=None)
@given(rows=goods(), silent=silences)
def test_what_has_ever_been_never_falls(rows, silent):
    found = figures(rows, silent)
    for kind in ("sum", "sum_of_decimals", "distinct_things", "distinct", "distinct_of_sets", "milestone"):
        for (code, _month, breakdown, category), row in found.items():
            if code == code_of(kind, "every") and row["month"] != f"M{UNTIL:02d}":
                after = found[code, f"M{int(row['month'][1:]) + 1:02d}", breakdown, category]
                assert (row["value"] or 0) <= (after["value"] or 0)


COVERAGE = ("reported_n", "expected_reports_n", "carried_forward_n")


@settings(max_examples=10, deadline=None)
@given(rows=goods())
def test_a_partner_that_delivers_nothing_changes_nothing_but_coverage(rows):
    """P03 sends workbooks without goods, or none at all: only coverage tells it, and whether its own rows are zero."""
    without = [row for row in rows if row["partner_code"] != "P03"]
    sent = figures(without)
    unsent = figures(without, {("P03", month) for month in range(2, UNTIL + 1)})
    timely = {code_of("reports_on_time"), code_of("deliverables_on_time")}
    for key, row in sent.items():
        if key[0] in timely or key[3] in ("P03", "PT"):
            continue
        other = unsent[key]
        assert {k: v for k, v in row.items() if k not in COVERAGE} == {
            k: v for k, v in other.items() if k not in COVERAGE
        }
        if row["month"] != "M01":
            assert other["reported_n"] <= row["reported_n"]


@settings(max_examples=10, deadline=None)
@given(rows=goods(), silent=silences, data=st.data())
def test_the_order_of_submission_is_irrelevant(rows, silent, data):
    mixed = data.draw(st.permutations(rows))
    assert figures(rows, silent) == figures(mixed, silent)


@settings(max_examples=10, deadline=None)
@given(rows=goods(), silent=silences, until=st.integers(1, UNTIL - 1))
def test_a_later_month_never_changes_an_earlier_one(rows, silent, until):
    early, late = figures(rows, silent, until), figures(rows, silent)
    # A code that first comes later has no row before it; reports that were due later are no part of the months before.
    for key, row in early.items():
        assert late[key] == row


def test_the_identities_look_at_every_kind():
    codes = {key[0] for key in figures([])}
    assert {code_of(kind, time) for kind in KINDS for time in OVER_TIME} <= codes


def test_counts_of_the_project_are_broken_down_by_columns_that_are_never_blank():
    """So parts are the total; where a column may be blank, the rest is what was reported without it (OP-20: people)."""
    definitions = load_definitions()
    blank = {
        (indicator.code, breakdown.name)
        for indicator in definitions.indicators
        if indicator.disclosure_class == "C" and indicator.type == "count"
        for breakdown in indicator.breakdowns
        if breakdown.column
        and not definitions.workbook.sheets[indicator.sheet or ""].columns[breakdown.column].is_required
    }
    assert blank == {("OP-20", "reach_method")}
