"""A real mail server (aiosmtpd) in a thread, over TLS, that breaks where it is told to."""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from tests.patience import PATIENCE

if TYPE_CHECKING:
    import trustme


@dataclass
class Received:
    """A message that the server took responsibility for: the envelope and what was in it."""

    sender: str
    recipients: list[str]
    content: bytes = field(repr=False)

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed


def _abort(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class _Speaking(SMTP):
    """Breaks the connection in the middle of the data where it is told to."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        place: MailPlace = self.event_handler
        if place.fault == "cut in data":
            await self.push("354 go on")
            await self._reader.read(64)
            _abort(self)
            return
        await super().smtp_DATA(arg)


class MailPlace:
    """The server: `fault` says where it breaks or what it replies, `received` is what it has taken."""

    def __init__(
        self,
        certificate: trustme.LeafCert | None,
        *,
        implicit: bool = False,
        password: str | None = None,
        utf8: bool = True,
    ) -> None:
        self.fault = ""
        self.received: list[Received] = []
        self.taken = threading.Semaphore(0)
        """Released for each message received."""
        self.seen_encrypted: list[bool] = []
        self._password = password
        self._utf8 = utf8
        self._implicit = implicit
        self._context: ssl.SSLContext | None = None
        if certificate is not None:
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(self._context)
        # What it says of clients that hang up is not the product's log.
        logging.getLogger("mail.log").disabled = True
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mail server")
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def _speaker(self) -> SMTP:
        starttls = self._context if not self._implicit else None
        return _Speaking(
            self,
            hostname="mail.example",
            enable_SMTPUTF8=self._utf8,
            tls_context=starttls,
            require_starttls=starttls is not None,
            authenticator=self._authenticate if self._password else None,
            auth_require_tls=starttls is not None,
            loop=self._loop,
        )

    def _authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        right = data.login == b"care" and data.password == (self._password or "").encode()
        return AuthResult(success=right, handled=False)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.create_server(
            self._speaker, "127.0.0.1", 0, ssl=self._context if self._implicit else None
        )
        server = self._loop.run_until_complete(listening)
        self.port: int = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.run_until_complete(server.wait_closed())
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        logging.getLogger("mail.log").disabled = False

    # --- what aiosmtpd asks

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.seen_encrypted.append(session.ssl is not None or self._implicit)
        if self.fault == "sender refused":
            return "550 5.7.1 not from here"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fault == "cut before data":
            _abort(server)
        if self.fault == "recipient unknown":
            return f"550 5.1.1 <{address}> no such user here"
        if self.fault == "greylisted":
            return "450 4.7.1 try again in five minutes"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        fault = self.fault  # whoever waits for the message may set another one once it is taken
        if fault == "content refused":
            return "554 5.7.1 this looks like spam"
        if fault == "content deferred":
            return "451 4.3.0 the disk is full"
        assert isinstance(envelope.content, bytes)
        assert envelope.mail_from is not None
        self.received.append(Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.content))
        self.taken.release()
        if fault == "cut after data":
            _abort(server)
        if fault == "garbled reply":
            return "what?"
        if fault == "silent":
            await asyncio.Event().wait()
        return "250 2.0.0 taken"
