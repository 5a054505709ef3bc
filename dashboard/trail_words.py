"""The audit trail in words: what each action was. A refused one names what was asked for with the same words."""

from dashboard.session import Context
from indicators.texts import N_

# What the trail has as its object where something was done to all of a kind.
EVERYTHING = "all"
ACTION_NAMES = {
    "submit": N_("Workbook sent"),
    "submit.refused": N_("Workbook checked and not stored"),
    "check": N_("Workbook checked"),
    "review.accept": N_("Workbook accepted"),
    "review.return": N_("Workbook returned"),
    "review.merge": N_("Two reported things merged"),
    "review.unmerge": N_("A merged thing separated"),
    "review.merges": N_("Merged things read"),
    "review.read": N_("Waiting workbooks read"),
    "query.explained": N_("Question marked as explained"),
    "query.asked": N_("Question asked of the partner"),
    "query.open": N_("Question opened again"),
    "query.read": N_("Questions read"),
    "query.answer": N_("Question answered"),
    "lock": N_("Month locked"),
    "unlock": N_("Month opened"),
    "unlock.ask": N_("Asked to open a month"),
    "unlock.decline": N_("Request to open a month declined"),
    "contact.note": N_("Contact note written"),
    "contact.withdraw": N_("Contact note taken away"),
    "months.read": N_("Months and reminders read"),
    "month.read": N_("A partner's months read"),
    "figures.own": N_("A partner's own figures read"),
    "submission.read": N_("A partner's workbooks read"),
    "refusals.read": N_("A partner's refused workbooks read"),
    "reporting.read": N_("Who has reported read"),
    "pending.read": N_("Waiting files read"),
    "pending.check": N_("Waiting files checked"),
    "pending.confirm": N_("Waiting files confirmed"),
    "pending.drop": N_("Waiting files dropped"),
    "template.make": N_("Template made"),
    "unchanged.make": N_("Workbook without change made"),
    "unlock.read": N_("Requests to open a month read"),
    "comment.add": N_("Cause and action written"),
    "comment.read": N_("Causes and actions read"),
    "comment.preview": N_("Cause and action looked at"),
    "comment.withdraw": N_("Cause and action taken back"),
    "target.read": N_("Targets read"),
    "target.preview": N_("Decision on a target looked at"),
    "target.decide": N_("Decision on a target recorded"),
    "publish": N_("Release published"),
    "publish.preview": N_("Release looked at before publishing"),
    "publish.attack": N_("Attack tried before publishing"),
    "release.list": N_("List of releases read"),
    "audit": N_("All releases attacked"),
    "access.grant": N_("Access given"),
    "access.revoke": N_("Access taken away"),
    "access.list": N_("Access list read"),
    "trail.read": N_("Audit trail read"),
    "trail.export": N_("Audit trail taken along"),
    "health.look": N_("Health looked at"),
    "safety.look": N_("Safety concerns looked at"),
    "safety.read": N_("Safety concerns read"),
    "backup": N_("Backup made"),
    "erase": N_("Rows erased"),
    "session.start": N_("Signed in"),
    "session.end": N_("Signed out"),
    "sign_in.unknown": N_("Sign-in of somebody without access"),
    "refused": N_("Refused"),
}


def say_action(action: str, context: Context) -> str:
    """What was done, in words; an action that has none is shown as it is called."""
    return context.texts(ACTION_NAMES.get(action, action))


def say_object(action: str, thing: str, context: Context) -> str:
    """What it was done to, empty where it was everything; of a refusal what was asked for."""
    if thing == EVERYTHING:
        return ""
    return say_action(thing, context) if action == "refused" else thing
