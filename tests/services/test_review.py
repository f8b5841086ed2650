"""The audit list: recorded before it is shown, refused to those who may not review."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from care_console.domain.errors import ServiceError
from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import AuditPage, AuditQuery
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Role
from care_console.services.review import Review, ReviewedPage

if TYPE_CHECKING:
    from tests.stores import Place

PAGE = AuditPage(0, ())


@dataclass
class Log:
    """Answers with an empty page, and notes how many events were recorded before it was asked."""

    place: Place
    away: bool = False
    seen: list[int] = field(default_factory=list)

    def read(self, query: AuditQuery) -> AuditPage:
        if self.away:
            raise ServiceError("The audit service cannot be reached.")
        self.seen.append(len(self.place.events()))
        return PAGE


@pytest.mark.parametrize("role", [Role.LEAD, Role.PRIVACY_OFFICER])
def test_the_reading_is_recorded_before_it_is_shown(place: Place, role: Role) -> None:
    reader, log = place.seed.agent("Lee", role), Log(place)
    read = Review(place.store, log).read(reader, AuditQuery(agent="a-1", customer="c-1"))
    assert isinstance(read, ReviewedPage)
    assert read.page is PAGE
    assert read.names.agents == {reader.id: "Lee"}
    assert log.seen == [1]
    (event,) = place.events(reader)
    assert (event.verb, event.outcome, event.detail) == (
        Verb.AUDIT_VIEWED,
        Outcome.DONE,
        {"filters": "agent customer"},
    )


@pytest.mark.parametrize("role", [Role.AGENT, Role.ADMIN])
def test_others_are_refused_and_that_is_recorded(place: Place, role: Role) -> None:
    reader, log = place.seed.agent("Lee", role), Log(place)
    assert Review(place.store, log).read(reader, AuditQuery()) == Refusal(Reason.NOT_PERMITTED)
    assert log.seen == []
    (event,) = place.events(reader)
    assert (event.outcome, event.detail) == (Outcome.REFUSED, {"filters": "", "reason": "not_permitted"})


def test_an_attempt_is_kept_even_if_the_service_is_away(place: Place) -> None:
    reader = place.seed.agent("Lee", Role.LEAD)
    with pytest.raises(ServiceError):
        Review(place.store, Log(place, away=True)).read(reader, AuditQuery())
    assert [event.verb for event in place.events(reader)] == [Verb.AUDIT_VIEWED]
