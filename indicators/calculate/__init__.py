"""Calculation of every indicator for every month, in SQL over accepted rows; nothing here has passed the gate."""
