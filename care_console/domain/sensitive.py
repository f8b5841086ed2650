"""What may not leave in a copy of a chat (policy T2), found in one message and what was asked before it.

A number's meaning is taken from the nearest telling word ("card", "order"), else from the question before it. A number
that nobody explains is proposed as well: a person looks at the proposals, and a missed card number is worse than a
hidden size. Whatever has 13 to 19 digits is taken for a card number, with or without a valid check digit
(ISO/IEC 7812-1), because people mistype them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from care_console.domain.findings import CARD_DIGITS, Found, Label, Own, words
from care_console.domain.numbers_said import NUMBER_WORDS, Number, Token, numbers_in, tokens_of
from care_console.domain.sensitive_words import emails_in, passwords_in


def _words(label: Label, text: str) -> dict[str, Label]:
    return dict.fromkeys(words(text), label)


_TELLING: Final[Mapping[str, Label]] = {
    **_words(Label.CARD, "card cards visa mastercard amex maestro debit credit"),
    **_words(Label.SECURITY_CODE, "cvv cvv2 cvc cvc2 csc cv2 code otp"),
    **_words(Label.SOCIAL_SECURITY, "ssn ssns social nino itin"),
    **_words(Label.ACCOUNT, "account accounts acct acc accnt iban routing bic sort"),
    **_words(Label.PASSWORD, "password passwords passwd pwd passphrase passcode memorable"),
    **_words(Label.PIN, "pin pins pass"),
    **_words(Label.PHONE, "phone telephone tel mobile cellphone landline whatsapp conno"),
    **_words(
        Label.PLAIN,
        "order orders parcel tracking consignment item items style sku product ref reference case ticket size invoice "
        "delivery postcode postal zip zipcode quantity qty year years model price cost costs total amount paid pay "
        "policy claim balance flight room "
        "street road avenue house apartment apt flat version voucher promo discount coupon",
    ),
}
_PAIRS: Final[Mapping[tuple[str, str], Label]] = {
    ("security", "number"): Label.SECURITY_CODE,
    ("security", "digits"): Label.SECURITY_CODE,
    ("national", "insurance"): Label.SOCIAL_SECURITY,
    ("ni", "number"): Label.SOCIAL_SECURITY,
    ("pass", "word"): Label.PASSWORD,
    ("maiden", "name"): Label.PASSWORD,
    ("security", "question"): Label.PASSWORD,
    ("security", "answer"): Label.PASSWORD,
    ("tax", "id"): Label.SOCIAL_SECURITY,
    ("ac", "no"): Label.ACCOUNT,
    ("ac", "number"): Label.ACCOUNT,
    ("bank", "number"): Label.ACCOUNT,
    ("contact", "number"): Label.PHONE,
    ("cell", "number"): Label.PHONE,
    ("call", "me"): Label.PHONE,
    ("text", "me"): Label.PHONE,
}
_PLAIN_CODES: Final = words(
    "promo promotion promotional discount voucher coupon offer referral post postal zip area country item product "
    "style colour color error tracking reference"
)
_INTRODUCING: Final = words("is are no number num")
_FEWEST: Final[Mapping[Label, int]] = {
    Label.CARD: 4,
    Label.SECURITY_CODE: 3,
    Label.SOCIAL_SECURITY: 3,
    Label.ACCOUNT: 3,
    Label.PASSWORD: 3,
    Label.PIN: 3,
    Label.PHONE: 7,
}
_BEFORE, _AFTER = 12, 5
"""How many tokens away a telling word still tells."""
_FEW_WORDS: Final = 4

_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}"
_APART: Final = re.compile(
    r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])"
    r"|(?<![\d./-])(?:[0-3]?\d[./][01]?\d[./](?:19|20)?\d{2}|[01]?\d[./][0-3]?\d[./](?:19|20)?\d{2}"
    r"|[0-3]?\d-[0-3]?\d-(?:19|20)\d{2}|(?:19|20)\d{2}-[01]\d-[0-3]\d)(?![\d./-])"
    rf"|(?<!\w){_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s(?:19|20)\d\d)?(?!\w)"
    rf"|(?<!\w)\d{{1,2}}\s?(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s(?:19|20)\d\d)?(?!\w)"
    r"|[$£€¥]\s?\d[\d,.]{0,11}(?![\d,.])"
    r"|(?<![\d,.])\d[\d,.]{0,11}\s?(?:[$£€¥%]|(?:usd|gbp|eur|dollars?|pounds?|euros?|rs|cm|mm|kg|inch(?:es)?)(?!\w))"
    r"|(?<![\d.,])\d{1,6}[.,]\d{2}(?![\d.,])"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3}){1,3}(?![\d,])",
    re.IGNORECASE,
)
_OF_A_SPREADSHEET: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,14})?\s?e\s?\+?\s?1\d(?!\d)", re.IGNORECASE)
_IBAN: Final = re.compile(
    r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![^\W_])", re.IGNORECASE | re.ASCII
)
_NATIONAL_INSURANCE: Final = re.compile(
    r"(?<![^\W_])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?: ?\d{2}){3} ?[A-D](?![^\W_])", re.IGNORECASE | re.ASCII
)


@dataclass(slots=True)
class Reading:
    """One message as it was understood."""

    tokens: list[Token]
    numbers: list[Number] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    told: list[tuple[int, Label]] = field(default_factory=list)
    """Telling words: index of the token, in order, and what it tells."""

    def asks_for(self) -> Label | None:
        """What a question or a half sentence leads one to expect; the most sensitive where several things are named."""
        sensitive = [label for _, label in self.told if label is not Label.PLAIN]
        return sensitive[-1] if sensitive else Label.PLAIN if self.told else None

    def trails_off(self) -> bool:
        """Whether the message leaves the value of its telling word to the next one ("my card number is")."""
        if not self.told or self.numbers:
            return False
        left = len(self.tokens) - 1 - self.told[-1][0]
        introduced = self.tokens[-1].text in _INTRODUCING
        return introduced or (left < 3 and self.told[-1][1] is not Label.PLAIN)

    def words_beside(self, number: Number) -> int:
        """How many tokens the message has besides a number."""
        return len(self.tokens) - (number.last - number.first + 1)


def read(text: str, asked: Label | None = None, own: Own | None = None) -> Reading:
    """Understand one message; `asked` is what the messages before it lead one to expect."""
    tokens = tokens_of(text)
    reading = Reading(tokens)
    reading.told = list(_told(tokens))
    if not tokens:
        return reading
    reading.found.extend(emails_in(text, tokens, (own or Own()).emails))
    reading.found.extend(passwords_in(text, tokens, reading.told, asked))
    digits = any(each.text[0].isdecimal() for each in tokens)
    if digits:
        reading.found.extend(_shaped(text, asked, reading.told))
    if digits or not NUMBER_WORDS.isdisjoint(each.text for each in tokens):
        reading.numbers = numbers_in(text, tokens, _apart(text, tokens, own or Own()) if digits else ())
    for number in reading.numbers:
        label = _meaning(text, reading, number, asked)
        if label is not None:
            reading.found.append(Found(number.start, number.end, label))
    return reading


def _told(tokens: Sequence[Token]) -> Iterator[tuple[int, Label]]:
    previous = ""
    for at, token in enumerate(tokens):
        word = token.text
        label = _PAIRS.get((previous, word)) or _TELLING.get(word)
        if word == "code":
            label = Label.ACCOUNT if previous == "sort" else Label.PLAIN if previous in _PLAIN_CODES else label
        if label is not None:
            yield at, label
        previous = word


def _apart(text: str, tokens: Sequence[Token], own: Own) -> set[int]:
    """Tokens that are no part of a number to look at: dates, times, prices, and the customer's own phone number."""
    starts = [token.start for token in tokens]
    apart: set[int] = set()
    for found in _APART.finditer(text):
        apart.update(range(bisect_left(starts, found.start()), bisect_left(starts, found.end())))
    if own.phones:
        for number in numbers_in(text, tokens, apart):
            if own.has_phone(number.digits):
                apart.update(range(number.first, number.last + 1))
        apart.update(at for at, token in enumerate(tokens) if token.text.isdecimal() and own.has_phone(token.text))
    return apart


