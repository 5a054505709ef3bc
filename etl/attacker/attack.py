"""The whole attack on a set of releases: every part is tried, and all that is found is told at once."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb

from etl.attacker.finding import Finding
from etl.attacker.history import attack_history
from etl.attacker.released import Released, read_released
from etl.attacker.rows import attack_rows
from etl.attacker.rule_book import RuleBook, read_rule_book
from etl.attacker.tables import attack_tables

Tell = Callable[[str], None]


def attack_files(paths: Iterable[Path], tell: Tell = lambda _text: None) -> list[Finding]:
    """Attack a set of release files; an empty list when nothing was learnt."""
    read = [read_released(path) for path in paths]
    findings = [one for one in read if isinstance(one, Finding)]
    releases = sorted((one for one in read if isinstance(one, Released)), key=lambda one: (one.as_of, one.release_id))
    # Each row is judged by the plan that it was made under: a stricter plan doesn't make an older release a leak.
    known = _known_rules(releases)
    for release in releases:
        findings += [Finding(release.release_id, *found) for found in attack_rows(release.figures, known)]
        with duckdb.connect(str(release.path), read_only=True, config={"enable_external_access": "false"}) as opened:
            findings += [Finding(release.release_id, *found) for found in attack_tables(opened, release.rules)]
    findings += attack_history(releases)
    return findings


def _known_rules(releases: Iterable[Released]) -> dict[str, RuleBook]:
    """Rules by version of the definitions, from the texts that the releases hold."""
    texts: dict[str, dict[str, str]] = {}
    for release in releases:
        for row in release.tables["definition"]:
            texts.setdefault(row["definition_version"], {})[Path(row["file"]).stem] = row["text"]
    return {version: read_rule_book(own) for version, own in texts.items()}
