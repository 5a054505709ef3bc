"""A file's name: ids, month, language, project and format; no partner, and no number of its own."""

import re
import unicodedata
from collections.abc import Iterator

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.released import Released

_HAS_DIGIT = re.compile(r"\d")


def project_slug(released: Released) -> str:
    """The project's short name as file names have it."""
    name = unicodedata.normalize("NFKD", str(released.tables["release"][0]["project"]))
    return re.sub(r"[^a-z0-9]+", "-", name.encode("ascii", "ignore").decode().lower()).strip("-") or "project"


def attack_name(name: str, known: Known) -> Iterator[Found]:
    """Findings in a file's name; its own place is told without it."""
    folder, _slash, file = name.rpartition("/")
    stem, _dot, ending = file.rpartition(".")
    released = known.released
    rest = f"{folder.replace('/', ' ')} {stem or ending}".replace(released.release_id, " ")
    rest = re.sub(rf"(?<=_){re.escape(project_slug(released))}(?=_)", " ", rest)
    months = {row["month"] for row in released.figures}
    codes = set(released.rules.types)
    partners = {str(row["partner_code"]) for row in released.tables["partner"]}
    words = [word for part in re.split(r"[_\s.]+", rest) for word in ([part] if part in codes else part.split("-"))]
    place = f"the name of a file (.{ending[:8] if ending.isalnum() else ''})"
    if partners & set(words):
        yield place, "a partner"
    if any(_HAS_DIGIT.search(word) and word not in months | codes | partners for word in words):
        yield place, "a number of its own"
