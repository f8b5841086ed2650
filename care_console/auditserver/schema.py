"""What the audit API speaks: the overlay on CloudEvents and OCSF that every event must fit, replies and problems.

The overlay is narrower than OCSF 1.8: it demands the six facts of PCI DSS 10.2.2 (who, what kind, when, outcome, from
where, whose data), request and purpose, and has room for field names only. Unknown members are refused, so that no
value of a customer can slip in beside them. The OpenAPI document is made of these classes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from care_console.domain.audit_answers import Digest
from care_console.domain.events import OCSF_VERSION, TYPE_PREFIX

MAX_BATCH_EVENTS: Final = 1_000
MAX_BODY_BYTES: Final = 1_048_576

# No control characters: PostgreSQL stores no NUL in text, and terminals obey the others.
_PLAIN: Final = r"^[^\x00-\x1f\x7f]*$"

Identifier = Annotated[str, Meta(min_length=1, max_length=200, pattern=_PLAIN)]
Text = Annotated[str, Meta(max_length=200, pattern=_PLAIN)]
FieldName = Annotated[str, Meta(max_length=100, pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
Fact = Annotated[
    str,
    Meta(
        max_length=200,
        pattern=r"^([0-9a-f]{32}|[0-9a-f]{64}|(?![\s\S]*(@|\d([ -]?\d){11}))[^\x00-\x1f\x7f]*)$",
        description="A small fact, an identifier or a SHA-256; no e-mail address and no twelve digits in a row",
    ),
]
Kind = Annotated[str, Meta(max_length=80, pattern=r"^care_console\.[a-z_]+$")]
Digits = Annotated[str, Meta(pattern=r"^[0-9]{19}$", description="The sequence with 19 digits, from 1, without gaps")]
Sequence = Annotated[int, Meta(ge=1, le=2**63 - 1)]
Moment = Annotated[datetime, Meta(tz=True)]


class Strict(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A part of an event: nothing but what is declared."""


class Group(Strict, frozen=True):
    """The role under which somebody acted."""

    name: Text


class User(Strict, frozen=True):
    """Who: the agent's identifier and role."""

    uid: Text
    groups: Annotated[list[Group], Meta(min_length=1, max_length=4)]


class Actor(Strict, frozen=True):
    """Who, as OCSF wraps it."""

    user: User


class Device(Strict, frozen=True):
    """From where: the computer's name."""

    hostname: Text
    type_id: Annotated[int, Meta(ge=0, le=99)]


class Product(Strict, frozen=True):
    """What wrote the event."""

    name: Literal["Care Console"]


class Metadata(Strict, frozen=True):
    """Identity of the event inside OCSF; `correlation_uid` is the care request."""

    event_code: Annotated[str, Meta(max_length=60, pattern=r"^[a-z_]+$")]
    product: Product
    profiles: Annotated[list[Text], Meta(max_length=8)]
    sequence: Sequence
    uid: Identifier
    version: Literal["1.8.0"]
    correlation_uid: Text = ""


class Classification(Strict, frozen=True):
    """Personal data, confidential."""

    category_id: Literal[1]
    confidentiality_id: Literal[2]


class Resource(Strict, frozen=True):
    """Whose data: the customer's pseudonym; which fields, by name."""

    name: Text
    type: Text
    labels: Annotated[list[FieldName], Meta(max_length=500)]
    uid: Text = ""
    data_classification: Classification | None = None


class Unmapped(Strict, frozen=True):
    """Request, purpose and grant, and small facts such as counts."""

    request: Text
    purpose: Text
    grant: Text
    detail: Annotated[dict[FieldName, Fact], Meta(max_length=30)]


class Service(Strict, frozen=True):
    """What somebody signed in to."""

    name: Literal["Care Console"]


class Activity(Strict, tag_field="class_uid", kw_only=True, frozen=True):
    """What both OCSF classes share: who, what kind, when, outcome, from where."""

    activity_id: Annotated[int, Meta(ge=0, le=99)]
    activity_name: Text
    actor: Actor
    category_uid: Literal[3, 6]
    device: Device
    metadata: Metadata
    severity_id: Annotated[int, Meta(ge=0, le=99)]
    status: Literal["Success", "Failure"]
    status_code: Literal["done", "refused", "failed"]
    status_id: Literal[1, 2]
    time: int
    time_dt: Moment
    type_uid: int
    unmapped: Unmapped


