"""The document of the release file is made from the schema."""

from etl.release_document import PATH, build_document
from indicators.load import load_definitions


def test_the_document_is_up_to_date():
    assert PATH.read_text(encoding="utf-8") == build_document(load_definitions()), "run python -m etl.release_document"
