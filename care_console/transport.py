"""HTTP to the services outside: verified TLS, time-outs, proxies, bounded answers, one session per thread.

TLS is verified against the operating system's store, which holds a company's own authority (policy S1). Plain HTTP goes
to loopback only. Redirects are not followed: they would carry credentials elsewhere. `requests` is loaded by the first
request, not by importing this module.
"""

from __future__ import annotations

import ipaddress
import logging
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from care_console.domain.errors import InvalidError, ServiceError

if TYPE_CHECKING:
    import requests

_CHUNK: Final = 65_536


class Trouble(StrEnum):
    """Why a service could not be used; the window has words for each."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    UNTRUSTED = "untrusted"
    REFUSED = "refused"
    BUSY = "busy"
    GARBLED = "garbled"


class TransportError(ServiceError):
    """A request did not lead to an answer that can be used; `retry_after` is in seconds, if the service named any."""

    def __init__(
        self, trouble: Trouble, happened: str, *, todo: str = "", retry_after: float = 0.0, **values: object
    ) -> None:
        super().__init__(happened, safe="Nothing is lost: what was not delivered stays here.", todo=todo, **values)
        self.trouble = trouble
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two arrivals, and for a whole answer; largest answer in bytes."""

    connect: float = 5.0
    read: float = 20.0
    total: float = 30.0
    answer_bytes: int = 8_388_608


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer; names of headers are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def is_loopback(host: str) -> bool:
    """Whether `host` names this computer without asking a name server."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Channel:
    """Requests to one service at `base_url`, from any thread."""

    def __init__(
        self,
        base_url: str,
        *,
        headers: Mapping[str, str] | None = None,
        authorities: Path | None = None,
        limits: Limits | None = None,
    ) -> None:
        """`authorities`: a PEM file trusted instead of the operating system's store.

        Raises InvalidError if `base_url` is no http(s) URL, ServiceError if it is plain HTTP to another computer.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
            raise InvalidError("url", "The service's address is not an http or https URL.")
        self._loopback = is_loopback(parts.hostname)
        if parts.scheme == "http" and not self._loopback:
            raise ServiceError(
                "The service's address is not encrypted (http), and it is on another computer.",
                safe="Nothing was sent.",
                todo="Use its https address.",
            )
        self._base = base_url.rstrip("/")
        self._headers = dict(headers or {})
        self._authorities = authorities
        self._limits = limits or Limits()
        self._local = threading.local()
        self._lock = threading.Lock()
        self._sessions: list[requests.Session] = []

    def request(
        self,
        method: str,
        path: str,
        *,
        body: bytes | None = None,
        media: str = "",
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send one request and read its whole answer, whatever its status. Raises TransportError."""
        import requests

        sent = {**(headers or {}), **({"Content-Type": media} if media else {})}
        began = time.monotonic()
        try:
            with self.session().request(
                method,
                self._base + path,
                params=params,
                data=body,
                headers=sent,
                timeout=(self._limits.connect, self._limits.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                content = self._bounded(response, began)
                names = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, names, content)
        except requests.exceptions.SSLError:
            raise _untrusted() from None
        except requests.exceptions.Timeout:
            raise TransportError(Trouble.TIMEOUT, "The service did not answer in time.") from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise TransportError(Trouble.GARBLED, "The service's answer broke off.") from None
        except (requests.exceptions.RequestException, ValueError, OSError):
            raise TransportError(Trouble.UNREACHABLE, "The service cannot be reached.") from None

    def session(self) -> requests.Session:
        """This thread's session; it takes nothing from the environment but proxies, and those never for loopback."""
        made: requests.Session | None = getattr(self._local, "session", None)
        if made is None:
            made = self._make_session()
            self._local.session = made
            with self._lock:
                self._sessions.append(made)
        return made

    def close(self) -> None:
        """Close the connections of every thread."""
        with self._lock:
            sessions, self._sessions = self._sessions, []
        for session in sessions:
            session.close()
        self._local = threading.local()

    def _make_session(self) -> requests.Session:
        import requests

        # Its warnings quote whole addresses, and those of the chat provider name customers.
        logging.getLogger("urllib3").setLevel(logging.CRITICAL)
        session = requests.Session()
        # Off, for it would read passwords from ~/.netrc and authorities from the environment.
        session.trust_env = False
        session.headers.update({"User-Agent": "care-console", "Accept-Encoding": "identity"} | self._headers)
        session.proxies = {} if self._loopback else dict(requests.utils.get_environ_proxies(self._base))
        session.mount("https://", _adapter(self._authorities))
        return session

    def _bounded(self, response: requests.Response, began: float) -> bytes:
        content = bytearray()
        for chunk in response.iter_content(_CHUNK):
            content += chunk
            if len(content) > self._limits.answer_bytes:
                raise TransportError(Trouble.GARBLED, "The service's answer is too large.")
            if time.monotonic() - began > self._limits.total:
                raise TransportError(Trouble.TIMEOUT, "The service's answer came too slowly.")
        return bytes(content)


def _untrusted() -> TransportError:
    return TransportError(
        Trouble.UNTRUSTED,
        "The service could not prove who it is: its certificate is not valid for this address.",
        todo="Ask IT; do not work around it.",
    )


def verifying_context(authorities: Path | None) -> ssl.SSLContext:
    """What every connection is verified with: the system's store, or a PEM file trusted instead; TLS 1.2 at least."""
    import truststore

    context: ssl.SSLContext
    if authorities is None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    else:
        context = ssl.create_default_context(cafile=str(authorities))
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _adapter(authorities: Path | None) -> requests.adapters.HTTPAdapter:
    """An adapter that verifies with one context, and lets no setting replace or weaken it."""
    from requests.adapters import HTTPAdapter

    context = verifying_context(authorities)

    class Verifying(HTTPAdapter):
        """Hands the context to every pool, and adds no other authorities to it."""

        def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as its parent has it
            super().init_poolmanager(*args, **kwargs, ssl_context=context)

        def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as its parent has it
            return super().proxy_manager_for(*args, **kwargs, ssl_context=context)

        def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ANN401, ARG002
            """Keep `requests` from adding its own list of authorities to the context."""
            conn.cert_reqs = "CERT_REQUIRED"
            conn.ca_certs = conn.ca_cert_dir = None

    return Verifying()
