"""Delivery of audit events: the client of the audit API, and the relay that empties the outbox into it."""
