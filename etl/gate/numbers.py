"""National identity numbers and telephone numbers: which run of digits belongs to a person.

stdnum knows the check digits; what has none, or hits every tenth number by chance, also needs its country.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

# Digits with what people put between them.
_RUN = re.compile(r"(?<![^\W_])\+?\(?\d(?:[ .\-/()]{0,2}\d){5,}(?![^\W_])")
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 12
# Lengths of the groups in which numbers of persons are written; else all groups but the last are equally long.
_WRITTEN = {(6, 4), (3, 3, 4), (2, 2, 2, 4), (6, 5), (6, 3, 2), (8, 4), (4, 2, 2, 4), (6, 3, 1)} | {
    (1, 2, 2, 2, 3, 3, 2),
    (1, 2, 2, 2, 3, 3),
    (13, 2),
}
_NINO = re.compile(
    r"(?<![^\W_])(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[ .-]?\d\d){3}[ .-]?[A-D](?![^\W_])"
)
_LETTERED = re.compile(r"(?<![^\W_])(?:[XYZ][ .-]?)?\d(?:[ .-]?\d){6,7}[ .-]?[A-Z](?![^\W_])")
_FISCALE = re.compile(r"(?<![^\W_])(?:[A-Z][ .-]?){6}(?:[0-9LMNP-V][ .-]?){2}[A-Z](?:[ .-]?[0-9A-Z]){7}(?![^\W_])")
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]){11,30}(?![^\W_])")
_SEPARATORS = re.compile(r"[ .\-/()]")
# A year opens the number of a file (2016/05-113); an amount of money ends in full thousands or in cents.
_FILE_NUMBER = re.compile(r"(?:199|20[0-3])\d(?:[ ./-]|\d{0,5}$)")
_ROUND = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})*[ .](?:000|\d{3}[.,]\d\d)$|[1-9]\d{0,9}\.\d\d$")
# A day of the project's time opens the code of a session (2017071501).
_DATED = re.compile(r"20[12]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OLDEST = 1900


def find_runs(text: str) -> Iterator[tuple[str, int]]:
    """Each run of at least six digits with its place."""
    for match in _RUN.finditer(text):
        yield match[0], match.start()


def has_lettered_number(text: str) -> bool:
    """Does a text in capitals hold an Italian, Spanish or British number, which have letters?"""
    validators = _validators()
    if any(validators["codicefiscale"](_compact(found)) for found in _FISCALE.findall(text)):
        return True
    spanish = (_compact(found) for found in _LETTERED.findall(text))
    return any(validators["nie" if one[0] in "XYZ" else "dni"](one) for one in spanish) or bool(_NINO.search(text))


def has_iban(text: str) -> bool:
    """Does a text in capitals hold an account number?"""
    for match in _IBAN.finditer(text):
        # Words in capitals may follow, so the end is any length that an account number can have.
        compact = _compact(match[0])
        if any(_validators()["iban"](compact[:length]) for length in range(15, min(34, len(compact)) + 1)):
            return True
    return False


def is_identity(run: str, regions: tuple[str, ...], newest_year: int) -> bool:
    """Is a run of digits, or a part of it that stands for itself, somebody's national number?"""
    return any(_is_national(digits, regions, newest_year) for digits in _parts(run))


def is_padded_identity(digits: str, newest_year: int) -> bool:
    """Is it a national number that lost its leading zeros, as a spreadsheet does with numbers?"""
    validators = _validators()
    ten, eleven = digits.zfill(10), digits.zfill(11)
    if len(digits) in (8, 9) and (_is_born(validators["egn"], ten, newest_year) or validators["personnummer"](ten)):
        return True
    return len(digits) == 10 and (validators["amka"](eleven) or validators["fodselsnummer"](eleven))


def is_file_number(run: str) -> bool:
    """Does a run of digits begin with a year, as the numbers of files and sessions do?"""
    return bool(_FILE_NUMBER.match(run) or _DATED.fullmatch(run))


def is_phone(run: str, regions: tuple[str, ...]) -> bool:
    """Is a run of digits a telephone number, international or as the countries write it?"""
    stripped = run.strip()
    international = stripped.startswith(("+", "(+", "00"))
    digits = "".join(_GROUP.findall(run))
    if len(digits) < 8 or (not international and (_FILE_NUMBER.match(stripped) or _ROUND.match(stripped))):
        return False
    if international:
        return _is_valid("+" + digits.removeprefix("00"), None)
    return any(_is_national_phone(digits, region) for region in regions)


