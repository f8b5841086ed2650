"""The mailbox to which reports of returned mail come: IMAP4rev1 over verified TLS (`domain.ports.Returns`)."""

from __future__ import annotations

import contextlib
import imaplib
import re
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from care_console.domain.ports import Clock
from care_console.mail.reports import MOST_BYTES
from care_console.mail.smtp import Security
from care_console.transport import TransportError, Trouble, is_loopback, verifying_context

DAYS: Final = 14
"""How far back reports are looked for: servers give up after five days at the latest."""
_MOST: Final = 500
"""Reports in one reading."""
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FROM_MAIL_SYSTEMS: Final = 'OR OR FROM "mailer-daemon" FROM "postmaster" HEADER Content-Type "multipart/report"'


@dataclass(frozen=True, slots=True)
class ImapServer:
    """Where reports come to. `authorities`: a PEM file trusted instead; `seconds` for each answer."""

    host: str
    port: int
    security: Security
    user: str
    folder: str = "INBOX"
    authorities: Path | None = None
    seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class ImapReturns:
    """See `domain.ports.Returns`: what is put aside is marked as seen; all other mail stays as it is."""

    server: ImapServer
    password: Callable[[], str | None]
    clock: Clock

    def each(self, take: Callable[[bytes], bool]) -> None:
        """See the port."""
        with self._opened() as imap:
            for uid in _uids(imap, self.clock.now()):
                if take(_report(imap, uid)):
                    _done(imap.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)"))

    @contextmanager
    def _opened(self) -> Iterator[imaplib.IMAP4]:
        """The folder, open. Raises TransportError, also for what breaks while it is used."""
        try:
            imap = self._connected()
            try:
                self._sign_in(imap)
                _done(imap.select(_quoted(self.server.folder)))
                yield imap
            finally:
                with contextlib.suppress(imaplib.IMAP4.error, OSError):
                    imap.logout()
                _hang_up(imap)  # a farewell that fails leaves the line open
        except ssl.SSLCertVerificationError:
            raise TransportError(
                Trouble.UNTRUSTED,
                "The server of the mailbox could not prove who it is: its certificate is not valid for this address.",
                todo="Ask IT; do not work around it.",
            ) from None
        except imaplib.IMAP4.abort:
            raise TransportError(Trouble.GARBLED, "The server of the mailbox broke off, or is none.") from None
        except imaplib.IMAP4.error:
            raise TransportError(
                Trouble.REFUSED,
                "The mailbox cannot be opened with the user, password and folder that are set.",
                todo="Ask IT to set them again.",
            ) from None
        except TimeoutError:
            raise TransportError(Trouble.TIMEOUT, "The server of the mailbox did not answer in time.") from None
        except (OSError, ValueError):
            raise TransportError(Trouble.UNREACHABLE, "The server of the mailbox cannot be reached.") from None

    def _connected(self) -> imaplib.IMAP4:
        server = self.server
        if server.security is Security.PLAIN and not is_loopback(server.host):
            raise TransportError(
                Trouble.UNTRUSTED,
                "The connection to the mailbox is set to go unencrypted, and it is on another computer.",
                todo="Set bounces_security to tls or starttls.",
            )
        if server.security is Security.TLS:
            context = verifying_context(server.authorities)
            return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=server.seconds)
        imap = imaplib.IMAP4(server.host, server.port, timeout=server.seconds)
        if server.security is Security.STARTTLS:
            try:
                imap.starttls(verifying_context(server.authorities))
            except BaseException:
                _hang_up(imap)
                raise
        return imap

    def _sign_in(self, imap: imaplib.IMAP4) -> None:
        password = self.password()
        if password is None:
            raise TransportError(
                Trouble.REFUSED,
                "The keyring of this computer holds no password for the mailbox.",
                todo="Keep it with: care-console secret bounces.",
            )
        imap.login(self.server.user, password)


def _hang_up(imap: imaplib.IMAP4) -> None:
    with contextlib.suppress(OSError):
        imap.shutdown()


def _uids(imap: imaplib.IMAP4, now: datetime) -> list[str]:
    """Unseen messages of mail systems, oldest first."""
    day = now - timedelta(days=DAYS)
    since = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
    (found,) = _done(imap.uid("SEARCH", f"UNSEEN SINCE {since} {_FROM_MAIL_SYSTEMS}"))[:1] or [b""]
    return re.findall(r"\d+", found.decode("ascii", "replace"))[:_MOST] if isinstance(found, bytes) else []


def _report(imap: imaplib.IMAP4, uid: str) -> bytes:
    """The beginning of a message; empty for one that has gone meanwhile."""
    told = _done(imap.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)"))
    return next((part[1] for part in told if isinstance(part, tuple)), b"")


def _done(answer: tuple[str, list[Any]]) -> list[Any]:
    """What a command gave. Raises imaplib's error where the server says no."""
    said, given = answer
    if said != "OK":
        raise imaplib.IMAP4.error("the server refused")
    return given


def _quoted(name: str) -> str:
    """A folder's name as a quoted string (RFC 3501, 4.3), which cannot end early."""
    return '"{}"'.format(re.sub(r'(["\\])', r"\\\1", "".join(each for each in name if each.isprintable())))
