"""What intake asked of accepted workbooks without holding them back: the coordinator's to look at, like any other."""

from collections.abc import Iterator

from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import IntakeQuestion


def find_told(known: Known) -> Iterator[Query]:
    """Queries of each partner's newest workbook: what an older one told is settled or told again."""
    for question in known.definitions.quality.intake:
        for told in known.told:
            if told["month"] == known.newest_month(told["partner_code"]):
                yield _tell(known, question, told)


def _tell(known: Known, question: IntakeQuestion, told: Row) -> Query:
    sheet, row = told["sheet"], _row_of(known, told)
    thing = known.name_thing(sheet, row) if row and told["row"] else ""
    return Query(
        question=question,
        partner=told["partner_code"],
        month=told["month"],
        sheet=sheet,
        columns=(told["column"],) if told["column"] else (),
        about=(told["code"], thing or told["message"]),
        facts=(told["month"], told["message"]),
        rows=(told["row"],) if told["row"] else (),
        thing=thing,
        places={"told": told["message"], "rule": told["code"], "label": sheet},
    )


def _row_of(known: Known, told: Row) -> Row | None:
    same = (told["submission_id"], told["row"])
    return next((row for row in known.of(told["sheet"]) if (row["submission_id"], row["row_number"]) == same), None)
