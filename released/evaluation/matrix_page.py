"""The evaluation matrix as blocks: every question with its figures, how far they carry, and what stays open."""

from collections.abc import Iterator, Sequence

from released.blocks import Block, Bullets, Facts, Heading, Inline, Paragraph, TableBlock, mark, quiet, strong
from released.charts.wording import capital
from released.evaluation.evidence import GRADE_MARKS, Judged, Reading, say_figure
from released.release import Release

_PROPOSED, _NO_STATUS = "proposed", "unavailable"


def strength_block(release: Release, judged: Sequence[Judged]) -> TableBlock:
    """All questions on one page: criterion, question, how many indicators can be read, strength of evidence."""
    rows: list[Sequence[Inline]] = [
        (
            one.question["code"],
            one.question["question"],
            f"{sum(reading.has_value for reading in one.readings)} of {len(one.readings)}",
            strong(say_grade(one.grade)),
            str(len(one.question["not_covered"])),
        )
        for one in judged
    ]
    return TableBlock(
        f"Strength of the monitoring's evidence, release of {release.month}",
        ("Code", "Question", "Indicators that can be read", "Strength", "Named gaps"),
        rows,
        widths=(1, 5, 2, 2, 1),
        groups=_groups(release, judged),
    )


def _groups(release: Release, judged: Sequence[Judged]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for number, one in enumerate(judged):
        name = release.texts.label("criterion", one.question["criterion"])
        if not number or judged[number - 1].question["criterion"] != one.question["criterion"]:
            found.append((number, name))
    return found


def say_grade(grade: str) -> str:
    """A grade as mark and word."""
    return f"{GRADE_MARKS[grade]} {grade}"


def matrix_blocks(release: Release, judged: Sequence[Judged]) -> Iterator[Block]:
    """Criterion by criterion, each question in full."""
    criterion = ""
    for one in judged:
        if one.question["criterion"] != criterion:
            criterion = one.question["criterion"]
            yield Heading(capital(release.texts.label("criterion", criterion)), 2)
        yield from question_blocks(release, one)


def question_blocks(release: Release, one: Judged) -> Iterator[Block]:
    """One question: figures, status and coverage beside it, its strength with the reasons, sources and gaps."""
    question = one.question
    yield Heading(f"{question['code']}  {question['question']}", 3)
    yield Paragraph((strong(f"Strength of evidence: {say_grade(one.grade)}. "), " ".join(one.reasons)))
    if one.readings:
        yield TableBlock(
            f"{question['code']}: what the released figures say",
            ("Indicator", "Newest figure", "Status", "Reports", "How to read it", "Carries"),
            [_cells(release, reading) for reading in one.readings],
            widths=(3, 2, 2, 2, 4, 4),
        )
    sources = "; ".join(f"{source['kind']}: {_inner(source['what'])}" for source in question["other_sources"])
    yield Facts([("Look also at", f"{sources}."), ("Not covered", " ".join(question["not_covered"]))])


def _inner(text: str) -> str:
    return text.rstrip(".")


def _cells(release: Release, reading: Reading) -> tuple[Inline, ...]:
    about, row = reading.about, reading.row
    reasons = " ".join(reading.reasons)
    return (
        (strong(about.code), f" {about.name}"),
        say_figure(about, row, release),
        say_status(release, reading),
        say_coverage(reading),
        str(reading.use["reads"]),
        (strong(say_grade(reading.grade)), f". {reasons}" if reasons else ""),
    )


def say_status(release: Release, reading: Reading) -> Inline:
    """The status as mark and word, hollow and said so against a proposed target."""
    status = reading.row["status"]
    said = release.texts.label("status", status)
    if status == _NO_STATUS:
        return said
    is_proposed = reading.row["target_state"] == _PROPOSED
    return (mark(status, said, is_proposed), quiet(" (target proposed)") if is_proposed else "")


def say_coverage(reading: Reading) -> str:
    """How many of the expected reports came, and how many values were carried forward."""
    row = reading.row
    if not row.get("expected_reports_n"):
        return "no report expected"
    carried = row.get("carried_forward_n") or 0
    return f"{row['reported_n']} of {row['expected_reports_n']}" + (f", {carried} carried forward" if carried else "")


def rule_blocks(release: Release) -> Iterator[Block]:
    """The rule by which the strength follows, as the release states it."""
    rule = release.definition("evaluation")["strength"]
    yield Paragraph("How an indicator answers a question sets the most that it can carry:")
    answers = rule["answers"].items()
    yield Facts([(name.replace("_", " "), f"{say_grade(one['grade'])}. {one['meaning']}") for name, one in answers])
    coverage, base, leaning = rule["coverage_pct"], rule["base"], rule["leaning"]
    lowered = [(one["steps_down"], str(one["meaning"])) for one in rule["origins"].values() if one["steps_down"]]
    few = f"Fewer than {coverage['at_least']} % of the expected reports came. {coverage['because']}"
    small = (
        f"Fewer than {base['at_least']} stand behind a percentage or mean, where that is released. {base['because']}"
    )
    lowered += [(coverage["steps_down"], few), (base["steps_down"], small)]
    yield Paragraph("From there it goes down, though never below weak:")
    yield Bullets([f"{_steps(number)}: {reason}" for number, reason in lowered])
    yield Paragraph(f"A figure is at most {leaning['grade']} in one more case: {leaning['because']}")
    yield Paragraph(
        f"A question has the grade of its best figure; {rule['single']['grade']} at most if one figure alone is above. "
        "Some questions have a ceiling of their own, whatever the figures say, with its reason. A figure that isn't "
        "shown carries nothing."
    )


def _steps(number: int) -> str:
    return "one grade down" if number == 1 else f"{number} grades down"


def gap_blocks(release: Release, judged: Sequence[Judged]) -> Iterator[Block]:
    """What the matrix leaves open: questions without evidence, everything not covered, who is not heard, and ethics."""
    matrix = release.definition("evaluation")
    without = [one.question for one in judged if one.grade == "none"]
    yield Heading("Questions that monitoring can't answer", 3)
    yield Bullets([(strong(one["code"]), f" {one['question']}") for one in without] or ["None."])
    yield Heading("Figures that can't be read in this release", 3)
    missing = {reading.about.code: reading for one in judged for reading in one.readings if not reading.has_value}
    yield Bullets(
        [
            (strong(code), f" {reading.about.name}: {say_figure(reading.about, reading.row, release)}")
            for code, reading in sorted(missing.items())
        ]
        or ["None."]
    )
    yield TableBlock(
        "Who is not heard in these figures",
        ("Who", "Why", "How to hear them without harm"),
        [(one["who"], one["why"], one["how"]) for one in matrix["not_heard"]],
        widths=(2, 3, 4),
    )
    yield Heading("Do no harm: what an evaluator owes to the people behind the figures", 3)
    yield Bullets(list(matrix["do_no_harm"]))
