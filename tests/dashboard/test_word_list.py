"""The words of the pages: in the reader's alphabet, found by any part."""

from dashboard.word_list import Explained, in_order, matching


def words(*terms):
    return [Explained(f"k{place}", term, f"Meaning of {term}.") for place, term in enumerate(terms)]


def terms(found):
    return [word.term for word in found]


def test_accents_do_not_count_in_the_order():
    assert terms(in_order(words("zona", "étape", "fase", "espace"), "fr")) == ["espace", "étape", "fase", "zona"]


def test_norwegian_letters_stand_at_the_end():
    assert terms(in_order(words("økt", "åpen", "zone", "ære", "arbeid"), "nb")) == [
        "arbeid",
        "zone",
        "ære",
        "økt",
        "åpen",
    ]


def test_bulgarian_and_greek_go_by_their_own_letters():
    assert terms(in_order(words("цел", "обхват", "резултат"), "bg")) == ["обхват", "резултат", "цел"]
    assert terms(in_order(words("στόχος", "εκροή", "έργο"), "el")) == ["εκροή", "έργο", "στόχος"]


def test_a_word_stands_under_its_letter_without_the_accent():
    assert Explained("k", "étape", "").first_letter("fr") == "E"
    assert Explained("k", "økt", "").first_letter("nb") == "Ø"
    assert Explained("k", "έργο", "").first_letter("el") == "Ε"


def test_the_search_forgives_case_and_accents_and_wants_every_part():
    found = [Explained("a", "étape", "Une fase."), Explained("b", "cible", "La valeur.")]
    assert terms(matching(found, "ETAPE")) == ["étape"]
    assert terms(matching(found, "fase etape")) == ["étape"]
    assert terms(matching(found, "etape valeur")) == []
    assert terms(matching(found, "")) == ["étape", "cible"]
