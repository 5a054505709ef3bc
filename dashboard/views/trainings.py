"""Trainings: sessions against the plan, who came, what they say and learn, and the sessions that were held."""

from dashboard.topic_page import show_topic_page


def show_page() -> None:
    """The page of the sheets that the definitions call trainings."""
    show_topic_page("trainings")


show_page()
