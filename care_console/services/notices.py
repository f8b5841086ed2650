"""Notices of what was done: queued in the same unit of work as the change, leaving once it can no longer be undone.

A customer without an e-mail address, or of a brand without a mailbox, is told on the call or by letter instead; that it
is so, or that a letter is owed, is recorded, and it blocks nothing (`care.md`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from care_console.domain.customers import Customer
from care_console.domain.mail_texts import Value
from care_console.domain.messages import Draft, MessageKind, Told, Way
from care_console.domain.policies import NoPolicyError
from care_console.domain.ports import UnitOfWork
from care_console.domain.preferences import ChoiceMade
from care_console.domain.requests import CareRequest, Channel, Refusal
from care_console.domain.text_lines import FALLBACK
from care_console.services.sending import NoMailboxError, Sending

_OTHERWISE = {
    Channel.PHONE: Way.CALL,
    Channel.CHAT: Way.CHAT,
    Channel.EMAIL: Way.LETTER,
    Channel.LETTER: Way.LETTER,
}
_NOT_TOLD = frozenset({"order"})
"""Tables of which the order system is told, not the customer."""


def otherwise(channel: Channel) -> Way:
    """By which way a customer is told who has no e-mail address: as they asked, if that answers at once."""
    return _OTHERWISE[channel]


def mailable(customer: Customer) -> tuple[str, ...]:
    """The e-mail addresses on file that do not fail, of a customer who is open with `view`."""
    return tuple(email.address for email in customer.emails if email.address and email.failing is None)


@dataclass(frozen=True, slots=True)
class Notices:
    """Tells customers what was done for them. `market` is the shop's, whose policies and mailbox are used."""

    sending: Sending
    market: str

    def detail_changed(
        self,
        unit: UnitOfWork,
        request_id: str,
        customer: Customer,
        amendment: str,
        *,
        former: Collection[str],
        leaves_at: datetime,
    ) -> Told | None:
        """Tell of what `amendment` changed in this very unit: the addresses now on file and the `former` ones (M1).

        None where nothing changed that customers are told of.
        """
        fields = [line.field for line in unit.amendment(customer.id, amendment)]
        told = [field for field in dict.fromkeys(fields) if field.split(".")[0] not in _NOT_TOLD]
        request = unit.requests.get(request_id)
        if not told or request is None:
            return None
        recipients = tuple(dict.fromkeys((*former, *mailable(customer))))
        values = {"name": customer.full_name, "request": request.number, "fields": told}
        drafts = self._drafts(MessageKind.DETAIL_CHANGED, request, values, {customer.language}, leaves_at)
        return self._tell(
            unit, request, customer.id, MessageKind.DETAIL_CHANGED, drafts, recipients=recipients, cause=amendment
        )

    def opt_out_confirmed(
        self,
        unit: UnitOfWork,
        request_id: str,
        customer_id: int,
        made: ChoiceMade,
        subjects: Collection[str],
        until: date | None = None,
    ) -> Told | None:
        """Confirm an opt-out to the addresses on file, before verification too (O2); the agent is told neither.

        `until` is the last day on which something may still arrive. Undoing the choice calls the message back, by
        `unit.cancel_messages_of(made.id)`. None under a request that does not exist.
        """
        request = unit.requests.get(request_id)
        if request is None:
            return None
        kind = MessageKind.OPT_OUT_CONFIRMED
        values: dict[str, Value] = {"request": request.number, "subjects": sorted(subjects)}
        if until is not None:
            values["until"] = until
        drafts = self._drafts(kind, request, values, self.sending.texts.languages, made.undo_until)
        return self._tell(unit, request, customer_id, kind, drafts, recipients=None, cause=made.id)

    def _drafts(
        self,
        kind: MessageKind,
        request: CareRequest,
        values: Mapping[str, Value],
        languages: Collection[str],
        leaves_at: datetime,
    ) -> list[Draft]:
        """The message in each language, the common one first; none where the brand has no mailbox to write from."""
        try:
            return [
                self.sending.compose(
                    kind, brand=request.brand, market=self.market, language=each, values=values, not_before=leaves_at
                )
                for each in sorted(languages, key=lambda language: (language != FALLBACK, language))
            ]
        except (NoMailboxError, NoPolicyError):
            return []

    @staticmethod
    def _tell(
        unit: UnitOfWork,
        request: CareRequest,
        customer_id: int,
        kind: MessageKind,
        drafts: list[Draft],
        *,
        recipients: Collection[str] | None,
        cause: str,
    ) -> Told | None:
        if drafts and (recipients is None or recipients):
            first, *others = drafts
            queued = unit.queue_message(
                request.id, customer_id, first, recipients=recipients, others=others, cause=cause
            )
            if not isinstance(queued, Refusal):
                return Told(Way.EMAIL, queued, first.not_before)
        way = otherwise(request.channel)
        refused = unit.tell_otherwise(request.id, customer_id, kind, way)
        return None if refused else Told(way)
