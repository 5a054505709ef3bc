"""Questions on what is already accepted, for the coordinator's desk alone.

Computed when asked, never kept as truth, never part of a release, and nothing is repaired by them. What is asked and
from which threshold on stands in `quality.yaml`; one module here for each way of looking.
"""
