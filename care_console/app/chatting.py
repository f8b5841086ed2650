"""The chat provider as it is set."""

from __future__ import annotations

from care_console.chat.auth import Authorisation, ClientCredentials, Scheme, Secret
from care_console.chat.http import HttpChat
from care_console.credentials import KeyringCredentials
from care_console.domain.errors import InvalidError
from care_console.domain.ports import Clock
from care_console.domain.retention import Retention
from care_console.settings import Settings
from care_console.transport import Channel, Limits

CHAT_SECRET = "chat:secret"  # noqa: S105 - the name of a secret
LIMITS = Limits(connect=5.0, read=10.0, total=30.0, answer_bytes=33_554_432)
"""Somebody waits at the telephone; a conversation may hold messages of a megabyte."""


def chat_provider(settings: Settings, retention: Retention, clock: Clock) -> HttpChat | None:
    """The provider, None where IT has not set it; the secret is read from the keyring when it is needed.

    Raises InvalidError or ServiceError for addresses that cannot be used.
    """
    if not settings.chat_url:
        return None
    return HttpChat(Channel(settings.chat_url, limits=LIMITS), _authorisation(settings), retention, clock)


def _authorisation(settings: Settings) -> Authorisation:
    if settings.chat_auth != "client_credentials":
        return Secret(Scheme(settings.chat_auth), _secret)
    if not settings.chat_token_url or not settings.chat_client:
        raise InvalidError(
            "chat_auth",
            "Client credentials need the address for tokens and the client's id.",
            todo="Set chat_token_url and chat_client, or another chat_auth.",
        )
    return ClientCredentials(
        Channel(settings.chat_token_url, limits=LIMITS), settings.chat_client, _secret, settings.chat_scope
    )


def _secret() -> str | None:
    return KeyringCredentials().get(CHAT_SECRET)
