"""Rules of deliverables."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, tells

_SHEET = "DELIVERABLES"
_KEY = "deliverable_code"


@tells("unknown", "lead")
def check_d03(context: Context) -> Iterator[Issue]:
    """A deliverable is in the registry and led by this partner."""
    leads = {deliverable.code: deliverable.lead for deliverable in context.definitions.deliverables}
    partner = context.partner
    own = ", ".join(code for code, lead in leads.items() if partner and lead == partner.code) or "–"
    for row in context.rows(_SHEET):
        code = row.get(_KEY)
        if code is None:
            continue
        if code not in leads:
            yield context.issue("D03", "unknown", _SHEET, _KEY, row.number, code, codes=own)
        elif partner and leads[code] != partner.code:
            yield context.issue("D03", "lead", _SHEET, _KEY, row.number, code, codes=own)
