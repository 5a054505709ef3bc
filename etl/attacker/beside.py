"""What stands beside the figures: changes, origins, comments, milestones, the second calculation. Told of women
is only what their shown figures tell."""

from collections import Counter
from collections.abc import Iterator

from etl.attacker.case import Case, Key, key_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row, ask
from etl.attacker.same import is_same

_SHOWN = ("state", "value", "status")
_NEUTRAL = frozenset({"closing", "definition", "target", "partners", "calendar"})


def attack_changes(case: Case) -> Iterator[Finding]:
    """A change that the figures of the two releases don't tell, or a reason that tells more than a closing."""
    figures = {release.release_id: {key_of(row): row for row in release.figures} for release in case.releases}
    for release in case.releases:
        for row in release.tables["change"]:
            for found in _attack_change(release, row, figures):
                yield Finding(release.release_id, f"change {' '.join(map(str, key_of(row)))}", found)


def _attack_change(release: Released, row: Row, figures: dict[str, dict[Key, Row]]) -> Iterator[str]:
    code, _month, breakdown, category = key_of(row)
    after = figures[release.release_id].get(key_of(row), {})
    before = figures.get(row["since_release"] or "", {}).get((code, row["before_month"] or "", breakdown, category), {})
    is_known = row["since_release"] in figures
    if not all(is_same(row[f"after_{name}"], after.get(name)) for name in _SHOWN):
        yield "a change that the figures don't tell"
    elif is_known and not all(is_same(row[f"before_{name}"], before.get(name)) for name in _SHOWN):
        yield "a change that the earlier figures don't tell"
    elif not is_known:
        yield "a change since a release that nobody knows"
    if release.rules.is_of_women(code) and set((row["reason"] or "closing").split(";")) - _NEUTRAL:
        yield "a reason that tells more than a closing"


def attack_provenance(case: Case) -> Iterator[Finding]:
    """Who stands behind a figure about women, or an origin of what is not shown."""
    for release in case.releases:
        yield from _attack_origins(release)


def _attack_origins(release: Released) -> Iterator[Finding]:
    columns = sorted({"submission_id", "sheet", "rows"} & set(release.columns["provenance"]))
    told = " OR ".join(f"p.{column} IS NOT NULL" for column in columns) or "false"
    # Things that are partly single women's are added at closings alone: of them the closing is told, too.
    secret = ", ".join(_as_text(code) for code in release.rules.indicators if _is_secret(release, code))
    query = f"""
        SELECT DISTINCT p.indicator_code, CASE
            WHEN p.indicator_code IN ({secret or "NULL"}) AND ({told}) THEN 'who stands behind a figure about women'
            WHEN f.indicator_code IS NULL THEN 'the origin of a figure that is not shown'
            WHEN f.class = 'A' AND p.closing IS DISTINCT FROM p.month THEN 'another closing than the figure''s own'
            END AS found
        FROM provenance p LEFT JOIN (SELECT * FROM figure WHERE state = 'value') f
            USING (indicator_code, month, breakdown, category)
        ORDER BY ALL
    """
    for row in ask(release.path, query):
        if row["found"]:
            yield Finding(release.release_id, f"provenance {row['indicator_code']}", row["found"])


def _as_text(code: str) -> str:
    return "'" + code.replace("'", "''") + "'"


def _is_secret(release: Released, code: str) -> bool:
    return release.rules.is_of_women(code) or release.rules.plan(code).get("ledger") == "mixed"


def attack_comments(case: Case) -> Iterator[Finding]:
    """A comment on a figure about women that is not shown: it tells that there is something to explain."""
    for release in case.releases:
        shown = {row["indicator_code"] for row in release.figures if row["state"] == "value"}
        for code in sorted({row["indicator_code"] for row in release.tables["comment"]} - shown):
            if release.rules.is_of_women(code):
                found = "a comment on a figure about women that is not shown"
                yield Finding(release.release_id, f"comment {code}", found)


def attack_milestones(case: Case) -> Iterator[Finding]:
    """A milestone that is no planned deliverable."""
    for release in case.releases:
        planned = {one["code"]: one for one in release.rules.files.get("deliverables") or ()}
        for row in release.tables["milestone"]:
            own = planned.get(row["deliverable_code"], {})
            told = (row["deliverable_name"], row["lead"], row["due_month"])
            if told != (own.get("name"), own.get("lead"), own.get("due_month")):
                found = "a milestone that is not planned"
                yield Finding(release.release_id, f"milestone {row['deliverable_code']}", found)


def attack_verification(case: Case) -> Iterator[Finding]:
    """Numbers of figures compared that are not those of the release: they would count what is not shown."""
    for release in case.releases:
        rows = Counter(row["indicator_code"] for row in release.figures)
        values = Counter(row["indicator_code"] for row in release.figures if row["state"] == "value")
        for row in release.tables["verification_detail"]:
            code = row["indicator_code"]
            told = (row["figures_compared_n"], row["values_compared_n"], row["differences_n"])
            if told != (rows[code], values[code], 0):
                yield Finding(release.release_id, f"verification {code}", "figures compared that the release hasn't")
        for row in release.tables["verification"]:
            if row["differences_n"] or row["figures_compared_n"] != rows.total():
                yield Finding(release.release_id, "verification", "figures compared that the release hasn't")


def attack_submissions(case: Case) -> Iterator[Finding]:
    """Reporting that the list of submissions doesn't give: a state of a month tells nothing beside what came in."""
    for release in case.releases:
        accepted = Counter(
            (row["partner_code"], row["month"])
            for row in release.tables["submission"]
            if row["state"] in ("accepted", "superseded")
        )
        for row in release.tables["reporting"]:
            place = (row["partner_code"], row["month"])
            if (row["state"] == "accepted") != bool(accepted[place]) or row["revisions_n"] != accepted[place]:
                found = "a state that the submissions don't give"
                yield Finding(release.release_id, f"reporting {' '.join(place)}", found)
