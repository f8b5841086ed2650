"""Reported deaths, flags and authorities of representatives, as a store keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.flags import Flag
    from care_console.domain.preferences import ChoiceMade, Switch
    from care_console.domain.requests import Refusal, Requester
    from care_console.domain.situations import Authorised


class Situations(Protocol):
    """Situations of a customer in one writing transaction; refusals are recorded, and so is all else."""

    def report_death(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once and flag the customer as deceased, not yet confirmed: a lead settles it (`Stopped`).

        Needs what an opt-out needs, and tells as little. `Choices.undo` takes both back.
        """
        ...

    def set_flag(self, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """Set a flag of `flags.SETTABLE` on a customer who is open under this request.

        One that asks for a stronger rung masks what any request has revealed: the view is granted anew where the facts
        reach it. The code word is asked for only where there is one on file (the security answer).
        """
        ...

    def lift_flag(self, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """Lift a flag of a customer who is open under this request: for leads. A death that waits is settled instead.

        It allows nothing that was stopped.
        """
        ...

    def record_authority(self, request_id: str, customer_id: int, whom: Authorised) -> Refusal | None:
        """Record who may ask as the customer's representative, until the end of the last day.

        On the customer's own word at the rung STRONG, or by a lead who has seen the evidence, the customer being open.
        """
        ...

    def end_authority(self, request_id: str, customer_id: int, authority: int) -> Refusal | None:
        """End an authority at once, and mask what representatives of this customer see.

        On the customer's own word at the rung VIEW, or by a lead, the customer being open.
        """
        ...
