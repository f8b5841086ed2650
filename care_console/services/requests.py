"""Requests between their beginning and their end: the list, parking, handing over, notes, promises, general questions.

What may be done is decided behind the port; going on with a request opens its customer again, with its event.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from care_console.domain.ports import Clock, Store
from care_console.domain.request_life import (
    UNUSED_AFTER,
    Colleague,
    Held,
    Note,
    Promise,
    Unsaved,
    checked_promise,
    likely_outcome,
)
from care_console.domain.requests import (
    Channel,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestOutcome,
    RequestStatus,
    Rung,
)
from care_console.domain.roles import Agent
from care_console.services.access import Access
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.filing import request_info


@dataclass(frozen=True, slots=True)
class HeldRequest:
    """A request on the agent's list. `verified_until` is when a parked one has to be verified afresh."""

    request: RequestInfo
    customer: str
    """The mask of the customer's number; empty where nobody was opened."""
    holder: str
    """Who handed it over, by name; empty for an own request."""
    mine: bool
    """Whether it was handed to this agent by name; otherwise it waits in the queue for anybody."""
    notes: int
    unsaved: int
    promise: Promise | None = None
    verified_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A request that a colleague, `holder`, has handed to this agent by name: its number, and nothing of anybody."""

    request: str
    holder: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """A request that goes on, and its customer's file where one was open.

    `note` is the last one of whoever handed it over, in the moment in which it is taken.
    """

    request: RequestInfo
    file: CustomerFile | None
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """How a request is likely to end, how many changes were saved under it, and how many forms were not."""

    outcome: RequestOutcome
    saved: int
    unsaved: int = 0


@dataclass(frozen=True, slots=True)
class CareRequests:
    """What agents do with their requests."""

    store: Store
    clock: Clock

    def held(self, agent: Agent) -> tuple[HeldRequest, ...]:
        """Everything in hand: handed over first, then open, parked, drafts, promises; newest first in each.

        Drafts that nobody used for long are ended by it.
        """
        with self.store.writing(agent) as unit:
            if unit.requests.end_unused(UNUSED_AFTER):
                unit.commit()
        with self.store.reading(agent) as unit:
            held = [_held(each, agent) for each in unit.requests.held()]
        return tuple(sorted(held, key=lambda each: _ORDER[each.request.status]))

    def handed_to(self, agent: Agent) -> tuple[Handed, ...]:
        """What colleagues have handed to this agent by name, and the agent has not taken yet."""
        with self.store.reading(agent) as unit:
            return tuple(
                Handed(each.request.number, each.holder)
                for each in unit.requests.held()
                if each.request.status is RequestStatus.HANDED_OVER and each.request.handed_to == agent.id
            )

    def resume(self, agent: Agent, request_id: str) -> Resumed | Refusal:
        """Go on with a request from anywhere, and open its customer again where the grants are over."""
        with self.store.writing(agent) as unit:
            own = unit.requests.get(request_id)
            taken = own is None or own.status is RequestStatus.HANDED_OVER
            goes_on = own is not None and own.status in {RequestStatus.DRAFT, RequestStatus.OPEN}
            refused = None if goes_on else unit.requests.resume(request_id)
            own = unit.requests.get(request_id)
            resumed = None if own is None else request_info(own)
            customer_id = own.customer_id if own else None
            unit.commit()
        if refused or resumed is None:
            return refused or Refusal(Reason.NO_REQUEST)
        if customer_id is None:
            return Resumed(resumed, None)
        file = Access(self.store).open_again(agent, request_id, customer_id)
        if isinstance(file, Refusal):
            return file
        notes = self.notes(agent, request_id) if taken else ()
        left = next((note for note in reversed(notes) if note.agent != agent.name), None)
        return Resumed(file.request, file, left)

    def park(self, agent: Agent, request_id: str) -> Refusal | None:
        """Put a request aside; nothing of its customer shows any more."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.park(request_id)
            unit.commit()
        return refused

    def colleagues(self, agent: Agent) -> tuple[Colleague, ...]:
        """To whom a request can be handed over."""
        with self.store.reading(agent) as unit:
            return tuple(unit.requests.colleagues())

    def hand_over(self, agent: Agent, request_id: str, to: str, note: str = "") -> Refusal | None:
        """Give a request away with a note for whoever takes it. Raises InvalidError for what is no note.

        The note is left only where the request went: what is refused is tried again, with the same words.
        """
        with self.store.writing(agent) as unit:
            refused = unit.requests.hand_over(request_id, to)
            if not refused and note.strip():
                refused = unit.requests.add_note(request_id, note)
            unit.commit()
        return refused

    def wrong_customer(self, agent: Agent, request_id: str) -> RequestInfo | Refusal:
        """Close a customer who was opened in error; the request, with nobody open."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.wrong_customer(request_id)
            own = unit.requests.get(request_id)
            closed = None if own is None else request_info(own)
            unit.commit()
        return refused or closed or Refusal(Reason.NO_REQUEST)

    def checked_promise(self, text: str, due: str) -> Promise:
        """A promise as it is typed, its day counted from today. Raises InvalidError, in words."""
        return checked_promise(text, due, self.clock.now().astimezone().date())

    def keep_promise(self, agent: Agent, request_id: str) -> Refusal | None:
        """Take a promise off the list: it is kept."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.keep_promise(request_id)
            unit.commit()
        return refused

    def ending(self, agent: Agent, request_id: str) -> Ending | Refusal:
        """How a request in hand is likely to end, by what was saved under it."""
        with self.store.reading(agent) as unit:
            own = unit.requests.get(request_id)
            if own is None:
                return Refusal(Reason.NO_REQUEST)
            saved, customer_id = unit.requests.saved(request_id), own.customer_id
            verified = customer_id is not None and Rung.VIEW in unit.standing(request_id, customer_id).rungs
            unsaved = sum(each.unsaved for each in unit.requests.held() if each.request.id == request_id)
        outcome = likely_outcome(saved=saved, found=customer_id is not None, verified=verified)
        return Ending(outcome, saved, unsaved)

    def end_from_list(self, agent: Agent, request_id: str) -> RequestOutcome | Refusal:
        """End a request without going on with it, open or parked; the outcome that it was given."""
        with self.store.writing(agent) as unit:
            own, saved = unit.requests.get(request_id), unit.requests.saved(request_id)
            found = own is not None and own.customer_id is not None
            outcome = likely_outcome(saved=saved, found=found, verified=False, gone_on=False)
            refused = unit.requests.end(request_id, outcome)
            unit.commit()
        return refused or outcome

    def still(self, agent: Agent, request_id: str, customer_id: int) -> frozenset[str] | Refusal:
        """What is open of a customer under a request now; refused where it is no longer in this agent's hands.

        Another window of the same agent may have parked, handed over or ended it, and grants end by themselves.
        """
        with self.store.reading(agent) as unit:
            own = unit.requests.get(request_id)
            if own is None or own.customer_id != customer_id:
                return Refusal(Reason.NO_REQUEST)
            if own.status is RequestStatus.ENDED:
                return Refusal(Reason.REQUEST_ENDED)
            if own.status is not RequestStatus.OPEN:
                return Refusal(Reason.REQUEST_AWAY)
            return unit.scopes(customer_id) if unit.requests.opens(request_id, customer_id) else frozenset()

    def general(
        self, agent: Agent, request_id: str | None, controller: str, brand: str, channel: Channel, note: str
    ) -> Refusal | None:
        """A question without a customer, answered and ended: under the draft that is there, else under one of its own.

        Raises InvalidError for what is no note.
        """
        with self.store.writing(agent) as unit:
            if request_id is None:
                drafted = unit.requests.draft(controller, brand, channel)
                if isinstance(drafted, Refusal):
                    unit.commit()
                    return drafted
                request_id = drafted.id
            refused = (
                unit.requests.state(request_id, requester=Requester.UNKNOWN, purpose=Purpose.GENERAL)
                or unit.requests.add_note(request_id, note)
                or unit.requests.end(request_id, RequestOutcome.DONE)
            )
            unit.commit()
        return refused

    def note_about(
        self, agent: Agent, request_id: str, customer_id: int, requester: Requester, text: str
    ) -> Refusal | None:
        """What somebody leaves for a customer whom nobody opens, noted and ended. Raises InvalidError for no note."""
        with self.store.writing(agent) as unit:
            refused = (
                unit.requests.state(request_id, requester=requester, purpose=Purpose.OTHER)
                or unit.requests.add_note(request_id, text, customer_id)
                or unit.requests.end(request_id, RequestOutcome.DONE)
            )
            unit.commit()
        return refused

    # --- notes, and forms that are not saved

    def add_note(self, agent: Agent, request_id: str, text: str) -> Refusal | None:
        """Leave a note. Raises InvalidError for what is no note."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.add_note(request_id, text)
            unit.commit()
        return refused

    def notes(self, agent: Agent, request_id: str) -> tuple[Note, ...]:
        """The notes on a request in hand, oldest first."""
        with self.store.reading(agent) as unit:
            return tuple(unit.requests.notes(request_id))

    def keep_unsaved(
        self, agent: Agent, request_id: str, customer_id: int, key: str, values: Mapping[str, str]
    ) -> Refusal | None:
        """Keep what is typed into a form, so that a lock, a crash or a closed window loses nothing."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.keep_unsaved(request_id, customer_id, key, values)
            unit.commit()
        return refused

    def drop_unsaved(self, agent: Agent, request_id: str, key: str) -> None:
        """Forget a form that was saved or given up."""
        with self.store.writing(agent) as unit:
            unit.requests.drop_unsaved(request_id, key)
            unit.commit()

    def unsaved(self, agent: Agent, request_id: str, customer_id: int) -> tuple[Unsaved, ...]:
        """What was typed and not saved, newest first."""
        with self.store.reading(agent) as unit:
            return tuple(unit.requests.unsaved(request_id, customer_id))


_ORDER = {
    RequestStatus.HANDED_OVER: 0,
    RequestStatus.OPEN: 1,
    RequestStatus.PARKED: 2,
    RequestStatus.DRAFT: 3,
    RequestStatus.ENDED: 4,
}


def _held(each: Held, agent: Agent) -> HeldRequest:
    request = each.request
    promise = Promise(request.promise, request.promise_due) if request.promise_due else None
    return HeldRequest(
        request=request_info(request),
        customer=each.customer,
        holder=each.holder,
        mine=request.handed_to == agent.id,
        notes=each.notes,
        unsaved=each.unsaved,
        promise=promise,
        verified_until=each.verified_until,
    )
