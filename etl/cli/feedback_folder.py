"""The folder of `--feedback`: one marked workbook for each file with issues; nothing that is there is overwritten."""

import re
from itertools import count
from pathlib import Path

from etl.check import Checked
from etl.errors import UserError
from etl.handout import make_feedback
from indicators.load import Definitions
from indicators.texts import N_

_ENDING = "_feedback"
_MOST_LETTERS = 100


class FeedbackFolder:
    """A folder to write to, made when it is missing; raises UserError when that can't be done."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unwritable(error) from None

    def write(self, checked: Checked, definitions: Definitions) -> Path | None:
        """Write the marked workbook of a checked file; None without issues and where none may be given."""
        try:
            data = Path(checked.file).read_bytes()
        except (OSError, ValueError):
            return None
        feedback = make_feedback(definitions, data, checked)
        return None if feedback is None else self._write_new(_stem(checked.file), feedback)

    def _write_new(self, stem: str, content: bytes) -> Path:
        # A workbook of an earlier round may be the one that is being repaired.
        for number in count(1):
            path = self.path / f"{stem}{_ENDING}{f'_{number}' if number > 1 else ''}.xlsx"
            try:
                with path.open("xb") as file:
                    file.write(content)
                return path
            except FileExistsError:
                continue
            except OSError as error:
                raise self._unwritable(error) from None
        raise AssertionError("there is always a next number")

    def _unwritable(self, error: OSError) -> UserError:
        fault = error.strerror or error
        return UserError(N_("{folder} can't be written ({fault}). Name another folder."), folder=self.path, fault=fault)


def _stem(file: str) -> str:
    """The name of a file without folder, ending and the marks of earlier rounds, fit for every system."""
    plain = re.sub(r'[<>:"/\\|?*\x00-\x1f\x7f]', "_", Path(file).stem)
    return re.sub(rf"({_ENDING}(_\d+)?)+\Z", "", plain)[:_MOST_LETTERS].strip(" .") or "workbook"
