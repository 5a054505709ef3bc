"""The lines by which an export says of which release it is: each is known whole, so nothing else can stand there."""

from collections.abc import Iterator

from etl.attacker.channels.known import Known

_SYNTHETIC = "SYNTHETIC DATA: everything in this file is made up. It tells nothing about real people or centres."
_DRAFT = "DRAFT for the coordinator alone; not to be passed on."
# What a line is called where it isn't called as the release's own column.
_COLUMNS = {"release": "release_id"}
_COPIED = (
    "project", "release", "month", "as_of", "definition_version", "rule_version", "publication_plan_version",
)  # fmt: skip


def is_fact(name: str, text: str, known: Known) -> bool:
    """Does a workbook's property hold what an export writes: its project, its title, lines on its release?"""
    facts = dict(_facts(known))
    if name == "creator":
        return text in (facts["project"], "openpyxl")
    if name == "title":
        return text == f"{facts['project']} {facts['release']}"
    lines = [line.partition(": ") for line in text.splitlines() if line.strip()]
    return name == "description" and all(facts.get(key) == value for key, _sign, value in lines)


def _facts(known: Known) -> Iterator[tuple[str, str]]:
    about = known.released.tables["release"][0]
    for name in _COPIED:
        yield name, str(about.get(_COLUMNS.get(name, name)))
    yield "months", f"{known.months[1]} to {about['month']} of {about['months_n']} reporting months"
    if about.get("is_draft"):
        yield "draft", _DRAFT
    if about.get("is_synthetic"):
        yield "data", _SYNTHETIC
    if about.get("supersedes"):
        yield "replaces", f"{about['supersedes']} ({about.get('reason') or 'no reason given'})"
