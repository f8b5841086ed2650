"""The audit API: an ASGI service that accepts, deduplicates, stores and shows audit events; a process of its own."""
