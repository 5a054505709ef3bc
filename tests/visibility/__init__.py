"""Tests of the visibility plan: what can be shown of women, before any data."""
