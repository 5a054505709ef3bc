"""An IATI file before the attacker: its numbers are the release's, and nothing stands between them."""

import pytest

from etl.export import Asked, build_iati


@pytest.fixture(scope="module")
def named(file) -> tuple[str, str]:
    ((name, data),) = build_iati(file).items()
    return name, data.decode()


@pytest.mark.parametrize("language", ["en", "bg", "el"])
def test_an_honest_file_is_clear_in_any_language(file, attack, language):
    assert attack(build_iati(file, Asked(language))) == []


def swapped(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def of_women(text: str, old: str, new: str) -> str:
    """A replacement behind the first indicator about women that has an actual."""
    start = text.index("<actual ", text.index('code="OP-03"'))
    return text[:start] + swapped(text[start:], old, new)


MUTANTS = {
    "another actual": lambda text: of_women(text, 'value="', 'value="1'),
    "an actual with more digits": lambda text: of_women(text, '"', '"0'),
    "an unrounded actual": lambda text: of_women(text, '">', '.25">'),
    "a second actual": lambda text: of_women(text, "<actual ", '<actual value="3" /><actual '),
    "a zero where nothing is shown": lambda text: swapped(text, "</period>", '<actual value="0" /></period>'),
    "a proposed target": lambda text: swapped(
        text[: text.index("</period>")], "<actual ", '<target value="10" /><actual '
    )
    + text[text.index("</period>") :],
    "another period": lambda text: swapped(text, 'end iso-date="2017-06-30"', 'end iso-date="2017-06-15"'),
    "another start": lambda text: swapped(text, 'period-start iso-date="2016', 'period-start iso-date="2015'),
    "another baseline": lambda text: swapped(text, '<baseline year="2016" iso-date="2016-01-11" value="0"',
                                             '<baseline year="2016" iso-date="2016-01-11" value="3"'),
    "a number in a comment": lambda text: of_women(text, " reported.", " reported, 3 left."),
    "an attribute more": lambda text: swapped(text, "<period>", '<period left="3">'),
    "an element more": lambda text: swapped(text, "<period>", '<period><location ref="3" />'),
    "a text between": lambda text: swapped(text, "<period>", "<period>three left"),
    "a text behind": lambda text: swapped(text, "</period>", "</period>three left"),
    "a comment of XML": lambda text: swapped(text, "<period>", "<period><!-- 3 -->"),
    "an instruction of XML": lambda text: swapped(text, "<period>", "<period><?left 3?>"),
    "an entity": lambda text: swapped(text, "?>\n", '?>\n<!DOCTYPE x [<!ENTITY women "3">]>\n'),
    "an unknown indicator": lambda text: swapped(text, 'code="IM-01"', 'code="IM-99"'),
    "an indicator twice": lambda text: swapped(text, 'code="IM-01"', 'code="IM-02"'),
    "a code of a list": lambda text: swapped(text, '<activity-status code="2"', '<activity-status code="7"'),
    "no XML": lambda text: text[:-20],
}  # fmt: skip


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_file_that_says_something_of_its_own_is_found(named, attack, mutant):
    name, text = named
    spoiled = MUTANTS[mutant](text)
    assert spoiled != text
    assert attack({name: spoiled.encode()})
