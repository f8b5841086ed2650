"""Audit vocabulary: the verbs, the compact row that the store writes, and the envelope made of it.

The store writes rows; `envelope(row)` is the one pure function that turns a row into the bytes sent to the audit API
(CloudEvents 1.0 in JSON, `data` in OCSF 1.8). Rows hold field names, never values, and customers by pseudonym only
(A3, PCI DSS 10.2.2).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple

from care_console.domain.errors import BugError

MAX_ENVELOPE_BYTES: Final = 65_535
OCSF_VERSION: Final = "1.8.0"
PROFILES: Final = ("data_classification", "datetime", "host")
TYPE_PREFIX: Final = "care_console."
TOMBSTONE_TYPE: Final = "care_console.tombstone"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_PRODUCT: Final = "Care Console"


class Verb(StrEnum):
    """What was done. The value is the event's name at the API and never changes once published."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    CONSOLE_MASKED = "console_masked"
    REQUEST_OPENED = "request_opened"
    REQUEST_STATED = "request_stated"
    REQUEST_PARKED = "request_parked"
    REQUEST_RESUMED = "request_resumed"
    REQUEST_HANDED_OVER = "request_handed_over"
    REQUEST_ENDED = "request_ended"
    PROMISE_KEPT = "promise_kept"
    NOTE_LEFT = "note_left"
    SEARCHED = "searched"
    OPENED = "opened"
    GLASS_BROKEN = "glass_broken"
    GLASS_SETTLED = "glass_settled"
    SUPERVISED = "supervised"
    OPENED_IN_ERROR = "opened_in_error"
    VERIFIED = "verified"
    VERIFICATION_FAILED = "verification_failed"
    GRANTED = "granted"
    REVEALED = "revealed"
    AMENDED = "amended"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    CHOICE_UNDONE = "choice_undone"
    SUPPRESSED = "suppressed"
    SUPPRESSION_LIFTED = "suppression_lifted"
    SUPPRESSIONS_VIEWED = "suppressions_viewed"
    SUPPRESSIONS_EXPORTED = "suppressions_exported"
    DEATH_REPORTED = "death_reported"
    DEATHS_VIEWED = "deaths_viewed"
    DEATH_SETTLED = "death_settled"
    FLAG_SET = "flag_set"
    FLAG_LIFTED = "flag_lifted"
    AUTHORITY_RECORDED = "authority_recorded"
    AUTHORITY_ENDED = "authority_ended"
    HISTORY_VIEWED = "history_viewed"
    TRANSCRIPTS_LISTED = "transcripts_listed"
    TRANSCRIPTS_SEARCHED = "transcripts_searched"
    TRANSCRIPT_READ = "transcript_read"
    AUDIT_VIEWED = "audit_viewed"
    MESSAGE_QUEUED = "message_queued"
    MESSAGE_CANCELLED = "message_cancelled"
    MESSAGE_RESOLVED = "message_resolved"
    MESSAGE_DELIVERED = "message_delivered"
    CUSTOMER_TOLD = "customer_told"
    LETTER_OWED = "letter_owed"
    """The customer has to be told by a letter, which nobody has written yet."""
    ORDER_SYSTEM_TOLD = "order_system_told"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_GRANTED = "approval_granted"
    APPROVAL_DECLINED = "approval_declined"
    IMPORTED = "imported"
    PURGED = "purged"
    HEARTBEAT = "heartbeat"


class Outcome(StrEnum):
    """How it ended: done, refused by a rule, or failed."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class EventRow:
    """One audit event as the store keeps it; committed before anything that it records is shown.

    `source` is an agent in a store (`/stores/<store id>/agents/<agent id>`), and `sequence` counts from 1 without gaps
    in it. `time` is aware UTC with microseconds. `request`, `grant` and `customer` are identifiers without meaning
    outside the store (`customer` is the pseudonym); empty where the verb has none. `fields` are declared field names
    such as `email.address`. `detail` holds small facts that are no personal data, such as counts or the reason of a
    refusal from a fixed list; keys and values are short strings. `recorded` is when the row was written, if that was
    not the same reading of the clock as `time`.
    """

    source: str
    sequence: int
    id: str
    time: datetime
    verb: Verb
    outcome: Outcome
    agent: str
    role: str
    host: str
    request: str = ""
    purpose: str = ""
    grant: str = ""
    customer: str = ""
    fields: tuple[str, ...] = ()
    detail: dict[str, str] = field(default_factory=dict)
    recorded: datetime | None = None


class OcsfClass(NamedTuple):
    """A class of OCSF 1.8: its number, its category's number, and its name in the address of its schema."""

    uid: int
    category_uid: int
    slug: str


class Activity(NamedTuple):
    """Where a verb stands in OCSF: class, activity and its caption, and the kind of thing that it was done to."""

    ocsf: OcsfClass
    activity_id: int
    name: str
    resource: str


AUTHENTICATION: Final = OcsfClass(3002, 3, "authentication")
WEB_RESOURCES: Final = OcsfClass(6001, 6, "web_resources_activity")

