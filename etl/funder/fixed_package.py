"""An office file whose bytes depend on its content alone: members without the moment of their making."""

import io
import re
import zipfile
from collections.abc import Mapping

from etl.export.zipped import fixed_entry

_MOMENT = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(<)")
_CORE = "docProps/core.xml"


def fix_package(data: bytes, as_of: str, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same file with the release's day as its time, and some members replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as fixed:
        for member in source.infolist():
            content = (replaced or {}).get(member.filename, source.read(member))
            if member.filename == _CORE:
                content = _MOMENT.sub(rf"\g<1>{as_of}T00:00:00Z\g<3>".encode(), content)
            fixed.writestr(fixed_entry(member.filename), content)
    return target.getvalue()
