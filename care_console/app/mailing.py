"""The mail server and the care mailboxes as they are set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from care_console.credentials import KeyringCredentials
from care_console.domain.ports import Clock
from care_console.domain.ports.paper import PdfWriter
from care_console.mail.imap import ImapReturns, ImapServer
from care_console.mail.smtp import MailServer, Security, SmtpMailer
from care_console.settings import Settings

MAIL_PASSWORD = "mail:password"  # noqa: S105 - the name of a secret
BOUNCES_PASSWORD = "bounces:password"  # noqa: S105 - the name of a secret


@dataclass(frozen=True, slots=True)
class MailAccess:
    """The way to the mail server, None where IT has not set it, and mailboxes by brand that go before the packs'."""

    mailer: SmtpMailer | None = None
    mailboxes: Mapping[str, str] = field(default_factory=dict)
    paper: PdfWriter | None = None
    """What writes the copies on paper; None for what this computer has."""


def mail_access(settings: Settings) -> MailAccess:
    """What the settings say; the password is read from the keyring at each connection."""
    mailboxes = dict(one.split("=", 1) for one in settings.care_mailboxes)
    if not settings.mail_host:
        return MailAccess(None, mailboxes)
    server = MailServer(settings.mail_host, settings.mail_port, Security(settings.mail_security), settings.mail_user)
    return MailAccess(SmtpMailer(server, lambda: KeyringCredentials().get(MAIL_PASSWORD)), mailboxes)


def returned_mail(settings: Settings, clock: Clock) -> ImapReturns | None:
    """The mailbox of reports as it is set, None where it is not; the password is read at each connection."""
    if not settings.bounces_host:
        return None
    server = ImapServer(
        settings.bounces_host,
        settings.bounces_port,
        Security(settings.bounces_security),
        settings.bounces_user,
        settings.bounces_folder,
    )
    return ImapReturns(server, lambda: KeyringCredentials().get(BOUNCES_PASSWORD), clock)
