"""A release that was opened: its tables, its texts and what it says about itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from released.fault import ReleaseFault, listed
from released.table import Table
from released.texts import STATE_NAMES, Texts

if TYPE_CHECKING:
    from released.about import Indicator


class Source(Protocol):
    """Where tables come from: a data package or a DuckDB file."""

    path: Path

    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        ...

    def read(self, name: str) -> Table:
        """One table of those."""
        ...

    def definitions(self) -> dict[str, Any] | None:
        """The definition files by name, parsed; None where the source has none that plain Python can read."""
        ...


class Release:
    """One release, read-only; a table is read when it is first asked for, and kept."""

    states = tuple(STATE_NAMES)

    def __init__(self, source: Source, texts: Texts) -> None:
        """Made by `open_release`."""
        self._source = source
        self._kept: dict[str, Table] = {}
        self._definitions: dict[str, Any] | None = None
        self.texts = texts

    @property
    def path(self) -> Path:
        """The file or folder that was opened."""
        return self._source.path

    @property
    def release_id(self) -> str:
        """The id of the release."""
        return str(self.about()["release_id"])

    @property
    def month(self) -> str:
        """The last reporting month, for instance M18."""
        return str(self.about()["month"])

    @property
    def as_of(self) -> str:
        """The day up to which data came in, as 2017-07-19."""
        return str(self.about()["as_of"])[:10]

    @property
    def language(self) -> str:
        """The language in which the release is shown."""
        return self.texts.language

    @property
    def is_draft(self) -> bool:
        """Is it a draft, for the coordinator alone?"""
        return bool(self.about()["is_draft"])

    @property
    def is_synthetic(self) -> bool:
        """Are the data made up?"""
        return bool(self.about()["is_synthetic"])

    def about(self) -> dict[str, Any]:
        """The one row of the table `release`: project, months, versions …"""
        return self.table("release")[0]

    def tables(self) -> tuple[str, ...]:
        """Names of all tables, in alphabetical order."""
        return tuple(sorted(self._source.tables()))

    def table(self, name: str) -> Table:
        """A table; raises ReleaseFault when the release has none of that name."""
        # Evaluators know this one by the name of its file.
        name = "figure" if name == "figures" else name
        if name not in self._kept:
            if name not in self._source.tables():
                raise ReleaseFault(
                    f"The release has no table {name!r}; it has {listed(self.tables())}. "
                    "A release that was made earlier may lack a table of today."
                )
            read = self._source.read(name)
            self._kept[name] = Table(read.name, read.columns, read.values(), self.texts)
        return self._kept[name]

    @property
    def definitions(self) -> Mapping[str, Any] | None:
        """The release's definition files by name (`project`, `indicators` …), parsed; None from a .duckdb file."""
        if self._definitions is None:
            self._definitions = self._source.definitions()
        return self._definitions

    def definition(self, name: str) -> Any:
        """One definition file, parsed; raises ReleaseFault when it isn't there."""
        known = self.definitions
        if known is None:
            raise ReleaseFault(
                f"{self.path.name} holds its definitions as text only: open the data package of the release instead."
            )
        if name not in known:
            raise ReleaseFault(f"The release has no definition file {name!r}; it has {listed(list(known))}.")
        return known[name]

    def find_definition(self, name: str) -> Any:
        """One definition file, parsed; None when the release has none that can be read."""
        return (self.definitions or {}).get(name)

    def figures(self, **wanted: Any) -> Table:
        """As `released.figures(release, …)`."""
        from released.figures import figures

        return figures(self, **wanted)

    def indicator(self, code: str) -> "Indicator":
        """As `released.indicator(release, code)`."""
        from released.about import indicator

        return indicator(self, code)

    def __repr__(self) -> str:
        marks = [mark for mark, holds in (("DRAFT", self.is_draft), ("synthetic data", self.is_synthetic)) if holds]
        return f"<Release {', '.join([self.release_id, f'as of {self.as_of}', *marks])}>"
