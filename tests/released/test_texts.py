"""Names, numbers and dates read as on the product's own pages, in every language, from the package's labels alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl.export import build_package
from etl.export.writing import write_plainly
from etl.kit import write_catalogues
from etl.release_file import ReleaseFile
from indicators.compared import say_compared
from indicators.load import load_definitions
from indicators.reasons import format_value
from indicators.texts import load_texts
from released import Texts, open_release
from released.pack import annex
from tests.reader.synthetic_release import write_synthetic_release
from tests.released.package import write_folder

DEFINITIONS = load_definitions()
LANGUAGES = DEFINITIONS.project.languages


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    release = ReleaseFile(write_synthetic_release(folder / "M06-20160716-5afe01.duckdb", DEFINITIONS, 6))
    return write_plainly(folder / "package", build_package(release, DEFINITIONS, LANGUAGES))


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_catalogues(tmp_path_factory.mktemp("catalogues"), DEFINITIONS, LANGUAGES)


@pytest.fixture
def speak(package: Path, catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Texts]:
    monkeypatch.setenv("RELEASED_CATALOGUES", str(catalogues))
    return lambda language: open_release(package, language).texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_dates_are_written_as_on_the_pages(speak: Callable[[str], Texts], language: str) -> None:
    ours, pages = speak(language), load_texts(DEFINITIONS, language)

    for value, decimals in ((0, 0), (7, 1), (999, 0), (1234, 0), (-1234.567, 2), (1234567.5, 0), (0.125, 2), (2.5, 0)):
        assert ours.number(value, decimals) == pages.number(value, decimals), (value, decimals)
    for month in range(1, 13):
        assert ours.date(date(2017, month, 9)) == pages.day(date(2017, month, 9))
        assert ours.month_name(2017, month) == pages.month_name(2017, month)
    assert ours.amount(1234.5) == pages.amount(1234.5)
    assert ours.percent(1234.5, 1) == format_value(1234.5, "percent", pages, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_those_of_the_products_catalogues(speak: Callable[[str], Texts], language: str) -> None:
    ours, pages = speak(language), load_texts(DEFINITIONS, language)

    for text in ("hidden to protect people", "on track", "{table}: the first {shown} of {n} rows"):
        assert ours(text, table="t", shown=20, n="30") == pages(text, table="t", shown=20, n="30")
    for n in (1, 2, 5, 21):
        rows = ("{table}: {n} row", "{table}: {n} rows")
        assert ours.plural(*rows, n, table="t") == pages.plural(*rows, n, table="t")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("counts", [(0, 0), (1, 0), (1200, 0), (5, 1), (5, 2)])
def test_the_second_calculation_is_told_as_on_the_pages(
    speak: Callable[[str], Texts], language: str, counts: tuple[int, int]
) -> None:
    assert annex.say_compared(*counts, speak(language)) == say_compared(*counts, load_texts(DEFINITIONS, language))


def test_a_date_that_ends_in_a_stop_ends_its_sentence_as_well(speak: Callable[[str], Texts]) -> None:
    sentence = speak("bg")("As of {day}.", day=date(2017, 7, 19))

    assert sentence.endswith("г.") and not sentence.endswith("..")


@pytest.mark.parametrize(
    ("language", "text", "month", "said"),
    [
        ("el", "έως το τέλος του {month}", 9, "έως το τέλος του Σεπτεμβρίου 2017"),
        ("el", "Στον {month}: 8", 6, "Στον Ιούνιο 2017: 8"),
        ("el", "Επόμενος είναι ο {month}", 6, "Επόμενος είναι ο Ιούνιος 2017"),
        ("fr", "d'ici la fin de {month}", 8, "d'ici la fin d'août 2017"),
        ("fr", "d'ici la fin de {month}", 6, "d'ici la fin de juin 2017"),
        ("en", "by the end of {month}", 8, "by the end of August 2017"),
    ],
)
def test_a_month_follows_its_word_as_on_the_pages(
    speak: Callable[[str], Texts], language: str, text: str, month: int, said: str
) -> None:
    ours, pages = speak(language), load_texts(DEFINITIONS, language)

    assert ours(text, month=ours.month_name(2017, month)) == said
    assert pages(text, month=pages.month_name(2017, month)) == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_and_day_is_joined_to_the_words_before_it_as_on_the_pages(
    speak: Callable[[str], Texts], language: str
) -> None:
    ours, pages = speak(language), load_texts(DEFINITIONS, language)
    words = ["του", "Τον", "στον", "ο", "de", "Que", "il", "Dal", "sul", "quel", "i"]
    text = " – ".join(f"{word} {{month}} {word} {{day}}" for word in words)

    for month in range(1, 13):
        for day in (date(2017, month, 8), date(2017, month, 11), date(2017, month, 18)):
            ours_said = ours(text, month=ours.month_name(2017, month), day=day)
            assert ours_said == pages(text, month=pages.month_name(2017, month), day=day)


def test_names_are_told_by_kind_and_code_and_a_code_without_a_name_stays(speak: Callable[[str], Texts]) -> None:
    texts = speak("bg")

    assert texts.label("country", "BG") == "България"
    assert texts.category("country", "BG") == "България"
    assert texts.label("country", "XX") == "XX" and texts.label("country", "XX", "?") == "?"
    assert texts.label("state", "withheld") != "withheld"


def test_english_needs_no_file() -> None:
    assert Texts().label("state", "too_few") == "too few answers"
    assert Texts().date("2017-09-03") == "3 Sept 2017"
    assert Texts().joined(["a", "b", "c"]) == "a, b and c"
    assert Texts().percent(45) == "45\u00a0%"


def test_a_translation_whose_places_do_not_fit_gives_way_to_its_source(tmp_path: Path) -> None:
    class Wrong(type(open_release(write_folder(tmp_path)).texts.catalogue)):
        def gettext(self, message: str) -> str:
            return "{nobody}"

    assert Texts("nb", Wrong())("{n} rows", n=3) == "3 rows"
