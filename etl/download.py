"""What a reader downloads of a release: the file itself, the whole export in one, and what they are called."""

import io
import zipfile

from etl.export import build_csv
from etl.release_file import ReleaseFile, ReleaseInfo


def release_bytes(release: ReleaseFile) -> bytes:
    """The release file itself."""
    return release.path.read_bytes()


def bundle_bytes(release: ReleaseFile) -> bytes:
    """The whole CSV export with dictionary and README as one ZIP."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in build_csv(release).items():
            bundle.writestr(name, data)
    return target.getvalue()


def download_name(info: ReleaseInfo, ending: str) -> str:
    """File name of a download, for instance kpi_<release>_synthetic.csv; it says what must not be mistaken."""
    marks = ("_draft" if info.is_draft else "") + ("_synthetic" if info.is_synthetic else "")
    return f"kpi_{info.release_id}{marks}.{ending.lstrip('.')}"
