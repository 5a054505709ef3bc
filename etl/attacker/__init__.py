"""The independent attacker: reads what is public of all releases and tries to learn something about a woman.

It shares no code with the protector, nor with anything else of ours: what it believes of a release it reads from the
release itself. A doubt is a finding; no verdict is a finding.
"""
