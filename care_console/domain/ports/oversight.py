"""What team leads watch over, as a store keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from care_console.domain.oversight import Alert, AtWork, GlassBroken
    from care_console.domain.request_life import Note
    from care_console.domain.requests import CareRequest, Grant, Refusal


class Oversight(Protocol):
    """In one transaction of one agent; what is refused is recorded, so it takes a writing one."""

    def break_glass(self, request_id: str, customer_id: int, reason: str) -> Grant | Refusal:
        """Open where somebody is and how to call them, for `GLASS_TIME`: their safety asks, nobody can be verified.

        A hit that is not open yet is opened by it for that time, whoever calls. It works when verification is locked,
        not where the details show already, and of the deceased nothing is disclosed. The leads are alerted (`alerts`);
        repeated use is marked in the event. Raises InvalidError for what is no reason.
        """
        ...

    def alerts(self) -> list[Alert]:
        """Everything that waits for a lead, oldest first: emergencies, copies to approve, reports of deaths.

        It tells of no customer, so that reading it is not recorded; nothing for those who do not oversee.
        """
        ...

    def emergencies(self, limit: int) -> list[GlassBroken]:
        """Emergencies that nobody has looked into, oldest first; nothing for those who do not oversee."""
        ...

    def settle_glass(self, glass_id: str, found: str) -> Refusal | None:
        """Say what looking into an emergency has found; refused to who opened it. Raises InvalidError for no words."""
        ...

    # joining

    def at_work(self, limit: int) -> list[AtWork]:
        """Requests of others to whom their customer shows now, oldest first; nothing for those who do not oversee."""
        ...

    def join(self, request_id: str) -> Grant | Refusal:
        """See what the agent of an open request may see, under a grant of one's own; nothing can be changed by it.

        It opens the view where that shows to them just now. Refused where nothing does. It ends with the request.
        """
        ...

    def details_show(self, request_id: str) -> bool:
        """Whether the details of a request that was joined show to its agent just now: joining again opens them."""
        ...

    def joined(self, request_id: str) -> CareRequest | None:
        """Somebody else's request that was joined in an earlier transaction, while that lasts."""
        ...

    def notes(self, request_id: str) -> list[Note]:
        """The notes on a request that was joined, oldest first."""
        ...

    def leave(self, request_id: str) -> None:
        """Look on no longer."""
        ...
