"""The only place that knows which database it is; the rest is SQLAlchemy Core that runs on SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import ExceptionContext, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, ProgrammingError

from care_console.domain.errors import InvalidError, StoreError
from care_console.storage.engine import Engines, open_engines, told


def open_log(url: str) -> Engines:
    """Engines whose commits are on the disk when they return; every failure of the database arrives as a StoreError.

    `sqlite:///file` opens that file as every embedded store is opened: write-ahead log, synchronous FULL, writers
    begin IMMEDIATE. Any other URL goes to its driver as it is.

    Raises InvalidError if it is no URL of a database, or the database's driver is not installed.
    """
    refusal = InvalidError(
        "store",
        "The audit log's address is no database that this program can open.",
        todo="Give a URL such as sqlite:///audit.db or postgresql+psycopg://host/database.",
    )
    try:
        target = make_url(url)
        embedded = target.get_backend_name() == "sqlite"
        engine = None if embedded else create_engine(target, pool_pre_ping=True, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise refusal from None
    if engine is None:
        if not target.database or target.database == ":memory:":
            raise refusal
        return open_engines(Path(target.database), None)
    event.listen(engine, "handle_error", _translate, retval=True)
    return Engines(reader=engine, writer=engine)


def _translate(context: ExceptionContext) -> StoreError | None:
    if context.is_pre_ping:
        # The pool replaces a connection that was lost while idle.
        return None
    error = context.sqlalchemy_exception
    if isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | ProgrammingError):
        return told(context.original_exception)
    return None