ACTIVITIES: Final[dict[Verb, Activity]] = {
    Verb.SIGNED_IN: Activity(AUTHENTICATION, 1, "Logon", "console"),
    Verb.SIGN_IN_REFUSED: Activity(AUTHENTICATION, 1, "Logon", "console"),
    Verb.SIGNED_OUT: Activity(AUTHENTICATION, 2, "Logoff", "console"),
    Verb.CONSOLE_MASKED: Activity(AUTHENTICATION, 99, "Mask", "console"),
    Verb.REQUEST_OPENED: Activity(WEB_RESOURCES, 1, "Create", "care_request"),
    Verb.REQUEST_STATED: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.REQUEST_PARKED: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.REQUEST_RESUMED: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.REQUEST_HANDED_OVER: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.PROMISE_KEPT: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.NOTE_LEFT: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.GLASS_BROKEN: Activity(WEB_RESOURCES, 99, "Break glass", "customer"),
    Verb.GLASS_SETTLED: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.SUPERVISED: Activity(WEB_RESOURCES, 2, "Read", "customer"),
    Verb.OPENED_IN_ERROR: Activity(WEB_RESOURCES, 99, "Close", "customer"),
    Verb.REQUEST_ENDED: Activity(WEB_RESOURCES, 3, "Update", "care_request"),
    Verb.SEARCHED: Activity(WEB_RESOURCES, 5, "Search", "customers"),
    Verb.OPENED: Activity(WEB_RESOURCES, 2, "Read", "customer"),
    Verb.VERIFIED: Activity(WEB_RESOURCES, 99, "Verify", "customer"),
    Verb.VERIFICATION_FAILED: Activity(WEB_RESOURCES, 99, "Verify", "customer"),
    Verb.GRANTED: Activity(WEB_RESOURCES, 99, "Grant", "customer"),
    Verb.REVEALED: Activity(WEB_RESOURCES, 2, "Read", "customer"),
    Verb.AMENDED: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.OPTED_OUT: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.OPTED_IN: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.CHOICE_UNDONE: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.SUPPRESSED: Activity(WEB_RESOURCES, 1, "Create", "suppression"),
    Verb.SUPPRESSION_LIFTED: Activity(WEB_RESOURCES, 3, "Update", "suppression"),
    Verb.SUPPRESSIONS_VIEWED: Activity(WEB_RESOURCES, 2, "Read", "suppression"),
    Verb.SUPPRESSIONS_EXPORTED: Activity(WEB_RESOURCES, 7, "Export", "suppression"),
    Verb.DEATH_REPORTED: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.DEATHS_VIEWED: Activity(WEB_RESOURCES, 2, "Read", "customers"),
    Verb.DEATH_SETTLED: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.FLAG_SET: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.FLAG_LIFTED: Activity(WEB_RESOURCES, 3, "Update", "customer"),
    Verb.AUTHORITY_RECORDED: Activity(WEB_RESOURCES, 1, "Create", "authority"),
    Verb.AUTHORITY_ENDED: Activity(WEB_RESOURCES, 3, "Update", "authority"),
    Verb.HISTORY_VIEWED: Activity(WEB_RESOURCES, 2, "Read", "customer"),
    Verb.TRANSCRIPTS_LISTED: Activity(WEB_RESOURCES, 2, "Read", "transcripts"),
    Verb.TRANSCRIPTS_SEARCHED: Activity(WEB_RESOURCES, 5, "Search", "transcripts"),
    Verb.TRANSCRIPT_READ: Activity(WEB_RESOURCES, 2, "Read", "transcript"),
    Verb.AUDIT_VIEWED: Activity(WEB_RESOURCES, 2, "Read", "audit_events"),
    Verb.MESSAGE_QUEUED: Activity(WEB_RESOURCES, 1, "Create", "message"),
    Verb.MESSAGE_CANCELLED: Activity(WEB_RESOURCES, 4, "Delete", "message"),
    Verb.MESSAGE_RESOLVED: Activity(WEB_RESOURCES, 3, "Update", "message"),
    Verb.MESSAGE_DELIVERED: Activity(WEB_RESOURCES, 99, "Deliver", "message"),
    Verb.CUSTOMER_TOLD: Activity(WEB_RESOURCES, 99, "Tell", "customer"),
    Verb.LETTER_OWED: Activity(WEB_RESOURCES, 99, "Owe letter", "customer"),
    Verb.ORDER_SYSTEM_TOLD: Activity(WEB_RESOURCES, 99, "Tell", "order"),
    Verb.APPROVAL_ASKED: Activity(WEB_RESOURCES, 99, "Ask approval", "message"),
    Verb.APPROVAL_GRANTED: Activity(WEB_RESOURCES, 99, "Approve", "message"),
    Verb.APPROVAL_DECLINED: Activity(WEB_RESOURCES, 99, "Decline", "message"),
    Verb.IMPORTED: Activity(WEB_RESOURCES, 6, "Import", "customers"),
    Verb.PURGED: Activity(WEB_RESOURCES, 4, "Delete", "transcripts"),
    Verb.HEARTBEAT: Activity(WEB_RESOURCES, 99, "Heartbeat", "console"),
}
"""The one table from verb to OCSF; 99 (other) with a name where class 6001 has no activity of the kind."""


