"""A reader's session without a browser: Streamlit's own protocol over its web socket, to measure the server alone."""

import time
from types import TracebackType

from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

# So many runs a browser keeps a message that it doesn't need: Streamlit's own setting.
_KEPT_RUNS = int(config.get_option("global.maxCachedMessageAge"))


class PageSession:
    """One open page of a served dashboard: runs a page and tells how long it took and how many bytes came."""

    def __init__(self, port: int) -> None:
        self._address = f"ws://127.0.0.1:{port}/_stcore/stream"
        self._pages: dict[str, str] = {}
        # What a browser keeps of long messages, and in which run it was last needed: it isn't sent again.
        self._kept: dict[str, int] = {}
        self._run_number = 0
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> "PageSession":
        self._connection = await connect(self._address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._connection is not None
        await self._connection.close()

    async def run(self, page: str | None = None, query: str = "") -> tuple[float, int]:
        """Run a page by its url (None: the first one); milliseconds until its script has ended, bytes received."""
        assert self._connection is not None
        message = BackMsg()
        message.rerun_script.query_string = query
        self._run_number += 1
        self._kept = {key: run for key, run in self._kept.items() if self._run_number - run <= _KEPT_RUNS}
        message.rerun_script.cached_message_hashes.extend(self._kept)
        if page is not None:
            message.rerun_script.page_script_hash = self._pages[page]
        started, received = time.perf_counter(), 0
        await self._connection.send(message.SerializeToString())
        while True:
            frame = await self._connection.recv()
            assert isinstance(frame, bytes)
            received += len(frame)
            told = ForwardMsg.FromString(frame)
            if told.metadata.cacheable or told.HasField("ref_hash"):
                self._kept[told.ref_hash or told.hash] = self._run_number
            if told.HasField("navigation"):
                self._pages = {one.url_pathname: one.page_script_hash for one in told.navigation.app_pages}
            if told.HasField("script_finished"):
                return 1000 * (time.perf_counter() - started), received

    @property
    def pages(self) -> tuple[str, ...]:
        """The pages' urls, in the order of the menu."""
        return tuple(self._pages)
