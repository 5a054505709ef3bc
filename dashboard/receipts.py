"""What an officer sees of one file: verdict, every issue with its cell and repair, and the receipt's number."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dashboard.markup import Child, Html, element
from dashboard.own import month_label
from dashboard.session import Context
from dashboard.tables import build_table
from indicators.reasons import N_
from indicators.texts import Texts

if TYPE_CHECKING:
    from etl.services import Receipt


_SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "query": N_("Query")}
_TITLES = {
    "rejected": N_("Not stored: please repair and send again"),
    "confirm": N_("Not stored yet: please look at the warnings"),
    "untaken": N_("Without fault, but not stored yet"),
    "accepted": N_("Accepted"),
    "received": N_("Received; the coordinator looks at the queries"),
    "repeat": N_("Known already: the same content was sent before"),
}


def build_receipt(receipt: "Receipt", context: Context) -> Html:
    """A card for one file."""
    kind = _kind(receipt)
    look = {"received": "waiting", "untaken": "confirm"}.get(kind, kind)
    return element(
        "article",
        element("h3", context.texts(_TITLES[kind])),
        element("p", receipt.file, _whose(receipt, context), cls="quiet-text"),
        _build_number(receipt, context.texts),
        build_issues((issue.as_dict() for issue in receipt.issues), context.texts) if receipt.issues else None,
        cls=f"receipt {look}",
        role="status",
    )


def _kind(receipt: "Receipt") -> str:
    if receipt.submission_id is not None:
        return "repeat" if receipt.is_repeat else str(receipt.state)
    return "untaken" if receipt.verdict == "accepted" else receipt.verdict


def _whose(receipt: "Receipt", context: Context) -> str:
    if receipt.partner is None or receipt.month is None:
        return ""
    revision = context.texts("revision {n}", n=receipt.revision)
    return f" · {receipt.partner} · {month_label(receipt.month, context)} · {revision}"


def _build_number(receipt: "Receipt", texts: Texts) -> Html | None:
    if receipt.submission_id is None:
        return None
    return element("p", texts("Receipt number"), ": ", element("span", receipt.submission_id, cls="number-id"))


def build_issues(issues: Iterable[Mapping[str, Any]], texts: Texts) -> Html:
    """All issues of a workbook: where, what was found and expected, what to do."""
    _ = texts
    head = [_("Cell"), "", _("What is wrong"), _("Found"), _("Expected"), _("Repair")]
    return build_table(head, (_build_row(issue, texts) for issue in issues), _("Issues"), cls="cards issues")


def _build_row(issue: Mapping[str, Any], texts: Texts) -> list[Child]:
    place = " ".join(part for part in (str(issue["sheet"]), str(issue["cell"])) if part)
    severity, code = str(issue["severity"]), element("small", str(issue["code"]))
    return [
        element("span", place or texts("whole file"), cls="cell"),
        element("span", texts(_SEVERITIES[severity]), " ", code, cls=f"severity {severity}"),
        str(issue["message"]),
        str(issue["found"]) or "–",
        str(issue["expected"]) or "–",
        str(issue["repair"]),
    ]
