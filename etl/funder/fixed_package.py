"""An office file whose bytes depend on its content alone: members without the moment of their making."""

import io
import re
import zipfile
from collections.abc import Mapping

# The first moment that a ZIP can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(<)")
_CORE = "docProps/core.xml"
_PLAIN_TYPE = 0o600 << 16


def fix_package(data: bytes, as_of: str, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same file with the release's day as its time, and some members replaced."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for member in source.infolist():
            content = (replaced or {}).get(member.filename, source.read(member))
            if member.filename == _CORE:
                content = _MOMENT.sub(rf"\g<1>{as_of}T00:00:00Z\g<3>".encode(), content)
            about = zipfile.ZipInfo(member.filename, _EPOCH)
            about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, _PLAIN_TYPE
            # Otherwise the system on which it was made stands there.
            about.create_system = 0
            fixed.writestr(about, content)
    return target.getvalue()
