"""Words that head or label personal data, in the languages of the consortium: data, not texts for people.

A heading is personal when all of its words are known here and one of them is a core word: "name of the woman" is,
"name of the training" is not.
"""

import re
import unicodedata
from collections.abc import Iterator

_CORES = {
    "name": """
        name names surname surnames forename firstname lastname fullname nickname initials
        име имена презиме фамилия фамилии инициали
        όνομα ονόματα επώνυμο ονοματεπώνυμο επίθετο πατρώνυμο
        nombre nombres apellido apellidos nome nomi cognome cognomi nominativo nom noms prénom prénoms
        navn fornavn etternavn namn förnamn efternamn
    """,
    "birth": """
        birth birthdate birthday birthplace dob born раждане рожд рождена рожденна роден родена рождение
        γέννηση γέννησης γεννήσεως γεννήθηκε γεννηθείσα nacimiento nacida nacido nascita nata nato naissance née
        fødsel fødselsdato født fødselsår födelse födelsedatum född födelsedag
    """,
    "address": """
        address addresses street residence адрес адреси местожителство улица
        διεύθυνση διευθύνσεις κατοικία οδός dirección direcciones domicilio calle indirizzo indirizzi residenza
        adresse adresses domicile gateadresse bostedsadresse adress adresser gatuadress bostadsadress hemadress
    """,
    "identity": """
        id identity identification passport nin nino nhs ssn егн лнч лк лична самоличност паспорт egn lnch
        αμκα αφμ αδτ ταυτότητα ταυτότητας διαβατήριο amka afm dni nie nif pasaporte identidad
        fiscale codicefiscale identità passaporto nir insee sécurité identité passeport
        fødselsnummer personnummer passnummer
    """,
}
_FILLERS = """
    of the a an her his their and or in nr number full first last middle family given maiden date year place month day
    home postal permanent current client clients woman women beneficiary beneficiaries participant participants person
    persons personal victim survivor mother child children mentee user users s national card insurance document social
    security e mail email contact
    на и по номер № дата година място ден клиент клиентка клиентката клиенти жена жената жени жените участник участничка
    участничката участнички дете детето лице лицето пълно трите три собствено бащино моминско настоящ постоянен домашен
    майка майката ползвател ползвателка карта документ за единен граждански
    του της των ο η το και αριθμός αρ ημερομηνία έτος τόπος πελάτη πελάτισσας γυναίκα γυναίκας ωφελούμενη ωφελούμενης
    συμμετέχουσας πλήρες μικρό πατρικό παιδιού μητέρας
    de la el del las los y numero número num n fecha año lugar completo completos cliente clienta mujer mujeres usuaria
    usuario beneficiaria participante persona primer segundo documento
    di della e data anno luogo donna donne utente partecipante codice carta
    du le les des et numéro date année lieu complet famille cliente femme femmes bénéficiaire personne usagère carte
    sociale jeune fille d l
    av og for nummer dato år sted fullt klient klienten kvinne kvinnen kvinnens bruker brukeren deltaker fullstendig
    datum ort fullständigt kvinna kvinnan kvinnans brukare deltagare och
"""
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+|№")
_CAMEL = re.compile(r"(?<=[^\W\d_A-ZА-Я])(?=[A-ZА-Я])")
# As a heading or label people write a few words, not a sentence.
_MOST_CHARACTERS, _MOST_WORDS, _LONGEST_WORD = 60, 7, 25
# "Label: value": the label begins at the start of a text or after a sign that ends the thought before it.
_SIGN = re.compile(r"[:=](?<=[^\W\d_].|[\"' ].)")
_THOUGHT_ENDS = re.compile(r"[\n;,.(|•–:=]")
_VALUES = {
    "name": re.compile(r"[\"'«„]?[^\W\d_]{2}"),
    "address": re.compile(r".{3}"),
    "birth": re.compile(r".*\d{2}"),
    "identity": re.compile(r".*(?:\d[ .-]?){5}"),
}


class _Bases(dict[int, str]):
    """Each letter without its accents, worked out once for each letter: whole words would stay in memory."""

    def __missing__(self, code: int) -> str:
        base = _ACCENTS.sub("", unicodedata.normalize("NFD", chr(code))).replace("ς", "σ")
        if len(self) < _MOST_LETTERS:
            self[code] = base
        return base


_MOST_LETTERS = 2_000
_BASES = _Bases()


def fold(text: str) -> str:
    """Small letters without accents, so that ΟΝΟΜΑ and όνομα are the same."""
    if text.isascii():
        return text.lower()
    return text.casefold().translate(_BASES)


CORES = {fold(word): kind for kind, words in _CORES.items() for word in words.split()}
BIRTH_WORDS = frozenset(word for word, kind in CORES.items() if kind == "birth")
IDENTITY_WORDS = frozenset(word for word, kind in CORES.items() if kind == "identity")
_KNOWN = frozenset(CORES) | {fold(word) for word in _FILLERS.split()}


def find_heading(text: str) -> str | None:
    """Kind of personal data that a heading, a sheet's name or a defined name asks for; None when it asks for none."""
    # Nothing is remembered between calls: what people typed does not stay in memory.
    if not 0 < len(text) <= _MOST_CHARACTERS:
        return None
    words = _WORD.findall(fold(_CAMEL.sub(" ", text)))
    if not 0 < len(words) <= _MOST_WORDS or any(word not in _KNOWN for word in words):
        return None
    return next((CORES[word] for word in words if word in CORES), None)


def find_labelled(text: str) -> set[str]:
    """Kinds of personal data that stand as "label: value" in a text."""
    kinds = set()
    for place in find_labels(text):
        before, after = text[max(0, place - _MOST_CHARACTERS) : place], text[place + 1 : place + _MOST_CHARACTERS]
        kind = find_heading(_THOUGHT_ENDS.split(before)[-1].strip(" -\t"))
        if kind and _VALUES[kind].match(after.lstrip()):
            kinds.add(kind)
    return kinds


def find_labels(text: str) -> Iterator[int]:
    """Places of the signs after a word that may end a label of personal data; it says yes too often."""
    if ":" not in text and "=" not in text:
        return
    for sign in _SIGN.finditer(text):
        place = sign.start()
        word = text[max(0, place - _LONGEST_WORD) : place].rstrip(" \"')\n").rsplit(None, 1)[-1:]
        if word and fold(word[0]).lstrip("\"'(") in _KNOWN:
            yield place
