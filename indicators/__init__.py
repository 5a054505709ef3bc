"""The meaning of the project's figures: definitions, periods, calculation, progress and disclosure control."""
