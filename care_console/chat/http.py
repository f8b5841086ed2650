"""A provider over HTTP, in the form that `chat.server` documents; TLS is verified, answers are bounded (`transport`).

Reading changes nothing, so what failed is asked for again: after the time that a 429 or 503 names, else after a pause
that doubles. What contradicts itself, or is not what was asked for, is refused and never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import quote

from care_console.chat import form
from care_console.chat.auth import Authorisation
from care_console.domain.errors import InvalidError, ServiceError
from care_console.domain.ports import Clock, ListedChat, Watch
from care_console.domain.retention import Retention
from care_console.domain.transcripts import Conversation
from care_console.transport import Answer, Channel, TransportError, Trouble

TRIES: Final = 4
FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 20.0
"""Seconds; a provider that asks for more is told of as busy instead of being waited for."""
MAX_PAGES: Final = 200

T = TypeVar("T")

_AGAIN: Final = frozenset({408, 429, 500, 502, 503, 504})
_PASSING: Final = frozenset({Trouble.UNREACHABLE, Trouble.TIMEOUT, Trouble.GARBLED, Trouble.BUSY})
"""Troubles that another try may not meet."""


class HttpChat:
    """See `domain.ports.ChatProvider`. Safe to use from any thread."""

    def __init__(self, channel: Channel, authorisation: Authorisation, retention: Retention, clock: Clock) -> None:
        """`channel` holds the address, `authorisation` the credentials."""
        self._channel = channel
        self._authorisation = authorisation
        self._retention = retention
        self._clock = clock

    def listed(self, brand: str, customer: str, since: datetime, watch: Watch) -> list[ListedChat]:
        """See the port."""
        asked = {"brand": brand, "customer": customer, "since": since.astimezone(UTC).isoformat()}
        found: dict[str, ListedChat] = {}
        cursors: set[str] = set()
        now = self._clock.now()
        parameters = dict(asked)
        for _ in range(MAX_PAGES):
            answer = self._get("/v1/conversations", parameters, watch)
            page: form.PageForm = _decoded(answer, form.PageForm)
            for each in page.conversations:
                chat = _believed(partial(form.listed, each, now))
                if (chat.brand, chat.customer) != (brand, customer) or found.setdefault(chat.reference, chat) != chat:
                    raise _contradiction()
            watch.found(len(found))
            if page.next is None:
                return self._kept(found, since)
            if page.next in cursors:
                raise _contradiction()
            cursors.add(page.next)
            parameters = asked | {"cursor": page.next}
        raise _contradiction()

    def fetch(self, chat: ListedChat, watch: Watch) -> Conversation | None:
        """See the port."""
        if not self._retention.keeps(chat.brand, chat.ended_at, self._clock.now()):
            return None
        answer = self._get(f"/v1/conversations/{quote(chat.reference, safe='')}", {}, watch, gone=(404, 410))
        if answer.status != 200:
            return None
        told: form.ChatForm = _decoded(answer, form.ChatForm)
        now = self._clock.now()
        if _believed(lambda: form.listed(told, now)) != chat:
            raise _contradiction()
        return _believed(lambda: form.conversation(told, now))

    def close(self) -> None:
        """Close every connection."""
        self._channel.close()
        self._authorisation.close()

    def _kept(self, found: Mapping[str, ListedChat], since: datetime) -> list[ListedChat]:
        now = self._clock.now()
        kept = [
            chat
            for chat in found.values()
            if chat.ended_at >= since and self._retention.keeps(chat.brand, chat.ended_at, now)
        ]
        return sorted(kept, key=lambda chat: (chat.started_at, chat.reference), reverse=True)

    def _get(self, path: str, parameters: Mapping[str, str], watch: Watch, gone: tuple[int, ...] = ()) -> Answer:
        """A good answer, or one whose status is in `gone`; asked for again where that may help."""
        wait = FIRST_PAUSE
        for attempt in range(1, TRIES + 1):
            try:
                answer = self._ask(path, parameters)
            except TransportError as error:
                if error.trouble not in _PASSING or attempt == TRIES:
                    raise
                watch.pause(wait)
            else:
                if answer.status == 200 or answer.status in gone:
                    return answer
                asked = _retry_after(answer, self._clock.now())
                if answer.status not in _AGAIN or attempt == TRIES or (asked or 0) > LONGEST_PAUSE:
                    raise _refused(answer.status, asked or 0.0)
                watch.pause(wait if asked is None else asked)
            wait = min(wait * 2, LONGEST_PAUSE)
        raise _refused(503, 0.0)

    def _ask(self, path: str, parameters: Mapping[str, str]) -> Answer:
        """The answer; with a new token where the one that was shown has ended before its time."""
        headers = self._authorisation.headers()
        answer = self._channel.request("GET", path, params=parameters, headers=headers)
        if answer.status == 401 and self._authorisation.renew(headers):
            headers = self._authorisation.headers()
            answer = self._channel.request("GET", path, params=parameters, headers=headers)
        return answer


def _decoded(answer: Answer, kind: type[Any]) -> Any:  # noqa: ANN401 - an instance of `kind`
    media = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise TransportError(Trouble.GARBLED, "The chat provider answered something other than conversations.")
    return _believed(lambda: form.decode(answer.body, kind))


def _believed(made: Callable[[], T]) -> T:
    try:
        return made()
    except InvalidError as error:
        raise TransportError(
            Trouble.GARBLED, "The chat provider's answer cannot be used: {fault}.", fault=error.happened
        ) from None


def _contradiction() -> ServiceError:
    return TransportError(Trouble.GARBLED, "The chat provider contradicts itself, so nothing of its answer is shown.")


def _refused(status: int, seconds: float) -> ServiceError:
    if status in (401, 403):
        return TransportError(
            Trouble.REFUSED,
            "The chat provider does not accept this computer's key.",
            todo="Ask IT to set the key in the keyring anew.",
        )
    if status in _AGAIN:
        return TransportError(
            Trouble.BUSY, "The chat provider is busy or out of order.", todo="Try again later.", retry_after=seconds
        )
    return TransportError(Trouble.REFUSED, "The chat provider refused the request (status {status}).", status=status)


def _retry_after(answer: Answer, now: datetime) -> float | None:
    """Seconds that the provider asks to wait: a number or a date (RFC 9110, 10.2.3); None where it says nothing."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        moment = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
