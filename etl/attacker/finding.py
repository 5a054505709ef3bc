"""What the attacker tells: a place and what could be learnt there, never the number itself."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something that a reader could learn, or that a release must not contain."""

    release_id: str
    place: str
    found: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.release_id, self.place, self.found) if part)
