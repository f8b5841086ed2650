"""The way to the mail server: SMTP, encrypted and verified, one connection for each copy (`domain.ports.Mailer`).

Data and the line that ends it are sent apart, because that line decides: a server that has not seen it must not deliver
(RFC 5321, 3.8 and 4.1.1.4), and once it may have seen it, only its reply tells. In between the store notes durably that
the copy is handed over, so that a copy in doubt is known as such even after a crash.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from care_console.domain.messages import Letter, MessageState, Reply, Stage, Verdict, one_line, verdict
from care_console.mail.writing import AddressError, Route, route, written
from care_console.transport import TransportError, Trouble, is_loopback, verifying_context

_MOST_WORDS: Final = 500
# A name would tell the receiver about this computer, and asking for it may take seconds.
_GREETING: Final = "[127.0.0.1]"
_NOT_AN_ADDRESS: Final = Reply(553, "5.1.3 This is not an e-mail address.", Stage.RECIPIENT)
_NO_UTF8: Final = Reply(
    553, "5.6.7 The mail server takes no addresses with letters other than a to z.", Stage.RECIPIENT
)


class Security(StrEnum):
    """How the connection is encrypted: from its first byte, or from STARTTLS on; not at all on loopback only (S1)."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class MailLimits:
    """Seconds to connect, for each reply, and for the reply that decides (ten minutes: RFC 5321, 4.5.3.2.6)."""

    connect: float = 10.0
    command: float = 60.0
    decision: float = 600.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail goes. `user` is empty where the server asks for none; `authorities`: a PEM file trusted instead."""

    host: str
    port: int
    security: Security = Security.STARTTLS
    user: str = ""
    authorities: Path | None = None
    limits: MailLimits = field(default_factory=MailLimits)


class SmtpMailer:
    """See `domain.ports.Mailer`."""

    def __init__(self, server: MailServer, password: Callable[[], str | None]) -> None:
        """`password` is asked for at each connection."""
        self._server = server
        self._password = password
        self._lock = threading.Lock()
        self._open: smtplib.SMTP | None = None

    def deliver(self, letter: Letter, hand_over: Callable[[], bool]) -> Verdict:
        """See the port."""
        try:
            to = route(letter.recipient)
        except AddressError:
            return verdict(_NOT_AN_ADDRESS)
        content = re.sub(rb"(?m)^\.", b"..", written(letter, to))
        with self._connected() as smtp:
            if to.utf8 and not smtp.has_extn("smtputf8"):
                return verdict(_NO_UTF8)
            try:
                if (refused := _addressed(smtp, letter.draft.sender, to)) is not None:
                    return verdict(refused)
                smtp.send(content)
                _ensure_there(smtp)
            except (smtplib.SMTPException, OSError):
                # Without the line that ends the data the server has nothing to deliver.
                smtp.close()
                return Verdict(MessageState.DEFERRED)
            try:
                may_go = hand_over()
            except BaseException:
                smtp.close()
                raise
            if not may_go:
                smtp.close()
                return Verdict(MessageState.CANCELLED)
            return self._decided(smtp)

    def _decided(self, smtp: smtplib.SMTP) -> Verdict:
        """End the data and read the reply that decides; whatever breaks from here on leaves the copy in doubt."""
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._server.limits.decision)
            smtp.send(b".\r\n")
            reply = _reply(smtp.getreply(), Stage.CONTENT)
        except (smtplib.SMTPException, OSError):
            smtp.close()
            return Verdict(MessageState.UNKNOWN)
        return Verdict(MessageState.UNKNOWN) if reply is None else verdict(reply)

    def hang_up(self) -> None:
        """See the port."""
        with self._lock:
            sock = self._open.sock if self._open is not None else None
            if sock is not None:
                with contextlib.suppress(OSError):
                    # The socket's own: the one of TLS takes the connection apart that the other thread reads from.
                    socket.socket.shutdown(sock, socket.SHUT_RDWR)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        smtp = self._connect()
        with self._lock:
            self._open = smtp
        try:
            yield smtp
        finally:
            with self._lock:
                self._open = None
            if smtp.sock is not None:
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    smtp.quit()
            smtp.close()

    def _connect(self) -> smtplib.SMTP:
        """A connection, encrypted, verified and signed in. Raises TransportError."""
        if self._server.security is Security.PLAIN and not is_loopback(self._server.host):
            raise _trouble(
                Trouble.UNTRUSTED,
                "The connection to the mail server is set to go unencrypted, and it is on another computer.",
                todo="Set mail_security to starttls or tls.",
            )
        try:
            smtp = self._encrypted()
            try:
                self._sign_in(smtp)
                if smtp.sock is not None:
                    smtp.sock.settimeout(self._server.limits.command)
            except BaseException:
                smtp.close()
                raise
        except ssl.SSLCertVerificationError:
            raise _trouble(
                Trouble.UNTRUSTED,
                "The mail server could not prove who it is: its certificate is not valid for this address.",
                todo="Ask IT; do not work around it.",
            ) from None
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError):
            raise _trouble(
                Trouble.REFUSED,
                "The mail server does not take the user and password that are set.",
                todo="Ask IT to set them again.",
            ) from None
        except smtplib.SMTPResponseException as error:
            trouble = Trouble.BUSY if 400 <= error.smtp_code < 500 else Trouble.REFUSED
            raise _trouble(trouble, "The mail server turned the console away.") from None
        except TimeoutError:
            raise _trouble(Trouble.TIMEOUT, "The mail server did not answer in time.") from None
        except (smtplib.SMTPException, OSError, ValueError):
            raise _trouble(Trouble.UNREACHABLE, "The mail server cannot be reached.") from None
        return smtp

    def _encrypted(self) -> smtplib.SMTP:
        server, limit = self._server, self._server.limits.connect
        if server.security is Security.TLS:
            context = verifying_context(server.authorities)
            return smtplib.SMTP_SSL(server.host, server.port, local_hostname=_GREETING, timeout=limit, context=context)
        smtp = smtplib.SMTP(server.host, server.port, local_hostname=_GREETING, timeout=limit)
        if server.security is Security.STARTTLS:
            try:
                self._start_tls(smtp)
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _start_tls(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo()
        if not smtp.has_extn("starttls"):
            raise _trouble(Trouble.UNTRUSTED, "The mail server offers no encryption.", todo="Ask IT to switch it on.")
        smtp.starttls(context=verifying_context(self._server.authorities))

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        code, words = smtp.ehlo()
        if not 200 <= code < 300:
            raise smtplib.SMTPHeloError(code, words)
        if not self._server.user:
            return
        password = self._password()
        if password is None:
            raise _trouble(
                Trouble.REFUSED,
                "The keyring of this computer holds no password for the mail server.",
                todo="Ask IT to set it.",
            )
        smtp.login(self._server.user, password)


def _addressed(smtp: smtplib.SMTP, sender: str, to: Route) -> Reply | None:
    """Sender, recipient, and leave to send the data; the reply that refused one of them. Raises as `smtplib` does."""
    options = ["SMTPUTF8"] if to.utf8 else []
    smtp.command_encoding = "utf-8" if to.utf8 else "ascii"
    smtp.putcmd("MAIL", " ".join([f"FROM:<{sender}>", *options]))
    for stage, following in ((Stage.SENDER, f"RCPT TO:<{to.address}>"), (Stage.RECIPIENT, "DATA")):
        reply = _read(smtp, stage)
        if not 200 <= reply.code < 300:
            return reply
        smtp.putcmd(following)
    reply = _read(smtp, Stage.CONTENT)
    return None if reply.code == 354 else reply


def _ensure_there(smtp: smtplib.SMTP) -> None:
    """Raise as `smtplib` does if the server has gone, or spoke out of turn: what was sent may be in buffers only.

    Seen before the copy is handed over, it is no doubt but a try that failed.
    """
    if smtp.sock is None:
        raise smtplib.SMTPServerDisconnected("the server has gone")
    patience = smtp.sock.gettimeout()
    smtp.sock.settimeout(0)
    try:
        smtp.sock.recv(1)
    except (BlockingIOError, ssl.SSLWantReadError):
        smtp.sock.settimeout(patience)
        return
    raise smtplib.SMTPServerDisconnected("the server has gone, or does not wait for the end of the data")


def _read(smtp: smtplib.SMTP, stage: Stage) -> Reply:
    reply = _reply(smtp.getreply(), stage)
    if reply is None:
        raise smtplib.SMTPServerDisconnected("what answered does not speak SMTP")
    return reply


def _reply(answer: tuple[int, bytes], stage: Stage) -> Reply | None:
    """A reply with its words made safe to show; None for what is no reply of SMTP."""
    code, words = answer
    if not 200 <= code < 600:
        return None
    return Reply(code, one_line(words.decode("utf-8", "replace"))[:_MOST_WORDS], stage)


def _trouble(trouble: Trouble, happened: str, *, todo: str = "") -> TransportError:
    return TransportError(trouble, happened, todo=todo)
