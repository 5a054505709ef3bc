"""Random lives of pathways, with corrections: whatever is shown is borne by at least k women for everybody."""

from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women, show_women
from indicators.disclosure.women import Pathway
from indicators.load import load_definitions

DEFINITIONS = load_definitions()
CLOSINGS = (6, 12, 18, 24)
PARTNERS = [partner for partner in DEFINITIONS.partners if partner.is_delivering("PATHWAYS")]
COUNTRY = {partner.code: partner.country for partner in PARTNERS}

# Partner, month of start, month of end (over 24: still running), women, of these completed, a later correction.
PATHWAYS = st.lists(
    st.tuples(
        st.sampled_from([partner.code for partner in PARTNERS]),
        st.integers(1, 20),
        st.integers(4, 30),
        st.integers(0, 14),
        st.integers(0, 14),
        st.integers(-2, 3),
    ),
    min_size=5,
    max_size=24,
)


def known_at(lives, closing):
    """The pathways' newest rows at a closing; the correction is known from M13 on."""
    found = []
    for number, (partner, start, end, women, completed, correction) in enumerate(lives):
        if start > closing:
            continue
        enrolled = max(women + (correction if closing >= 13 else 0), 0)
        is_ended = max(end, start) <= closing
        done = min(completed, enrolled) if is_ended else 0
        values = {
            "pathway_format": "GROUP",
            "stage": "S6" if is_ended else "S4",
            "women_enrolled_cum": enrolled,
            "women_active": 0 if is_ended else enrolled,
            "women_completed_cum": done,
            "women_left_early_cum": enrolled - done if is_ended else 0,
        }
        columns = dict.fromkeys(DEFINITIONS.workbook.sheets["PATHWAYS"].columns)
        found.append(Pathway(f"PW-{number:06d}", partner, COUNTRY[partner], columns | values, is_ended))
    return found


def live(lives):
    """Pathways and class A rows of two indicators at each closing."""
    book = Book()
    for closing in CLOSINGS:
        pathways = known_at(lives, closing)
        book = close_women(DEFINITIONS, book, pathways, closing)
        book = Book(book.entries, book.done | {closing: closing}, {}, closing)
        yield (
            closing,
            pathways,
            {code: show_women(DEFINITIONS, DEFINITIONS.indicator(code), book, closing) for code in ("OP-03", "OP-04")},
        )


def by_partner(pathways, column):
    """Sum of a column by partner, by plain addition."""
    sums = {partner.code: 0 for partner in PARTNERS}
    for one in pathways:
        sums[one.partner] += one.values[column]
    return sums


def is_borne(new, k=5):
    """At least k for all, and for all without any one partner."""
    return sum(new.values()) >= k and all(sum(new.values()) - own >= k for own in new.values())


@settings(max_examples=150, deadline=None)
@given(PATHWAYS)
def test_new_women_shown_between_two_closings_are_k_for_everybody_and_nothing_falls(lives):
    before, shown = {partner.code: 0 for partner in PARTNERS}, 0.0
    for closing, pathways, rows in live(lives):
        figure = rows["OP-03"][closing, "total", "all"]
        if figure.value is None:
            continue
        now = by_partner(pathways, "women_enrolled_cum")
        assert figure.value == sum(now.values())
        assert is_borne({partner: now[partner] - before[partner] for partner in now})
        assert figure.value > shown
        before, shown = now, figure.value


@settings(max_examples=150, deadline=None)
@given(PATHWAYS)
def test_countries_add_up_to_the_total_and_each_is_borne(lives):
    for closing, _pathways, rows in live(lives):
        total = rows["OP-03"][closing, "total", "all"].value
        parts = {
            category: figure.value
            for (month, breakdown, category), figure in rows["OP-03"].items()
            if month == closing and breakdown == "country" and figure.value is not None
        }
        assert (total or 0) == sum(parts.values())
        assert all(value >= 10 for category, value in parts.items() if category != "not_broken_down")
        assert not {"CY", "FR", "NO"} & set(parts), "a country with one partner, or with none that delivers"


@settings(max_examples=150, deadline=None)
@given(PATHWAYS)
def test_women_who_completed_are_shown_only_when_those_who_left_are_k_for_everybody_too(lives):
    before = {column: {p.code: 0 for p in PARTNERS} for column in ("women_completed_cum", "women_left_early_cum")}
    for closing, pathways, rows in live(lives):
        figure = rows["OP-04"][closing, "total", "all"]
        ended = [one for one in pathways if one.is_ended]
        if figure.value is None:
            continue
        for column, old in before.items():
            now = by_partner(ended, column)
            assert is_borne({partner: now[partner] - old[partner] for partner in now}), column
            before[column] = now
        enrolled = rows["OP-03"][closing, "total", "all"].value
        if enrolled is not None and closing < 24:
            left = by_partner([one for one in pathways if not one.is_ended], "women_enrolled_cum")
            assert is_borne(left), "the guard between the ledgers"
