"""Filters of the definitions as SQL over one row of a working table."""

from indicators.model.indicator import Filter


def codes_sql(codes: tuple[str, ...]) -> str:
    """Codes as an SQL list; they were checked against the code lists, so none can hold a quote."""
    return "(" + ", ".join("'" + code.replace("'", "''") + "'" for code in codes) + ")"


def condition(rule: Filter) -> str:
    """A filter as SQL over one row."""
    parts = ["true"]
    parts += [f'"{column}" IN {codes_sql(codes)}' for column, codes in rule.where.items()]
    parts += [f'coalesce("{column}" NOT IN {codes_sql(codes)}, true)' for column, codes in rule.where_not.items()]
    if rule.partner_of_other_country:
        parts.append(
            "EXISTS (SELECT 1 FROM registry g WHERE g.partner_country <> row_country AND "
            f"list_contains(string_split(\"{rule.partner_of_other_country}\", ';'), g.partner_code))"
        )
    return " AND ".join(parts)
