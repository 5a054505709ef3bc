"""What the committee's report pack and the one-page brief say: functions of a release that give blocks.

Every sentence, number and name comes from the released tables and their labels, in the reader's language.
"""

from released.pack.annex import build_annex
from released.pack.attention import build_attention
from released.pack.brief import build_brief
from released.pack.changes import build_changes
from released.pack.cover import build_cover
from released.pack.deliverables import build_deliverables
from released.pack.hidden import build_hidden
from released.pack.objectives import build_objectives
from released.pack.reporting import build_reporting
from released.pack.summary import build_summary
from released.pack.women import build_women
from released.pack.work import build_work

__all__ = [
    "build_annex",
    "build_attention",
    "build_brief",
    "build_changes",
    "build_cover",
    "build_deliverables",
    "build_hidden",
    "build_objectives",
    "build_reporting",
    "build_summary",
    "build_women",
    "build_work",
]
