"""A data package before the attacker: descriptor, labels and definitions can hold nothing but what the release says."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from etl.attacker.channels import attack_file
from etl.export import build_datapackage
from tests.attacker.channels.conftest import NEWEST

DESCRIPTOR, LABELS, DEFINITIONS = "datapackage.json", "data/label.csv", "data/definitions.json"


@pytest.fixture(scope="module")
def package(file) -> dict[str, bytes]:
    return build_datapackage(file)


def restamp(resource: dict[str, Any], files: dict[str, bytes]) -> None:
    data = files[resource["path"]]
    resource |= {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def redescribed(package: dict[str, bytes], change: Callable[[dict[str, Any]], object]) -> dict[str, bytes]:
    document = json.loads(package[DESCRIPTOR])
    change(document)
    return package | {DESCRIPTOR: json.dumps(document).encode()}


def bundled(package: dict[str, bytes]) -> dict[str, bytes]:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in package.items():
            box.writestr(name, data)
    return {f"kpi_{NEWEST}_synthetic.zip": target.getvalue()}


def test_an_honest_package_is_clear_as_files_as_folder_and_as_bundle(package, attack, released, tmp_path):
    for name, data in package.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    assert attack(package) == []
    assert list(attack_file(released, tmp_path)) == []
    assert attack(bundled(package)) == []


def field_of(document: dict[str, Any], number: int = 0) -> dict[str, Any]:
    return document["resources"][number]["schema"]["fields"][0]


DESCRIPTORS: dict[str, Callable[[dict[str, Any]], object]] = {
    "a key of its own": lambda one: one.update(note="x"),
    "a number in the title": lambda one: one.update(title="WE GO!: 987654"),
    "a key of a resource": lambda one: one["resources"][0].update(rows=3),
    "a size that isn't": lambda one: one["resources"][0].update(bytes=3),
    "a digest that isn't": lambda one: one["resources"][0].update(hash="sha256:" + "3" * 64),
    "a key of the schema": lambda one: one["resources"][0]["schema"].update(women=3),
    "a number in a meaning": lambda one: field_of(one).update(description="987654 of them"),
    "an example of a field": lambda one: field_of(one).update(example="PW-P03-07"),
    "a column more": lambda one: one["resources"][0]["schema"]["fields"].append({"name": "left_early"}),
    "another release": lambda one: one.update(id="M12-20170116-dddd01"),
    "a file that isn't there": lambda one: one["resources"].append({"name": "raw", "path": "data/raw.csv"}),
}


@pytest.mark.parametrize("mutant", DESCRIPTORS)
def test_a_descriptor_that_says_something_of_its_own_is_found(package, attack, mutant):
    spoiled = redescribed(package, DESCRIPTORS[mutant])
    assert attack(spoiled)
    assert attack(bundled(spoiled))


def test_a_key_that_stands_twice_and_a_file_beside_are_found(package, attack):
    twice = package[DESCRIPTOR].replace(b'"profile":', b'"title": "3",\n "profile":', 1)
    assert attack(package | {DESCRIPTOR: twice})
    assert attack(package | {"data/notes.txt": b"nothing"})


def relabelled(package: dict[str, bytes], change: Callable[[list[list[str]]], object]) -> dict[str, bytes]:
    lines = list(csv.reader(io.StringIO(package[LABELS].decode(), newline="")))
    change(lines)
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(lines)
    files = package | {LABELS: written.getvalue().encode()}
    return redescribed(files, lambda document: [restamp(one, files) for one in document["resources"]])


def put(language: str, kind: str, text: str) -> Callable[[list[list[str]]], object]:
    def change(lines: list[list[str]]) -> None:
        line = next(line for line in lines if line[:2] == [language, kind])
        line[3] = text

    return change


LABEL_MUTANTS: dict[str, Callable[[list[list[str]]], object]] = {
    "another English name": put("en", "indicator_name", "Women who left"),
    "a number in a translation": put("bg", "indicator_name", "7 случая"),
    "a number of women in words": put("es", "unit", "tres mujeres"),
    "a number in a name of a state": put("en", "state", "value of 987654"),
    "women in a name of a state": put("fr", "state", "trois femmes"),
    "a month that is none": put("en", "month", "June 1987"),
    "a column more": lambda lines: [line.append("3") for line in lines],
    "a label twice": lambda lines: lines.append(lines[4]),
    "another language": lambda lines: lines.append(["sv", "state", "value", "x"]),
    "a code of its own": lambda lines: lines.append(["en", "state", "PW-P03-07", "x"]),
    "a kind of its own": lambda lines: lines.append(["en", "column:figure.left_3", "", "x"]),
}


@pytest.mark.parametrize("mutant", LABEL_MUTANTS)
def test_labels_that_say_something_of_their_own_are_found(package, attack, mutant):
    assert attack(relabelled(package, lambda lines: None)) == []
    assert attack(relabelled(package, LABEL_MUTANTS[mutant]))


def test_definitions_that_are_not_the_releases_are_found(package, attack):
    document = json.loads(package[DEFINITIONS])
    for spoiled in (
        document | {"women": 3},
        document | {"files": document["files"] | {"notes": ["3 left early"]}},
        document | {"earlier": [{"definition_version": "0.9+aaaaaaaa", "files": {}}]},
    ):
        files = package | {DEFINITIONS: json.dumps(spoiled).encode()}
        assert attack(redescribed(files, lambda one, files=files: [restamp(each, files) for each in one["resources"]]))


def test_a_release_file_that_is_another_one_is_found(file, attack):
    data = file.path.read_bytes()
    assert attack({f"{NEWEST}.duckdb": data}) == []
    assert attack({f"{NEWEST}.duckdb": data + b"3"})
