"""Mutated workbooks by the thousand: `python -m tests.fuzz 5000 [SEED]` prints what came of them as JSON."""

import io
import json
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable

from openpyxl import load_workbook

from etl.check import Checked
from tests.intake.as_a_person import disagreements
from tests.intake.workbooks import check, event, full_book, pathway
from tests.intake.zipping import part, rewrite

Dice = random.Random
_TAG = re.compile(r"<[^<>]+>")
_VALUES = [
    *("", "-", "NA", "0", "1.234", "1,5", "43,5", "1 234", "М05", "M05", "2016-05", "31.05.2016 г.", "05/06/2016"),
    *("BG", "ВG", "Bulgaria", "DATA", "NIL", "P01;P02", "PW-AAAAAA", "РW-АААAAA", "TRUE", "=1+1"),
    *("#N/A", "\u00a07\u00a0", "7,0", "1e3", "٣", "５", "S6", "group", "x" * 400, "−3", "Y", "Ν"),
    *(0, 1, -1, 7, 0.5, 12.5, 1e9, 1e300, True),
]
_SIGNS = ["0", "1", "9", "-", ".", ",", "e", " ", "x", "&#49;", "&amp;", "<", ">", "'", '"', "/", "\u00a0", "А", "\x00"]


def change_bytes(content: bytes, dice: Dice) -> bytes:
    """A few bytes replaced, dropped or doubled."""
    data = bytearray(content)
    for _ in range(dice.randint(1, 4)):
        place = dice.randrange(len(data))
        end = place + dice.randint(0, 8)
        data[place:end] = dice.choice([dice.randbytes(end - place), b"", bytes(data[place:end]) * 2])
    return bytes(data)


def change_xml(content: bytes, dice: Dice) -> bytes:
    """A sign or a tag of one part changed, packed again with right checksums."""
    names = [name for name in zipfile.ZipFile(io.BytesIO(content)).namelist() if "theme" not in name]
    name = dice.choice(names + [name for name in names if "sheet" in name])
    text = part(content, name)
    if dice.random() < 0.5:
        place = dice.randrange(len(text))
        text = text[:place] + dice.choice(_SIGNS) + text[place + dice.randint(0, 2) :]
    else:
        tags = list(_TAG.finditer(text))
        one, other = dice.choice(tags), dice.choice(tags)
        text = text[: one.start()] + dice.choice(["", other[0], one[0] * 2]) + text[one.end() :]
    return rewrite(content, **{name: text.encode("utf-8", "ignore")})


def change_cells(content: bytes, dice: Dice) -> bytes:
    """A few cells with what people write, and what they shouldn't."""
    book = load_workbook(io.BytesIO(content))
    for _ in range(dice.randint(1, 3)):
        sheet = book[dice.choice([name for name in book.sheetnames if name != "LISTS"])]
        row, column = dice.randint(1, sheet.max_row + 1), dice.randint(1, sheet.max_column + 1)
        if dice.random() < 0.7 and sheet.title != "META":
            row = max(row, 3)
        sheet.cell(row, column).value = dice.choice(_VALUES)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


WAYS: tuple[Callable[[bytes, Dice], bytes], ...] = (change_bytes, change_xml, change_cells)
BOOK = full_book(sheets={"PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB")], "EVENTS": [event(), {}]})


def judge_mutant(content: bytes, straight: str) -> tuple[Checked, list[str]]:
    """The verdict over a mutated workbook, and what is wrong with it if it was not rejected."""
    checked = check(content)
    for issue in checked.issues:
        assert issue.message and issue.repair and "{" not in issue.message + issue.repair
    if checked.verdict == "rejected" or checked.parsed is None:
        return checked, []
    if checked.parsed.content_sha256 == straight:
        return checked, []
    return checked, disagreements(content, checked)


def fuzz(n: int, seed: int = 1) -> dict[str, object]:
    """Check n mutated workbooks; `wrong` lists what was accepted with other values than a person reads."""
    dice, content = random.Random(seed), BOOK.content()
    straight = check(content).parsed
    assert straight is not None
    verdicts: Counter[str] = Counter()
    wrong: list[str] = []
    slowest = 0.0
    start = time.perf_counter()
    for number in range(n):
        mutant = WAYS[number % len(WAYS)](content, dice)
        began = time.perf_counter()
        checked, found = judge_mutant(mutant, straight.content_sha256)
        slowest = max(slowest, time.perf_counter() - began)
        verdicts[checked.verdict] += 1
        wrong += [f"{number}: {one}" for one in found]
    return {
        **{"files": n, "seed": seed, "verdicts": dict(verdicts), "wrong": wrong},
        **{"seconds": round(time.perf_counter() - start, 1), "slowest_s": round(slowest, 2)},
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(fuzz(*map(int, sys.argv[1:3] or ["1000"])), indent=1))
