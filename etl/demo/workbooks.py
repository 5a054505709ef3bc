"""Ready workbooks without troubles: the last word of each partner and month, for benchmarks and for trying things.

`python -m etl.demo.workbooks FOLDER --until M24`
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from etl.demo.events import JOINT
from etl.demo.life import Life
from etl.demo.maker import Maker, Rows, file_name
from etl.demo.past import Past
from indicators.load import Definitions, load_definitions

SEED = 1


def make_workbooks(definitions: Definitions, folder: Path, until: int | None = None, seed: int = SEED) -> list[Path]:
    """Write a workbook for every partner and month up to `until`; all of them are accepted into an empty store."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in iterate_workbooks(definitions, until, seed):
        paths.append(folder / name)
        paths[-1].write_bytes(content)
    return paths


def iterate_workbooks(definitions: Definitions, until: int | None, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """Name and content of each workbook, by month and partner."""
    maker = Maker(definitions, Life(definitions, seed))
    past = Past()
    for month in range(1, (until or definitions.periods.count) + 1):
        for partner in definitions.partners:
            if definitions.is_expected(partner, month):
                cover, rows = maker.life.cover(partner.code, month), maker.life.rows(partner.code, month)
                name_organiser(rows, month)
                content = maker.make(past.of(partner.code), month, cover, rows)
                past.keep(partner.code, month, 1, cover, rows)
                yield file_name(definitions, partner.code, month, 1), content


def name_organiser(rows: Rows, month: int) -> None:
    """Give the joint event of a month its organiser, so that nobody has to ask."""
    if month in JOINT:
        for row in rows.get("EVENTS", []):
            if row["participants_n"]:
                row["organiser_code"] = JOINT[month][0]


def main() -> None:
    """Read the command's arguments and write the workbooks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--until", default=None, help="last reporting month, for instance M24")
    arguments = parser.parse_args()
    definitions = load_definitions()
    until = definitions.periods.parse(arguments.until) if arguments.until else None
    paths = make_workbooks(definitions, arguments.folder, until)
    print(f"{len(paths)} workbooks in {arguments.folder}")


if __name__ == "__main__":
    main()
