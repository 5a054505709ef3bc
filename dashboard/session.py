"""What one run of a page needs to know: home, definitions, language, viewer and the chosen release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st
import yaml

from dashboard.entrance import Door, Entrance
from dashboard.released_rows import read_frame, read_rows
from dashboard.roles import Viewer
from dashboard.rows import Row, as_rows
from dashboard.standing import Reporting, Standing, read_reporting, read_standings
from dashboard.verified import Verification, read_verification
from etl.services import Actor, Definitions, Home, ReleaseFile, ReleaseInfo
from indicators.model.project import ProgressRules
from indicators.periods import Periods, month_code
from indicators.texts import Texts

_KEY = "context"
FigureRows = Mapping[tuple[str, str], Sequence[Row]]


@dataclass(frozen=True)
class Context:
    """One run of one session; `release` is None in a home without any."""

    home: Home
    definitions: Definitions
    texts: Texts
    viewer: Viewer
    is_switch_allowed: bool = False
    releases: tuple[ReleaseInfo, ...] = ()
    release: ReleaseFile | None = field(default=None, hash=False)
    entrance: Entrance = Entrance(Door.CLOSED)

    @property
    def actor(self) -> Actor:
        """Who calls a function that opens the store; whether that person may is looked up there, not here."""
        viewer = self.viewer
        email = viewer.name if viewer.is_demo else viewer.email
        role, partner = viewer.role, viewer.partner_code
        return Actor(self.home, self.definitions, email, role, partner, viewer.is_demo, viewer.session)

    @property
    def periods(self) -> Periods:
        """The reporting months."""
        return self.definitions.periods

    @property
    def is_synthetic(self) -> bool:
        """Are the data made up, by the kind of home or by the release's own word?"""
        return self.home.is_synthetic or (self.release is not None and self.release.info.is_synthetic)

    def month_name(self, month: int, form: str = "LLLL y") -> str:
        """Calendar month of a reporting month."""
        return self.texts.month_name(*self.periods.calendar_month(month), form)

    def translate(self, row: Mapping[str, Any], column: str) -> str:
        """A released text in the reader's language; what has no translation stays as it was released."""
        return self.texts(str(row[column]))

    def remember(self) -> None:
        """Hand the context to the page that runs next."""
        st.session_state[_KEY] = self


def read_context() -> Context:
    """The context of this run; set by the entry script before any page runs."""
    context = st.session_state[_KEY]
    assert isinstance(context, Context)
    return context


@dataclass(frozen=True)
class Released:
    """The chosen release as pages read it; everything comes from that one file."""

    context: Context
    file: ReleaseFile

    @property
    def info(self) -> ReleaseInfo:
        """Id, month and day of the release; whether it was replaced is known from the folder alone."""
        return next((info for info in self.context.releases if info.path == self.file.path), self.file.info)

    @property
    def month(self) -> int:
        """Number of its last reporting month."""
        return self.file.info.month

    @property
    def month_code(self) -> str:
        """Code of its last reporting month."""
        return month_code(self.month)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The table `figure`."""
        return self.file.table("figure")

    @property
    def figure_rows(self) -> FigureRows:
        """The same as rows, by indicator and month, shared by all readers: never change one."""
        return read_figure_rows(self.file.release_id, str(self.file.path), self.file.path.stat().st_mtime_ns)

    @cached_property
    def standings(self) -> list[Standing]:
        """Where each indicator stands."""
        return _standings(self.file.release_id, str(self.file.path), self.file.path.stat().st_mtime_ns)

    @cached_property
    def reporting(self) -> Reporting:
        """How complete the reporting is."""
        return read_reporting(self.file.table("reporting"), self.month)

    @cached_property
    def partners(self) -> dict[str, Row]:
        """Partners of the release by code."""
        return {str(row["partner_code"]): row for row in self._rows("partner")}

    @cached_property
    def objectives(self) -> list[Row]:
        """Objectives of the release in order."""
        return sorted(self._rows("objective"), key=lambda row: row["position"])

    @cached_property
    def results(self) -> list[Row]:
        """Results of the framework in order; none in releases of earlier versions."""
        return sorted(self._rows("result"), key=lambda row: row["position"])

    @cached_property
    def targets(self) -> list[Row]:
        """All decisions on targets, the oldest first; none in releases of earlier versions."""
        return sorted(self._rows("target"), key=lambda row: (row["indicator_code"], str(row["decided_on"])))

    @cached_property
    def changes(self) -> list[Row]:
        """What differs from the release before; none in releases of earlier versions."""
        return self._rows("change")

    @cached_property
    def milestones(self) -> list[Row]:
        """The deliverables with their due months."""
        return self._rows("milestone")

    @cached_property
    def verification(self) -> Verification:
        """What the second calculation compared and found."""
        return read_verification(self._rows("verification"), self._rows("verification_detail"))

    @property
    def is_of_these_definitions(self) -> bool:
        """Was the release made with the definitions in force, word for word? Their version holds a digest."""
        return bool(self.file.about()["definition_version"] == self.context.definitions.version)

    @cached_property
    def rules(self) -> ProgressRules:
        """The thresholds that the release was made with, from the definitions that it carries."""
        found = _rules(self.file.release_id, str(self.file.path), self.file.path.stat().st_mtime_ns)
        return found or self.context.definitions.progress

    def _rows(self, table: str) -> list[Row]:
        return _rows(self.file.release_id, str(self.file.path), self.file.path.stat().st_mtime_ns, table)

    def partner_name(self, code: str) -> str:
        """Code and name of a partner, in the reader's language."""
        row = self.partners.get(code)
        return f"{code} · {self.context.translate(row, 'partner_name')}" if row else code


# The release id is part of the key; path and time of change tell homes apart that were made anew with the same ids.
@st.cache_data(show_spinner=False, max_entries=32)
def _standings(release_id: str, path: str, changed: int) -> list[Standing]:
    release = ReleaseFile(path)
    month = release.info.month
    figures, indicators, comments = (read_frame(release, name) for name in ("figure", "indicator", "comment"))
    return read_standings(figures, indicators, comments, month)


# As an object, not as data: copying thousands of rows would take longer than drawing the page.
@st.cache_resource(show_spinner=False, max_entries=4)
def read_figure_rows(release_id: str, path: str, changed: int) -> FigureRows:
    """The rows of the table `figure`, by code of the indicator and of the month."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in as_rows(ReleaseFile(path).table("figure")):
        found.setdefault((row["indicator_code"], row["month"]), []).append(row)
    return found


@st.cache_data(show_spinner=False, max_entries=128)
def _rows(release_id: str, path: str, changed: int, table: str) -> list[Row]:
    return read_rows(ReleaseFile(path), table)


@st.cache_data(show_spinner=False, max_entries=32)
def _rules(release_id: str, path: str, changed: int) -> ProgressRules | None:
    release = ReleaseFile(Path(path))
    about, texts = release.about(), release.table("definition")
    own = texts[texts["definition_version"] == about["definition_version"]]
    found = own[own["file"].isin(["progress.yaml", "progress"])]
    if found.empty:
        return None
    return ProgressRules.model_validate(yaml.safe_load(found["text"].iloc[0]))


def read_released() -> Released | None:
    """The chosen release, or None in a home without any."""
    context = read_context()
    return Released(context, context.release) if context.release is not None else None
