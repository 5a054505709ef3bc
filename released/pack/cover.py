"""The cover: project, report, release, meeting; what must not be mistaken; funding and disclaimer."""

from datetime import date

from released.blocks import Block, Cover, Inline, Words
from released.fault import ReleaseFault
from released.months import month_name, month_number
from released.release import Release
from released.texts import N_

REPORT, BRIEF = N_("Report to the steering committee"), N_("Overview")
_REVIEWED = N_("This translation has not been reviewed by a native speaker yet.")


def build_cover(release: Release, meeting: str | None = None) -> list[Block]:
    """The words of the pages and the cover of the pack; `meeting` is the day of the committee's meeting, YYYY-MM-DD."""
    _, about, facts = release.texts, release.about(), _facts(release)
    if meeting:
        facts.insert(0, (_("Meeting of the steering committee"), _.date(_parse(meeting))))
    cover = Cover(
        project=str(about["project"]),
        name=_.label("project", "name", str(about["project_name"])),
        title=_(REPORT),
        subtitle=month_title(release),
        marks=marks(release),
        facts=facts,
        statements=statements(release),
    )
    return [page_words(release, REPORT), cover]


def page_words(release: Release, title: str) -> Words:
    """What stands around the pages: their title, the running line, and what a reader's program says aloud."""
    _, about = release.texts, release.about()
    said = [str(about["project"]), _("Release {release}", release=release.release_id)]
    said += [_("Draft")] if release.is_draft else []
    said += [_("Synthetic data")] if release.is_synthetic else []
    return Words(
        title=f"{about['project']}: {_(title)}, {month_title(release)}",
        language=release.language,
        running=" · ".join(said),
        notes=_("Notes"),
        # One page needs no list of its parts.
        contents="" if title == BRIEF else _("Contents"),
        to_content=_("Skip to the content"),
        draft=_("Draft") if release.is_draft else "",
    )


def month_title(release: Release) -> str:
    """For instance "Month 18 of 24 · June 2017"."""
    _, about = release.texts, release.about()
    places = {"number": month_number(release.month), "count": about["months_n"]}
    said = _("Month {number} of {count}", **places)
    return f"{said} · {month_name(release, release.month)}"


def marks(release: Release) -> list[str]:
    """What must not be overlooked: a draft, data that are made up."""
    _, said = release.texts, []
    if release.is_draft:
        said.append(_("Draft: closes nothing, for the coordinator alone."))
    if release.is_synthetic:
        said.append(_("Synthetic data: everything here is made up and tells nothing about real people or centres."))
    return said


def statements(release: Release) -> list[str]:
    """Grant, funding and disclaimer as the settings say them; a missing number is told as missing."""
    _, number = release.texts, _setting(release, "grant_number")
    grant = _("Grant agreement {number}.", number=number) if number else _("Grant agreement: its number is missing.")
    said = [_setting(release, "programme"), grant]
    said += [_setting(release, "funding_statement"), _setting(release, "disclaimer")]
    if not _is_reviewed(release):
        said.append(_(_REVIEWED))
    return [line for line in said if line]


def _facts(release: Release) -> list[tuple[str, Inline]]:
    _, about = release.texts, release.about()
    said = [release.release_id]
    said += [_("replaces {release}", release=about["supersedes"])] if about["supersedes"] else []
    return [
        (_("Release"), ", ".join(said)),
        (_("As of"), _.date(release.as_of)),
        (_("Version of the definitions"), str(about["definition_version"])),
    ]


def _setting(release: Release, name: str) -> str:
    """A text of the settings in the reader's language, empty where it isn't set."""
    given = str((release.find_definition("project") or {}).get(name) or "")
    return release.texts.label("project", name, given)


def _is_reviewed(release: Release) -> bool:
    project = release.find_definition("project") or {}
    languages = project.get("languages") or [release.language]
    return release.language == languages[0] or release.language in (project.get("reviewed_languages") or ())


def _parse(meeting: str) -> date:
    try:
        return date.fromisoformat(meeting)
    except ValueError:
        raise ReleaseFault(f"{meeting!r} is no day: write it as 2017-09-28.") from None
