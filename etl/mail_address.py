"""An e-mail address as it is compared: what counts as the same one, and what doesn't."""

import string

# Letters of ASCII alone: in all of Unicode other signs become a Latin letter when they are made small, as the sign for
# kelvin becomes a k, and whoever owns an address with such a sign would be somebody else.
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def plain_address(text: str) -> str:
    """The address without blanks around it and in small letters; any other difference makes it another address."""
    return text.strip().translate(_SMALL)
