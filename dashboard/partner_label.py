"""What a partner of the registry is called in lists and forms."""

from dashboard.session import Context


def partner_label(code: str, context: Context) -> str:
    """Code and name, in the reader's language; the code alone of one that the registry has lost."""
    partner = context.definitions.partner(code)
    return f"{code} · {context.texts(partner.name)}" if partner else code
