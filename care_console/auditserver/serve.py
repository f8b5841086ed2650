"""Runs the audit API as a process of its own."""

from __future__ import annotations

from collections.abc import Callable

from care_console import serving
from care_console.auditserver.app import create_app
from care_console.auditserver.engine import open_log
from care_console.auditserver.log import Log
from care_console.auditserver.tokens import Tokens
from care_console.serving import Place


def serve(store_url: str, place: Place, tokens: Tokens, ready: Callable[[int], None]) -> None:
    """Serve until the process is asked to stop; `ready` is told the port once requests are taken.

    Raises InvalidError for settings that cannot be served, ServiceError if the address is in use, StoreError if the
    log cannot be opened.
    """
    place.check()
    log = Log(open_log(store_url))
    try:
        log.prepare()
        serving.serve(create_app(log, tokens), place, ready)
    finally:
        log.close()
