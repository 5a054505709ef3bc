"""Frozen models of everything that the definitions folder states."""
