"""Unpacks a file's bytes into the parts of a workbook, within limits that are checked before anything is unpacked.

The parts are inflated here, not by a zip library: an entry may lie about its size, lie over another one, or hide
a second archive. Whatever reads the workbook later gets only what was seen here.
"""

import io
import zipfile
import zlib
from typing import Literal

FileKind = Literal["type", "old", "xlsb", "ods", "csv", "html", "numbers", "zipped"]
FileFault = FileKind | Literal["damaged", "encrypted", "size", "unsafe"]

# A filled monthly sheet has 40 KB, 150 KB unpacked; Google's, with its thousand empty rows a sheet, 7 MB unpacked.
MAX_FILE_BYTES = 2_000_000
MAX_SIZE_TEXT = "2 MB"
MAX_UNPACKED_BYTES = 24_000_000
MAX_PARTS = 300
# Deflate can't do more than 1,032; XML of a real workbook stays under 50. Small parts may be anything.
MAX_RATIO = 200
_SMALL_BYTES = 1_000_000
# Each element begins with this sign: a thousand empty rows on ten sheets are 320,000.
MAX_TAGS = 700_000

_OLE = b"\xd0\xcf\x11\xe0"
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_LOCAL_BYTES, _END_BYTES = 30, 22
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Names of streams stand in UTF-16 in the old container format.
_OLD_STREAMS = ("Workbook", "Book")


class Refused(Exception):
    """Stops the reading of a file; `case` says why."""

    def __init__(self, case: FileFault) -> None:
        self.case = case
        super().__init__(case)


def unpack(data: bytes) -> dict[str, bytes]:
    """Name of each part -> its bytes; raises Refused, or any error of damaged bytes."""
    if not data.startswith(b"PK"):
        raise Refused(_kind_of(data))
    if len(data) > MAX_FILE_BYTES:
        raise Refused("size")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        _check_entries(entries)
        _check_places(data, entries, archive)
    parts = {entry.filename.replace("\\", "/").lstrip("/"): _inflate(data, entry) for entry in entries}
    # Two parts of one name: one program would take the one, another the other.
    if len({name.lower() for name in parts}) < len(entries):
        raise Refused("damaged")
    if sum(part.count(b"<") for part in parts.values()) > MAX_TAGS:
        raise Refused("size")
    return parts


def other_kind(parts: dict[str, bytes]) -> FileFault:
    """What a zip archive is that holds no .xlsx workbook."""
    names = {name.lower() for name in parts}
    if b"opendocument.spreadsheet" in parts.get("mimetype", b""):
        return "ods"
    if any(name.endswith("workbook.bin") for name in names):
        return "xlsb"
    if any(name.endswith(".iwa") for name in names):
        return "numbers"
    return "zipped" if any(name.endswith((".xlsx", ".xls", ".ods", ".csv")) for name in names) else "type"


def _kind_of(data: bytes) -> FileFault:
    if data.startswith(_OLE):
        is_old = any(name.encode("utf-16-le") + bytes(2) in data for name in _OLD_STREAMS)
        return "old" if is_old and "EncryptedPackage".encode("utf-16-le") not in data else "encrypted"
    if not data:
        return "damaged"
    text = _as_text(data[:4000]).lstrip()
    if text.startswith("<"):
        return "html"
    is_text = all(sign.isprintable() or sign in "\r\n\t" for sign in text)
    return "csv" if is_text and any(sign in text.partition("\n")[0] for sign in ",;\t") else "type"


def _as_text(data: bytes) -> str:
    is_wide = data.startswith(_BOMS[1:])
    return data.decode("utf-16" if is_wide else "utf-8-sig", "ignore")


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise Refused("size")
    if any(entry.file_size > max(_SMALL_BYTES, entry.compress_size * MAX_RATIO) for entry in entries):
        raise Refused("size")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise Refused("unsafe")


def _check_places(data: bytes, entries: list[zipfile.ZipInfo], archive: zipfile.ZipFile) -> None:
    # A comment at the end could hold a second index, something before the first part a second archive.
    end = data[-_END_BYTES:]
    if not end.startswith(_END) or min((entry.header_offset for entry in entries), default=0) != 0:
        raise Refused("unsafe" if data.rfind(_END) >= 0 else "damaged")
    places = sorted((entry.header_offset, _end_of(data, entry)) for entry in entries)
    starts = [start for start, _ in places[1:]] + [archive.start_dir]
    # Parts that lie over one another unpack the same bytes again and again.
    if any(stop > start for (_, stop), start in zip(places, starts, strict=False)):
        raise Refused("unsafe")


def _content_start(data: bytes, entry: zipfile.ZipInfo) -> int:
    header = data[entry.header_offset : entry.header_offset + _LOCAL_BYTES]
    if not header.startswith(_LOCAL):
        raise Refused("damaged")
    name, extra = int.from_bytes(header[26:28], "little"), int.from_bytes(header[28:30], "little")
    return entry.header_offset + _LOCAL_BYTES + name + extra


def _end_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    return _content_start(data, entry) + entry.compress_size


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    start = _content_start(data, entry)
    content = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_DEFLATED:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        # One byte more than the index says is enough to see that it lies.
        content = inflater.decompress(content, entry.file_size + 1)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise Refused("damaged")
    return content
