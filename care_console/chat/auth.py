"""How the console shows the chat provider who it is: a key or a token of the keyring, or OAuth 2.0 client credentials.

Secrets are asked of the keyring when they are needed, and appear in no log and no error.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import quote_plus

from care_console.domain.errors import ServiceError
from care_console.transport import Channel, TransportError, Trouble

LEEWAY: Final = 30.0
"""Seconds before its end at which a token is no longer used."""
SHORTEST_LIFE: Final = 60.0
"""Seconds for which a token is used whose answer does not say for how long."""
LONGEST_LIFE: Final = 86_400.0


class Scheme(StrEnum):
    """How the secret of the keyring is shown to the provider."""

    BEARER = "bearer"
    """OAuth 2.0 bearer token (RFC 6750)."""
    API_KEY = "api_key"
    """In the header `X-API-Key`."""


class Authorisation(Protocol):
    """What a request to the provider is sent with. Safe to use from any thread."""

    def headers(self) -> dict[str, str]:
        """The headers of the next request. Raises ServiceError."""
        ...

    def renew(self, headers: dict[str, str]) -> bool:
        """The provider refused these headers: whether asking again with new ones may help."""
        ...

    def close(self) -> None:
        """Close the connections that it needed."""
        ...


class Secret:
    """A key or a token that IT set, shown as it is."""

    def __init__(self, scheme: Scheme, secret: Callable[[], str | None]) -> None:
        self._scheme = scheme
        self._secret = secret

    def headers(self) -> dict[str, str]:
        """See the protocol."""
        secret = kept(self._secret)
        return {"Authorization": f"Bearer {secret}"} if self._scheme is Scheme.BEARER else {"X-API-Key": secret}

    def renew(self, headers: dict[str, str]) -> bool:  # noqa: ARG002 - the protocol's signature
        """See the protocol: there is no other."""
        return False

    def close(self) -> None:
        """See the protocol: it needed none."""


class ClientCredentials:
    """Tokens fetched with the client's own credentials (RFC 6749, section 4.4), one at a time, until they end.

    `channel` leads to the token endpoint at `path`, over the same verified TLS as everything else.
    """

    def __init__(
        self,
        channel: Channel,
        client: str,
        secret: Callable[[], str | None],
        scope: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`client` is the id that the provider gave, `clock` gives seconds."""
        self._channel = channel
        self._client = client
        self._secret = secret
        self._scope = scope
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def headers(self) -> dict[str, str]:
        """See the protocol."""
        with self._lock:
            if not self._token or self._clock() >= self._until:
                self._token, life = self._fetch()
                self._until = self._clock() + max(life - LEEWAY, life / 2)
            return {"Authorization": f"Bearer {self._token}"}

    def renew(self, headers: dict[str, str]) -> bool:
        """See the protocol: once per token, since the next one may be refused for another reason."""
        with self._lock:
            if headers.get("Authorization") == f"Bearer {self._token}":
                self._token = ""
        return True

    def close(self) -> None:
        """See the protocol."""
        self._channel.close()

    def _fetch(self) -> tuple[str, float]:
        """A token, and for how many seconds it holds."""
        from oauthlib.oauth2 import BackendApplicationClient, OAuth2Error

        client = BackendApplicationClient(client_id=self._client)
        body = client.prepare_request_body(include_client_id=False, scope=self._scope or None)
        answer = self._channel.request(
            "POST",
            "",
            body=body.encode(),
            media="application/x-www-form-urlencoded",
            headers={"Accept": "application/json", "Authorization": _basic(self._client, kept(self._secret))},
        )
        if answer.status in (408, 429) or answer.status >= 500:
            raise TransportError(
                Trouble.BUSY, "The chat provider's sign-in is busy or out of order.", todo="Try again later."
            )
        try:
            told = client.parse_request_body_response(answer.body.decode("utf-8"))
        except (OAuth2Error, ValueError, TypeError, AttributeError):
            # What the library says may quote the answer, and so the token.
            raise _not_let_in() from None
        token, life = told.get("access_token"), told.get("expires_in", SHORTEST_LIFE)
        if answer.status != 200 or not isinstance(token, str) or str(told.get("token_type", "")).lower() != "bearer":
            raise _not_let_in()
        return token, _seconds(life)


def kept(secret: Callable[[], str | None]) -> str:
    """The secret of the keyring. Raises ServiceError where there is none."""
    found = secret()
    if not found:
        raise ServiceError(
            "No secret for the chat provider is kept on this computer.",
            safe="Nothing was sent.",
            todo="Ask IT to store it with: care-console secret chat.",
        )
    return found


def _basic(client: str, secret: str) -> str:
    """HTTP Basic of form-encoded id and secret (RFC 6749, section 2.3.1)."""
    pair = f"{quote_plus(client)}:{quote_plus(secret)}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _seconds(told: object) -> float:
    return min(max(told, 0), LONGEST_LIFE) if isinstance(told, int) else SHORTEST_LIFE


def _not_let_in() -> TransportError:
    return TransportError(
        Trouble.REFUSED,
        "The chat provider's sign-in does not accept this computer.",
        todo="Ask IT to check chat_client, chat_token_url and the secret.",
    )
