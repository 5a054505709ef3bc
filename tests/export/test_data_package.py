"""The open data package: valid by its standard, every table in it, and its labels speak every language."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

from etl.export import Asked, Selection, build_datapackage, build_package
from etl.export.writing import write_files
from etl.release_file import ReleaseFile
from indicators.load import Definitions


def rows_of(package: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package[f"data/{name}.csv"].decode(), newline="")))


def validate(package: dict[str, bytes], folder: Path) -> list[list[Any]]:
    """Errors that Frictionless' own validation finds in the package as it lies in a folder."""
    write_files(folder, package)
    with system.use_context(trusted=True):
        return Package(str(folder / "datapackage.json")).validate().flatten(["type", "message"])


@pytest.fixture(scope="module")
def package(release: ReleaseFile) -> dict[str, bytes]:
    return build_datapackage(release)


@pytest.mark.slow
def test_frictionless_finds_no_fault(package: dict[str, bytes], tmp_path: Path) -> None:
    assert validate(package, tmp_path / "package") == []


def test_frictionless_finds_no_fault_in_the_mini_project(mini: tuple[ReleaseFile, Asked], tmp_path: Path) -> None:
    package = build_datapackage(*mini)

    assert validate(package, tmp_path / "package") == []
    path = "data/reporting.csv"
    spoiled = package | {path: package[path].replace(b"true", b"twice", 1)}
    assert validate(spoiled, tmp_path / "spoiled")


def test_every_table_of_the_release_is_in_it_and_described(package: dict[str, bytes], release: ReleaseFile) -> None:
    document = json.loads(package["datapackage.json"])
    described = {one["name"]: one for one in document["resources"]}

    assert set(described) == {*release.tables(), "label", "definitions"}
    assert {one["path"] for one in described.values()} | {"datapackage.json", "README.txt"} == set(package)
    for name in release.tables():
        fields = described[name]["schema"]["fields"]
        assert [field["name"] for field in fields] == release.arrow(name).column_names
        assert all(field["title"] and field["description"] for field in fields), name
    assert described["figure"]["path"] == "data/figures.csv"
    assert described["figure"]["schema"]["primaryKey"] == ["indicator_code", "month", "breakdown", "category"]


def test_a_reference_that_does_not_hold_is_not_stated(package: dict[str, bytes], release: ReleaseFile) -> None:
    document = json.loads(package["datapackage.json"])
    schemas = {one["name"]: one.get("schema", {}) for one in document["resources"]}
    stated = [
        (name, key["fields"][0], key["reference"]) for name in schemas for key in schemas[name].get("foreignKeys", ())
    ]

    assert ("figure", "indicator_code", {"resource": "indicator", "fields": ["indicator_code"]}) in stated
    for name, column, reference in stated:
        known = set(release.arrow(reference["resource"]).column(reference["fields"][0]).to_pylist())
        assert set(release.arrow(name).column(column).to_pylist()) - {None} <= known


def test_it_says_release_day_and_that_data_are_made_up(package: dict[str, bytes], release: ReleaseFile) -> None:
    document = json.loads(package["datapackage.json"])

    assert document["id"] == document["version"] == release.release_id
    assert document["created"].startswith(release.about()["as_of"])
    assert document["is_synthetic"] is True and "SYNTHETIC DATA" in document["description"]
    assert "licenses" not in document, "no licence is decided, so none is stated"


def test_a_licence_of_the_settings_is_stated(release: ReleaseFile, definitions: Definitions) -> None:
    licence = {"name": "CC-BY-4.0", "title": "", "path": "https://creativecommons.org/licenses/by/4.0/"}
    parsed = type(definitions.project).model_validate(definitions.project.model_dump() | {"licence": licence})
    decided = definitions.model_copy(update={"project": parsed})

    document = json.loads(build_package(release, decided, ["en"])["datapackage.json"])
    assert document["licenses"] == [{"name": "CC-BY-4.0", "path": licence["path"]}]


def test_labels_have_the_same_rows_in_every_language(package: dict[str, bytes], definitions: Definitions) -> None:
    labels: dict[str, list[tuple[str, str]]] = {}
    for row in rows_of(package, "label"):
        # Only some languages change words where two of them meet.
        if row["kind"] != "word_pair":
            labels.setdefault(row["language"], []).append((row["kind"], row["code"]))

    assert tuple(labels) == definitions.project.languages
    assert len({tuple(rows) for rows in labels.values()}) == 1
    assert all(len(set(rows)) == len(rows) for rows in labels.values())
    assert all(row["text"] for row in rows_of(package, "label") if row["kind"] != "project")


def test_every_code_of_the_figures_has_a_label(package: dict[str, bytes]) -> None:
    known = {(row["kind"], row["code"]) for row in rows_of(package, "label") if row["language"] == "bg"}
    without = set()
    for row in rows_of(package, "figures"):
        kinds = {kind: row[kind] for kind in ("state", "status", "level", "criterion", "unit", "class", "breakdown")}
        kinds |= {"indicator_name": row["indicator_code"], "objective_name": row["objective"]}
        without |= {(kind, code) for kind, code in kinds.items() if (kind, code) not in known}
        category, kind = row["category"], f"category:{row['breakdown']}"
        if not {(kind, category), (kind, f"{row['indicator_code']}/{category}")} & known:
            without.add((kind, category))

    # A session has no other name than its code.
    assert {kind for kind, _code in without} <= {"category:session"}


def test_languages_come_in_the_asked_order_and_titles_in_the_first(
    release: ReleaseFile, definitions: Definitions
) -> None:
    package = build_package(release, definitions, ["bg", "en"])
    document = json.loads(package["datapackage.json"])
    figure = next(one for one in document["resources"] if one["name"] == "figure")

    assert document["languages"] == ["bg", "en"]
    assert [field["title"] for field in figure["schema"]["fields"] if field["name"] == "month"] == ["Месец"]
    assert {row["language"] for row in rows_of(package, "label")} == {"bg", "en"}


def test_the_definitions_are_there_as_data(package: dict[str, bytes], release: ReleaseFile) -> None:
    document = json.loads(package["data/definitions.json"])

    assert document["definition_version"] == release.about()["definition_version"]
    assert {one["code"] for one in document["files"]["indicators"]} == set(
        release.arrow("indicator").column("indicator_code").to_pylist()
    )
    assert document["files"]["project"]["calendar"]["start"] == "2016-01-11"


def test_a_selection_leaves_the_facts_whole(release: ReleaseFile, package: dict[str, bytes]) -> None:
    chosen = build_datapackage(release, Asked(selection=Selection(indicators=("OP-03",))))

    assert {row["indicator_code"] for row in rows_of(chosen, "figures")} == {"OP-03"}
    assert chosen["data/session.csv"] == package["data/session.csv"]
    assert "OP-03" in json.loads(chosen["datapackage.json"])["description"]
