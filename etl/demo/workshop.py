"""The demo's workshop: makes the files of every delivery, some ahead of the day on which they are sent."""

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from etl.demo.life import Life
from etl.demo.maker import Maker, Rows, file_name
from etl.demo.past import Past
from etl.demo.rows import Row
from etl.demo.timeline import Decision, Delivery, Entry, Part
from etl.demo.troubles import MISTAKES, RETURN, SLIPS
from indicators.load import Definitions

Files = list[tuple[str, bytes]]
_AHEAD = 8


@dataclass(frozen=True)
class Workshop:
    """Makes files in the order of the diary; each template knows what its partner has sent before."""

    definitions: Definitions
    life: Life
    past: Past = field(default_factory=Past)

    def prepare(self, entry: Entry) -> Files:
        """The files of a delivery (none for other entries), and a note of what the entry leaves behind."""
        files = list(self.make(entry)) if isinstance(entry, Delivery) else []
        self.remember(entry)
        return files

    def remember(self, entry: Entry) -> None:
        """Note what an entry leaves behind for later templates."""
        match entry:
            case Delivery(partner=partner, parts=parts):
                for part in parts:
                    if part.state:
                        cover, rows = self._content(partner.code, part)
                        self.past.keep(partner.code, part.month, part.revision, cover, rows, part.state)
            case Decision(query=query) if query.decision == RETURN:
                self.past.give_back(query.partner, query.month)
            case Decision(query=query):
                self.past.accept(query.partner, query.month)

    def make(self, delivery: Delivery) -> Iterator[tuple[str, bytes]]:
        """Name and content of each workbook of a delivery."""
        partner, past = delivery.partner.code, self.past.copy()
        maker = Maker(self.definitions, self.life)
        # Months made up together: each template knows the months before it.
        for part in delivery.parts:
            cover, rows = self._content(partner, part)
            slips = SLIPS[partner, part.month] if part.has_slip else None
            name = file_name(self.definitions, partner, part.month, part.revision)
            yield _mark_name(name, part), maker.make(past.of(partner), part.month, cover, rows, slips)
            past.keep(partner, part.month, part.revision, cover, rows)

    def _content(self, partner: str, part: Part) -> tuple[Row, Rows]:
        cover, rows = self.life.cover(partner, part.month), self.life.rows(partner, part.month)
        if part.has_mistake:
            mistake = MISTAKES[partner, part.month]
            first = next(row for row in rows[mistake.sheet] if row[mistake.column] is not None)
            first[mistake.column] = mistake.wrong(first[mistake.column])
        if part.is_without_organiser:
            for row in rows.get("EVENTS", []):
                row["organiser_code"] = None
        return cover, rows


def prepare_ahead(workshop: Workshop, entries: Sequence[Entry]) -> Iterator[Files]:
    """The files of each entry in order; a second thread makes the next ones while the store is busy with these."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        waiting: deque[Future[Files]] = deque(pool.submit(workshop.prepare, entry) for entry in entries[:_AHEAD])
        for number in range(len(entries)):
            if number + _AHEAD < len(entries):
                waiting.append(pool.submit(workshop.prepare, entries[number + _AHEAD]))
            yield waiting.popleft().result()


def _mark_name(name: str, part: Part) -> str:
    """The refused and the returned try keep files of their own beside the one that was taken at last."""
    mark = "_refused" if part.has_slip else "_first_try" if part.is_without_organiser else ""
    return name.replace(".xlsx", f"{mark}.xlsx")
