"""What the forms say in every project: how data and women are treated, what hidden figures mean, what may be seen."""

FIELDS = (
    "Figures, plans, deliverables, causes and actions come from the release that is named below. Fields that begin "
    "with “[To fill in” can be written by a person only; nothing was put there."
)
ETHICS = (
    "Personal data: partners report counts only. No names, addresses, days of birth or case descriptions are "
    "collected, and every workbook passes a check for personal data before it is taken in.",
    "Consent and safety: pathway records stay in the centre that works with the women. What is sent to the consortium "
    "can't be followed back to them.",
    "Safety concerns are handled by the centres and by the safeguarding role. They are never told in a report, neither "
    "as a case nor as a number, and their indicator is hidden in every release.",
    "Before a release leaves, a program that shares no code with the protection of figures tries to learn small counts "
    "of women from all releases together, as an outsider and as each partner; if it can't decide, nothing leaves.",
    "What this doesn't cover: two partners that put their own records together, and what somebody knows from "
    "elsewhere.",
)
BLOCKS = (
    "Disclosure guarantee: figures about women are sums of closed blocks of at least {block} women; a closed block "
    "never changes. From all releases and files together, counts of women under {k} can't be learnt, neither of the "
    "consortium nor of a country or a partner."
)
HIDDEN = (
    "Figures marked “hidden to protect people” were withheld by rule: they are neither zero nor missing, and the "
    "source documents named below may be checked on the spot at the partners, where records about women stay in the "
    "centre."
)
NOT_LISTED = "The release holds no rows of this kind."
