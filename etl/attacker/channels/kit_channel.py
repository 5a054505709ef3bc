"""The evaluator's kit: one folder with the release, notebooks and the part that reads it.

What is the product's own, byte for byte, tells nothing of a release; what was made for this kit is looked at.
"""

import ast
import base64
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

from etl.attacker.channels.exported import Found
from etl.attacker.channels.label_channel import numbers_of
from etl.attacker.channels.words import BESIDE, counts_women, holds_women, sentences
from etl.attacker.channels.zip_parts import attack_container

Attack = Callable[[str, bytes, Mapping[str, bytes]], Iterator[Found]]
_PRODUCT = Path(__file__).parents[3]
_READER, _DATA = "notebooks/released/", "release/"
_WHEEL = re.compile(r"wheel/[a-z_]+-\d+\.\d+\.\d+-py3-none-any\.whl")
_PYTHON = re.compile(r"\b3\.1\d\b")
_CATALOGUE = re.compile(r"locale/[a-z]{2,3}/LC_MESSAGES/released\.mo")
_TUTORIAL = ("tutorial.md", "docs/evaluators.md")
_FIRST_PAGE = "README.txt"
# Lines of a wheel's own description; none of them has room for a figure.
_ABOUT_WHEEL = re.compile(
    r"(?:Metadata-Version|Wheel-Version|Version): [\d.]+|Generator: flit [\d.]+|Root-Is-Purelib: true|Tag: py3-none-any"
    r"|Requires-Python: >=3\.\d+|(?:Name|Provides-Extra|Summary|Classifier): [A-Za-z :-]+"
    r'|Requires-Dist: [a-z]+ ; extra == "[a-z]+"|'
)
# What a catalogue says of itself.
_HEADER = re.compile(
    r"Project-Id-Version: [^:]{1,40} VERSION|Report-Msgid-Bugs-To: EMAIL@ADDRESS|Language: \w+|MIME-Version: 1\.0"
    r"|(?:POT-Creation|PO-Revision)-Date: (?:YEAR-MO-DA HO:MI\+ZONE|\d{4}-\d\d-\d\d \d\d:\d\d[+-]\d{4})"
    r"|Last-Translator: FULL NAME <EMAIL@ADDRESS>|Language-Team: \w+ <LL@li\.org>|Plural-Forms: [a-z0-9 =;()!%&|<>?:]+"
    r"|Content-Type: text/plain; charset=utf-8|Content-Transfer-Encoding: 8bit|Generated-By: Babel [\d.]+|"
)


def kit_members(name: str, members: Mapping[str, bytes]) -> dict[str, bytes]:
    """The members by their names below the folder that is called like the kit; empty when it is no kit."""
    top = f"{name.rpartition('/')[2].removesuffix('.zip')}/"
    is_kit = all(one.startswith(top) for one in members) and f"{top}{_READER}__init__.py" in members
    return {one.removeprefix(top): data for one, data in members.items()} if is_kit else {}


def attack_kit(shown: str, members: Mapping[str, bytes], attack: Attack) -> Iterator[Found]:
    """Findings in a kit; `attack` looks at one file of the release, beside the others."""
    data = {name.removeprefix(_DATA): one for name, one in members.items() if name.startswith(_DATA)}
    reader = {name.removeprefix(_READER): one for name, one in members.items() if name.startswith(_READER)}
    for number, (name, content) in enumerate(members.items(), start=1):
        place = f"{shown}, member {number}"
        if name == _FIRST_PAGE:
            yield from attack(name, _without_versions(content), {})
        elif name.startswith(_DATA):
            yield from attack(name.removeprefix(_DATA), content, data)
        elif name.startswith(_READER):
            yield from _attack_reader(place, name.removeprefix(_READER), content)
        elif _WHEEL.fullmatch(name):
            yield from _attack_wheel(place, content, reader)
        elif content != _own(dict([_TUTORIAL]).get(name, name)):
            yield place, "a file that is not the product's own"


def _without_versions(page: bytes) -> bytes:
    """The first page without what it says of programs: the wheel's name, and which Pythons will do."""
    lines = [_WHEEL.sub("wheel", line) for line in page.decode("utf-8-sig").splitlines()]
    return "\n".join(_PYTHON.sub("", line) if "Python" in line else line for line in lines).encode()


def _own(name: str) -> bytes | None:
    path = _PRODUCT / name
    is_kept = ".." not in path.parts and re.fullmatch(r"notebooks/\w+\.ipynb|docs/evaluators\.md|released/.+", name)
    return path.read_bytes() if is_kept and path.is_file() else None


def _attack_reader(place: str, name: str, content: bytes) -> Iterator[Found]:
    if _CATALOGUE.fullmatch(name):
        yield from _attack_catalogue(place, content)
    elif content != _own(f"released/{name}"):
        yield place, "a file that is not the product's own"


def _attack_catalogue(place: str, content: bytes) -> Iterator[Found]:
    """A sentence of the reading part and its translation, which has no number of its own."""
    # As gettext itself keeps them: the texts of one number and those of several, told by its index.
    told: Mapping[str | tuple[str, int], str] = vars(GNUTranslations(io.BytesIO(content)))["_catalog"]
    for source, text in told.items():
        source = source[0] if isinstance(source, tuple) else source
        if source and source not in _sentences():
            yield place, "a sentence that the reading part doesn't have"
        elif source:
            yield from _attack_sentence(place, source, text)
        elif not all(_HEADER.fullmatch(line) for line in text.splitlines()):
            yield place, "a heading that no catalogue has"


def _attack_sentence(place: str, source: str, text: str) -> Iterator[Found]:
    # Whole sentences have articles, which read as "one": they count only beside women.
    if numbers_of(text) - numbers_of(source):
        yield place, "a number that its source doesn't have"
    # "{n} of them in time" says "of them" in its source as well: then it is women themselves that would be new.
    is_new = holds_women(text) or not counts_women(source)
    if is_new and not holds_women(source) and any(map(counts_women, sentences(text))):
        yield place, BESIDE


@lru_cache(maxsize=1)
def _sentences() -> frozenset[str]:
    trees = (ast.parse(path.read_bytes()) for path in (_PRODUCT / "released").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return frozenset(node.value for node in nodes if isinstance(node.value, str))


def _attack_wheel(place: str, content: bytes, reader: Mapping[str, bytes]) -> Iterator[Found]:
    """The same reading part once more, with a description that has no room for anything else."""
    yield from attack_container(place, content)
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        members = {name: box.read(name) for name in box.namelist()}
    code = {name.removeprefix("released/"): one for name, one in members.items() if name.startswith("released/")}
    if code != dict(reader):
        yield place, "another reading part than beside the notebooks"
    for name, one in members.items():
        file = name.rpartition("/")[2]
        if file == "RECORD":
            yield from _attack_record(place, one.decode("utf-8"), members)
        elif file in ("WHEEL", "METADATA"):
            if not all(_ABOUT_WHEEL.fullmatch(line) for line in one.decode("utf-8").splitlines()):
                yield place, "a description that no wheel of the kit has"
        elif not name.startswith("released/"):
            yield place, "a member that no wheel has"


def _attack_record(place: str, record: str, members: Mapping[str, bytes]) -> Iterator[Found]:
    rows = [f"{name},sha256={_digest(one)},{len(one)}" for name, one in members.items() if not name.endswith("/RECORD")]
    if sorted(record.splitlines()[:-1]) != sorted(rows) or not record.endswith("/RECORD,,\n"):
        yield place, "a record that is not that of its files"


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
