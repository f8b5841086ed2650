"""Choices about marketing, as a store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.preferences import Addressee, ChoiceMade, Switch
    from care_console.domain.requests import Refusal, Requester


class Choices(Protocol):
    """Choices about marketing in one writing transaction; refusals are recorded, and so is all else."""

    def opt_out(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once.

        Needs an open request of the customer's controller and nothing else: no opening, no verification, and it works
        while details are locked. What it returns does not depend on what was chosen before.
        """
        ...

    def opt_in(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], age_of_consent: int, wording: str
    ) -> ChoiceMade | Refusal:
        """Allow these again: needs the rung STRONG, and for a minor a guardian's agreement on file.

        `wording` is what the customer was asked, word for word; it is kept with the consent.
        """
        ...

    def undo(self, request_id: str, made_id: str) -> ChoiceMade | Refusal:
        """Put back exactly what stood before a choice of this agent's under this request, within `UNDO_TIME`.

        Refused when something was chosen since.
        """
        ...

    def suppress(self, request_id: str, who: Addressee, choices: Sequence[Switch], word_of: Requester) -> str | Refusal:
        """Keep an address, or a name at it, from being written to, though no customer is on file; the entry's id."""
        ...
