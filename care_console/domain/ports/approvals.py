"""Copies that wait for a lead, because their recipient is new (`care.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from care_console.domain.messages import Approval, Draft
    from care_console.domain.requests import Refusal


class Approvals(Protocol):
    """Asked by who serves the customer, decided by somebody else with the permission; each with its event."""

    def ask(
        self, request_id: str, customer_id: int, draft: Draft, notice: Draft, *, recipient: str, told: Mapping[str, str]
    ) -> str | Refusal:
        """Hold a copy for an address on file that is not settled yet; the message's id.

        `notice` is held with it, for the old contact: every address that was on file `SETTLED_CONTACT` ago. Needs
        what queueing the copy needs, and that nothing speaks for a take-over. The event also tells `told`: small facts
        that are no personal data.
        """
        ...

    def pending(self, limit: int) -> list[Approval]:
        """What waits, oldest first; nothing for those who may not approve."""
        ...

    def decide(self, approval_id: str, *, granted: bool) -> Refusal | None:
        """Let the copy and its notice go, or call both back; refused to who asked for it.

        Looked at again when it is granted: refused, and called back, where the address is not on file any more, or the
        customer was flagged as deceased or as taken over meanwhile.
        """
        ...
