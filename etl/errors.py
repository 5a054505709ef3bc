"""What a person did wrong, told as one sentence with its repair."""


class UserError(Exception):
    """Wrong use: the message is for the person, in one sentence with place and repair; never shown as a traceback."""
