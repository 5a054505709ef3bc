"""A data package: its descriptor says of each file nothing that the file doesn't show, and every file is a copy."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from etl.attacker.channels.exported import FILE_NAMES, Found
from etl.attacker.channels.json_channel import attack_json
from etl.attacker.channels.known import Known
from etl.attacker.channels.label_channel import COLUMNS as LABEL_COLUMNS
from etl.attacker.channels.names import project_slug
from etl.attacker.released import Released
from etl.attacker.rule_book import read_yaml

DESCRIPTOR = "datapackage.json"
DEFINITIONS = "definitions"
_KEYS = frozenset({
    "profile", "name", "id", "title", "description", "version", "created", "languages", "is_draft", "is_synthetic",
    "licenses", "resources",
})  # fmt: skip
_RESOURCE_KEYS = frozenset({
    "name", "path", "title", "profile", "format", "mediatype", "encoding", "bytes", "hash", "dialect", "schema",
})  # fmt: skip
_SCHEMA_KEYS = frozenset({"fields", "missingValues", "primaryKey", "foreignKeys"})


def attack_descriptor(
    released: Released, name: str, document: Any, others: Mapping[str, bytes], known: Known
) -> Iterator[Found]:
    """Findings in a descriptor; `others` are the files of its package by their paths in it."""
    if not isinstance(document, dict) or set(document) - _KEYS or not isinstance(document.get("resources"), list):
        yield name, "a descriptor that no package has"
        return
    if document.get("name") != f"kpi-{project_slug(released)}" or document.get("id") != released.release_id:
        yield name, "a package of another project or release"
    described = {one.get("path") for one in document["resources"]} | {DESCRIPTOR, "README.txt"}
    if set(others) - described:
        yield name, "a file that the descriptor doesn't name"
    said = {key: value for key, value in document.items() if key not in ("name", "licenses", "resources")}
    yield from attack_json(name, said, known)
    for resource in document["resources"]:
        yield from _attack_resource(released, name, resource, others, known)


def _attack_resource(
    released: Released, name: str, resource: dict[str, Any], others: Mapping[str, bytes], known: Known
) -> Iterator[Found]:
    place, data = f"{name}, {resource.get('name')}", others.get(resource.get("path", ""))
    if set(resource) - _RESOURCE_KEYS or data is None:
        yield place, "a resource that no package has"
        return
    if resource.get("bytes") != len(data) or resource.get("hash") != f"sha256:{hashlib.sha256(data).hexdigest()}":
        yield place, "a size or a digest that the file doesn't have"
    schema = resource.get("schema", {})
    fields = [field.get("name") for field in schema.get("fields", ())]
    if set(schema) - _SCHEMA_KEYS or fields != _columns(released, str(resource.get("name"))):
        yield place, "columns that are not those of the release, in its order"
    said = {key: value for key, value in resource.items() if key not in ("bytes", "hash", "schema")}
    # A column's name may hold a digit; what is said of it is read.
    told = [{key: value for key, value in field.items() if key != "name"} for field in schema.get("fields", ())]
    yield from attack_json(place, said | {"fields": told}, known)


def _columns(released: Released, resource: str) -> list[str]:
    if resource == DEFINITIONS:
        return []
    table = FILE_NAMES.get(resource, resource)
    return list(LABEL_COLUMNS if resource == "label" else released.columns.get(table, ()))


def attack_definition_files(released: Released, name: str, document: Any) -> Iterator[Found]:
    """The definitions as data are those that stand in the release as text, and nothing more."""
    if document != json.loads(json.dumps(_definitions(released), default=str)):
        yield name, "definitions that are not those of the release"


def _definitions(released: Released) -> dict[str, Any]:
    read = {
        version: {file: read_yaml(text) for file, text in files.items()} for version, files in released.texts.items()
    }
    earlier = [{"definition_version": version, "files": files} for version, files in read.items()]
    return {
        "definition_version": released.version,
        "files": read.get(released.version, {}),
        "earlier": [one for one in earlier if one["definition_version"] != released.version],
    }
