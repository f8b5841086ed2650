"""Kinds of things that may not leave in a copy of a chat, and where they were found (policy T2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from care_console.domain.numbers_said import digits_of

CARD_DIGITS: Final = 13
"""The fewest digits of a payment card's number."""


class Label(StrEnum):
    """What a piece of text is, as far as can be told."""

    CARD = "card"
    SECURITY_CODE = "security_code"
    SOCIAL_SECURITY = "social_security"
    ACCOUNT = "account"
    """Of a bank or of a customer: account, sort code, IBAN."""
    PASSWORD = "password"  # noqa: S105 - a label
    PIN = "pin"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    """A number whose meaning is not told."""
    CHOSEN = "chosen"
    """Marked by an agent."""
    PLAIN = "plain"
    """Known to be harmless: never proposed."""


class Found(NamedTuple):
    """Characters `start` to `end` of one text."""

    start: int
    end: int
    label: Label


@dataclass(frozen=True, slots=True)
class Own:
    """What is the customer's own and may stay in their copy: e-mail addresses and phone numbers (E.164)."""

    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()

    @classmethod
    def of(cls, emails: Iterable[str], phones: Iterable[str]) -> Own:
        """In the form in which they are compared."""
        return cls(frozenset(each.casefold() for each in emails), frozenset(digits_of(each) for each in phones))

    def has_phone(self, digits: str) -> bool:
        """Whether digits are one of the numbers, with or without the country's code."""
        national = digits.lstrip("0")
        return len(national) >= 7 and any(each.endswith(national) for each in self.phones)


def words(text: str) -> frozenset[str]:
    """A vocabulary, written as a text."""
    return frozenset(text.split())
