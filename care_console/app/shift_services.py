"""What the pages of a shift get of an open store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.ui.shift import Services

if TYPE_CHECKING:
    from care_console.app.stores import Backend


def services_of(backend: Backend, market: str) -> Services:
    """The services of a store, for the shop's market."""
    return Services(
        sign_in=backend.sign_in,
        lookup=backend.lookup,
        access=backend.access,
        requests=backend.requests,
        amend=backend.amend,
        codes=backend.codes,
        preferences=backend.preferences,
        stopped=backend.stopped,
        situations=backend.situations,
        review=backend.review,
        transcripts=backend.transcripts,
        sending=backend.sending,
        copies=backend.copies,
        training=backend.training,
        oversight=backend.oversight,
        book=backend.book,
        market=market,
        say=backend.say,
    )
