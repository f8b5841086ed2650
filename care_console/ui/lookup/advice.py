"""What else to ask the caller: it depends on what was said already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.requests import Reason
from care_console.lookup.engine import Advice
from care_console.lookup.query import Kind, parse
from care_console.ui.words import clock, reason_words

if TYPE_CHECKING:
    from care_console.domain.requests import Refusal

_PHONE_FROM = 7


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("lookup advice", text)


def too_many(text: str) -> str:
    """What would tell those apart who all answer; said below the hits."""
    query = parse(text)
    said = {reading.kind for reading in query.readings}
    if Kind.POSTCODE in said and not query.names:
        return tr("Ask for the name.")
    if Kind.POSTCODE in said:
        return tr("Ask for the first name or the date of birth.")
    if Kind.DATE in said:
        return tr("Ask for the postcode.")
    if len(query.names) <= 1:
        return tr("Ask for the first name, then the postcode or the town.")
    return tr("Ask for the postcode or the date of birth.")


def nobody(text: str, advice: Advice | None) -> tuple[str, str]:
    """Why nobody shows, and what to ask next."""
    if advice is Advice.SAY_SOMETHING:
        return tr("Nothing to search for"), tr("Type a name, or a whole e-mail, phone or customer number.")
    if advice is Advice.MORE_LETTERS:
        return tr("Type on"), tr("One letter begins too many names: ask for the surname and type more of it.")
    if advice is Advice.SHORTEN:
        return tr("Nobody found"), tr("Only the beginning was read. Type the name, and one thing more.")
    return tr("Nobody found"), _next(text)


def _next(text: str) -> str:
    query = parse(text)
    said = {reading.kind for reading in query.readings}
    digits = "".join(character for token in query.tokens for character in token if character.isdigit())
    if query.names:
        return _next_of_name(said, email_begun=query.partial_email)
    if Kind.EMAIL in said:
        return tr("Nobody has this e-mail address. Ask how it is spelt, or for the name and the postcode.")
    if Kind.PHONE in said and len(digits) >= _PHONE_FROM:
        return tr("Nobody has this number. Ask for another number, or for the name and the postcode.")
    if said & {Kind.POSTCODE, Kind.DATE}:
        return tr("Ask for the name as well. Postcode and date of birth match only when they are complete.")
    return tr("Numbers, postcodes and dates match only as a whole. Ask for all of it, or for the name.")


def _next_of_name(said: set[Kind], *, email_begun: bool) -> str:
    if email_begun:
        return tr("An e-mail address matches only as a whole. Ask for all of it, or for the name and the postcode.")
    if said & {Kind.POSTCODE, Kind.DATE}:
        return tr("Ask how the name is spelt, and have the postcode or the date of birth said again.")
    if said:
        return tr("Numbers, postcodes and dates match only as a whole. Ask for all of it, or for the name.")
    return tr(
        "Ask how the name is spelt, or for the postcode, an order number or the e-mail address."
        " Ctrl+Shift+D stops post to an address."
    )


def refused(refusal: Refusal) -> tuple[str, str, str]:
    """Title, what to do, and a short state for the field, of a search that was not made."""
    if refusal.reason is Reason.SEARCH_LOCKED:
        return (
            tr("No more postcodes or birth dates"),
            tr(
                "Several were tried under this request, so further ones are not searched."
                " Ask for the name, the e-mail address or an order number. Ctrl+K begins another request."
            ),
            tr("Locked"),
        )
    if refusal.reason is Reason.SEARCH_QUOTA and refusal.retry_at is not None:
        words = tr("Too many searches in one hour. Searching works again at {0}; a team lead can search meanwhile.")
        return tr("Searching pauses"), words.format(clock(refusal.retry_at)), tr("Paused")
    return tr("Search refused"), reason_words(refusal.reason), tr("Refused")
