"""Schema migrations of the store, run by Alembic; each is tested up and down with data."""
