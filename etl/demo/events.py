"""Communication events and items of the demo, joint ones among them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class EventPlan:
    """An event or item: heads present, or people reached and how they were counted."""

    partner: str
    month: int
    day: int
    type: str
    channel: str
    scope: str
    mode: str | None = None
    participants: int | None = None
    policy_makers: int | None = None
    practitioners: int | None = None
    reach: int | None = None
    method: str | None = None
    media: int | None = None
    organiser: str | None = None


def _meeting(
    partner: str,
    month: int,
    day: int,
    type_: str,
    scope: str,
    heads: tuple[int, int, int],
    organiser: str | None = None,
) -> EventPlan:
    return EventPlan(partner, month, day, type_, "VENUE", scope, "IN_PERSON", *heads, media=2, organiser=organiser)


def _item(
    partner: str, month: int, day: int, channel: str, reach: int, method: str, type_: str = "CAMPAIGN"
) -> EventPlan:
    return EventPlan(partner, month, day, type_, channel, "NATIONAL", reach=reach, method=method)


# The three joint events, each reported by two partners: organiser first. The troubles module says what became of them.
JOINT = {9: ("P12", "P13"), 15: ("P05", "P06"), 19: ("P10", "P11")}

EVENTS = (
    _meeting("P12", 2, 18, "PRESS_CONFERENCE", "NATIONAL", (24, 4, 8)),
    _item("P09", 4, 20, "WEBSITE", 38, "PLATFORM_STATISTIC", "OTHER"),
    _item("P01", 5, 12, "SOCIAL_MEDIA", 2600, "ESTIMATED"),
    _item("P15", 7, 14, "NEWSLETTER", 45, "COUNTED"),
    _meeting("P12", 9, 28, "ROUND_TABLE", "NATIONAL", (34, 7, 15), "P12"),
    _meeting("P13", 9, 28, "ROUND_TABLE", "NATIONAL", (34, 7, 15), "P12"),
    _item("P05", 10, 18, "PRESS", 12500, "ESTIMATED", "OTHER"),
    _item("P10", 11, 9, "SOCIAL_MEDIA", 61, "PLATFORM_STATISTIC"),
    _item("P03", 12, 5, "WEBSITE", 33, "PLATFORM_STATISTIC"),
    _meeting("P11", 13, 17, "OTHER", "LOCAL", (9, 5, 4)),
    _item("P04", 14, 21, "NEWSLETTER", 25, "COUNTED"),
    _meeting("P05", 15, 23, "INFO_DAY", "LOCAL", (41, 6, 19)),
    _meeting("P06", 15, 23, "INFO_DAY", "LOCAL", (38, 5, 18)),
    _item("P07", 16, 11, "NEWSLETTER", 42, "COUNTED"),
    _item("P13", 17, 16, "SOCIAL_MEDIA", 56, "PLATFORM_STATISTIC"),
    _item("P08", 18, 8, "RADIO_TV", 18000, "ESTIMATED", "OTHER"),
    _meeting("P10", 19, 6, "CONFERENCE", "EU", (62, 14, 31)),
    _meeting("P11", 19, 6, "CONFERENCE", "EU", (58, 13, 30)),
    _item("P02", 20, 24, "SOCIAL_MEDIA", 74, "PLATFORM_STATISTIC"),
    _meeting("P03", 21, 14, "ROUND_TABLE", "NATIONAL", (28, 9, 12)),
    EventPlan("P09", 22, 12, "WEBINAR", "WEBSITE", "EU", "ONLINE", 85, 11, 52, media=1),
    _item("P15", 23, 8, "NEWSLETTER", 60, "COUNTED"),
    _meeting("P12", 24, 6, "FINAL_EVENT", "EU", (112, 24, 58)),
    _meeting("P01", 24, 13, "INFO_DAY", "NATIONAL", (40, 6, 22)),
)
