"""The container of a ZIP: only its members, without comments, extra fields, doubles and bytes around them."""

import io
import zipfile
from collections.abc import Iterator

from etl.attacker.channels.exported import Found

_LOCAL_HEADER, _END_RECORD = 30, 22


def attack_container(name: str, data: bytes) -> Iterator[Found]:
    """Findings in what a ZIP holds beside its members' content."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            members = box.infolist()
            if box.comment:
                yield name, "a comment of the container"
            if len({member.filename for member in members}) != len(members):
                yield name, "a member twice"
            for member in members:
                if member.comment or member.extra:
                    yield name, "a comment or an extra field of a member"
                if member.is_dir():
                    yield name, "an empty folder"
            yield from _attack_gaps(name, data, members, box.start_dir)
    except (zipfile.BadZipFile, OSError, ValueError):
        yield name, "it can't be read as a container"


def _attack_gaps(name: str, data: bytes, members: list[zipfile.ZipInfo], directory: int) -> Iterator[Found]:
    """Members lie one after the other from the first byte to the directory, and the directory ends the file."""
    reached = 0
    for member in sorted(members, key=lambda one: one.header_offset):
        if member.header_offset != reached:
            yield name, "bytes that belong to no member"
            return
        start = data[reached : reached + _LOCAL_HEADER]
        names = int.from_bytes(start[26:28], "little") + int.from_bytes(start[28:30], "little")
        reached += _LOCAL_HEADER + names + member.compress_size
        # Written as a stream, sizes come behind the content.
        if member.flag_bits & 0x08:
            reached += 16 if data[reached : reached + 4] == b"PK\x07\x08" else 12
    end = data.rfind(b"PK\x05\x06")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    if reached != directory or end + _END_RECORD != len(data) or directory + size != end:
        yield name, "bytes that belong to no member"
