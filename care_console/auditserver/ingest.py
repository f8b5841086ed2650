"""What happens to the events of one request: read strictly, checked against the token, appended in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from care_console.auditserver.log import Log, Verdict
from care_console.auditserver.reading import RejectedError, claimed_id, fingerprint, read
from care_console.auditserver.schema import Envelope
from care_console.domain.audit_answers import Reply


class ForeignSourceError(Exception):
    """An event is of a source that the token may not write; nothing was stored."""


def ingest(log: Log, bodies: Sequence[bytes], may_write: Callable[[str], bool]) -> list[Reply]:
    """An item for each event, in the order given; every accepted one is durable when this returns.

    Raises ForeignSourceError, or StoreError when the log cannot be written; in both cases nothing was stored.
    """
    events: list[Envelope] = []
    outcome: list[Reply | Envelope] = []
    for body in bodies:
        try:
            event = read(body)
        except RejectedError as error:
            outcome.append(Reply(claimed_id(body)[:200], fingerprint(body), "rejected", reason=str(error)))
            continue
        if not may_write(event.source):
            raise ForeignSourceError
        events.append(event)
        outcome.append(event)
    verdicts = iter(log.append(events) if events else ())
    return [entry if isinstance(entry, Reply) else _item(entry, verdicts) for entry in outcome]


def _item(event: Envelope, verdicts: Iterator[Verdict]) -> Reply:
    verdict = next(verdicts)
    return Reply(event.id, fingerprint(event.body), verdict.status, verdict.index, verdict.reason)
