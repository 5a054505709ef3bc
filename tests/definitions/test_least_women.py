"""A threshold for the consortium that bounds each partner's women is refused at load."""

from tests.definitions.folder import edit, told


def test_a_consortium_threshold_that_tells_of_each_partner_is_refused_with_the_number_it_needs(folder):
    def lower(plan):
        plan["rows"]["OP-01"]["k_consortium"] = 7
        plan["ledgers"].pop("k_consortium")

    edit(folder, "disclosure", lower)
    found = {fault.key: fault for fault in told(folder)}
    assert {"rows.OP-01", "ledgers", "rows.OP-02.completed"} <= found.keys()
    assert found["rows.OP-01"].found == "7 of all and 5 without any one partner tell that none has 5."
    assert found["rows.OP-01"].repair == "Raise k_consortium to 10."


def test_a_part_with_a_threshold_of_its_own_needs_more_of_all(folder):
    def raise_part(plan):
        plan["rows"]["OP-02"]["parts"][0]["k"] = 10

    edit(folder, "disclosure", raise_part)
    [fault] = told(folder)
    assert (fault.key, fault.repair) == ("rows.OP-02.completed", "Raise k_consortium to 15.")
