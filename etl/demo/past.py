"""What each partner of the demo has sent so far, as the store tells it to the next template."""

from dataclasses import replace

from etl.demo.maker import Rows
from etl.demo.rows import Row
from etl.history import History, Record


class Past:
    """Histories by partner, kept beside the store: reading them back for each template would take half the time."""

    def __init__(self, histories: dict[str, History] | None = None) -> None:
        self._histories = histories or {}

    def copy(self) -> "Past":
        """The same past, to be continued apart."""
        return Past(dict(self._histories))

    def of(self, partner: str) -> History:
        """What is known of a partner."""
        return self._histories.get(partner, History(partner))

    def keep(self, partner: str, month: int, revision: int, cover: Row, rows: Rows, state: str = "accepted") -> None:
        """A workbook was stored in this state."""
        sheets = {name: tuple(sheet) for name, sheet in rows.items()}
        self._put(Record("", partner, month, revision, state, "", dict(cover), sheets))

    def accept(self, partner: str, month: int) -> None:
        """The waiting workbook of a month was accepted."""
        self._put(replace(self.of(partner).newest[month], state="accepted"))

    def give_back(self, partner: str, month: int) -> None:
        """The waiting workbook of a month was returned: it no longer counts."""
        history = self.of(partner)
        newest = {known: record for known, record in history.newest.items() if known != month}
        self._histories[partner] = replace(history, newest=newest)

    def _put(self, record: Record) -> None:
        history = self.of(record.partner)
        accepted = {record.month: record.revision} if record.state == "accepted" else {}
        self._histories[record.partner] = replace(
            history,
            newest=history.newest | {record.month: record},
            accepted_revision=history.accepted_revision | accepted,
        )