class WebActivity(Activity, tag=6001, kw_only=True, frozen=True):
    """OCSF 1.8 class 6001, Web Resources Activity."""

    web_resources: Annotated[list[Resource], Meta(min_length=1, max_length=1)]


class Authentication(Activity, tag=3002, kw_only=True, frozen=True):
    """OCSF 1.8 class 3002, Authentication."""

    service: Service
    user: User


class Event(Strict, frozen=True):
    """A CloudEvents 1.0 envelope with an OCSF event."""

    specversion: Literal["1.0"]
    id: Identifier
    source: Identifier
    type: Kind
    time: Moment
    recordedtime: Moment
    sequence: Digits
    authid: Text
    authtype: Literal["app_user", "system", "unauthenticated"]
    datacontenttype: Literal["application/json"]
    dataschema: Annotated[str, Meta(pattern=rf"^https://schema\.ocsf\.io/{OCSF_VERSION}/classes/[a-z_]+$")]
    data: WebActivity | Authentication

    def __post_init__(self) -> None:
        """Refuse an event whose envelope and data tell different stories."""
        data, meta = self.data, self.data.metadata
        class_uid = 6001 if isinstance(data, WebActivity) else 3002
        facts = (
            (self.type, TYPE_PREFIX + meta.event_code),
            (self.id, meta.uid),
            (int(self.sequence), meta.sequence),
            (self.authid, data.actor.user.uid),
            (self.time, data.time_dt),
            (data.type_uid, class_uid * 100 + data.activity_id),
            (data.category_uid, class_uid // 1000),
            (data.status_id, 1 if data.status_code == "done" else 2),
        )
        if any(outer != inner for outer, inner in facts):
            raise ValueError("envelope and data disagree")


class Fingerprint(Strict, frozen=True):
    """What a tombstone tells of the event whose place it takes."""

    reason: Annotated[str, Meta(max_length=40, pattern=r"^[a-z_]+$")]
    sha256: Digest
    size: Annotated[int, Meta(ge=0)]


class Tombstone(Strict, frozen=True):
    """Fills the sequence of an event that could not be accepted, with the hash of its bytes."""

    specversion: Literal["1.0"]
    id: Annotated[str, Meta(pattern=r"^tombstone-[0-9a-f]{64}$")]
    source: Identifier
    type: Literal["care_console.tombstone"]
    time: Moment
    recordedtime: Moment
    sequence: Digits
    datacontenttype: Literal["application/json"]
    data: Fingerprint

    def __post_init__(self) -> None:
        """The identifier is made of the hash, so that sending a tombstone again is a duplicate."""
        if self.id != f"tombstone-{self.data.sha256}" or self.sequence == "0" * 19:
            raise ValueError("identifier and hash disagree")


class Health(msgspec.Struct, frozen=True):
    """The service can read its log, which holds `size` events."""

    status: Literal["ok"]
    size: int


class Problem(msgspec.Struct, frozen=True):
    """RFC 9457 problem details; never with values of the request."""

    title: str
    status: int
    detail: str = ""
    type: str = "about:blank"


class Envelope(msgspec.Struct, frozen=True):
    """One event that fits the schema: exact bytes, and what the log indexes."""

    body: bytes
    id: str
    source: str
    sequence: int
    kind: str
    time: datetime
    actor: str
    customer: str


def indexed(body: bytes, event: Event | Tombstone) -> Envelope:
    """What the log keeps beside the bytes of an event."""
    actor = customer = ""
    if isinstance(event, Event):
        actor = event.data.actor.user.uid
        customer = event.data.web_resources[0].uid if isinstance(event.data, WebActivity) else ""
    return Envelope(
        body=body,
        id=event.id,
        source=event.source,
        sequence=int(event.sequence),
        kind=event.type,
        time=event.time.astimezone(UTC),
        actor=actor,
        customer=customer,
    )


class Parameters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `GET /v1/events` can be asked; `from` <= time < `to`, and `cursor` is the `next` of the page before."""

    actor: Text = ""
    customer: Text = ""
    activity: Annotated[str, Meta(max_length=60, pattern=r"^[a-z_]*$")] = ""
    since: Moment | None = msgspec.field(name="from", default=None)
    until: Moment | None = msgspec.field(name="to", default=None)
    cursor: Annotated[str, Meta(pattern=r"^[0-9]{1,18}\.[0-9]{1,18}$")] | None = None
    limit: Annotated[int, Meta(ge=1, le=1000)] = 100
    order: Literal["newest", "oldest"] = "newest"
