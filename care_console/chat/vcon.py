"""Conversations as IETF vCons (draft-ietf-vcon-vcon-core, syntax 0.4.0), read and written; broken ones are refused.

Text dialogs alone are conversations of live chat: a vCon with a recording, or with content behind an address or a
cipher, is refused with the reason. What only this console knows (brand, customer number, reference, provider) travels
in an attachment with the purpose `care_console`; a foreign vCon is known by its uuid.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from care_console.chat import form
from care_console.domain.errors import InvalidError
from care_console.domain.transcripts import Conversation, Message, Speaker

SYNTAX: Final = "0.4.0"
PURPOSE: Final = "care_console"
_ROLES: Final = {"customer": Speaker.CUSTOMER, "agent": Speaker.ADVISOR, "system": Speaker.SYSTEM}
_ORDER: Final = (Speaker.CUSTOMER, Speaker.ADVISOR, Speaker.SYSTEM)
_SPACE: Final = uuid.UUID("6f0a3d0e-52a4-5b35-9c62-0d1a6b0c9f11")


class _Party(msgspec.Struct):
    name: form.Short = ""
    role: str = ""


class _Dialog(msgspec.Struct):
    type: str
    start: form.When
    parties: int | list[int] | None = None
    originator: int | None = None
    mediatype: str = ""
    mimetype: str = ""
    body: str | None = None
    encoding: str = "none"


class _Attachment(msgspec.Struct):
    purpose: str = ""
    body: Any = None


class _VCon(msgspec.Struct):
    uuid: Annotated[str, Meta(min_length=1, max_length=100)]
    vcon: str = SYNTAX
    subject: form.Short = ""
    parties: list[_Party] = []
    dialog: Annotated[list[_Dialog], Meta(max_length=form.MAX_MESSAGES)] = []
    attachments: list[_Attachment] = []


class _Own(msgspec.Struct, forbid_unknown_fields=True):
    provider: form.Name
    reference: form.Name
    brand: form.Name
    customer: form.Name
    started_at: form.When
    ended_at: form.When


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose conversations foreign vCons are: they know neither brand nor customer number."""

    provider: str
    brand: str
    customer: str


def read(body: bytes | str, owner: Owner | None, now: datetime) -> tuple[Conversation, str]:
    """The conversation of a vCon, and its customer's number. Raises InvalidError with the reason to refuse it."""
    vcon: _VCon = form.decode(body, _VCon)
    if not vcon.vcon.startswith("0."):
        raise InvalidError("vcon", "it is of a version that this program does not know")
    messages = tuple(_message(vcon, dialog, place) for place, dialog in enumerate(vcon.dialog))
    own = _own(vcon)
    if own is None and owner is None:
        raise InvalidError("attachments", "it does not say whose conversation it is")
    if own is None and not messages:
        raise InvalidError("dialog", "it holds no message, and so no time")
    advisor = next((party.name for party in vcon.parties if _ROLES.get(party.role) is Speaker.ADVISOR), "")
    times = [message.at for message in messages]
    made = Conversation(
        provider=own.provider if own else owner.provider if owner else "",
        reference=own.reference if own else vcon.uuid,
        brand=own.brand if own else owner.brand if owner else "",
        started_at=form.utc(own.started_at) if own else min(times),
        ended_at=form.utc(own.ended_at) if own else max(times),
        advisor=advisor,
        topic=vcon.subject,
        messages=messages,
    )
    return form.checked(made, now), own.customer if own else owner.customer if owner else ""


def identity(chat: Conversation) -> str:
    """The uuid of a conversation, always the same."""
    return str(uuid.uuid5(_SPACE, json.dumps([chat.provider, chat.reference])))


def write(chat: Conversation, customer: str, *, made_at: datetime) -> bytes:
    """A conversation as a vCon, made at `made_at`; the same conversation has the same uuid."""
    own = {
        "brand": chat.brand,
        "customer": customer,
        "ended_at": chat.ended_at.isoformat(),
        "provider": chat.provider,
        "reference": chat.reference,
        "started_at": chat.started_at.isoformat(),
    }
    vcon = {
        "vcon": SYNTAX,
        "uuid": identity(chat),
        "created_at": made_at.isoformat(),
        "subject": chat.topic,
        "parties": [{"role": "customer"}, {"name": chat.advisor, "role": "agent"}, {"role": "system"}],
        "dialog": [
            {
                "type": "text",
                "start": message.at.isoformat(),
                "parties": [_ORDER.index(message.speaker)],
                "originator": _ORDER.index(message.speaker),
                "mediatype": "text/plain",
                "encoding": "none",
                "body": message.text,
            }
            for message in chat.messages
        ],
        "attachments": [
            {
                "purpose": PURPOSE,
                "start": made_at.isoformat(),
                "party": 1,
                "mediatype": "application/json",
                "encoding": "json",
                "body": json.dumps(own),
            }
        ],
    }
    return json.dumps(vcon, ensure_ascii=False).encode()


def _message(vcon: _VCon, dialog: _Dialog, place: int) -> Message:
    where = f"dialog[{place}]"
    media = (dialog.mediatype or dialog.mimetype or "text/plain").partition(";")[0].strip().lower()
    if dialog.type != "text" or media != "text/plain":
        raise InvalidError(where, f"{where} is not plain text")
    if dialog.body is None or dialog.encoding.lower() != "none":
        raise InvalidError(where, f"{where} does not hold its text")
    told: int | list[int] | None = dialog.parties if dialog.originator is None else dialog.originator
    if isinstance(told, list):
        told = told[0] if told else None
    if told is None or not 0 <= told < len(vcon.parties):
        raise InvalidError(where, f"{where} names a party that there is not")
    speaker = _ROLES.get(vcon.parties[told].role or ("customer" if told == 0 else "agent"))
    if speaker is None:
        raise InvalidError(where, f"{where} was said by neither customer nor agent")
    return Message(form.utc(dialog.start), speaker, dialog.body)


def _own(vcon: _VCon) -> _Own | None:
    for attachment in vcon.attachments:
        if attachment.purpose == PURPOSE:
            body = attachment.body
            own: _Own | None = form.decode(body if isinstance(body, str) else json.dumps(body), _Own)
            return own
    return None
