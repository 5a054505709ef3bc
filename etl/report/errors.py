"""What can go wrong while a report is made, told as a sentence with its repair."""

from etl.errors import UserError


class ReportFault(UserError):
    """The report can't be made, through no fault of who asks for it."""

    exit_code = 1
