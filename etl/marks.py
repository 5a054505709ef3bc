"""Recognises the product's own marks in a workbook that comes back: comments that nobody has changed."""


def is_own_mark(text: str) -> bool:
    """Is this comment, word for word, one that a feedback workbook of ours carried?"""
    return False