def envelope(row: EventRow) -> bytes:
    """The bytes sent to the audit API for `row`: CloudEvents 1.0 in JSON, sorted, compact, UTF-8, at most 65,535 bytes.

    Pure: the same row gives the same bytes. `sequence` is written with 19 digits, so that its text sorts as its number
    (CloudEvents sequence extension); `authid` follows the CloudEvents auth context extension.

    Raises BugError if the row cannot be rendered: naive time, text that is not Unicode, or too large.
    """
    body = _encode(_attributes(row) | {"data": _data(row)})
    if len(body) > MAX_ENVELOPE_BYTES:
        raise BugError(f"an audit event of {len(body)} bytes is over the limit of {MAX_ENVELOPE_BYTES}")
    return body


def tombstone(row: EventRow, rejected: bytes, reason: str) -> bytes:
    """The event that takes the place of a parked row at the audit API, so that its sequence leaves no gap.

    It holds the SHA-256 and the size of the `rejected` bytes and a `reason` from a fixed list, nothing of their
    content. Pure, so that sending it again is a duplicate and no second tombstone.
    """
    digest = hashlib.sha256(rejected).hexdigest()
    head = {
        "datacontenttype": "application/json",
        "id": f"tombstone-{digest}",
        "recordedtime": _instant(row.recorded or row.time),
        "sequence": f"{row.sequence:019d}",
        "source": row.source,
        "specversion": "1.0",
        "time": _instant(row.time),
        "type": TOMBSTONE_TYPE,
    }
    return _encode(head | {"data": {"reason": reason, "sha256": digest, "size": len(rejected)}})


def _attributes(row: EventRow) -> dict[str, object]:
    """Context attributes and extensions of CloudEvents 1.0."""
    slug = ACTIVITIES[row.verb].ocsf.slug
    return {
        "authid": row.agent,
        "authtype": _authtype(row),
        "datacontenttype": "application/json",
        "dataschema": f"https://schema.ocsf.io/{OCSF_VERSION}/classes/{slug}",
        "id": row.id,
        "recordedtime": _instant(row.recorded or row.time),
        "sequence": f"{row.sequence:019d}",
        "source": row.source,
        "specversion": "1.0",
        "time": _instant(row.time),
        "type": TYPE_PREFIX + row.verb,
    }


def _authtype(row: EventRow) -> str:
    """Kind of principal, in the words of the auth context extension; without an agent it is the console itself."""
    if row.verb is Verb.SIGN_IN_REFUSED:
        return "unauthenticated"
    return "app_user" if row.agent and row.verb is not Verb.HEARTBEAT else "system"


def _data(row: EventRow) -> dict[str, object]:
    """The OCSF event: who, what kind, when, outcome, from where, whose data (PCI DSS 10.2.2), request and purpose."""
    activity = ACTIVITIES[row.verb]
    done = row.outcome is Outcome.DONE
    user = {"groups": [{"name": row.role}], "uid": row.agent}
    data: dict[str, object] = {
        "activity_id": activity.activity_id,
        "activity_name": activity.name,
        "actor": {"user": user},
        "category_uid": activity.ocsf.category_uid,
        "class_uid": activity.ocsf.uid,
        "device": {"hostname": row.host, "type_id": 0},
        "metadata": _metadata(row),
        "severity_id": 1 if done else 2,
        "status": "Success" if done else "Failure",
        "status_code": row.outcome.value,
        "status_id": 1 if done else 2,
        "time": (_utc(row.time) - _EPOCH) // timedelta(milliseconds=1),
        "time_dt": _instant(row.time),
        "type_uid": activity.ocsf.uid * 100 + activity.activity_id,
        "unmapped": {"detail": row.detail, "grant": row.grant, "purpose": row.purpose, "request": row.request},
    }
    if activity.ocsf is AUTHENTICATION:
        return data | {"service": {"name": _PRODUCT}, "user": user}
    return data | {"web_resources": [_resource(row, activity.resource)]}


def _metadata(row: EventRow) -> dict[str, object]:
    metadata: dict[str, object] = {
        "event_code": row.verb.value,
        "product": {"name": _PRODUCT},
        "profiles": list(PROFILES),
        "sequence": row.sequence,
        "uid": row.id,
        "version": OCSF_VERSION,
    }
    if row.request:
        metadata["correlation_uid"] = row.request
    return metadata


def _resource(row: EventRow, kind: str) -> dict[str, object]:
    """Whose data: the customer's pseudonym, or the name of the collection; field names as labels, never values."""
    resource: dict[str, object] = {"labels": list(row.fields), "name": kind, "type": kind}
    if row.customer:
        resource |= {"data_classification": {"category_id": 1, "confidentiality_id": 2}, "uid": row.customer}
    return resource


def _utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise BugError("the time of an audit event must be aware of its zone")
    return moment.astimezone(UTC)


def _instant(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds."""
    return _utc(moment).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _encode(event: dict[str, object]) -> bytes:
    text = json.dumps(event, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode()
    except UnicodeEncodeError:
        # The original exception would carry the text itself into a log.
        raise BugError("an audit event holds text that is not Unicode") from None