def _shaped(text: str, asked: Label | None, told: Sequence[tuple[int, Label]]) -> Iterator[Found]:
    """What is known by its shape: IBANs, national insurance numbers, numbers that a spreadsheet has mangled."""
    expected = asked is Label.ACCOUNT or any(label is Label.ACCOUNT for _, label in told)
    for found in _IBAN.finditer(text):
        end = _iban_end(found[0])
        if end or (expected and sum(character.isdigit() for character in found[0]) >= 10):
            yield Found(found.start(), found.start() + (end or len(found[0])), Label.ACCOUNT)
    for found in _NATIONAL_INSURANCE.finditer(text):
        yield Found(found.start(), found.end(), Label.SOCIAL_SECURITY)
    for found in _OF_A_SPREADSHEET.finditer(text):
        yield Found(found.start(), found.end(), Label.CARD)


def _iban_end(candidate: str) -> int:
    """Where a valid IBAN at the start of the candidate ends (ISO 13616: modulo 97 is 1); 0 for none."""
    for end in (len(candidate), *(at for at in range(len(candidate) - 1, 14, -1) if candidate[at] in " -")):
        compact = re.sub("[ -]", "", candidate[:end]).upper()
        turned = compact[4:] + compact[:4]
        if int("".join(str(int(character, 36)) for character in turned)) % 97 == 1:
            return end
    return 0


def _meaning(text: str, reading: Reading, number: Number, asked: Label | None) -> Label | None:
    """What a number is; None where it is not proposed."""
    count = len(number.digits)
    told = _nearest(reading.told, number) or asked
    if count >= CARD_DIGITS:
        return Label.PHONE if text[number.start - 1 : number.start] == "+" and count <= 15 else Label.CARD
    if told and count >= _FEWEST.get(told, CARD_DIGITS):
        return told
    if told is Label.PLAIN or number.glued:
        return None
    return _unexplained(text, number, reading.words_beside(number))


def _unexplained(text: str, number: Number, beside: int) -> Label | None:
    """What a number is about which nothing is said, by its form and by how little stands `beside` it."""
    count = len(number.digits)
    if tuple(len(each) for each in number.groups) == (3, 2, 4):
        return Label.SOCIAL_SECURITY
    if 9 <= count <= 12 and (number.digits[0] == "0" or text[number.start - 1 : number.start] == "+" or count == 10):
        return Label.PHONE
    if count >= 7:
        return Label.NUMBER
    looks_like_year = count == 4 and number.digits[:2] in ("19", "20")
    if count == 3 and not beside:
        return Label.NUMBER  # the form in which a security code is told
    short = beside <= (0 if looks_like_year or count == 5 else _FEW_WORDS)
    return Label.NUMBER if count >= 4 and short else None


def _nearest(told: Sequence[tuple[int, Label]], number: Number) -> Label | None:
    """What the telling word nearest to a number says; the one before it where both are as near."""
    at = bisect_left(told, (number.first, ""))
    behind = bisect_left(told, (number.last + 1, ""))
    before = number.first - told[at - 1][0] if at else _BEFORE + 1
    after = told[behind][0] - number.last if behind < len(told) else _AFTER + 1
    if after <= _AFTER and after < before:
        return told[behind][1]
    return told[at - 1][1] if before <= _BEFORE else None
