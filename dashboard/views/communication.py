"""Communication: events against the plan, whom they reached and how that was counted, and languages of materials."""

from dashboard.topic_page import show_topic_page


def show_page() -> None:
    """The page of the sheets that the definitions call communication."""
    show_topic_page("communication")


show_page()
