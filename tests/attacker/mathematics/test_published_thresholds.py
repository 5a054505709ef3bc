"""The attacker reads from the definitions the same thresholds that the protector keeps to."""

import pytest
import yaml

from etl.attacker.public_rules import read_rules
from indicators.model.disclosure import Ledgers, Part
from tests.attacker.mathematics.by_hand import definitions, release, total

PARTNERS = {"P01": "BG", "P02": "EL"}


@pytest.mark.parametrize(
    "own", [{}, {"k": 3}, {"k": 7}, {"k": 12}, {"k_consortium": 20}, {"k_consortium": 8}, {"k": 10, "k_consortium": 15}]
)
def test_a_part_with_thresholds_of_its_own_needs_what_the_protector_asks_for(own):
    texts = definitions(PARTNERS)
    plan = yaml.safe_load(texts["disclosure"])
    part = plan["rows"]["OUT-1"]["parts"][0]
    part |= own
    texts["disclosure"] = yaml.safe_dump(plan)
    least = Ledgers.model_validate(plan["ledgers"]).least(Part.model_validate(part))
    rules = read_rules([release("M03", [total("IN-1", "M03", 20)], texts)])["1"]
    assert rules.rows["OUT-1"].parts[0].least == (least.of_all, least.k)
