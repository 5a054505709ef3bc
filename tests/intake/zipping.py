"""Zip archives changed part by part, for workbooks that no program of ours would write."""

import io
import zipfile

TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
# The sheets of a written workbook: the cover is the first.
FIRST_TABLE = "xl/worksheets/sheet2.xml"


def zip_of(**parts: str | bytes | None) -> bytes:
    """A zip of these parts."""
    return rewrite(_empty(), **parts)


def rewrite(content: bytes, **changes: str | bytes | None) -> bytes:
    """The same zip with parts changed, added or dropped (None)."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    parts: dict[str, str | bytes | None] = {name: source.read(name) for name in source.namelist()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in (parts | changes).items():
            if text is not None:
                written.writestr(name, text)
    return target.getvalue()


def part(content: bytes, name: str) -> str:
    """The text of a part."""
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def replace_in(content: bytes, name: str, old: str, new: str) -> bytes:
    """The same zip with a text replaced in one part; the text must be there."""
    text = part(content, name)
    assert old in text, f"{name} has no {old}"
    return rewrite(content, **{name: text.replace(old, new, 1)})


def relation(kind: str, target: str) -> str:
    """A relation and the end of the list of relations."""
    return f'<Relationship Id="rId99" Type="{TYPES}/{kind}" Target="{target}"/></Relationships>'


def relate(content: bytes, kind: str, target: str, **parts: str | bytes | None) -> bytes:
    """The same workbook with a relation from its first table, and with more parts."""
    links = f'<Relationships xmlns="{RELATIONS}">' + relation(kind, target)
    return rewrite(content, **({"xl/worksheets/_rels/sheet2.xml.rels": links} | parts))


def _empty() -> bytes:
    target = io.BytesIO()
    zipfile.ZipFile(target, "w").close()
    return target.getvalue()
