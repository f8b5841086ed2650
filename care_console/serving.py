"""Serving an ASGI application as a process of its own: TLS, or loopback alone; it tells once it takes requests.

Both services that the console brings are served by it, the audit API and the reference chat provider.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from care_console.domain.errors import InvalidError, ServiceError
from care_console.transport import is_loopback

if TYPE_CHECKING:
    import uvicorn

_BACKLOG: Final = 128


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service listens: port 0 picks a free one; without a certificate only loopback is served."""

    host: str
    port: int
    cert: Path | None = None
    key: Path | None = None

    def check(self) -> None:
        """Raises InvalidError for what cannot be served."""
        if (self.cert is None) != (self.key is None):
            raise InvalidError("cert", "A certificate needs its key, and a key its certificate.")
        if self.cert is None and not is_loopback(self.host):
            raise InvalidError(
                "host",
                "Without TLS the service listens on this computer only.",
                todo="Give --cert and --key to serve other computers, or leave --host out.",
            )
        if self.cert is not None:
            try:
                ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(self.cert, self.key)
            except (OSError, ValueError):  # SSLError is an OSError
                raise InvalidError(
                    "cert",
                    "The certificate and its key cannot be used.",
                    todo="Give both as files in PEM form that belong together, and that you may read.",
                ) from None


def serve(application: Any, place: Place, ready: Callable[[int], None]) -> None:  # noqa: ANN401 - ASGI has no type here
    """Serve until the process is asked to stop (SIGINT, SIGTERM); `ready` is told the port once requests are taken.

    Raises InvalidError for a place that cannot be served, ServiceError if its port is taken.
    """
    import uvicorn

    place.check()
    with _listen(place.host, place.port) as listener:
        config = uvicorn.Config(
            application,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,  # addresses of queries name customers
            server_header=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=5,
            ssl_certfile=place.cert,
            ssl_keyfile=place.key,
        )
        _telling(config, lambda: ready(listener.getsockname()[1])).run([listener])


def _telling(config: uvicorn.Config, ready: Callable[[], None]) -> uvicorn.Server:
    """A server that tells when it takes requests."""
    import uvicorn

    class Telling(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    return Telling(config)


def _listen(host: str, port: int) -> socket.socket:
    if 0 <= port <= 65_535:
        with contextlib.suppress(OSError):
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    raise ServiceError(
        "The service cannot listen on port {port}.",
        todo="Choose another port with --port, or end the program that uses this one.",
        port=port,
    )


def fingerprint(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal digits: a long random secret needs no slow hash."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def is_secret(given: str, known: str) -> bool:
    """Whether `given` is the secret with this fingerprint, compared in constant time."""
    return hmac.compare_digest(fingerprint(given), known)
