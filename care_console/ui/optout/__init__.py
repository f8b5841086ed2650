"""Opting out: one bar on the look-up and on the customer page, from the key to the way back."""
