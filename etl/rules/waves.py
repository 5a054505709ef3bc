"""Rules of the survey of services across months, waves and countries."""

import re
from collections import Counter
from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, Origin, key_of, tells
from etl.rules.earlier import earlier_rows, pairs

_SHEET, _CENTRE, _WAVE = "SURVEY", "centre_code", "survey_wave"
_STATE, _VALIDATED, _METHOD = "survey_state", "VALIDATED", "method_version"
# A version that is shown to others: it has no room for a name.
_PLAIN_VERSION = re.compile(r"[vV]?\d[\d.]{0,7}[a-z]?")


@tells("back", "first_wave", "later")
def check_u02(context: Context) -> Iterator[Issue]:
    """What was validated stays so, and the second wave is asked where the first one was validated."""
    for row, known in pairs(context, _SHEET, _STATE):
        if known.row[_STATE] == _VALIDATED and row.get(_STATE) != _VALIDATED:
            month = context.messages.month(known.month)
            yield context.issue("U02", "back", _SHEET, _STATE, row.number, row.get(_STATE), month=month)
    if not context.rows(_SHEET):
        return
    sheet = context.definitions.workbook.sheets[_SHEET]
    states = {key: known.row.get(_STATE) for key, known in earlier_rows(context, _SHEET).items()}
    states |= {key: row.get(_STATE) for row in context.rows(_SHEET) if (key := key_of(sheet, row))}
    waves = list(context.definitions.codes(sheet.columns[_WAVE].list or ""))
    for row in context.rows(_SHEET):
        centre, wave = row.get(_CENTRE), row.get(_WAVE)
        first = (centre, waves[waves.index(wave) - 1]) if wave in waves[1:] else None
        if first and centre and states.get(first) != _VALIDATED:
            origin, before = Origin(_SHEET, first, _STATE), context.shown(_SHEET, _WAVE, first[1])
            yield context.issue("U02", "first_wave", _SHEET, _WAVE, row.number, wave, origin, wave=before)


@tells("differs")
def check_u03(context: Context) -> Iterator[Issue]:
    """The questionnaire of a wave is the one that most centres of the other countries have."""
    newest = {}
    for other in sorted(context.history.others.get(_SHEET, ()), key=lambda other: other["month"] or 0):
        newest[other["partner_code"], other[_CENTRE], other[_WAVE]] = other
    for row in context.rows(_SHEET):
        method, told = row.get(_METHOD), Counter(
            other[_METHOD] for other in newest.values()
            if other[_WAVE] == row.get(_WAVE) and other["country"] != row.get("country") and other[_METHOD]
        )  # fmt: skip
        usual = {version for version, n in told.items() if n == max(told.values())}
        if method is not None and usual and method not in usual:
            plain = sorted(version for version in usual if _PLAIN_VERSION.fullmatch(version))
            found = method if _PLAIN_VERSION.fullmatch(method) else context.messages.found(method)
            versions = ", ".join(plain) or "–"
            yield context.issue("U03", "differs", _SHEET, _METHOD, row.number, found, versions=versions)
