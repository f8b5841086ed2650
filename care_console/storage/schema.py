"""Brings a store's schema to the version of this program, and recognises what is too new."""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection

from care_console.domain.errors import StoreError, StoreNewerError


def migrate(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up (or down) to `revision` on a connection that holds the write lock.

    Raises StoreNewerError for a store that a newer version of the program made; it is left untouched.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("care_console.storage") / "migrations"))
    config.attributes["connection"] = connection
    current = stored_revision(connection)
    if current is not None and current not in _known(config):
        raise StoreNewerError(
            "This store was made by a newer version of Care Console.",
            safe="It was not changed.",
            todo="Install the newer version, or open another store.",
        )
    if revision == "head" or _is_ahead(config, revision, current):
        command.upgrade(config, revision)
    else:
        command.downgrade(config, revision)


def _known(config: object) -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}  # type: ignore[arg-type]


def _is_ahead(config: object, revision: str, current: str | None) -> bool:
    from alembic.script import ScriptDirectory

    if revision == "base":
        return False
    newest_first = [s.revision for s in ScriptDirectory.from_config(config).walk_revisions()]  # type: ignore[arg-type]
    return current is None or newest_first.index(revision) <= newest_first.index(current)


def require_store(connection: Connection) -> str:
    """The revision of a store. Raises StoreError for a database that is none."""
    current = stored_revision(connection)
    if current is None:
        raise StoreError(
            "This file is not a store of Care Console.",
            safe="It was not changed.",
            todo="Check the path of the store in the settings.",
        )
    return current


def stored_revision(connection: Connection) -> str | None:
    """The revision that the store is at; None for an empty file."""
    exists = connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").first()
    if exists is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return None if found is None else str(found[0])
