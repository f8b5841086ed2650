"""A letter as the bytes that go to the mail server (RFC 5322, MIME), and addresses as servers take them."""

from __future__ import annotations

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from care_console.domain.messages import Letter, clean_text, one_line

_SEVEN_BIT = SMTP.clone(cte_type="7bit")
_UTF8 = SMTP.clone(cte_type="7bit", utf8=True)


class AddressError(ValueError):
    """Not an address that mail could go to; the text does not hold it."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address as it stands in the envelope; `utf8` if the server must know SMTPUTF8 for it (RFC 6531)."""

    address: str
    utf8: bool


def route(address: str) -> Route:
    """The route of an address: its domain in ASCII, its local part as it is. Raises AddressError."""
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(address, check_deliverability=False, allow_quoted_local=True)
    except EmailNotValidError:
        raise AddressError("not an e-mail address") from None
    if found.ascii_email is not None:
        return Route(found.ascii_email, utf8=False)
    return Route(f"{found.local_part}@{found.ascii_domain}", utf8=True)


def written(letter: Letter, to: Route) -> bytes:
    """The whole message: text, HTML and attachment, in lines that end in CR LF, in seven bits but for UTF-8 headers.

    The same letter gives the same message in every try, but for the boundaries between its parts.
    """
    draft = letter.draft
    message = EmailMessage(policy=_UTF8 if to.utf8 else _SEVEN_BIT)
    message["From"] = Address(one_line(draft.sender_name), addr_spec=draft.sender)
    local, _, domain = to.address.rpartition("@")
    # The library takes letters beyond ASCII in parts only, and quotes in the whole only.
    message["To"] = Address(username=local, domain=domain) if to.utf8 else Address(addr_spec=to.address)
    message["Subject"] = one_line(draft.subject)
    message["Date"] = letter.written_at
    message["Message-ID"] = letter.header_id
    # So that no holiday answer comes back to the care mailbox (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(clean_text(draft.text))
    message.add_alternative(clean_text(draft.html), subtype="html")
    if draft.attachment is not None:
        main, _, sub = draft.attachment.media.partition("/")
        message.add_attachment(
            draft.attachment.content, maintype=main, subtype=sub, filename=one_line(draft.attachment.name)
        )
    # At the end, for headers of content move into the first part when a second one is added.
    message["Content-Language"] = draft.language
    return message.as_bytes()
