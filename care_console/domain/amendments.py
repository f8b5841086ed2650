"""Values that an agent types, checked while typing and before saving (M1): every rule here needs no store."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from care_console.domain.errors import InvalidError
from care_console.domain.masking import holds_mask

LONGEST_EMAIL = 254
"""RFC 5321 4.5.3.1.3: a path of 256 octets with its angle brackets."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field to be written: the row at the version that the agent saw, and the new value, checked."""

    table: str
    column: str
    row_id: int
    version: int
    value: str


def checked_email(typed: str) -> str:
    """An e-mail address in its normal form. Raises InvalidError, in words, for what cannot be one.

    No name is looked up on the network: an address that is well formed may still not exist.
    """
    from email_validator import EmailNotValidError, validate_email

    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        raise InvalidError("email.address", "An e-mail address is needed.", todo="Type it, or leave the old one.")
    if holds_mask(text):
        raise InvalidError("email.address", "This is a mask, not an address.", todo="Type the whole address.")
    if len(text) > LONGEST_EMAIL:
        raise InvalidError("email.address", "An e-mail address has at most 254 characters.", todo="Shorten it.")
    if "@" not in text:
        raise InvalidError("email.address", "The @ is missing.", todo="Ask for the part after the @.")
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise InvalidError(
            "email.address", "This cannot be an e-mail address.", todo="Spell it back to the customer."
        ) from None
    return found.normalized
