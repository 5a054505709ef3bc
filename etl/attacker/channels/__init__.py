"""The attacker's reading of every output: whatever leaves the house is parsed and put before what the release says."""

from etl.attacker.channels.content import content_of
from etl.attacker.channels.faces import attack_file, attack_outputs

__all__ = ["attack_file", "attack_outputs", "content_of"]
