"""Fresh keys: made from the pattern alone."""

import re
from itertools import islice

import pytest

from etl.template.codes import fresh_codes, parse_pattern


@pytest.mark.parametrize("pattern", ["^PW-[A-HJ-NP-Z2-9]{6}$", r"^D[0-9]\.[0-9]{2}$", "^X[ab]{1,3}$"])
def test_fresh_codes_have_the_form_of_their_pattern_and_differ(pattern: str) -> None:
    codes = list(islice(fresh_codes(pattern, set()), 4 if "X" not in pattern else 2))
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(pattern, code) for code in codes)


def test_a_taken_code_is_never_given_again() -> None:
    codes = fresh_codes("^[AB]$", {"A"})
    assert next(codes) == "B"


def test_easily_mistaken_letters_are_left_out() -> None:
    alphabet = parse_pattern("^PW-[A-HJ-NP-Z2-9]{6}$")[-1]
    assert not set("IO01") & set(alphabet) and len(alphabet) == 32


def test_an_open_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="not a pattern"):
        parse_pattern("^[A-Z]+$")
