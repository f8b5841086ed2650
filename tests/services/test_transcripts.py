"""Conversations of a provider on their way to the screen: taken over, fetched when read, searched, and never beyond."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.chat.archive import Archive, Archived
from care_console.domain.errors import ServiceError
from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import ListedChat, Merged, Watch
from care_console.domain.requests import Fact, Reason, Refusal
from care_console.domain.retention import MONTHS_KEPT, Retention
from care_console.domain.transcripts import Conversation, Message, Speaker, over_at
from care_console.services.transcripts import OpenedTranscript, Searched, Transcripts
from tests.chat.conftest import Waiting
from tests.stores import RECENTLY

if TYPE_CHECKING:
    from care_console.services.customer_file import CustomerFile
    from tests.services.conftest import Counter

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
HOSTILE = ("word " * 209_716, "a\x00b\x1b[31m\r\n\t", "\u202e\u05e9\u05dc\u2067 \u0645", f"{FAMILY} e\u0301", "", " ")


def chat(reference: str, *texts: str, days: int = 0) -> Conversation:
    """A conversation with her brand's provider."""
    began = RECENTLY - timedelta(days=days)
    said = tuple(
        Message(began + timedelta(seconds=place), (Speaker.CUSTOMER, Speaker.ADVISOR)[place % 2], text)
        for place, text in enumerate(texts)
    )
    return Conversation("live", reference, "harbour", began, began + timedelta(hours=1), "Ines", "a return", said)


def over(counter: Counter, *chats: Conversation, customer: str = "") -> Transcripts:
    """The service over a provider that has these of her."""
    archived = [Archived(each, customer or counter.her.number) for each in chats]
    return Transcripts(counter.place.store, Archive(archived, Retention(), counter.place.clock))


def verified(counter: Counter) -> CustomerFile:
    return counter.verified(Fact.EMAIL, Fact.BIRTH_DATE)


def refresh(counter: Counter, service: Transcripts, seen: CustomerFile) -> Merged | Refusal:
    return service.refresh(counter.who, seen.request.id, counter.her.id, Waiting())


def ids(counter: Counter, seen: CustomerFile) -> dict[int, int]:
    """Her conversations by id, and how many messages each has."""
    return {line.row_id: line.messages for line in counter.read(seen.request.id).transcripts}


def read(counter: Counter, service: Transcripts, seen: CustomerFile, transcript: int) -> OpenedTranscript | Refusal:
    return service.read(counter.who, seen.request.id, counter.her.id, transcript, Waiting(), copy_asked=True)


def newest(counter: Counter, seen: CustomerFile) -> int:
    return counter.read(seen.request.id).transcripts[0].row_id


def test_what_was_said_comes_through_as_it_was(counter: Counter) -> None:
    given = chat("r-1", *HOSTILE, days=-1)
    service, seen = over(counter, given), verified(counter)
    assert refresh(counter, service, seen) == Merged(new=1)
    opened = read(counter, service, seen, newest(counter, seen))
    assert isinstance(opened, OpenedTranscript)
    assert opened.conversation == given


def test_a_conversation_in_which_nothing_was_said_is_listed_and_read(counter: Counter) -> None:
    service, seen = over(counter, chat("r-1", days=-1)), verified(counter)
    refresh(counter, service, seen)
    opened = read(counter, service, seen, newest(counter, seen))
    assert isinstance(opened, OpenedTranscript)
    assert opened.conversation.messages == ()


def test_the_list_is_recorded_before_it_is_asked_for_and_taken_over_once(counter: Counter) -> None:
    service, seen = over(counter, chat("r-1", "a"), chat("r-2", "b", days=1)), verified(counter)
    assert refresh(counter, service, seen) == Merged(new=2)
    assert refresh(counter, service, seen) == Merged()
    assert len(ids(counter, seen)) == 3
    listed = [event for event in counter.place.events(counter.who) if event.verb is Verb.TRANSCRIPTS_LISTED]
    assert [(event.outcome, event.customer) for event in listed] == [(Outcome.DONE, counter.her.pseudonym)] * 2


def test_without_the_view_the_provider_is_not_asked(counter: Counter) -> None:
    service, seen = over(counter, chat("r-1", "a")), counter.open()
    assert refresh(counter, service, seen) == Refusal(Reason.NOT_VERIFIED)
    assert counter.place.events(counter.who)[-1].outcome is Outcome.REFUSED


def test_what_the_provider_no_longer_has_goes_unless_it_was_read(counter: Counter) -> None:
    both, seen = over(counter, chat("r-1", "a", days=-1), chat("r-2", "b", days=-2)), verified(counter)
    refresh(counter, both, seen)
    assert isinstance(read(counter, both, seen, newest(counter, seen)), OpenedTranscript)
    assert refresh(counter, over(counter), seen) == Merged()
    assert len(ids(counter, seen)) == 2


def test_one_that_is_gone_when_it_is_to_be_fetched_is_told_and_goes(counter: Counter) -> None:
    seen = verified(counter)
    refresh(counter, over(counter, chat("r-1", "a", days=-1)), seen)
    assert read(counter, over(counter), seen, newest(counter, seen)) == Refusal(Reason.NO_SUCH_TRANSCRIPT)
    assert len(ids(counter, seen)) == 1


