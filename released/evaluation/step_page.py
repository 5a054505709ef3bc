"""The steps of the theory of change as blocks: assumption, evidence for and against, rivals, verdict."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from released.blocks import Block, Bullets, Facts, Heading, Inline, Paragraph, TableBlock, strong
from released.evaluation.evidence import say_figure
from released.evaluation.steps import VERDICT_NAMES, VERDICTS, Sign, Step
from released.release import Release


def verdict_block(release: Release, steps: Sequence[Step]) -> TableBlock:
    """The verdicts: what each means, and how many steps have it."""
    stated, counts = release.definition("contribution"), Counter(step.verdict for step in steps)
    return TableBlock(
        f"What the figures of {release.month} say of {len(steps)} steps",
        ("Verdict", "Steps", "Meaning"),
        [(strong(VERDICT_NAMES[name]), str(counts[name]), stated["verdicts"][name]) for name in VERDICTS],
        numeric=(1,),
        widths=(2, 1, 7),
    )


def overview_block(release: Release, steps: Sequence[Step]) -> TableBlock:
    """What the drawing shows, as a table."""
    names = _result_names(release)
    return TableBlock(
        "Steps of the theory of change",
        ("From", "To", "Verdict"),
        [(*(f"{code}: {names[code]}" for code in (one.start, one.end)), VERDICT_NAMES[one.verdict]) for one in steps],
        widths=(4, 4, 2),
    )


def _result_names(release: Release) -> dict[str, str]:
    rows = release.table("result").rows
    return {row["result"]: release.texts.label("result_name", row["result"], row["result_name"]) for row in rows}


def step_blocks(release: Release, step: Step) -> Iterator[Block]:
    """One step: why it should work, what must hold, the signs as released, rivals, and the verdict with its reasons."""
    names, stated = _result_names(release), step.stated
    yield Heading(f"{step.start} → {step.end}: {VERDICT_NAMES[step.verdict]}", 3)
    yield Facts(
        [
            ("From", names[step.start]),
            ("To", names[step.end]),
            ("Why", stated["because"]),
            ("What must hold", " ".join([stated["assumption"], *_assumptions(release, step.start)])),
        ]
    )
    yield TableBlock(
        f"{step.start} → {step.end}: signs named beforehand, and the newest released figures",
        ("Indicator", "Counts as a sign when", "Released", "Is it seen?", "It would tell"),
        [_cells(release, sign) for sign in (*step.signs_for, *step.signs_against)],
        widths=(3, 2, 2, 2, 4),
        groups=[(0, "For the step")] + ([(len(step.signs_for), "Against it")] if step.signs_against else []),
    )
    rivals = [
        (strong(_sentence(one["explanation"])), f" To tell them apart: {_sentence(one['test'])}")
        for one in stated["rivals"]
    ]
    yield Paragraph("Rival explanations, which monitoring can't rule out:")
    yield Bullets(rivals)
    yield Paragraph((strong(f"Verdict: {VERDICT_NAMES[step.verdict]}. "), " ".join(step.reasons)))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?")) else f"{text}."


def _assumptions(release: Release, code: str) -> list[str]:
    row: dict[str, Any] = release.table("result").where(result=code)[0]
    return list(json.loads(row["assumptions"] or "[]"))


def _cells(release: Release, sign: Sign) -> tuple[Inline, ...]:
    unread = "no status yet" if sign.row["state"] == "value" else "can't be read"
    seen = {True: "yes", False: "no", None: unread}[sign.holds]
    since = f", since {sign.since}" if sign.since else ""
    return (
        (strong(sign.about.code), f" {sign.about.name}"),
        say_condition(release, sign),
        say_figure(sign.about, sign.row, release),
        strong(f"{seen}{since}"),
        str(sign.stated["tells"]),
    )


def say_condition(release: Release, sign: Sign) -> str:
    """When the figure counts as a sign, in words."""
    stated = sign.stated
    if stated.get("status"):
        return " or ".join(release.texts.label("status", name) for name in stated["status"])
    words = {"at_least": "at least", "at_most": "at most", "above": "above"}
    name = next(name for name in words if stated.get(name) is not None)
    return f"{words[name]} {release.texts.amount(stated[name])}"
