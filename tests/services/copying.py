"""A copy from the conversation to the queue, as the window makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.requests import Refusal

if TYPE_CHECKING:
    from care_console.domain.copies import Adjusted
    from care_console.domain.roles import Agent
    from care_console.services.copies import Copies, Queued


def send_copy(
    copies: Copies, agent: Agent, request: str, transcript: int, adjusted: Adjusted, recipient: str
) -> Queued | Refusal:
    """Write and send a copy of one of her conversations."""
    written = copies.write(agent, request, 1, transcript, adjusted)
    return written if isinstance(written, Refusal) else copies.send(agent, written, recipient)
