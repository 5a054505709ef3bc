"""How the verdict on a workbook is shown to a person: errors apart from warnings, each with its place and repair."""

from typing import Any

from etl.cli.console import say

_MARKS = {"accepted": ("✓", "green"), "confirm": ("?", "yellow"), "rejected": ("✗", "red")}
_GROUPS = {
    "error": ("Errors, to be repaired", "red"),
    "warning": ("Warnings, to be confirmed with --confirm", "yellow"),
    "query": ("Questions, which the coordinator will look at", "cyan"),
}


def show_verdict(result: dict[str, Any]) -> None:
    """One workbook: verdict, issues in groups, and the receipt if it was stored."""
    mark, style = _MARKS[result["verdict"]]
    say(f"{mark} {result['file']}: {_verdict(result)}", style=style)
    for severity, (title, colour) in _GROUPS.items():
        issues = [issue for issue in result["issues"] if issue["severity"] == severity]
        if issues:
            say(f"  {title} ({len(issues)})", style=colour)
            for issue in issues:
                _show_issue(issue)
    if result.get("feedback"):
        say(f"  Marked workbook: {result['feedback']}")


def _verdict(result: dict[str, Any]) -> str:
    if result.get("submission_id") is None:
        if result["verdict"] == "accepted" and "submission_id" in result:
            return "no faults, but not stored: another workbook of this partner has to be repaired or confirmed first"
        return {"accepted": "no faults", "confirm": "to be confirmed", "rejected": "rejected"}[result["verdict"]]
    about = f"{result['partner']} {result['month']} revision {result['revision']}"
    state = "waits for the coordinator" if result["state"] == "received" else result["state"]
    again = "the same content was received before; " if result["is_repeat"] else ""
    return f"{again}{about} {state}; receipt {result['submission_id']}"


def _show_issue(issue: dict[str, Any]) -> None:
    place = " ".join(part for part in (issue["sheet"], issue["cell"]) if part)
    say(f"    {place + ': ' if place else ''}{issue['message']} ({issue['code']})")
    details = [f"{name}: {issue[name]}" for name in ("found", "expected") if issue[name] not in ("", None)]
    if details:
        say(f"      {'; '.join(details)}")
    say(f"      {issue['repair']}")
