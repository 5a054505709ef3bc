"""What every page needs, fetched before the first reader comes: else that reader waits for all of it.

Nothing of the store and nothing of a person: modules, definitions, texts, and the release that readers see first.
"""

import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pkgutil import iter_modules

import plotly.io
import plotly.tools

import dashboard
from etl.services import (
    Definitions,
    Home,
    HomeError,
    ReleaseFile,
    UserError,
    list_releases,
    load_definitions,
    load_texts,
    open_home,
)
from indicators.charts.drawing import Drawing
from indicators.faults import DefinitionError

# These two run pages or the server as soon as they are imported.
_RUNNING = ("app", "__main__")


def warm_up() -> None:
    """Fetch it; what can't be read is told by the pages themselves."""
    with _without_warnings():
        _import_modules()
        _draw()
        with suppress(HomeError, DefinitionError, UserError, OSError):
            definitions, home = load_definitions(), open_home()
            _speak(definitions)
            _read_newest(home)
    # A full collection over all of this would cost each run of a page.
    gc.collect()
    gc.freeze()


def _import_modules() -> None:
    for module in iter_modules(dashboard.__path__, "dashboard."):
        if module.name.rpartition(".")[2] not in _RUNNING and not module.ispkg:
            import_module(module.name)


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Streamlit warns at each cached function that no server runs yet; it will."""
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _draw() -> None:
    """Plotly reads what it knows of charts when the first one is drawn."""
    drawing = Drawing()
    drawing.add_scatter(x=[1], y=[1])
    drawing.add_bar(x=[1], y=[1])
    drawing.add_annotation(x=1, y=1, text="1")
    drawing.add_shape(type="line", x0=0, x1=1, y0=0, y1=1)
    figure = plotly.tools.return_figure_from_figure_or_data(drawing.build(), validate_figure=True)
    plotly.io.to_json(figure, validate=False)


def _speak(definitions: Definitions) -> None:
    """Catalogues, and how each language writes numbers, days and months."""
    for language in definitions.project.languages:
        texts = load_texts(definitions, language)
        texts.number(1234.5, 1)
        texts.day(definitions.periods.first_day(1), "long")
        texts.month_name(*definitions.periods.calendar_month(1))


def _read_newest(home: Home) -> None:
    # Not before: the module has cached functions.
    from dashboard.session import read_figure_rows

    for info in [info for info in list_releases(home) if info.is_in_force][-1:]:
        release = ReleaseFile(info.path)
        for name in release.tables():
            release.table(name)
        read_figure_rows(info.release_id, str(info.path), info.path.stat().st_mtime_ns)
