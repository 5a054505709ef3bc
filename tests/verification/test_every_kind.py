"""A new indicator of a known kind is YAML alone, in both calculations."""

from datetime import date

from tests.calculation.kinds import definitions_of_every_kind
from tests.calculation.test_kinds import ROWS, SILENT
from tests.calculation.world import reports
from tests.verification.both import Known, Twins

DEFINITIONS = definitions_of_every_kind()


def test_every_kind_over_time_and_in_every_breakdown_is_calculated_twice_alike():
    known = {
        sheet: [row | {"row_number": number} for number, row in enumerate(rows, 3)] for sheet, rows in ROWS.items()
    }
    empty = {sheet: [] for sheet in DEFINITIONS.workbook.sheets}
    reported = reports(DEFINITIONS, 6, SILENT)
    due = [(partner, month, True) for partner, month in reported] + [(*place, False) for place in SILENT]
    found = Twins(DEFINITIONS).release(Known(6, empty | known, reported, due, as_of=date(2021, 1, 1)))
    assert sum(len(rows) for rows in found.compared.values()) > 3_000
    assert found.detail() == ""