def is_bare_phone(digits: str, regions: tuple[str, ...]) -> bool:
    """Is a number that a cell holds as such a telephone number, perhaps without its leading zero or plus?"""
    if _FILE_NUMBER.match(digits):
        return False
    if len(digits) > 10 and _is_valid(f"+{digits}", None):
        return True
    return any(_is_valid(digits, region) or _is_valid(f"0{digits}", region) for region in regions)


def _is_national_phone(digits: str, region: str) -> bool:
    # Where numbers are dialled with a 0 in front, one without it is told from a count by being a mobile's.
    has_trunk = _trunk(region) == "0"
    return _is_valid(digits, region, is_mobile_only=has_trunk and not digits.startswith("0"))


def _parts(run: str) -> Iterator[str]:
    groups = _GROUP.findall(run)[:_MOST_GROUPS]
    for first in range(len(groups)):
        for last in range(first + 1, len(groups) + 1):
            lengths = tuple(map(len, groups[first:last]))
            is_whole = last - first == len(groups) and len(set(lengths[:-1])) <= 1
            if 8 <= sum(lengths) <= 15 and (len(lengths) == 1 or lengths in _WRITTEN or is_whole):
                yield "".join(groups[first:last])


def _is_national(digits: str, regions: tuple[str, ...], newest_year: int) -> bool:
    validators = _validators()
    if len(digits) == 10:
        if _is_egn(validators["egn"], digits, newest_year) or validators["personnummer"](digits):
            return True
        # No date inside: one number in ten passes by chance, so these two need their country.
        pairs = (("BG", "pnf"), ("GB", "nhs"))
        is_dated = bool(_DATED.match(digits))
        return not is_dated and any(country in regions and validators[name](digits) for country, name in pairs)
    if len(digits) == 11:
        return bool(validators["amka"](digits) or validators["fodselsnummer"](digits))
    if len(digits) == 12:
        return bool(validators["personnummer"](digits))
    return len(digits) == 15 and bool(validators["nir"](digits))


def _is_born(is_valid: Callable[[str], bool], digits: str, newest_year: int) -> bool:
    """Does a Bulgarian number also tell a year in which somebody alive was born?"""
    return _OLDEST <= _birth_year(digits) <= newest_year and is_valid(digits)


def _is_egn(is_valid: Callable[[str], bool], digits: str, newest_year: int) -> bool:
    """Is it a whole Bulgarian number of somebody born by then? Ten digits are no count, so no age is too high."""
    return _birth_year(digits) <= newest_year and is_valid(digits)


def _birth_year(digits: str) -> int:
    # A Bulgarian number tells the century in the month: 20 more for the 1800s, 40 more for the 2000s.
    month = int(digits[2:4])
    century = 1800 if 20 < month <= 32 else 2000 if month > 40 else 1900
    return century + int(digits[:2])


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text)


@cache
def _validators() -> dict[str, Callable[[str], bool]]:
    # Fifty milliseconds to import, needed only once something looks like a number of a person.
    from stdnum import iban
    from stdnum.bg import egn, pnf
    from stdnum.es import dni, nie
    from stdnum.fr import nir
    from stdnum.gb import nhs
    from stdnum.gr import amka
    from stdnum.it import codicefiscale
    from stdnum.no import fodselsnummer
    from stdnum.se import personnummer

    modules: tuple[Any, ...] = (iban, egn, pnf, dni, nie, nir, nhs, amka, codicefiscale, fodselsnummer, personnummer)
    return {module.__name__.rsplit(".", 1)[-1]: module.is_valid for module in modules}


@cache
def _trunk(region: str) -> str | None:
    import phonenumbers

    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region, None)
    return metadata.national_prefix if metadata else None


def _is_valid(number: str, region: str | None, is_mobile_only: bool = False) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    if not phonenumbers.is_valid_number(parsed):
        return False
    kinds, kind = phonenumbers.PhoneNumberType, phonenumbers.number_type(parsed)
    # A helpline that everybody may ring is nobody's own number.
    if kind in (kinds.TOLL_FREE, kinds.SHARED_COST, kinds.PREMIUM_RATE, kinds.UAN):
        return False
    return not is_mobile_only or kind in (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)
