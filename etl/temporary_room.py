"""Room for temporary files: a full disk is told in a sentence, whoever of the libraries meets it."""

import errno
import os
import shutil
import tempfile

from etl.errors import UserError
from indicators.texts import N_

# More than the largest sheet of a workbook takes before it is packed.
_LEAST = 4_000_000


def demand_temporary_room() -> None:
    """Raise UserError where there is none; a writer of workbooks would stop in the middle, with words of its own."""
    try:
        if shutil.disk_usage(tempfile.gettempdir()).free < _LEAST:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    except OSError as error:
        raise no_temporary_room(error) from None


def no_temporary_room(error: OSError) -> UserError:
    """What is told of it."""
    return UserError(
        N_("Making the file needs room for temporary files, and there is none ({fault}). Make room and try again."),
        fault=error.strerror or error,
    )
