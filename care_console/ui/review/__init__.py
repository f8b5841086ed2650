"""Audit events for team leads."""
