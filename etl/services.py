"""The one door from the pages (and the command) to this room: releases, a partner's own submissions, the desk.

Nothing is done here. What stands behind it: `etl.release_file` and `etl.download` (releases), `etl.handout`,
`etl.sending`, `etl.reception`, `etl.month_standing` (a partner's month), `etl.desk` (the coordinator).
"""

from etl.absent_partners import Absent
from etl.access import Role
from etl.actor import Actor
from etl.check import Checked
from etl.comment import MAX_CHARACTERS as MAX_COMMENT_CHARACTERS
from etl.comment_due import CommentNeed
from etl.contact_note import MAX_CHARACTERS as MAX_NOTE_CHARACTERS
from etl.contact_note import ContactNote
from etl.desk import (
    accept_waiting,
    answer_query,
    ask_for_unlock,
    change_lock,
    decline_request,
    grant_request,
    keep_comment,
    merge_reported,
    preview_comment,
    publish_confirmed,
    read_comment_needs,
    read_merged,
    read_queries,
    read_release_preview,
    read_unlock_requests,
    read_waiting,
    return_waiting,
    take_back_comment,
    try_attack,
    unmerge_reported,
)
from etl.download import Download, Wanted, make_download
from etl.errors import UserError
from etl.explain import Explained, explain_figure
from etl.explain import Source as FigureSource
from etl.explain_text import say_behind
from etl.export import Selection
from etl.follow_up import FollowUp, LockLine, MonthCount, MonthsNow, keep_contact_note, read_months_now
from etl.handout import make_feedback, make_template, make_unchanged, template_name
from etl.health import Finding as HealthFinding
from etl.health_desk import Done, HealthReport, examine_home
from etl.home import Home, HomeError, open_home
from etl.issue import Issue
from etl.loopback import is_loopback
from etl.merge_decision import Merge
from etl.month_standing import MonthStanding, read_month_standings, read_own_submissions
from etl.one_line import tell_month
from etl.own_figures import OwnFigures, read_own_figures
from etl.pending import PendingSet
from etl.people import AccessList, give_access, read_access, take_access
from etl.preview_text import say_absent, say_publish_now, say_question, say_wait
from etl.publish import Published
from etl.quality.decision import Asked
from etl.reception import (
    Received,
    Refusal,
    check_own_workbooks,
    check_pending,
    confirm_pending,
    drop_pending,
    is_personal,
    list_pending,
    preview_receipt,
    read_refusals,
    receive_workbooks,
)
from etl.rehearsal import Rehearsal, say_tried
from etl.release_file import ReleaseFile, ReleaseInfo, list_releases
from etl.release_preview import Answers, Outlook, ReleasePreview
from etl.release_schema import TABLES as RELEASE_TABLES
from etl.released_text import FOR_EVER, IS_A_NAME
from etl.reminder import OpenMonth, build_reminder, reminder_language
from etl.safety import Concerns, SafetyBoard, note_safety_look, read_safety
from etl.sign_in.admission import Admitted, admit
from etl.sign_in.identity import Refused
from etl.sign_in.own_sessions import end_other_sessions, end_own_session, read_own_sessions
from etl.sign_in.sessions import OpenSession, SessionRow, real_now
from etl.sign_in.settings import SignInFault, find_settings, read_auth, read_sign_in
from etl.sign_in.settings_model import SignIn
from etl.submit import Receipt
from etl.superseding import Superseding, preview_superseding, publish_superseding, read_all_releases
from etl.target_decision import TargetDecision
from etl.target_desk import Target, TargetBoard, TargetPreview, keep_target, preview_target, read_targets
from etl.trail import TrailPage, build_trail_csv, read_trail_page
from etl.unlock_request import MAX_CHARACTERS, UnlockRequest
from etl.waiting_workbook import read_waiting_workbook
from indicators.calculate.own import OwnValue
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts

__all__ = [
    "FOR_EVER",
    "IS_A_NAME",
    "MAX_CHARACTERS",
    "MAX_COMMENT_CHARACTERS",
    "MAX_NOTE_CHARACTERS",
    "RELEASE_TABLES",
    "Absent",
    "AccessList",
    "Actor",
    "Admitted",
    "Answers",
    "Asked",
    "Checked",
    "CommentNeed",
    "Concerns",
    "ContactNote",
    "Definitions",
    "Done",
    "Download",
    "Explained",
    "FigureSource",
    "FollowUp",
    "HealthFinding",
    "HealthReport",
    "Home",
    "HomeError",
    "Issue",
    "LockLine",
    "Merge",
    "MonthCount",
    "MonthStanding",
    "MonthsNow",
    "OpenMonth",
    "OpenSession",
    "Outlook",
    "OwnFigures",
    "OwnValue",
    "PendingSet",
    "Published",
    "Receipt",
    "Received",
    "Refusal",
    "Refused",
    "Rehearsal",
    "ReleaseFile",
    "ReleaseInfo",
    "ReleasePreview",
    "Role",
    "SafetyBoard",
    "Selection",
    "SessionRow",
    "SignIn",
    "SignInFault",
    "Superseding",
    "Target",
    "TargetBoard",
    "TargetDecision",
    "TargetPreview",
    "TrailPage",
    "UnlockRequest",
    "UserError",
    "Wanted",
    "accept_waiting",
    "admit",
    "answer_query",
    "ask_for_unlock",
    "build_reminder",
    "build_trail_csv",
    "change_lock",
    "check_own_workbooks",
    "check_pending",
    "confirm_pending",
    "decline_request",
    "drop_pending",
    "end_other_sessions",
    "end_own_session",
    "examine_home",
    "explain_figure",
    "find_settings",
    "give_access",
    "grant_request",
    "is_loopback",
    "is_personal",
    "keep_comment",
    "keep_contact_note",
    "keep_target",
    "list_pending",
    "list_releases",
    "load_definitions",
    "load_texts",
    "make_download",
    "make_feedback",
    "make_template",
    "make_unchanged",
    "merge_reported",
    "note_safety_look",
    "open_home",
    "preview_comment",
    "preview_receipt",
    "preview_superseding",
    "preview_target",
    "publish_confirmed",
    "publish_superseding",
    "read_access",
    "read_all_releases",
    "read_auth",
    "read_comment_needs",
    "read_merged",
    "read_month_standings",
    "read_months_now",
    "read_own_figures",
    "read_own_sessions",
    "read_own_submissions",
    "read_queries",
    "read_refusals",
    "read_release_preview",
    "read_safety",
    "read_sign_in",
    "read_targets",
    "read_trail_page",
    "read_unlock_requests",
    "read_waiting",
    "read_waiting_workbook",
    "real_now",
    "receive_workbooks",
    "reminder_language",
    "return_waiting",
    "say_absent",
    "say_behind",
    "say_publish_now",
    "say_question",
    "say_tried",
    "say_wait",
    "take_access",
    "take_back_comment",
    "tell_month",
    "template_name",
    "try_attack",
    "unmerge_reported",
]
