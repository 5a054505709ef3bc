"""The texts of the definitions that people read, with the place where each stands: what a catalogue translates."""

from typing import TYPE_CHECKING

from indicators.framework_texts import Placed, framework_texts

if TYPE_CHECKING:
    from indicators.load import Definitions


def definition_texts(definitions: "Definitions") -> Placed:
    """Every text of the definitions that people read, with the place where it stands."""
    yield from _project_texts(definitions)
    yield from _workbook_texts(definitions)
    yield from _rule_texts(definitions)
    for key, word in definitions.glossary.items():
        for text in (word.term, word.meaning):
            yield text, f"glossary.{key}"
    yield from framework_texts(definitions)
    for name, disclosure_class in definitions.disclosure.classes.items():
        for text in (disclosure_class.meaning, disclosure_class.reason):
            yield text, f"disclosure.classes.{name}"


def _project_texts(definitions: "Definitions") -> Placed:
    project = definitions.project
    for name in ("name", "description", "programme", "funding_statement", "disclaimer"):
        yield getattr(project, name), f"project.{name}"
    for partner in definitions.partners:
        yield partner.name, f"partners.{partner.code}"
    for deliverable in definitions.deliverables:
        yield deliverable.name, f"deliverables.{deliverable.code}"


def _workbook_texts(definitions: "Definitions") -> Placed:
    for name, code_list in definitions.code_lists.items():
        yield code_list.name, f"code_lists.{name}"
        for code, label in code_list.codes.items():
            yield label, f"code_lists.{name}.{code}"
    for name, sheet in definitions.workbook.sheets.items():
        yield sheet.label, f"workbook.{name}"
        for column_name, column in sheet.columns.items():
            for text in (column.label, column.help, column.unit):
                yield text, f"workbook.{name}.{column_name}"


def _rule_texts(definitions: "Definitions") -> Placed:
    for rule in definitions.rules:
        for case, message in rule.cases.items():
            for text in (message.message, message.expected, message.repair):
                yield text, f"rules.{rule.id}.{case}"
    for question in definitions.quality.questions:
        for text in (question.found, question.expected, question.ask):
            yield text, f"quality.{question.code}"
