"""A chart while it is drawn: plain dictionaries, which plotly reads and checks once, when the drawing is done.

A plotly figure that is added to piece by piece reads all its earlier pieces again for each new one: with a name and a
word beside each row, drawing took longer than everything else on a page.
"""

from typing import Any

import plotly.graph_objects as go


class Drawing:
    """Takes what a figure takes, under the same names; `build` makes the figure."""

    def __init__(self) -> None:
        self._traces: list[dict[str, Any]] = []
        self._annotations: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {}

    def add_scatter(self, **trace: Any) -> None:
        """Points, lines or texts."""
        self._traces.append({"type": "scatter", **trace})

    def add_bar(self, **trace: Any) -> None:
        """Columns or bars."""
        self._traces.append({"type": "bar", **trace})

    def add_annotation(self, **annotation: Any) -> None:
        """A text on the drawing."""
        self._annotations.append(annotation)

    def add_shape(self, **shape: Any) -> None:
        """A line or an area behind or before the data."""
        self._shapes.append(shape)

    def update_layout(self, **layout: Any) -> None:
        """Settings of the whole; of a setting within a setting the others stay."""
        _merge(self._layout, layout)

    def update_xaxes(self, **axis: Any) -> None:
        """Settings of the axis below."""
        self.update_layout(xaxis=axis)

    def update_yaxes(self, **axis: Any) -> None:
        """Settings of the axis at the left."""
        self.update_layout(yaxis=axis)

    def build(self) -> go.Figure:
        """The figure; plotly refuses a setting that it doesn't know."""
        placed = {"annotations": self._annotations, "shapes": self._shapes}
        return go.Figure(self._traces, self._layout | {name: ones for name, ones in placed.items() if ones})


def _merge(into: dict[str, Any], more: dict[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = dict(value) if isinstance(value, dict) else value
