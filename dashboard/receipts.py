"""What an officer sees of one file: verdict, the month in one line, issues with their repair, the receipt's number."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.labels import month_label
from dashboard.markup import Child, Html, element, show
from dashboard.month_notes import build_notes
from dashboard.preview import MARKS, build_preview
from dashboard.session import Context
from dashboard.tables import build_table
from dashboard.workbook_button import show_workbook_button
from etl.services import is_personal, tell_month
from indicators.texts import N_, Texts

if TYPE_CHECKING:
    from etl.services import Issue, MonthStanding, Receipt

# Errors apart from warnings: a warning must not drown an error.
_GROUPS = {
    "error": N_("To repair"),
    "warning": N_("To look at, and to repair or confirm"),
    "query": N_("The coordinator will look at this"),
}
_TITLES = {
    "personal": N_("Refused and not kept: the file may hold personal data"),
    "rejected": N_("Not stored: please repair and send again"),
    "confirm": N_("Not stored yet: please look at the warnings"),
    "untaken": N_("Without fault, but not stored yet"),
    "accepted": N_("Accepted and stored"),
    "received": N_("Received; the coordinator looks at the queries"),
    "repeat": N_("Known already: the same content was sent before"),
}
_LOOKS = {"received": "waiting", "untaken": "confirm", "personal": "rejected"}


def show_receipt(
    receipt: "Receipt",
    context: Context,
    key: str,
    feedback: bytes | None = None,
    standing: "MonthStanding | None" = None,
    number: int = 1,
    is_preview_open: bool = False,
) -> None:
    """A card for one file; `number` is its place among the files sent, told where its name must not be."""
    kind = _kind(receipt)
    with st.container(key=f"card_{_LOOKS.get(kind, kind)}_{key}"):
        show(_build_head(receipt, kind, context, number))
        if standing is not None and kind != "personal":
            show(*build_notes(standing, context, is_sent=receipt.submission_id is not None))
        if feedback is not None:
            label = context.texts("Download your workbook with the faults marked")
            show_workbook_button(label, feedback, _feedback_name(receipt.file), f"feedback_{key}")
        show(build_groups(receipt.issues, context.texts))
        if receipt.checked is not None and kind != "personal":
            _show_preview(receipt, context, is_preview_open)


def _kind(receipt: "Receipt") -> str:
    if is_personal(receipt):
        return "personal"
    if receipt.submission_id is not None:
        return "repeat" if receipt.is_repeat else str(receipt.state)
    return "untaken" if receipt.verdict == "accepted" else receipt.verdict


def _build_head(receipt: "Receipt", kind: str, context: Context, number: int) -> Html:
    _ = context.texts
    return element(
        "article",
        element("h3", _(_TITLES[kind])),
        element("p", _file_name(receipt, kind, number, _), _whose(receipt, context), cls="quiet-text"),
        _build_one_line(receipt, kind, context),
        _build_number(receipt, _),
        cls=f"receipt {_LOOKS.get(kind, kind)}",
        role="status",
    )


def _file_name(receipt: "Receipt", kind: str, number: int, texts: Texts) -> str:
    # A finding without a sheet is about the file itself, and that can be its name.
    if kind == "personal" and not all(issue.sheet for issue in receipt.issues):
        return texts("File {n}", n=number)
    return receipt.file


def _whose(receipt: "Receipt", context: Context) -> str:
    if receipt.partner is None or receipt.month is None:
        return ""
    revision = context.texts("revision {n}", n=receipt.revision)
    return f" · {receipt.partner} · {month_label(receipt.month, context)} · {revision}"


def _build_one_line(receipt: "Receipt", kind: str, context: Context) -> Html | None:
    parsed = receipt.checked.parsed if receipt.checked else None
    if parsed is None or parsed.month is None or kind == "personal":
        return None
    _ = context.texts
    title = element("b", _("Please proof-read:"))
    return element("p", title, " ", tell_month(parsed, context.definitions, _), cls="oneline")


def _build_number(receipt: "Receipt", texts: Texts) -> Html | None:
    if receipt.submission_id is None:
        return None
    return element("p", texts("Receipt number"), texts.colon, element("span", receipt.submission_id, cls="number-id"))


def _feedback_name(name: str) -> str:
    return f"{name.rsplit('.', 1)[0].removesuffix('_feedback')}_feedback.xlsx"


def _show_preview(receipt: "Receipt", context: Context, is_open: bool) -> None:
    assert receipt.checked is not None
    preview = build_preview(receipt.checked, context, is_open)
    if preview is not None:
        show(element("h4", context.texts("What was understood")), preview)


def build_groups(issues: "Sequence[Issue]", texts: Texts) -> Html:
    """Errors, warnings and queries, each group under its own heading with its number."""
    parts: list[Child] = []
    for severity, title in _GROUPS.items():
        own = [issue for issue in issues if issue.severity == severity]
        if own:
            symbol = element("span", MARKS[severity][0], aria_hidden="true")
            counted = f"({texts.number(len(own))})"
            parts.append(element("h4", symbol, " ", texts(title), " ", counted, cls=f"severity {severity}"))
            parts.append(build_issues((issue.tell(texts).as_dict() for issue in own), texts, texts(title)))
    return element("div", *parts) if parts else Html("")


def build_issues(issues: Iterable[Mapping[str, Any]], texts: Texts, caption: str | None = None) -> Html:
    """Issues of a workbook: where, what was found and expected, what to do."""
    _ = texts
    head = [_("Cell"), _("What is wrong"), _("Found"), _("Expected"), _("Repair")]
    rows = (_build_row(issue, texts) for issue in issues)
    return build_table(head, rows, caption or _("Issues"), cls="cards issues")


def _build_row(issue: Mapping[str, Any], texts: Texts) -> list[Child]:
    place = " ".join(part for part in (str(issue["sheet"]), str(issue["cell"])) if part)
    severity = str(issue["severity"])
    symbol, word = MARKS[severity]
    code = element(
        "span", element("span", symbol, title=texts(word)), " ", str(issue["code"]), cls=f"severity {severity}"
    )
    return [
        element("span", place or texts("whole file"), cls="cell"),
        element("span", code, " ", str(issue["message"])),
        str(issue["found"]) or "–",
        str(issue["expected"]) or "–",
        str(issue["repair"]),
    ]
