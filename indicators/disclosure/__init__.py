"""Disclosure control: what may leave. See the publication plan and docs on the guarantee; it fails closed."""
