"""What an evaluator asks of a release: the evaluation matrix, the theory of change, and what to recount on the spot.

Questions, rules and reasoning are the release's own definitions (`evaluation`, `contribution`), stated before the
figures; here they meet the figures as released. These texts are English, like the definitions themselves; names,
numbers and dates are in the reader's language.
"""

from released.evaluation.cell import Cell
from released.evaluation.diagram import draw_steps
from released.evaluation.evidence import Judged, Reading, judge_questions
from released.evaluation.frame import build_frame, build_month_frame, not_recounted
from released.evaluation.matrix_page import gap_blocks, matrix_blocks, question_blocks, rule_blocks, strength_block
from released.evaluation.sheet import Drawn, draw_sheet, read_sheet
from released.evaluation.sheet_page import draw_factors, factor_blocks, sheet_blocks, unmet_blocks
from released.evaluation.stated import LINKS, MATRIX, SHEETS, absence_blocks
from released.evaluation.step_page import overview_block, step_blocks, verdict_block
from released.evaluation.steps import Step, judge_steps
from released.evaluation.verified import Verified, factors

__all__ = [
    "LINKS",
    "MATRIX",
    "SHEETS",
    "Cell",
    "Drawn",
    "Judged",
    "Reading",
    "Step",
    "Verified",
    "absence_blocks",
    "build_frame",
    "build_month_frame",
    "draw_factors",
    "draw_sheet",
    "draw_steps",
    "factor_blocks",
    "factors",
    "gap_blocks",
    "judge_questions",
    "judge_steps",
    "matrix_blocks",
    "not_recounted",
    "overview_block",
    "question_blocks",
    "read_sheet",
    "rule_blocks",
    "sheet_blocks",
    "step_blocks",
    "strength_block",
    "unmet_blocks",
    "verdict_block",
]
