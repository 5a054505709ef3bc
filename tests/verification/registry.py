"""The project's definitions with another registry: partners that join late, leave early, or deliver less."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from indicators.load import Definitions


def with_partners(definitions: Definitions, changes: Mapping[str, Mapping[str, Any]]) -> Definitions:
    """The same definitions, but for some keys of some partners; both calculations read the change."""
    written = yaml.safe_load(definitions.source["partners"])
    for entry in written:
        entry.update(changes.get(entry["code"], {}))
    partners = tuple(partner.model_copy(update=dict(changes.get(partner.code, {}))) for partner in definitions.partners)
    return definitions.model_copy(
        update={"partners": partners, "source": definitions.source | {"partners": yaml.safe_dump(written)}}
    )


def with_months(definitions: Definitions, months: int, end: date) -> Definitions:
    """The same definitions with another length of the project; every partner stays to its end."""
    written = yaml.safe_load(definitions.source["project"])
    written["calendar"].update({"months": months, "end": end})
    calendar = definitions.project.calendar.model_copy(update={"months": months, "end": end})
    longer = definitions.model_copy(
        update={
            "project": definitions.project.model_copy(update={"calendar": calendar}),
            "source": definitions.source | {"project": yaml.safe_dump(written)},
        }
    )
    return with_partners(longer, {partner.code: {"to_month": f"M{months}"} for partner in definitions.partners})


def with_indicator(definitions: Definitions, code: str, **changes: Any) -> dict[str, str]:
    """The definitions' source in which one indicator is another: what only the second calculation reads."""
    written = yaml.safe_load(definitions.source["indicators"])
    for entry in written:
        if entry["code"] == code:
            entry.update(changes)
    return dict(definitions.source) | {"indicators": yaml.safe_dump(written)}
