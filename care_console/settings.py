"""Every setting declared once: type, default, meaning. What the administrator sets stands above what the user sets.

Files are TOML: the administrator's in the platform's site folder (`/etc/xdg/care-console/policy.toml` on Linux), the
user's in the user's own folder (`settings.toml`). Neither holds a secret: those are in the keyring.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args, get_origin, get_type_hints

from care_console.domain.errors import InvalidError, said

if TYPE_CHECKING:
    from collections.abc import Mapping

APP = "care-console"
MAILBOX = r"[a-z0-9-]+=[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"

_TOML_TYPES = {str: "string", int: "integer", float: "float", tuple: "array"}


class Within(NamedTuple):
    """Bounds of a number, both of them allowed."""

    least: float
    most: float

    def holds(self, value: float) -> bool:
        """Whether a number is within; one that is no number is not."""
        return self.least <= value <= self.most

    def __str__(self) -> str:
        return f"{self.least} … {self.most}"


class Like(NamedTuple):
    """What all of a text has to match."""

    pattern: str

    def holds(self, value: str) -> bool:
        """Whether a text does."""
        return re.fullmatch(self.pattern, value) is not None

    def __str__(self) -> str:
        return self.pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set."""

    store: str = ""
    """Path of the embedded store; empty for the default place."""
    audit_url: str = ""
    """Address of the audit API; empty until IT sets it: events then wait in the outbox."""
    market: Annotated[str, Like(r"[A-Z]{2}")] = "GB"
    """The shop's market, ISO 3166."""
    colours: Literal["system", "light", "dark"] = "system"
    """Follow the system, or always light or dark."""
    text_scale: Annotated[float, Within(1.0, 3.0)] = 1.0
    """Size of text and controls."""
    language: Literal["system", "en", "fr"] = "system"
    """The window's language; that of messages to customers is the customer's."""
    idle_minutes: Annotated[int, Within(1, 60)] = 5
    """Minutes without a key or the mouse after which everything shown is masked."""
    clipboard_seconds: Annotated[int, Within(5, 600)] = 60
    """Seconds after which what was copied in the window is taken back from the clipboard."""
    mail_host: str = ""
    """Name of the mail server; empty until IT sets it: messages to customers then wait in the store."""
    mail_port: Annotated[int, Within(1, 65535)] = 587
    """Its port: 587 for STARTTLS, 465 for TLS from the first byte."""
    mail_security: Literal["starttls", "tls", "plain"] = "starttls"
    """How the connection is encrypted; plain to this very computer only."""
    mail_user: str = ""
    """Who signs in to the mail server; the password is in the keyring under `mail:password`. Empty: nobody does."""
    bounces_host: str = ""
    """Name of the IMAP server to which reports of returned mail come; empty until IT sets it."""
    bounces_port: Annotated[int, Within(1, 65535)] = 993
    """Its port: 993 for TLS from the first byte, 143 for STARTTLS."""
    bounces_security: Literal["tls", "starttls", "plain"] = "tls"
    """How the connection is encrypted; plain to this very computer only."""
    bounces_user: str = ""
    """Who signs in to that mailbox; the password is in the keyring under `bounces:password`."""
    bounces_folder: str = "INBOX"
    """The folder in which reports are looked for. What is not a report of this store's mail is left as it is."""
    care_mailboxes: tuple[Annotated[str, Like(MAILBOX)], ...] = ()
    """Care mailboxes of brands, such as `la-redoute=care@example.org`, in place of those that the policy packs name."""
    chat_url: str = ""
    """Address of the chat provider; empty until IT sets it: conversations are then those that were imported."""
    chat_auth: Literal["api_key", "bearer", "client_credentials"] = "api_key"
    """How the console shows who it is: a key, a token, or tokens fetched with OAuth 2.0 client credentials. The secret
    is in the keyring under `chat:secret`."""
    chat_token_url: str = ""
    """Where tokens are fetched; for client credentials only."""
    chat_client: str = ""
    """The client's id at the provider; for client credentials only."""
    chat_scope: str = ""
    """The scope asked for, if the provider wants one named; for client credentials only."""
    orders_url: str = ""
    """Address that takes messages to the order system (`care_console.orders`); empty until IT sets it: they wait."""
    agent_name: str = ""
    """Who signed in last on this computer."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where this computer keeps the files of the program."""

    managed: Path
    user: Path
    data: Path

    @classmethod
    def of_platform(cls) -> Places:
        """The platform's own places."""
        import platformdirs

        return cls(
            managed=platformdirs.site_config_path(APP, appauthor=False) / "policy.toml",
            user=platformdirs.user_config_path(APP, appauthor=False) / "settings.toml",
            data=platformdirs.user_data_path(APP, appauthor=False),
        )


