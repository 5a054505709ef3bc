"""Workbooks as a careless exporter would write them: the honest one, opened and saved with something more."""

import io
import zipfile
from collections.abc import Callable

import openpyxl


def spoil_book(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """The workbook after a change by openpyxl."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def spoil_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a replacement in one raw part, which must be there; a part that is not is added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new, 1)
            after.writestr(name, content)
        if part not in before.namelist():
            after.writestr(part, new)
    return target.getvalue()
