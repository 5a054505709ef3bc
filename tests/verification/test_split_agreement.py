"""Women by country: both calculations break a block down alike, whoever has the women, and both keep back the same."""

from random import Random

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women
from indicators.disclosure.women import Pathway
from tests.verification.protected import DEFINITIONS, figure, pathway, world

PARTNERS = [one for one in DEFINITIONS.partners if one.is_delivering("PATHWAYS")]
COLUMNS = dict.fromkeys(DEFINITIONS.workbook.sheets["PATHWAYS"].columns)
CODE = "OP-03"


def drawn(rng):
    """Women of each partner; many partners have none, so that countries hang on one of theirs."""
    largest = rng.choice([6, 12, 25])
    return {one.code: rng.choice([0, rng.randint(1, largest), rng.randint(1, largest)]) for one in PARTNERS}


def first(women, definitions=DEFINITIONS):
    """What the first calculation shows by country at M06."""
    rows = {code: pathway(code, 1, 5, n) for code, n in women.items() if n}
    pathways = [
        Pathway(row["pathway_code"], one.code, one.country, COLUMNS | row, is_ended=False)
        for one in PARTNERS
        if (row := rows.get(one.code))
    ]
    shown = {}
    for entry in close_women(definitions, Book(), pathways, 6).of(CODE):
        shown[entry.category] = shown.get(entry.category, 0) + entry.amount
    return shown


def second(women):
    """The same by the second calculation."""
    made = world({"PATHWAYS": [pathway(code, 1, 5, n) for code, n in women.items() if n]}, 6)
    shown = {one: figure(made, CODE, 6, "country", one).value for one in (*DEFINITIONS.countries, "not_broken_down")}
    return {category: value for category, value in shown.items() if value is not None}


def without_doubt():
    """The definitions, but for the rule that every partner must be left in doubt."""
    plan = DEFINITIONS.disclosure
    row = plan.rows[CODE]
    row = row.model_copy(update={"countries": row.countries.model_copy(update={"doubt": None})})
    changed = plan.model_copy(update={"rows": plan.rows | {CODE: row}})
    return DEFINITIONS.model_copy(update={"disclosure": changed})


def test_both_break_a_block_down_alike():
    rng, careless = Random(11), without_doubt()
    split, kept_back = 0, 0
    for _ in range(150):
        women = drawn(rng)
        found = first(women)
        assert second(women) == found, women
        split += len(found) > 1
        kept_back += len(first(women, careless)) > len(found)
    assert split >= 10
    assert kept_back >= 10, "the rule of doubt was never asked for"
