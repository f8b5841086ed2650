"""The store: customers, requests, grants and the outbox in one database, behind the ports of the domain."""
