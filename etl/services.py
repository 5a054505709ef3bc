"""The one door from the pages (and the command) to this room: releases, a partner's own submissions, the desk.

Nothing is done here. What stands behind it: `etl.release_file` and `etl.download` (releases), `etl.handout`,
`etl.sending`, `etl.reception`, `etl.month_standing` (a partner's month), `etl.desk` (the coordinator).
"""

from etl.absent_partners import Absent
from etl.access import record_action
from etl.check import Checked
from etl.comment import MAX_CHARACTERS as MAX_COMMENT_CHARACTERS
from etl.comment_due import CommentNeed
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
    read_reporting_now,
    read_unlock_requests,
    read_waiting,
    return_waiting,
    take_back_comment,
    try_attack,
    unmerge_reported,
)
from etl.download import bundle_bytes, download_name, release_bytes
from etl.errors import UserError
from etl.explain import Explained, explain_figure
from etl.explain import Source as FigureSource
from etl.explain_text import say_behind
from etl.export import parquet_bytes, xlsx_bytes
from etl.handout import make_feedback, make_template, make_unchanged, template_name
from etl.home import Home, HomeError, open_home
from etl.issue import Issue
from etl.merge_decision import Merge
from etl.month_standing import MonthStanding, read_month_standings, read_own_submissions
from etl.one_line import tell_month
from etl.pending import PendingSet, drop_pending, list_pending
from etl.preview_text import say_absent, say_publish_now, say_question, say_wait
from etl.publish import Published
from etl.quality.decision import Asked
from etl.reception import (
    Received,
    Refusal,
    check_pending,
    confirm_pending,
    is_personal,
    preview_receipt,
    read_refusals,
    receive_workbooks,
)
from etl.rehearsal import Rehearsal, say_tried
from etl.release_file import ReleaseFile, ReleaseInfo, list_releases
from etl.release_preview import Answers, Outlook, ReleasePreview
from etl.release_schema import TABLES as RELEASE_TABLES
from etl.released_text import FOR_EVER, IS_A_NAME
from etl.sending import check_workbooks, submit_from
from etl.submit import Receipt
from etl.unlock_request import MAX_CHARACTERS, UnlockRequest
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts

__all__ = [
    "FOR_EVER",
    "IS_A_NAME",
    "MAX_CHARACTERS",
    "MAX_COMMENT_CHARACTERS",
    "RELEASE_TABLES",
    "Absent",
    "Answers",
    "Asked",
    "Checked",
    "CommentNeed",
    "Definitions",
    "Explained",
    "FigureSource",
    "Home",
    "HomeError",
    "Issue",
    "Merge",
    "MonthStanding",
    "Outlook",
    "PendingSet",
    "Published",
    "Receipt",
    "Received",
    "Refusal",
    "Rehearsal",
    "ReleaseFile",
    "ReleaseInfo",
    "ReleasePreview",
    "UnlockRequest",
    "UserError",
    "accept_waiting",
    "answer_query",
    "ask_for_unlock",
    "bundle_bytes",
    "change_lock",
    "check_pending",
    "check_workbooks",
    "confirm_pending",
    "decline_request",
    "download_name",
    "drop_pending",
    "explain_figure",
    "grant_request",
    "is_personal",
    "keep_comment",
    "list_pending",
    "list_releases",
    "load_definitions",
    "load_texts",
    "make_feedback",
    "make_template",
    "make_unchanged",
    "merge_reported",
    "open_home",
    "parquet_bytes",
    "preview_comment",
    "preview_receipt",
    "publish_confirmed",
    "read_comment_needs",
    "read_merged",
    "read_month_standings",
    "read_own_submissions",
    "read_queries",
    "read_refusals",
    "read_release_preview",
    "read_reporting_now",
    "read_unlock_requests",
    "read_waiting",
    "receive_workbooks",
    "record_action",
    "release_bytes",
    "return_waiting",
    "say_absent",
    "say_behind",
    "say_publish_now",
    "say_question",
    "say_tried",
    "say_wait",
    "submit_from",
    "take_back_comment",
    "tell_month",
    "template_name",
    "try_attack",
    "unmerge_reported",
    "xlsx_bytes",
]
