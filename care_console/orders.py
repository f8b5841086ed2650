"""The way to the order system: each message as a CloudEvent by HTTP, over a verified connection (M5).

``POST`` to the address that IT sets (`orders_url`), with the bearer token of the keyring, one event a request
(CloudEvents 1.0, HTTP binding, structured mode: ``application/cloudevents+json``)::

    {"specversion": "1.0", "id": "…", "source": "/stores/…", "type": "care_console.order.validate_again",
     "time": "2026-03-02T09:00:00Z", "subject": "<order number>", "datacontenttype": "application/json",
     "data": {"brand": "mr-porter", "order": "<order number>", "request": "REQ-00042",
              "address": {"recipient": …, "line1": …, "line2": …, "town": …, "region": …, "postcode": …, "country": …}}}

``address`` is where the order goes now, ``null`` if the console does not know. The same message has the same ``id`` in
every try, also as ``Idempotency-Key``; one that was taken before may be answered with 409.

========================  ==========================================================================================
answer                    what the console does
========================  ==========================================================================================
2xx, 409                  taken: it is not sent again
400, 404, 410, 413, 422   refused: it is kept, recorded as failed, and not sent again by itself
all others, or none       sent again later, with growing pauses, for as long as it takes
========================  ==========================================================================================
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Final

from care_console.domain.amendments import OrderNote
from care_console.domain.messages import MessageState, Reply, Stage, Verdict
from care_console.transport import Channel, Limits, TransportError, Trouble

MEDIA: Final = "application/cloudevents+json"
_REFUSED: Final = frozenset({400, 404, 410, 413, 422})
_KNOWN_ALREADY: Final = 409


class HttpOrderSystem:
    """See the module; `token` gives the bearer token, None where there is none, and is asked at each message."""

    def __init__(
        self,
        url: str,
        token: Callable[[], str | None],
        *,
        authorities: Path | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Raises InvalidError or ServiceError for an address that cannot be used."""
        self._token = token
        self._channel = Channel(url, authorities=authorities, limits=limits)

    def deliver(self, note: OrderNote, hand_over: Callable[[], bool]) -> Verdict:
        """Send one message. Raises TransportError when nobody took or refused it."""
        if not hand_over():
            return Verdict(MessageState.CANCELLED)
        headers = {"Idempotency-Key": note.id}
        if token := self._token():
            headers["Authorization"] = f"Bearer {token}"
        answer = self._channel.request("POST", "", body=event(note), media=MEDIA, headers=headers)
        reply = Reply(answer.status, "", Stage.CONTENT)
        if 200 <= answer.status < 300 or answer.status == _KNOWN_ALREADY:
            return Verdict(MessageState.ACCEPTED, reply)
        if answer.status in _REFUSED:
            return Verdict(MessageState.REFUSED, reply)
        if answer.status in (408, 429) or answer.status >= 500:
            return Verdict(MessageState.DEFERRED, reply)
        raise TransportError(
            Trouble.REFUSED,
            "The order system refused the request ({status}).",
            todo="Ask IT to check orders_url and its token.",
            status=answer.status,
        )

    def hang_up(self) -> None:
        """Break what waits."""
        self._channel.close()


def event(note: OrderNote) -> bytes:
    """A message as the order system gets it; the same one gives the same bytes."""
    body = {
        "specversion": "1.0",
        "id": note.id,
        "source": f"/stores/{note.id.rpartition('-')[0]}",
        "type": f"care_console.order.{note.message.value}",
        "time": note.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "subject": note.order,
        "datacontenttype": "application/json",
        "data": {
            "brand": note.brand,
            "order": note.order,
            "request": note.request,
            "address": None if note.address is None else dict(note.address),
        },
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
