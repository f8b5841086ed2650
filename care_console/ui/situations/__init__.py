"""Flags of a customer, and who may ask as a representative: one bar on the customer page."""
