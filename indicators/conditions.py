"""Filters of the definitions as SQL over one row of a working table."""

from indicators.model.indicator import Filter

# SQL of a filter without conditions.
ALWAYS = "true"


def codes_sql(codes: tuple[str, ...]) -> str:
    """Codes as an SQL list; they were checked against the code lists, so none can hold a quote."""
    return "(" + ", ".join("'" + code.replace("'", "''") + "'" for code in codes) + ")"


def condition(rule: Filter) -> str:
    """A filter as SQL over one row."""
    parts = [f'"{column}" IN {codes_sql(codes)}' for column, codes in rule.where.items()]
    parts += [f'coalesce("{column}" NOT IN {codes_sql(codes)}, true)' for column, codes in rule.where_not.items()]
    if rule.partner_of_other_country:
        parts.append(
            "EXISTS (SELECT 1 FROM (SELECT unnest(string_split("
            f"\"{rule.partner_of_other_country}\", ';')) AS code) named JOIN registry g ON g.partner_code = named.code "
            "WHERE g.partner_country <> row_country)"
        )
    return " AND ".join(parts) or ALWAYS
