"""What becomes part of a release can't be taken back: nothing in it about a woman, a name or an age."""

import pytest

from etl.demo.remarks import REMARKS
from etl.gate.capitals import ask_for_names
from etl.gate.released import RELEASED_KINDS, find_in_released
from etl.publish import publish_release
from etl.released_text import NotForRelease, SeveralFaults, find_unreleasable, raise_all
from indicators.load import load_definitions, read_definitions
from indicators.texts import Texts
from tests.calendar.variants import MINI
from tests.publish.conftest import lived_home, store  # noqa: F401

DEFINITIONS = load_definitions()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *(("titled", text) for text in (
            "Mrs. Petrova was ill.", "We waited for ms smith.", "Г-жа Петрова отсъства.", "Чакаме г-ца Иванова",
            "Sra. García no vino.", "La Sig.ra Rossi era malata.", "Mme Dupont est partie.", "Η κα Παπαδοπούλου έφυγε.",
            "Fru Hansen sluttet.", "Dr Ivanova left.", "miss Brown left", "κ. Παπάς",
        )),
        *(("age", text) for text in (
            "a 34-year-old", "She is 34 years old", "aged 34", "34 години", "на 34 г.", "34 годишна", "34 χρονών",
            "34 años", "34 anni", "34 ans", "34 år", "en 34-åring", "възраст: 34", "a thirty-year-old",
        )),
        *(("code", text) for text in (
            "PW-X4GZUD waits.", "see pw-x4gzud", "C-2SM6Y is closed.", "few answers of TR-P03-07", "PW‑X4GZUD",
        )),
        *(("counted", text) for text in (
            "2 women left.", "Two of the young women left.", "две жени напуснаха", "three participants stopped",
            "One of them found work.", "двама от тях", "women (2) stopped", "A woman left early.", "No woman left.",
            "τρεις γυναίκες", "dos mujeres", "deux femmes", "due donne", "to kvinner", "två kvinnor",
            "единствената жена",
            "half of the women", "42 survivors", "una de ellas", "The only mother stopped.",
        )),
        *(("placed", text) for text in (
            "The woman in Sofia stopped.", "Women joined in March.", "women came late in M12", "Жената от Пловдив",
            "The women of P03 wait.", "Women could not travel from Greece.", "жените през май",
        )),
        ("email", "Ask maria@example.org"),
        ("phone", "Call +353 85 123 4567"),
    ],
)  # fmt: skip
def test_it_is_found(kind, text):
    assert kind in find_in_released(text, DEFINITIONS)


@pytest.mark.parametrize(
    "text",
    ["We miss a deadline; don't wait.", "Women were reached later than planned.", "Two courses more in summer.",
     "Centres for women start later.", "The organisation for women starts a campaign.", "It takes 2 години.",
     "Invite to women's centres in writing.", "The sex of participants was not asked.", "Reports are due in 20 days.",
     "Report of the women's centres is due in two weeks.", "Чакаме превода; жените се включват по-късно.",
     "Review meeting in July; final text by September.", "Seven partners answered by 31.05.2017.", "-",
     "Participants asked for a later date.", "Centros en los que las mujeres trabajan."],
)  # fmt: skip
def test_what_tells_of_things_passes(text):
    assert find_in_released(text, DEFINITIONS) == []


@pytest.mark.parametrize("text", [text for one in REMARKS for text in (one.cause, one.action)])
def test_what_the_demos_coordinator_says_passes_and_raises_no_question(text):
    assert find_in_released(text, DEFINITIONS) == [] and ask_for_names(text, DEFINITIONS) == []


def test_codes_are_those_of_the_definitions():
    mini = read_definitions(MINI)
    assert find_in_released("CI-2345 waits", mini) == ["code"]
    assert find_in_released("PW-X4GZUD waits", mini) == []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("The officer Petrova was absent.", ["Petrova"]),
        ("Забави се, защото Мария отсъства.", ["Мария"]),
        ("Ask Animus in Sofia; Petrova and Petrova know.", ["Sofia", "Petrova"]),
        ("Maria was absent.", []),  # the first word of a sentence: not recognised, and the documentation says so
        ("Translate it into Greek by Monday, and OP-11 with NGO in May.", []),
    ],
)
def test_words_that_may_be_names_are_asked_for_and_not_refused(text, asked):
    assert ask_for_names(text, DEFINITIONS) == asked


def test_all_kinds_are_told_at_once_and_the_text_is_not_repeated():
    [fault] = find_unreleasable(DEFINITIONS, ["Mrs. Petrova, aged 34, left.", "2 women in Sofia wait."])
    told = fault.tell(Texts("en"))
    assert all(RELEASED_KINDS[kind] in told for kind in ("titled", "age", "counted", "placed"))
    assert not any(part in told for part in ("Petrova", "34", "Sofia"))


def test_several_faults_are_one_message():
    with pytest.raises(SeveralFaults) as told:
        raise_all([NotForRelease(["age"]), NotForRelease(["code"])])
    assert str(told.value).count("\n") == 1


def test_the_reason_of_a_replaced_release_passes_the_same_search(store):  # noqa: F811
    first = publish_release(store, 12)
    with pytest.raises(NotForRelease):
        publish_release(store, 12, supersedes=first.release_id, reason="2 women were counted twice.")
