"""Who may speak to the audit API: bearer tokens, known to the service by their SHA-256 only.

A token is a long random secret, so a fast hash is enough. Settings hold hashes; secrets stand on no command line.

    [[token]]
    name = "store-1"
    kind = "ingest"          # write-only, bound to the sources of one store
    store = "1"
    sha256 = "…64 hexadecimal digits…"

    [[token]]
    name = "leads"
    kind = "reader"
    sha256 = "…"
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from care_console.domain.errors import InvalidError
from care_console.serving import fingerprint, is_secret

TOKENS_VARIABLE: Final = "CARE_CONSOLE_AUDIT_TOKENS"
"""Environment variable with the same content as the settings file, as JSON: a list of tokens."""


class Token(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One bearer token; `store` binds an ingest token to the sources `/stores/<store>/…`."""

    name: Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^[A-Za-z0-9._-]+$")]
    kind: Literal["ingest", "reader"]
    sha256: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
    store: Annotated[str, Meta(max_length=100, pattern=r"^[A-Za-z0-9._-]*$")] = ""

    def __post_init__(self) -> None:
        """An ingest token without a store would write anywhere."""
        if (self.kind == "ingest") != bool(self.store):
            raise ValueError("an ingest token names its store, a reader none")

    def may_write(self, source: str) -> bool:
        """Whether events of `source` may come with this token."""
        return self.kind == "ingest" and source.startswith(f"/stores/{self.store}/")


class _Settings(msgspec.Struct, forbid_unknown_fields=True):
    token: list[Token]


class Tokens:
    """The tokens that the service accepts."""

    def __init__(self, tokens: Iterable[Token]) -> None:
        self._tokens = tuple(tokens)

    def find(self, secret: str) -> Token | None:
        """The token whose secret this is; every hash is compared, in constant time."""
        found = None
        for token in self._tokens:
            if is_secret(secret, token.sha256):
                found = token
        return found


def issue(name: str, kind: Literal["ingest", "reader"], store: str = "") -> tuple[str, Token]:
    """A fresh secret with 256 bits of chance, to be handed over once, and the token to keep for it."""
    secret = secrets.token_urlsafe(32)
    return secret, Token(name, kind, fingerprint(secret), store)


def load_tokens(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Tokens:
    """The tokens of a TOML settings file, or else of the environment variable CARE_CONSOLE_AUDIT_TOKENS.

    Raises InvalidError, which tells where the settings are wrong and never what they hold.
    """
    place = str(path) if path else TOKENS_VARIABLE
    try:
        if path is not None:
            settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Settings)
        else:
            settings = _Settings(msgspec.json.decode(environ.get(TOKENS_VARIABLE, ""), type=list[Token]))
    except (OSError, ValueError):
        raise InvalidError(
            "tokens",
            f"The tokens of the audit service cannot be read from {place}.",
            todo="Give each token a name, a kind (ingest with its store, or reader) and the SHA-256 of its secret.",
        ) from None
    return Tokens(settings.token)
