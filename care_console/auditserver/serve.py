"""Runs the audit API as a process of its own."""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from care_console.auditserver.app import create_app
from care_console.auditserver.engine import open_log
from care_console.auditserver.log import Log
from care_console.auditserver.tokens import Tokens
from care_console.domain.errors import InvalidError, ServiceError

_BACKLOG: Final = 128


def serve(
    store_url: str,
    host: str,
    port: int,
    tokens: Tokens,
    ready: Callable[[int], None],
    *,
    cert: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve until the process is asked to stop (SIGINT, SIGTERM); `ready` is told the port once requests are taken.

    Port 0 picks a free one. Without a certificate only loopback is served.

    Raises InvalidError for settings that cannot be served, ServiceError if the address is in use, StoreError if the
    log cannot be opened.
    """
    if (cert is None) != (key is None):
        raise InvalidError("cert", "A certificate needs its key, and a key its certificate.")
    if cert is None and not _is_loopback(host):
        raise InvalidError(
            "host",
            "Without TLS the audit service listens on this computer only.",
            todo="Give --cert and --key to serve other computers, or leave --host out.",
        )
    if cert is not None and key is not None:
        _check(cert, key)
    log = Log(open_log(store_url))
    try:
        log.prepare()
        with _listen(host, port) as listener:
            config = uvicorn.Config(
                create_app(log, tokens),
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,  # addresses of queries name customers
                server_header=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=5,
                ssl_certfile=cert,
                ssl_keyfile=key,
            )
            _Server(config, lambda: ready(listener.getsockname()[1])).run([listener])
    finally:
        log.close()


class _Server(uvicorn.Server):
    """Tells when it takes requests."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _check(cert: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except OSError:  # SSLError is one
        raise InvalidError(
            "cert",
            "The certificate and its key cannot be used.",
            todo="Give both as files in PEM form that belong together, and that you may read.",
        ) from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    if 0 <= port <= 65535:
        with contextlib.suppress(OSError):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    raise ServiceError(
        f"The audit service cannot listen on port {port}.",
        todo="Choose another port with --port, or end the program that uses this one.",
    )
