"""Care requests, as a store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from care_console.domain.requests import CareRequest, Channel, Purpose, Refusal, Requester, RequestOutcome


class Requests(Protocol):
    """Care requests in one transaction of one agent; what is refused is recorded, so it takes a writing one."""

    def draft(self, controller: str, brand: str, channel: Channel) -> CareRequest | Refusal:
        """A draft request: the first keystroke of a search makes one."""
        ...

    def get(self, request_id: str) -> CareRequest | None:
        """A request of this agent's."""
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
        reference: str | None = None,
        note: str | None = None,
    ) -> Refusal | None:
        """Say who asks, what for, with which reference; what is None stays as it is.

        Refused, with an event: another agent's request, an ended one, a purpose that the role may not have
        (`roles.PURPOSES_OF_ROLES`), and any change from or to such a purpose once it binds the request.
        """
        ...

    def end(self, request_id: str, outcome: RequestOutcome) -> Refusal | None:
        """End a request: its grants close, its searches are folded into one event, nothing more is seen under it."""
        ...
