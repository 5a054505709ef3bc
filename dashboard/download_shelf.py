"""Files that are made while their reader waits: a few at a time, each once for everybody who asks, and kept when ready.

A file goes on being made when its reader clicks elsewhere, and lies ready when the page is drawn next.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock

from etl.services import Download

# Of long ones and of short ones each: more at once would slow down everybody who only reads.
_AT_ONCE = 2
# Bytes of finished files that are kept; the one that was asked for longest ago goes first.
_ROOM = 100_000_000
Tell = Callable[[str], None]
Make = Callable[[Tell], Download]


@dataclass
class Job:
    """One file that is being made; `doing` says what is done now, and is empty while it waits for its turn."""

    doing: str = ""
    future: "Future[Download]" = field(default_factory=Future)

    def tell(self, doing: str) -> None:
        """Note what is being done."""
        self.doing = doing


class Shelf:
    """Finished files and those in work, by what was asked for."""

    def __init__(self, at_once: int = _AT_ONCE, room: int = _ROOM) -> None:
        """`at_once` long files are made side by side, and as many short ones; `room` bytes of finished ones stay."""
        # Two lanes: who wants a table doesn't wait until somebody else's report is set.
        self._pools = {is_long: ThreadPoolExecutor(at_once, thread_name_prefix="download") for is_long in (True, False)}
        self._room = room
        self._lock = Lock()
        self._ready: OrderedDict[Hashable, Download] = OrderedDict()
        self._jobs: dict[Hashable, Job] = {}

    def find(self, key: Hashable) -> Download | None:
        """The finished file, if it lies there."""
        with self._lock:
            if key in self._ready:
                self._ready.move_to_end(key)
            return self._ready.get(key)

    def ask(self, key: Hashable, make: Make, is_long: bool = False) -> Job:
        """Have a file made; who asks for one that is in work already gets the same job."""
        with self._lock:
            if key not in self._jobs:
                job = self._jobs[key] = Job()
                job.future = self._pools[is_long].submit(self._make, key, make, job)
            return self._jobs[key]

    def _make(self, key: Hashable, make: Make, job: Job) -> Download:
        made: Download | None = None
        try:
            made = make(job.tell)
            return made
        finally:
            with self._lock:
                # In one step: whoever looks finds it in work or ready, and never neither.
                del self._jobs[key]
                if made is not None:
                    self._keep(key, made)

    def _keep(self, key: Hashable, made: Download) -> None:
        self._ready[key] = made
        while len(self._ready) > 1 and sum(len(one.data) for one in self._ready.values()) > self._room:
            self._ready.popitem(last=False)
