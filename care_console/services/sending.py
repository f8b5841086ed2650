"""Messages to customers: written in their language, from the brand's care mailbox (B1), and looked after once queued.

Whoever changes something queues the message in the same unit of work (`UnitOfWork.queue_message`), so that neither is
without the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from care_console.domain.errors import ToldError
from care_console.domain.mail_texts import TextBook, Value
from care_console.domain.messages import Answer, Attachment, Draft, MessageKind, Sent
from care_console.domain.policies import Policy, PolicyBook
from care_console.domain.ports import Clock, Store
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent


class NoMailboxError(ToldError):
    """A brand has no care mailbox, neither published nor set."""


@dataclass(frozen=True, slots=True)
class Sending:
    """Writes messages, and shows and settles those that are queued. `mailboxes` by brand go before the published."""

    store: Store
    book: PolicyBook
    texts: TextBook
    clock: Clock
    mailboxes: Mapping[str, str] = field(default_factory=dict)

    def compose(
        self,
        kind: MessageKind,
        *,
        brand: str,
        market: str,
        language: str,
        values: Mapping[str, Value],
        attachment: Attachment | None = None,
        not_before: datetime | None = None,
        not_after: datetime | None = None,
    ) -> Draft:
        """A message ready to be queued; `values` are those of `mail_texts.PLACEHOLDERS`, and `name` and `request`.

        `language` is the customer's; where there are no texts in it, English is written. Raises NoMailboxError,
        NoPolicyError, ValueError for values that the text does not have or lacks.
        """
        policy = self.policy(brand, market)
        sender = self._mailbox(policy)
        phones = policy.phone_lines
        contact = {"brand": policy.brand.name, "mailbox": sender, "phone": phones[0].number if phones else ""}
        text = self.texts.fill(kind, brand, language, {**contact, **values}, colour=policy.brand.colour)
        return Draft(
            kind=kind,
            brand=brand,
            language=text.language,
            sender_name=policy.brand.name,
            sender=sender,
            subject=text.subject,
            text=text.text,
            html=text.html,
            attachment=attachment,
            not_before=not_before,
            not_after=not_after,
        )

    def policy(self, brand: str, market: str) -> Policy:
        """The brand's policy now. Raises NoPolicyError."""
        return self.book.in_force(brand, market, self.clock.now().date())

    def _mailbox(self, policy: Policy) -> str:
        found = self.mailboxes.get(policy.brand.key) or policy.contact.mailbox
        if found is None:
            raise NoMailboxError(
                "{brand} has no care mailbox to write from.",
                safe="Nothing was changed or sent.",
                todo="Ask IT to set one in care_mailboxes.",
                brand=policy.brand.name,
            )
        return found

    def messages(self, agent: Agent, customer_id: int, limit: int = 50) -> list[Sent]:
        """What was sent to a customer who is open, newest first, and what still waits."""
        with self.store.reading(agent) as unit:
            return unit.messages(customer_id, limit)

    def cancel(self, agent: Agent, message_id: str) -> Refusal | None:
        """Call a message back, as undoing what it tells does; refused once a copy has left."""
        with self.store.writing(agent) as unit:
            refused = unit.cancel_message(message_id)
            unit.commit()
        return refused

    def resolve(self, agent: Agent, copy_id: str, answer: Answer) -> Refusal | None:
        """Say what became of a copy whose connection broke after it was handed over."""
        with self.store.writing(agent) as unit:
            refused = unit.resolve_message(copy_id, answer)
            unit.commit()
        return refused
