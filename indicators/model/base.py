"""What every definition has in common: closed (no unknown key) and frozen."""

from pydantic import BaseModel, ConfigDict


class Definition(BaseModel):
    """A part of the definitions; an unknown key is a fault, a loaded one never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
