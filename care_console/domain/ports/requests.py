"""Care requests, as a store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import timedelta

    from care_console.domain.request_life import Colleague, Held, Masked, Note, Promise, Unsaved
    from care_console.domain.requests import CareRequest, Channel, Purpose, Refusal, Requester, RequestOutcome


class Requests(Protocol):
    """Care requests in one transaction of one agent; what is refused is recorded, so it takes a writing one."""

    def draft(self, controller: str, brand: str, channel: Channel) -> CareRequest | Refusal:
        """A draft request: the first keystroke of a search makes one."""
        ...

    def get(self, request_id: str) -> CareRequest | None:
        """A request of this agent's."""
        ...

    def opens(self, request_id: str, customer_id: int) -> bool:
        """Whether the customer is open to this agent under this very request."""
        ...

    def recent(self, limit: int) -> list[CareRequest]:
        """This agent's own requests, newest first."""
        ...

    def state(
        self,
        request_id: str,
        *,
        requester: Requester | None = None,
        purpose: Purpose | None = None,
        channel: Channel | None = None,
        reference: str | None = None,
        note: str | None = None,
    ) -> Refusal | None:
        """Say who asks, what for, through which channel, with which reference; what is None stays as it is.

        Refused, with an event: another agent's request, an ended one, a purpose that the role may not have
        (`roles.PURPOSES_OF_ROLES`), any change from or to such a purpose once it binds the request, and another
        channel once somebody was opened: what was asked in writing is verified otherwise. Another channel is recorded.
        """
        ...

    def end(self, request_id: str, outcome: RequestOutcome, promise: Promise | None = None) -> Refusal | None:
        """End a request: its grants close, its searches are folded into one event, nothing more is seen under it.

        What was not saved is erased. A promise stays on the list (`held`) until it is kept. A parked one can be ended.
        """
        ...

    def end_unused(self, idle: timedelta) -> int:
        """End this agent's drafts that nobody used for so long, as `unused`; how many.

        Drafting does so, and `Store.end_unused_requests` for whoever drafts nothing any more.
        """
        ...

    # between beginning and end

    def held(self) -> list[Held]:
        """What this agent has in hand, newest first.

        Own requests that have not ended or hold a promise that is not kept, requests handed over to this agent, and
        those in the queue. Of a customer no more than the mask of a number.
        """
        ...

    def park(self, request_id: str) -> Refusal | None:
        """Put a request aside, as when a call drops: its grants close.

        It keeps its verification for `PARKED_FOR` from when its customer was last open, as any request that is left
        alone does.
        """
        ...

    def hand_over(self, request_id: str, to: str) -> Refusal | None:
        """Give a request with its notes and unsaved forms to a colleague, or to the queue (empty); the grants close.

        Verification stays for `HANDED_FOR`, then one fact confirms it again.
        """
        ...

    def colleagues(self) -> list[Colleague]:
        """Everybody else who serves customers, by name."""
        ...

    def resume(self, request_id: str) -> Refusal | None:
        """Go on with a request of this agent's that is parked, or take one handed over; nothing is opened by it."""
        ...

    def mask(self, why: Masked) -> None:
        """Close every grant of this agent's: nobody is at the desk. The requests stay as they are, facts given too."""
        ...

    def close_views(self) -> None:
        """Close every grant of this agent's, whose shift is over and recorded as such by itself."""
        ...

    def wrong_customer(self, request_id: str) -> Refusal | None:
        """Close a customer who was opened in error: the request goes on with nobody open.

        No failure under this request counts against that customer, nor any fact for them; except while they are locked,
        or closed in error by this agent before within `ERROR_WINDOW`. Repeated use is marked in the event.
        """
        ...

    def saved(self, request_id: str) -> int:
        """How many changes were saved under a request of this agent's and not taken back: what its outcome tells."""
        ...

    def keep_promise(self, request_id: str) -> Refusal | None:
        """Mark the promise of an ended request as kept."""
        ...

    def add_note(self, request_id: str, text: str, about: int | None = None) -> Refusal | None:
        """Leave a note, whoever is asking; `about` a customer whom nobody has to open for it, else about who is open.

        What is about nobody else may be left on a request of one's own that is put away, too.

        Raises InvalidError for what is no note.
        """
        ...

    def notes(self, request_id: str) -> list[Note]:
        """The notes on a request in hand, oldest first; those about a customer only while that customer is open.

        With `view` under this request, also what was noted about the customer before, under whichever request.
        """
        ...

    def keep_unsaved(self, request_id: str, customer_id: int, key: str, values: Mapping[str, str]) -> Refusal | None:
        """Keep what is typed into a form, in place of what was kept of it before.

        Needs that this agent had `view` under this request: what was typed is kept also when the view has ended
        meanwhile, and the request was put away by another window. Raises InvalidError beyond `LONGEST_DRAFT`.
        """
        ...

    def drop_unsaved(self, request_id: str, key: str) -> None:
        """Forget what was kept of a form: it is saved, or given up."""
        ...

    def unsaved(self, request_id: str, customer_id: int) -> list[Unsaved]:
        """What was kept of forms, newest first; nothing without `view` under this request."""
        ...
