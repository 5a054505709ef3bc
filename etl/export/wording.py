"""What stands in words beside the tables of an export: which release it is, whether it is a draft or made up."""

from etl.release_file import ReleaseFile
from indicators.periods import month_code

SYNTHETIC_LABEL = "SYNTHETIC DATA: everything in this file is made up. It tells nothing about real people or centres."


def describe(release: ReleaseFile, selected: tuple[str, ...] = ()) -> str:
    """The README beside an export: what the files are, what was selected, and what the states mean."""
    about = release.about()
    lines = [
        f"{about['project']}: {about['project_name']}",
        "",
        *release_lines(release),
        *selected,
        "",
        "figures: one row per indicator, month, breakdown and category. dictionary: what each column means.",
        "label: what codes and columns are called in the language of the export.",
        "The other files are the facts from which figures of classes B and C can be recomputed.",
        "state: value (zero is a value), not_reported, not_due, not_applicable, withheld (to protect people),",
        "too_few (too small a base). An empty cell is never a zero. Percentages are 0 to 100, decimals have a dot.",
        "A text that a spreadsheet could run as a formula begins with an apostrophe (CSV and XLSX).",
    ]
    return "\n".join(lines) + "\n"


def release_lines(release: ReleaseFile) -> list[str]:
    """Lines "name: value" that say which release it is; what must not be mistaken comes first."""
    about = release.about()
    months = f"{month_code(1)} to {about['month']} of {about['months_n']} reporting months"
    lines = [
        f"project: {about['project']}",
        f"release: {about['release_id']}",
        f"months: {months}",
        f"month: {about['month']}",
        f"as_of: {about['as_of']}",
        f"definition_version: {about['definition_version']}",
        f"rule_version: {about['rule_version']}",
        f"publication_plan_version: {about['publication_plan_version']}",
    ]
    if about["is_draft"]:
        lines.insert(0, "draft: DRAFT for the coordinator alone; not to be passed on.")
    if about["supersedes"]:
        lines.append(f"replaces: {about['supersedes']} ({about['reason'] or 'no reason given'})")
    if about["is_synthetic"]:
        lines.insert(0, f"data: {SYNTHETIC_LABEL}")
    return lines
