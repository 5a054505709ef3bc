"""What the demo's coordinator says of figures that are not on track, and what is done; of things, never of women."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """A comment of the coordinator on an indicator as of a month; its due day is told in days from then on."""

    month: int
    indicator: str
    cause: str
    action: str
    owner: str
    due_after_days: int


_SAID = (
    # Binding targets that are delayed: no release leaves without a word on them.
    (6, "OP-11", "Questionnaires came back from four countries only.",
     "Invite one centre in each of the four others.", "P04", 90),
    (7, "OP-01", "Centres choose their first pathways over the summer; none has begun yet.",
     "Each partner opens one pathway by the end of September.", "P02", 60),
    (7, "OP-07", "The first training was moved from July to the weeks after the holidays.",
     "Hold it in September; fix the dates of the next two.", "P13", 60),
    (7, "OP-14", "Practices have been collected, but none has been reviewed yet.",
     "Review the three that are furthest on and share them.", "P05", 90),
    (12, "OP-11", "Two centres asked for the questionnaire in their own language.",
     "Translate it; send it out again.", "P04", 60),
    # At risk, or against a target that the grant doesn't bind: said because the committee asks.
    (6, "OP-19", "Invitations went out just before the holidays.",
     "Invite ministries again in September.", "P12", 60),
    (7, "OP-16", "The outline was agreed a month later than planned.",
     "Two authors write the first chapters side by side.", "P01", 120),
    (12, "OP-14", "One review waits for its second reader.",
     "A reader from another country takes it over.", "P06", 75),
    (12, "OP-16", "Chapters wait for examples from the mentoring pathways.",
     "Take the examples from the pathways that run already.", "P01", 150),
    (12, "OP-19", "Authorities were invited late to the round table.",
     "Invite policy makers six weeks ahead.", "P12", 90),
    (13, "OP-01", "Two pathways that were planned for January begin a month later.",
     "Begin both in February; plan a reserve for the summer.", "P10", 60),
    (13, "PR-03", "The comparative report waited for the last validated centres.",
     "Plan a month of reserve for the next report.", "P04", 120),
    (15, "OP-11", "France has answered; Norway has not started.",
     "Call the Norwegian centre; offer help by telephone.", "P15", 90),
    (15, "OP-14", "Reviews take longer than the two months that were planned.",
     "Share each practice as soon as its review is done.", "P06", 90),
    (15, "OP-15", "A meeting was put together with the next one.",
     "Hold one more meeting before the summer.", "P09", 75),
    (15, "OP-17", "Translators wait for chapters that are final.",
     "Translate finished chapters one by one.", "P03", 120),
    (18, "OP-11", "The Norwegian centre has the questionnaire, but no answers yet.",
     "Fill it in together with the centre in a call.", "P15", 60),
    (18, "OP-14", "One country still has no shared practice.",
     "Finish the review of the Norwegian practice.", "P15", 90),
    (18, "OP-16", "Three chapters wait for their reviewers.",
     "Review meeting in July; final text by September.", "P01", 75),
    (18, "OP-19", "Two planned meetings with ministries were postponed.",
     "Use the conference in Greece to invite them together.", "P10", 45),
    (18, "OP-20", "Fewer people than planned came to the events of the spring.",
     "Announce the autumn events together with local radio.", "P12", 90),
    (19, "OP-17", "The English draft is out; translators wait for the last chapters.",
     "Send chapters to all translators on the day they are final.", "P03", 100),
    (24, "OP-17", "The Greek translation waits for its last reader.",
     "Finish it and send it to all centres.", "P10", 45),
    (24, "PR-03", "The last reports were held back for the final figures.",
     "Submit them together with the final report.", "P12", 45),
)  # fmt: skip
REMARKS = tuple(Remark(*said) for said in _SAID)
