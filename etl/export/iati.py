"""A release as IATI 2.03: one activity with the results framework; what is not shown is left out, never a zero."""

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree as Xml

from etl.export.asked import EVERYTHING, Asked
from etl.export.iati_results import Row, Rows, build_results
from etl.export.iati_texts import LANGUAGE, add_narratives
from etl.export.names import export_name
from etl.export.selection import select, selected_codes
from etl.export.wording import SYNTHETIC_LABEL
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, Texts, load_texts

VERSION = "2.03"
# Code lists OrganisationRole, ActivityStatus, ActivityDateType and SectorVocabulary.
_FUNDING, _IMPLEMENTING = "1", "4"
_IMPLEMENTATION, _FINALISATION = "2", "3"
_STARTED, _PLANNED_END, _ENDED = "2", "3", "4"
_OF_OECD_PURPOSES = "1"
# What IATI asks for and the settings may leave open.
_ASKED_FOR = (
    "activity_identifier", "reporting_organisation", "reporting_identifier", "reporting_type", "funding_organisation",
    "sector",
)  # fmt: skip


def build_iati(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Name and content of the IATI file: texts in the asked language, and in English where that is another one."""
    root = Xml.Element("iati-activities", {"version": VERSION, "generated-datetime": _moment(release)})
    root.append(_build_activity(release, asked))
    Xml.indent(root)
    data: bytes = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return {export_name(release, "xml", asked.language, kind="iati"): data + b"\n"}


def missing_settings(definitions: Definitions) -> tuple[str, ...]:
    """Settings under `iati` of project.yaml that are empty although IATI asks for them."""
    return tuple(name for name in _ASKED_FOR if not getattr(definitions.project.iati, name))


def _build_activity(release: ReleaseFile, asked: Asked) -> Xml.Element:
    definitions, languages = asked.definitions, _languages(asked)
    rows = _read_rows(release, asked)
    activity = Xml.Element(
        "iati-activity", {LANGUAGE: asked.language, "last-updated-datetime": _moment(release), "hierarchy": "1"}
    )
    _add_identity(activity, release, definitions, languages)
    _add_participants(activity, rows, definitions, languages)
    _add_dates(activity, definitions, release.info.as_of)
    _add_contact(activity, definitions)
    for country in sorted({row["country"] for row in rows["partner"]}):
        Xml.SubElement(activity, "recipient-country", code=country)
    if definitions.project.iati.sector:
        Xml.SubElement(activity, "sector", vocabulary=_OF_OECD_PURPOSES, code=definitions.project.iati.sector)
    activity.extend(build_results(rows, definitions, languages, str(release.about()["month"])))
    return activity


def _languages(asked: Asked) -> list[Texts]:
    names = dict.fromkeys([asked.language, SOURCE_LANGUAGE])
    return [load_texts(asked.definitions, name) for name in names]


def _read_rows(release: ReleaseFile, asked: Asked) -> Rows:
    """Rows of the framework that is selected, in its order, and the totals of its indicators."""
    codes = selected_codes(release, asked.selection)
    tables: dict[str, Iterable[Row]] = {
        name: sorted(release.arrow(name).to_pylist(), key=lambda row: row.get("position") or 0)
        for name in ("result", "indicator", "partner")
    }
    figures = select(release.arrow("figure"), asked.selection).to_pylist()
    return {
        "result": list(tables["result"]),
        "indicator": [row for row in tables["indicator"] if row["indicator_code"] in codes],
        "partner": list(tables["partner"]),
        "figure": [row for row in figures if row["breakdown"] == "total"],
    }


def _add_identity(
    activity: Xml.Element, release: ReleaseFile, definitions: Definitions, languages: list[Texts]
) -> None:
    about, project, iati = release.about(), definitions.project, definitions.project.iati
    Xml.SubElement(activity, "iati-identifier").text = iati.activity_identifier
    reporter = Xml.SubElement(activity, "reporting-org", ref=iati.reporting_identifier, type=iati.reporting_type)
    # The standard wants the element even where nobody has said yet who publishes.
    Xml.SubElement(reporter, "narrative").text = iati.reporting_organisation
    title = Xml.SubElement(activity, "title")
    add_narratives(title, about["project_name"], languages, before=f"{about['project']}: ")
    add_narratives(Xml.SubElement(activity, "description", type="1"), project.description, languages)
    told = f"{SYNTHETIC_LABEL} " if about["is_synthetic"] else ""
    other = Xml.SubElement(activity, "description", type="4")
    add_narratives(other, f"{told}{about['release_id']}", languages[-1:])


def _add_participants(activity: Xml.Element, rows: Rows, definitions: Definitions, languages: list[Texts]) -> None:
    project = definitions.project
    funder: dict[str, str] = {"role": _FUNDING}
    if project.iati.funding_identifier:
        funder["ref"] = project.iati.funding_identifier
    element = Xml.SubElement(activity, "participating-org", funder)
    add_narratives(element, project.iati.funding_organisation or project.programme, languages)
    for partner in rows["partner"]:
        element = Xml.SubElement(activity, "participating-org", role=_IMPLEMENTING)
        add_narratives(element, partner["partner_name"], languages)


def _add_dates(activity: Xml.Element, definitions: Definitions, as_of: date) -> None:
    calendar = definitions.project.calendar
    is_over = as_of > calendar.end
    Xml.SubElement(activity, "activity-status", code=_FINALISATION if is_over else _IMPLEMENTATION)
    for kind, day in ((_STARTED, calendar.start), (_ENDED if is_over else _PLANNED_END, calendar.end)):
        Xml.SubElement(activity, "activity-date", {"type": kind, "iso-date": day.isoformat()})


def _add_contact(activity: Xml.Element, definitions: Definitions) -> None:
    iati = definitions.project.iati
    said = {"email": iati.contact_email, "website": iati.website}
    if any(said.values()):
        contact = Xml.SubElement(activity, "contact-info")
        for name, text in said.items():
            if text:
                Xml.SubElement(contact, name).text = text


def _moment(release: ReleaseFile) -> str:
    # The release's day, not the moment of the export: the same release is always the same file.
    return f"{release.info.as_of}T00:00:00Z"
