"""One-time codes for changes of contact: sent at once to the addresses that have not changed for a week (`care.md`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from care_console.domain.codes import CodeSent, code_life
from care_console.domain.mail_texts import Value
from care_console.domain.messages import Draft, MessageKind
from care_console.domain.ports import Store
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.services.sending import Sending


@dataclass(frozen=True, slots=True)
class Codes:
    """Sends codes for the agents of a store. What the customer then says is a fact like any other (`Access.verify`)."""

    store: Store
    sending: Sending
    market: str
    delivered: bool
    """Whether there is a mail server: without one a code would wait until it is over."""

    def send(self, agent: Agent, request_id: str, customer_id: int) -> CodeSent | Refusal:
        """Send a code to every e-mail address on file that has not changed for seven days and does not fail.

        Raises NoMailboxError, NoPolicyError where the brand cannot write.
        """
        with self.store.writing(agent) as unit:
            request, customer = unit.requests.get(request_id), unit.customer(customer_id)
            if request is None or customer is None:
                return Refusal(Reason.NO_REQUEST if request is None else Reason.NOT_OPENED)
            life = code_life(request.channel)
            amount: dict[str, Value]
            if life > timedelta(hours=1):
                amount = {"hours": str(life // timedelta(hours=1))}
            else:
                amount = {"minutes": str(life // timedelta(minutes=1))}

            def write(code: str) -> Draft:
                return self.sending.compose(
                    MessageKind.ONE_TIME_CODE,
                    brand=request.brand,
                    market=self.market,
                    language=customer.language,
                    values={"name": customer.full_name, "request": request.number, "code": code, **amount},
                )

            sent = unit.send_code(request_id, customer_id, write)
            unit.prolong(request_id)
            unit.commit()
        return sent
