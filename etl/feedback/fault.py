"""Why a workbook can't be marked: the reader of the feedback then gets the list of issues alone."""


class MarkingFault(Exception):
    """A workbook is built in a way that we don't change; never shown to a person."""
