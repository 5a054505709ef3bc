"""Random lives of pathways, sessions and centres, and corrections of what was reported of them."""

from random import Random

from etl.second.world import Row
from tests.verification.protected import DEFINITIONS, centre, pathway, session

PARTNERS = [(partner.code, partner.country) for partner in DEFINITIONS.partners]
WITH_PATHWAYS = [partner.code for partner in DEFINITIONS.partners if partner.is_delivering("PATHWAYS")]
SERVICES = ("V1", "V2", "V3", "V4", None)
Rows = dict[str, list[Row]]


def some_of(rng: Random, whole: int, share: float) -> int:
    """How many of the whole it is true of."""
    return sum(rng.random() < share for _ in range(whole))


def pathway_life(rng: Random, number: int) -> list[Row]:
    """The rows of one pathway from its start to its end, if it ends."""
    partner, start = rng.choice(WITH_PATHWAYS), rng.randint(1, 14)
    kind = rng.choice(["GROUP", "GROUP", "MIXED", "INDIVIDUAL"])
    size = rng.randint(1, 3) if kind == "INDIVIDUAL" else rng.randint(2, 24)
    fixed = {"pathway_format": kind} | {f"tested_service_{place}": rng.choice(SERVICES) for place in (1, 2, 3)}
    rows, enrolled, last = [], rng.randint(0, size), min(24, start + rng.randint(2, 12))
    for month in range(start, last):
        enrolled = min(size, enrolled + rng.randint(0, 4))
        hours = {"mentoring_hours_month": rng.choice([0.0, 2.5, 8.0, 13.5])}
        rows.append(pathway(partner, number, month, enrolled, stage="S4" if month > start else "S2", **hours, **fixed))
    completed = some_of(rng, size, rng.random())
    if rng.random() < 0.8:
        ended = {"ended": (completed, size - completed)} | final_columns(rng, size)
        rows.append(pathway(partner, number, last, size, **ended, **fixed))
    return rows


def final_columns(rng: Random, size: int) -> Row:
    """What became of the women of a pathway; measurements may be missing."""
    known, asked = some_of(rng, size, 0.9), some_of(rng, size, 0.8)
    columns: Row = {
        "plans_agreed_cum": some_of(rng, size, 0.6) if rng.random() < 0.9 else None,
        "econ_step_cum": some_of(rng, size, 0.5),
        "work_known_entry_n": known,
        "work_entry_n": some_of(rng, known, 0.4),
        "work_known_last_n": known,
        "work_last_n": some_of(rng, known, 0.5),
        "satisfied_asked_n": asked,
        "satisfied_n": some_of(rng, asked, 0.7),
    }
    if rng.random() < 0.8:
        paired = some_of(rng, size, 0.7)
        columns |= {"ese_paired_n": paired, "ese_improved_n": some_of(rng, paired, 0.6), "ses_paired_n": paired}
    if columns.get("ese_paired_n"):
        columns |= {"ese_pre_mean": round(rng.uniform(1, 3), 2), "ese_post_mean": round(rng.uniform(2, 5), 2)}
        columns |= {"ses_pre_mean": round(rng.uniform(20, 40), 2), "ses_post_mean": round(rng.uniform(30, 60), 2)}
    return columns


def session_life(rng: Random, number: int) -> tuple[Row, Row | None]:
    """A session and, it may be, its follow-up three months later."""
    partner, country = rng.choice(PARTNERS[: rng.choice([3, 8, 15])])
    month, n, paired = rng.randint(1, 20), rng.choice([0, 2, 4, 6, 9, 14]), rng.choice([None, 0, 3, 7, 12])
    attended = rng.choice([8, 14, 25])
    women = rng.randint(0, attended)
    made = session(partner, number, month, n, round(rng.uniform(1, 5), 2) if n else None)
    made |= {"country": country if rng.random() < 0.8 else "SE", "attended_n": attended, "attended_women_n": women}
    made |= {"attended_men_n": attended - women, "attended_undisclosed_n": 0, "paired_n": paired}
    if paired:
        made |= {"paired_pre_mean": round(rng.uniform(0, 60), 1), "paired_post_mean": round(rng.uniform(40, 100), 1)}
    if rng.random() < 0.3:
        return made, None
    answered = rng.choice([0, 2, 4, 5, 9])
    follow_up = {"partner_code": partner, "month": month + 3, "session_code": made["session_code"]}
    follow_up |= {"followup_asked_n": answered + rng.randint(0, 6), "followup_answered_n": answered}
    return made, follow_up | {"followup_applied_n": rng.randint(0, answered)}


def centre_life(rng: Random, number: int) -> list[Row]:
    """A centre's questionnaires of one or two waves."""
    partner, country = rng.choice(PARTNERS[: rng.choice([4, 9, 15])])
    month = rng.randint(1, 12)
    waves = [(month, "W1_BASELINE"), (month + rng.randint(3, 12), "W2_FOLLOWUP")][: rng.choice([1, 2])]
    return [
        centre(
            partner,
            number,
            at,
            rng.choice("YN"),
            country,
            survey_wave=wave,
            mutual_help_in_place=rng.choice(["Y", "N", None]),
            handbook_in_use=rng.choice("YN"),
            women_forms_n=rng.choice([None, 0, 1, 4, 9, 30]),
        )
        for at, wave in waves
    ]


def lives(rng: Random) -> Rows:
    """Everything that is ever reported."""
    sessions = [session_life(rng, number) for number in range(1, rng.choice([4, 13, 30]))]
    return {
        "PATHWAYS": [row for number in range(rng.choice([5, 12, 25, 40])) for row in pathway_life(rng, number)],
        "TRAININGS": [one for one, _ in sessions],
        "FOLLOWUP": [one for _, one in sessions if one],
        "SURVEY": [row for number in range(rng.choice([4, 15, 40])) for row in centre_life(rng, number)],
    }


def corrected(rng: Random, rows: Rows) -> Rows:
    """The same with a few numbers changed and, it may be, a pathway or a session that was none."""
    changed = {sheet: [dict(row) for row in own] for sheet, own in rows.items()}
    for sheet, own in changed.items():
        for row in own:
            if rng.random() < 0.05:
                column = rng.choice([name for name in row if name.endswith(("_n", "_cum"))])
                if row[column] is not None:
                    row[column] = max(0, row[column] + rng.choice([-4, -1, 2, 6, 9]))
        if sheet in ("PATHWAYS", "TRAININGS") and own and rng.random() < 0.3:
            key = "pathway_code" if sheet == "PATHWAYS" else "session_code"
            gone = rng.choice(own)[key]
            changed[sheet] = [row for row in own if row[key] != gone]
    return changed
