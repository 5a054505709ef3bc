"""A reminder tells a partner its own open months in its own language, and nothing else."""

import re
from datetime import date, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from etl.reminder import OpenMonth, build_reminder, reminder_language

TODAY = date(2017, 8, 16)
LANGUAGES = ["bg", "en", "es", "it", "fr", "el", "nb"]


def late(definitions, month=19):
    return OpenMonth(month, definitions.periods.due_day(month), "late")


def remind(definitions, *months, partner="P03", language="en", today=TODAY, address="https://monitor.example.org/"):
    found = definitions.partner(partner)
    return build_reminder(definitions, found, months, today, address, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_every_language_it_names_its_partner_its_months_and_no_other_partner(definitions, language):
    from indicators.texts import load_texts

    made = remind(definitions, late(definitions, 18), late(definitions), language=language)
    _ = load_texts(definitions, language)
    text = f"{made.subject}\n{made.body}"
    assert _(definitions.partner("P03").name) in text
    others = [one for one in definitions.partners if one.code != "P03"]
    body = text.replace(_(definitions.partner("P03").name), "")
    assert not [one.code for one in others if one.code in body or _(one.name) in body]
    assert "M18" in text and "M19" in text
    assert f"https://monitor.example.org/submit?month=M19&language={language}" in made.body


def test_days_are_counted_to_the_day(definitions):
    due = definitions.periods.due_day(19)
    assert "1 day ago" in remind(definitions, late(definitions)).body
    assert "3 days ago" in remind(definitions, late(definitions), today=due + timedelta(days=3)).body
    in_time = OpenMonth(19, due, "missing")
    assert "5 days left" in remind(definitions, in_time, today=due - timedelta(days=5)).body
    assert "1 day left" in remind(definitions, in_time, today=due - timedelta(days=1)).body
    assert "is due today" in remind(definitions, in_time, today=due).body


def test_a_returned_month_is_not_called_late(definitions):
    body = remind(definitions, OpenMonth(12, definitions.periods.due_day(12), "returned")).body
    assert "M12 (December 2016) was returned to you for correction." in body
    assert "ago" not in body


def test_its_only_numbers_are_months_days_and_the_address(definitions):
    body = remind(definitions, late(definitions, 18), late(definitions)).body
    told = re.sub(r"https?://\S+|M\d\d|\d{1,2} \w+ 2017|\w+ 2017|\d+ days? ago", "", body)
    assert re.findall(r"\d+", told) == ["2"], "how many months are open, and no other number"


def test_the_message_link_has_subject_and_body_and_no_address(definitions):
    made = remind(definitions, late(definitions), language="el")
    parts = urlsplit(made.mailto)
    assert (parts.scheme, parts.path) == ("mailto", "")
    asked = parse_qs(parts.query)
    assert asked == {"subject": [made.subject], "body": [made.body]}
    assert unquote(made.mailto).count("@") == 0


def test_the_language_is_the_partners_where_the_project_speaks_it(definitions):
    partner = definitions.partner("P03")
    assert reminder_language(definitions, partner) == partner.language
    assert reminder_language(definitions, partner.model_copy(update={"language": "fi"})) == "en"
