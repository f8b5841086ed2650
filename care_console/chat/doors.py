"""Whom the reference provider lets in: holders of one secret, or of a token that it issued for client credentials.

Secrets and tokens are kept as fingerprints only, and compared in constant time.
"""

from __future__ import annotations

import base64
import binascii
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol
from urllib.parse import unquote_plus

from starlette.requests import Request

from care_console.domain.errors import InvalidError
from care_console.serving import fingerprint, is_secret

SECRET_VARIABLE: Final = "CARE_CONSOLE_CHAT_SECRET"  # noqa: S105 - the name of a variable
SHORTEST_SECRET: Final = 24
TOKEN_SECONDS: Final = 600
TOKEN_PATH: Final = "/oauth/token"  # noqa: S105 - a path
MOST_TOKENS: Final = 1_000
"""Live tokens; the oldest goes for one more."""


class Door(Protocol):
    """Decides about requests, and tells the OpenAPI document how."""

    schemes: dict[str, dict[str, Any]]

    def opens(self, request: Request) -> bool:
        """Whether a request may be answered."""
        ...


def checked(secret: str) -> str:
    """The fingerprint of a secret. Raises InvalidError for one that could be guessed."""
    if len(secret) < SHORTEST_SECRET:
        raise InvalidError(
            "secret",
            "The secret of the chat provider needs {least} characters or more.",
            todo="Set it in the environment variable {variable}.",
            least=SHORTEST_SECRET,
            variable=SECRET_VARIABLE,
        )
    return fingerprint(secret)


class SecretDoor:
    """One secret, as a bearer token or as an API key."""

    schemes: dict[str, dict[str, Any]] = {  # noqa: RUF012 - never written
        "bearer": {"type": "http", "scheme": "bearer"},
        "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
    }

    def __init__(self, secret: str) -> None:
        """Raises InvalidError for a secret that could be guessed."""
        self._secret = checked(secret)

    def opens(self, request: Request) -> bool:
        """See `Door`."""
        return is_secret(bearer(request) or request.headers.get("x-api-key", ""), self._secret)


@dataclass
class TokenDoor:
    """Tokens that end, issued to one client that shows its id and secret (RFC 6749, section 4.4)."""

    client: str
    secret: str = field(repr=False)
    clock: Callable[[], float] = time.monotonic
    seconds: int = TOKEN_SECONDS
    schemes: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {
            "oauth2": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": TOKEN_PATH, "scopes": {}}}}
        }
    )

    def __post_init__(self) -> None:
        """Raises InvalidError for a secret that could be guessed."""
        self._known = checked(self.secret)
        self.secret = ""
        self._tokens: dict[str, float] = {}
        self._lock = threading.Lock()

    def opens(self, request: Request) -> bool:
        """See `Door`."""
        given, now = bearer(request), self.clock()
        with self._lock:
            # All of them are compared, so that the time taken tells nothing.
            found = [is_secret(given, known) and until > now for known, until in self._tokens.items()]
        return any(found)

    def lets_in(self, request: Request) -> bool:
        """Whether a request for a token shows the client's id and secret, as HTTP Basic (section 2.3.1)."""
        scheme, _, pair = request.headers.get("authorization", "").partition(" ")
        try:
            client, _, secret = base64.b64decode(pair, validate=True).decode("utf-8").partition(":")
        except (binascii.Error, ValueError):
            return False
        right = is_secret(unquote_plus(secret), self._known)
        return scheme.lower() == "basic" and is_secret(unquote_plus(client), fingerprint(self.client)) and right

    def issue(self) -> dict[str, object]:
        """A token's answer (section 5.1)."""
        token, now = secrets.token_urlsafe(32), self.clock()
        with self._lock:
            live = {known: until for known, until in self._tokens.items() if until > now}
            self._tokens = dict(list(live.items())[-(MOST_TOKENS - 1) :])
            self._tokens[fingerprint(token)] = now + self.seconds
        return {"access_token": token, "token_type": "Bearer", "expires_in": self.seconds}


def bearer(request: Request) -> str:
    """The bearer token of a request, empty where it shows none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""
