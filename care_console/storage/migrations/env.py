"""Alembic's entry: runs on the connection that the store hands over, in its transaction."""

from __future__ import annotations

from alembic import context

from care_console.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
