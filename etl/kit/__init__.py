"""The evaluator's kit: a release with its notebooks, which runs on a bare Python with Jupyter, offline."""

from etl.kit.build import build_kit, kit_name
from etl.kit.catalogues import catalogue_files, write_catalogues
from etl.kit.settings import notebook_settings
from etl.kit.wheel import build_wheel

__all__ = ["build_kit", "build_wheel", "catalogue_files", "kit_name", "notebook_settings", "write_catalogues"]