def load(places: Places) -> Settings:
    """The settings in force. Raises InvalidError, naming the file and the setting, for what cannot be read."""
    merged: dict[str, object] = {}
    for path in (places.user, places.managed):
        merged |= _read(path)
    return Settings(**_fitted(merged))


def fixed(places: Places) -> frozenset[str]:
    """Names of what the administrator has set, which the user cannot. Raises InvalidError as `load` does."""
    return frozenset(_read(places.managed))


def keep(places: Places, **changes: object) -> None:
    """Write changed settings to the user's file, whole or not at all. Raises OSError, InvalidError."""
    user = {**_read(places.user), **changes}
    try:
        _fitted(user)
    except UnfitError as error:
        raise InvalidError(
            ", ".join(sorted(changes)), "This cannot be set: {fault}.", todo="Choose another value.", fault=error
        ) from None
    lines = [f"{name} = {_toml(value)}" for name, value in sorted(user.items())]
    places.user.parent.mkdir(parents=True, exist_ok=True)
    write_whole(places.user, "\n".join(lines) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Replace a file's text, whole or not at all, also when the power fails meanwhile. Raises OSError."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


class UnfitError(ValueError):
    """A setting that cannot be so. Its text is the setting's name and what is allowed, the same in every language."""


def _fitted(found: Mapping[str, object]) -> dict[str, Any]:
    """What was found, as `Settings` takes it. Raises UnfitError."""
    declared = get_type_hints(Settings, include_extras=True)
    fitted: dict[str, Any] = {}
    for name, value in found.items():
        if name not in declared:
            raise UnfitError(f"{name} (?)")
        try:
            fitted[name] = _fit(value, declared[name])
        except ValueError as error:
            raise UnfitError(f"{name} ({error})") from None
    return fitted


def _fit(value: object, kind: Any) -> object:  # noqa: ANN401 - types are no type that could be named
    """A value as a setting of this type has it. Raises ValueError with what is allowed."""
    of, parts = get_origin(kind), get_args(kind)
    if of is Annotated:
        plain, bound = parts
        fit = _fit(value, plain)
        if not bound.holds(fit):
            raise ValueError(str(bound))
        return fit
    if of is tuple and isinstance(value, list | tuple):
        return tuple(_fit(each, parts[0]) for each in value)
    if of is Literal and value in parts:
        return value
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:  # a truth is no number
        raise ValueError(", ".join(parts) if of is Literal else _TOML_TYPES[of or kind])
    return value


def _toml(value: object) -> str:
    """A string, number or list in TOML: JSON writes them the same way, but for one character."""
    import json  # not loaded before the first frame: nothing is kept by then

    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _read(path: Path) -> dict[str, object]:
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # a computer without settings starts without it

        found = tomllib.loads(text)
        _fitted(found)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        place = str(error) if isinstance(error, UnfitError) else said("it cannot be read as TOML")
        raise InvalidError(
            path.name,
            "The settings in {path} are not right: {place}.",
            todo="Mend or remove that file; the program then starts with its defaults.",
            path=path,
            place=place,
        ) from None
    return found
