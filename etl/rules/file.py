"""Rules of the whole file: template, partner, month, declared states, revision number."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, tells
from indicators.saying import Saying


@tells("version")
def check_f01(context: Context) -> Iterator[Issue]:
    """The template is a known one (the other cases of the rule are found while reading)."""
    workbook = context.definitions.workbook
    version = context.workbook.cover.get(workbook.roles.template_version)
    # A program that took 1.0 for a number gives it back as 1.
    if version is not None and not {version, f"{version}.0"} & set(workbook.accepted_template_versions):
        versions = ", ".join(workbook.accepted_template_versions)
        found = context.messages.found(version)
        column = workbook.roles.template_version
        yield context.issue("F01", "version", workbook.roles.sheet, column, found=found, versions=versions)


@tells("unknown", "country", "other_partner")
def check_f02(context: Context) -> Iterator[Issue]:
    """The country is the partner's, and a signed-in partner sends its own workbook."""
    roles, partner = context.definitions.workbook.roles, context.partner
    if not partner:
        return
    if context.as_partner and partner.code != context.as_partner:
        yield context.cover_issue("F02", "other_partner", roles.partner, partner=context.as_partner)
    country = context.workbook.cover.get(roles.country)
    if country and country != partner.country:
        list_name = context.definitions.workbook.cover.columns[roles.country].list or ""
        right = context.messages.code(list_name, partner.country)
        yield context.cover_issue("F02", "country", roles.country, country=right)


@tells("unknown", "not_active", "future", "locked")
def check_f03(context: Context) -> Iterator[Issue]:
    """The month has begun, is one in which the partner reports, and is open."""
    month, partner = context.workbook.month, context.partner
    column = context.definitions.workbook.roles.month
    if month is None:
        return
    name = context.messages.month(month)
    if not context.definitions.periods.is_begun(month, context.today):
        yield context.cover_issue("F03", "future", column, month=name)
    if partner and not context.definitions.is_expected(partner, month):
        yield context.cover_issue("F03", "not_active", column, first=partner.from_month, last=partner.to_month)
    if month in context.history.locked_months:
        yield context.cover_issue("F03", "locked", column, month=name)


@tells("rows", "empty", "not_delivered", "not_asked")
def check_f04(context: Context) -> Iterator[Issue]:
    """A sheet has rows exactly when the cover says so, and only if the partner delivers it."""
    for name, sheet in context.definitions.workbook.row_sheets.items():
        if name not in context.workbook.sheets:
            continue
        if context.partner and not context.partner.is_delivering(name):
            yield from _check_not_delivered(context, name, sheet.state_column)
        elif sheet.state_column:
            yield from _check_declared(context, name, sheet.state_column)


def _check_not_delivered(context: Context, name: str, state_column: str | None) -> Iterator[Issue]:
    # The state may say NIL as well as NOT_DUE: both are true of a sheet that nobody expects.
    states, rows = context.definitions.workbook.states, context.rows(name)
    is_declared = state_column is not None and context.workbook.cover.get(state_column) == states["data"]
    case = "not_delivered" if is_declared else "not_asked"
    places = {"name": name, "not_due": _state_label(context, state_column, states["not_due"])}
    if rows:
        key = context.definitions.workbook.sheets[name].row_key[:1]
        yield context.issue("F04", case, name, "".join(key), rows[0].number, **places)
    elif is_declared and state_column:
        yield context.cover_issue("F04", case, state_column, **places)


def _check_declared(context: Context, name: str, state_column: str) -> Iterator[Issue]:
    states, has_rows = context.definitions.workbook.states, bool(context.rows(name))
    state = context.workbook.cover.get(state_column)
    if state == states["data"] and not has_rows:
        nothing = _state_label(context, state_column, states["nothing"])
        yield context.cover_issue("F04", "empty", state_column, name=name, nothing=nothing)
    elif state in (states["nothing"], states["not_due"]) and has_rows:
        data = _state_label(context, state_column, states["data"])
        yield context.cover_issue("F04", "rows", state_column, name=name, data=data)


def _state_label(context: Context, state_column: str | None, code: str) -> Saying | str:
    columns = context.definitions.workbook.cover.columns
    about = columns.get(state_column or "") or next((one for one in columns.values() if one.list), None)
    label = context.definitions.codes(about.list).get(code) if about and about.list else None
    return Saying(label) if label else code