def test_one_that_became_another_is_not_kept(counter: Counter) -> None:
    seen, given = verified(counter), chat("r-1", "a", days=-1)
    refresh(counter, over(counter, given), seen)
    for other in (replace(given, messages=()), replace(given, topic="another"), replace(given, brand="quay")):
        assert read(counter, over(counter, other), seen, newest(counter, seen)) == Refusal(Reason.NO_SUCH_TRANSCRIPT)


def test_another_customers_conversation_is_left_out(counter: Counter) -> None:
    seen = verified(counter)
    his = replace(chat("chat-2", "a", days=-1), provider="chat")
    assert refresh(counter, over(counter, his), seen) == Merged(left_out=1)
    assert len(ids(counter, seen)) == 1


@pytest.mark.parametrize(("hours", "kept"), [(-1, True), (0, False)])
def test_beyond_the_retention_nothing_is_listed(counter: Counter, hours: int, *, kept: bool) -> None:
    given = chat("r-1", "a", days=-1)
    counter.place.clock.time = over_at(given.ended_at, MONTHS_KEPT, UTC) + timedelta(hours=hours)
    service, seen = over(counter, given), verified(counter)
    assert refresh(counter, service, seen) == Merged(new=int(kept))


@dataclass
class Failing:
    """A provider that lists, and gives conversations until it goes away."""

    archive: Archive
    gives: int

    def listed(self, brand: str, customer: str, since: datetime, watch: Watch) -> list[ListedChat]:
        """See the port."""
        return self.archive.listed(brand, customer, since, watch)

    def fetch(self, chat: ListedChat, watch: Watch) -> Conversation | None:
        """See the port."""
        if not self.gives:
            raise ServiceError("The chat provider is away.")
        self.gives -= 1
        return self.archive.fetch(chat, watch)


@pytest.mark.parametrize(("gives", "found", "unread"), [(0, 0, 3), (1, 1, 2), (3, 3, 0)])
def test_a_search_goes_on_with_what_is_here_when_the_provider_goes_away(
    counter: Counter, gives: int, found: int, unread: int
) -> None:
    archived = [Archived(chat(f"r-{day}", "A scarf", days=-day), counter.her.number) for day in (1, 2, 3)]
    archive = Archive(archived, Retention(), counter.place.clock)
    service, seen = Transcripts(counter.place.store, Failing(archive, gives)), verified(counter)
    refresh(counter, service, seen)
    everything = list(ids(counter, seen))
    searched = service.search(
        counter.who, seen.request.id, counter.her.id, "scarf", everything, Waiting(), copy_asked=True
    )
    assert isinstance(searched, Searched)
    assert (len(searched.found), searched.unread) == (found, unread)
    assert (searched.trouble is None) == (unread == 0)


def test_without_a_provider_what_only_it_had_is_told_as_not_searched(counter: Counter) -> None:
    seen = verified(counter)
    refresh(counter, over(counter, chat("r-1", "A scarf", days=-1)), seen)
    alone = Transcripts(counter.place.store)
    searched = alone.search(
        counter.who, seen.request.id, counter.her.id, "scarf", list(ids(counter, seen)), Waiting(), copy_asked=True
    )
    assert searched == Searched((), 1)


def test_a_card_number_that_a_customer_wrote_is_shown_to_nobody(counter: Counter) -> None:
    service = over(counter, chat("r-1", "My card is 4111 1111 1111 1111 12/27", days=-1))
    seen = verified(counter)
    refresh(counter, service, seen)
    only = max(ids(counter, seen))
    read = service.read(counter.who, seen.request.id, counter.her.id, only, Waiting(), copy_asked=True)
    assert isinstance(read, OpenedTranscript)
    assert "1111 1111" not in repr(read)
    assert read.conversation.messages[0].text.endswith("1111 12/27")
    asked = (counter.who, seen.request.id, counter.her.id)
    found = service.search(*asked, "card is", [only], Waiting())
    assert not isinstance(found, Refusal)
    assert "1111 1111" not in found.found[0].excerpt
    assert service.search(*asked, "4111 1111", [only], Waiting()) == Searched(())


def test_a_search_reads_all_of_them_and_is_recorded(counter: Counter) -> None:
    service = over(counter, chat("r-1", "The BLUE scarf", days=-1), chat("r-2", "Nothing", days=-2))
    seen = verified(counter)
    refresh(counter, service, seen)
    everything = list(ids(counter, seen))
    asked = (counter.who, seen.request.id, counter.her.id, "blue Scarf", everything, Waiting())
    assert service.search(*asked) == Refusal(Reason.COPY_NOT_ASKED)
    found = service.search(*asked, copy_asked=True)
    assert not isinstance(found, Refusal)
    assert [(each.messages, each.excerpt) for each in found.found] == [(1, "The BLUE scarf")]
    assert (found.unread, found.trouble) == (0, None)
    told = [event.outcome for event in counter.place.events(counter.who) if event.verb is Verb.TRANSCRIPTS_SEARCHED]
    assert told == [Outcome.REFUSED, Outcome.DONE]
