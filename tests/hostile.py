"""Hostile files, each checked in a process of its own: `python -m tests.hostile` prints seconds and memory as JSON."""

import io
import json
import random
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.intake.breaches.reading import OLE
from tests.intake.workbooks import full_book
from tests.intake.zipping import FIRST_TABLE, part, relate, relation, replace_in, rewrite, zip_of

STRINGS, MAIN = "xl/sharedStrings.xml", "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + "]><sst><si><t>&a11;</t></si></sst>"
)
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>'

COMMENT = '<comment ref="A3"><text><t>a</t></text></comment>'
GOOD = full_book().content()


def _sheet(rows: str, head: str = "", tail: str = "") -> bytes:
    """A good workbook with more rows in its first table."""
    # What can't be packed well hides how well the rest can: the ratio alone would refuse most of these.
    tail += f'<padding noise="{_noise(len(rows + head + tail) // 150)}"/>'
    content = replace_in(GOOD, FIRST_TABLE, "</sheetData>", rows + "</sheetData>" + tail)
    return replace_in(content, FIRST_TABLE, "<sheetData>", head + "<sheetData>") if head else content


def _noise(size: int) -> str:
    return random.Random(1).randbytes(min(size, 90_000) // 2).hex()


def _texts(inner: str) -> bytes:
    """A good workbook with these shared texts."""
    return rewrite(GOOD, **{STRINGS: f'<sst noise="{_noise(len(inner) // 150)}">{inner}</sst>'})


def _bomb(size: int = 300_000_000, claims: int | None = None) -> bytes:
    """One part of zeros; its index may claim another size."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(MAIN, "w") as file:
        for _ in range(size // 1_000_000):
            file.write(bytes(1_000_000))
    content = bytearray(target.getvalue())
    if claims is not None:
        for start, offset in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
            place = content.index(start) + offset
            content[place : place + 4] = struct.pack("<I", zlib.crc32(bytes(claims)))
            content[place + 8 : place + 12] = struct.pack("<I", claims)
    return bytes(content)


def _overlapping(n: int = 250) -> bytes:
    """Many names for one and the same packed bytes."""
    single = zip_of(**{MAIN: bytes(900_000)})
    start = single.index(b"PK\x01\x02")
    entry = single[start : single.index(b"PK\x05\x06")]
    name = MAIN.encode()
    entries = b"".join(entry.replace(name, b"%b%04d" % (name[:-4], number)) for number in range(n))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, n, n, len(entries), start, 0)
    return single[:start] + entries + end


def _nested(depth: int = 6) -> bytes:
    content = zip_of(**{"0.bin": bytes(900_000)})
    for level in range(depth):
        content = zip_of(**{f"{level}-{n}.zip": content for n in range(10)})
    return content


def _within(name: str, element: str, times: int) -> str:
    return f"<{name}>{element * times}</{name}>"


def _cells(rows: int, columns: int, cell: str) -> str:
    return "".join(f'<row r="{row}">' + cell * columns + "</row>" for row in range(10, 10 + rows))


FILES: dict[str, Callable[[], bytes]] = {
    "good workbook": lambda: GOOD,
    "zip bomb": _bomb,
    "zip bomb with a lying index": lambda: _bomb(claims=1000),
    "zip bomb of overlapping parts": _overlapping,
    "zip bomb of nested archives": _nested,
    "40,000 parts": lambda: zip_of(**{f"xl/{n}.xml": "" for n in range(40_000)}),
    "two archives in one": lambda: GOOD + GOOD,
    "5 MB of anything": lambda: b"PK\x03\x04" + bytes(5_000_000),
    "20 MB of text": lambda: b"a,b\n" * 5_000_000,
    "a billion declared cells": lambda: _sheet("", '<dimension ref="A1:XFD1048576"/>'),
    "a cell in the last row and column": lambda: _sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "a row number of 30 digits": lambda: _sheet(f'<row r="{"9" * 30}"><c><v>1</v></c></row>'),
    "900,000 empty rows": lambda: _sheet("<row/>" * 900_000),
    "a million rows": lambda: _sheet("<row/>" * 1_000_000),
    "11,000 numbers": lambda: _sheet(_cells(110, 100, "<c><v>1</v></c>")),
    "90,000 numbers": lambda: _sheet(_cells(900, 100, "<c><v>1</v></c>")),
    "500,000 numbers": lambda: _sheet(_cells(5_000, 100, "<c><v>1</v></c>")),
    "10,000 far cells": lambda: _sheet(_cells(1, 10_000, "<c><v>1</v></c>")),
    "cells on one place": lambda: _sheet('<row r="9">' + '<c r="A9"><v>1</v></c>' * 100_000 + "</row>"),
    "200,000 hidden columns": lambda: _sheet("", _within("cols", '<col min="1" max="16384" hidden="1"/>', 200_000)),
    "200,000 merges": lambda: _sheet("", "", _within("mergeCells", '<mergeCell ref="Z1:Z2"/>', 200_000)),
    "1,900 merges of everything": lambda: _sheet(
        _cells(300, 30, "<c><v>1</v></c>"), "", _within("mergeCells", '<mergeCell ref="A3:XFD1048576"/>', 1_900)
    ),
    "11,700 formulas without a result": lambda: _sheet(_cells(390, 30, "<c><f>1+1</f></c>")),
    "11,700 formulas": lambda: _sheet(_cells(390, 30, "<c><f>1+1</f><v>2</v></c>")),
    "390 rows of faults": lambda: _sheet(_cells(390, 30, '<c t="inlineStr"><is><t>?</t></is></c>')),
    "1,500,000 attributes": lambda: _sheet("<row " + "".join(f'a{n}="" ' for n in range(1_500_000)) + "/>"),
    "200,000 attributes": lambda: _sheet("<row " + "".join(f'a{n}="" ' for n in range(200_000)) + "/>"),
    "100,000 names of elements": lambda: _sheet("".join(f"<a{n}/>" for n in range(100_000))),
    "XML 200,000 deep in a sheet": lambda: _sheet("<a>" * 200_000 + "</a>" * 200_000),
    "XML 200,000 deep in the texts": lambda: _texts("<a>" * 200_000 + "</a>" * 200_000),
    "XML 1,000 deep in the properties": lambda: rewrite(GOOD, **{"docProps/core.xml": "<a>" * 1_000 + "</a>" * 1_000}),
    "a billion laughs in the texts": lambda: rewrite(GOOD, **{STRINGS: ENTITIES}),
    "a billion laughs in a relation": lambda: rewrite(GOOD, **{LINKS: ENTITIES}),
    "a billion laughs in the properties": lambda: rewrite(GOOD, **{"docProps/core.xml": ENTITIES}),
    "an entity from outside": lambda: rewrite(GOOD, **{FIRST_TABLE: OUTSIDE}),
    "an entity in UTF-16": lambda: rewrite(GOOD, **{FIRST_TABLE: OUTSIDE.encode("utf-16")}),
    "an entity in UTF-7": lambda: rewrite(GOOD, **{FIRST_TABLE: '<?xml version="1.0" encoding="utf-7"?>+ADw-a/+AD4-'}),
    "a text of 20 MB": lambda: _texts("<si><t>" + "ab" * 10_000_000 + "</t></si>"),
    "240,000 texts": lambda: _texts("<si><t>a</t></si>" * 240_000),
    "20,000 comments": lambda: relate(GOOD, "comments", "../c.xml", **{"xl/c.xml": _within("a", COMMENT, 20_000)}),
    "a tag that is never closed": lambda: rewrite(GOOD, **{FIRST_TABLE: '<worksheet><c r="A1" ' * 40_000}),
    "marked sections in a sheet": lambda: replace_in(GOOD, FIRST_TABLE, "<sheetData>", "<![CDATA[ ]]><sheetData>"),
    "external link": lambda: replace_in(GOOD, LINKS, "</Relationships>", relation("externalLink", "x/x.xml")),
    "macro": lambda: rewrite(GOOD, **{"xl/vbaProject.bin": b"\x00"}),
    "embedded object": lambda: relate(GOOD, "oleObject", "../embeddings/o.bin"),
    "encrypted": lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(60_000),
    "encrypted parts": lambda: _locked(),
    ".xls": lambda: OLE + bytes(504) + "Workbook".encode("utf-16-le") + bytes(60_000),
    ".xlsb": lambda: zip_of(**{"xl/workbook.bin": bytes(60_000)}),
    ".ods": lambda: zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": "<a/>"}),
    ".csv": lambda: b"partner_code;month\nP01;M05\n" * 1_000,
    ".html": lambda: b"<!DOCTYPE html><table>" + b"<tr><td>1</td></tr>" * 10_000,
    ".pdf": lambda: b"%PDF-1.7\n" + bytes(60_000),
}
# Nothing is wrong with them but their size, or their values: they may be read, or told cell by cell.
READABLE = {"good workbook", "a billion declared cells", "240,000 texts", "11,000 numbers"}


def _locked() -> bytes:
    content = bytearray(zip_of(**{MAIN: part(GOOD, MAIN)}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _peak_mb() -> float:
    """Most memory of this process so far; getrusage would add what the process that started it once had."""
    status = Path("/proc/self/status")
    if status.exists():
        told = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def check_here(path: Path) -> dict[str, Any]:
    """What a check of a file tells and costs in this process."""
    from etl.check import check_file
    from etl.history import History
    from indicators.load import load_definitions

    data, definitions = path.read_bytes(), load_definitions()
    start, worked = time.perf_counter(), time.process_time()
    checked = check_file(data, "a.xlsx", definitions, History, date(2017, 8, 16))
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    told = sorted({issue.code for issue in checked.issues})
    peak = _peak_mb()
    texts = [issue.message for issue in checked.issues]
    return {
        **{"verdict": checked.verdict, "codes": told, "issues": len(texts), "first": texts[0] if texts else ""},
        # On a busy machine the clock runs on while others work.
        **{"seconds": round(seconds, 3), "cpu_seconds": round(worked, 3)},
        **{"peak_mb": round(peak), "file_kb": len(data) // 1000},
    }


def measure_hostile(names: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """Each hostile file checked in a process of its own."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names or list(FILES):
            path = Path(folder) / "file.xlsx"
            path.write_bytes(FILES[name]())
            run = subprocess.run([sys.executable, "-m", "tests.hostile", str(path)], capture_output=True, text=True)
            found[name] = json.loads(run.stdout) if run.returncode == 0 else {"failed": run.stderr[-500:]}
    return found


if __name__ == "__main__":
    found = check_here(Path(sys.argv[1])) if sys.argv[1:] else measure_hostile()
    print(json.dumps(found, indent=1))
