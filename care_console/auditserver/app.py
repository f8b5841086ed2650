"""The ASGI application: authorises, bounds and reads requests, and answers in JSON or RFC 9457 problems."""

from __future__ import annotations

import asyncio
import functools
import math
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, Literal

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from care_console.auditserver import openapi
from care_console.auditserver.ingest import ForeignSourceError, ingest
from care_console.auditserver.log import Log
from care_console.auditserver.reading import MalformedError, split
from care_console.auditserver.schema import MAX_BODY_BYTES, Health, Parameters, Problem
from care_console.auditserver.tables import Found, Query
from care_console.auditserver.tokens import Token, Tokens
from care_console.domain.audit_answers import Page, Replies, Reply, StoredEvent
from care_console.domain.errors import StoreBusyError, StoreError
from care_console.domain.events import EventRow, Outcome, Verb

EVENT: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
OWN_SOURCE: Final = "/services/audit"

_BODY_SECONDS: Final = 30.0
_MAX_WAITING: Final = 32
_STATUS: Final = {"created": 201, "duplicate": 200, "conflict": 409, "rejected": 422}


class Service:
    """Handlers over one log; made once per process by `create_app`."""

    def __init__(self, log: Log, tokens: Tokens, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._log = log
        self._tokens = tokens
        self._now = now
        self._waiting = 0

    async def post_events(self, request: Request) -> Response:
        """Store one event or a batch."""
        token = self._authorise(request, "ingest")
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (EVENT, BATCH):
            raise HTTPException(415, f"Send {EVENT} or {BATCH}.")
        if self._waiting >= _MAX_WAITING:
            raise HTTPException(429, "Too many events are waiting to be stored.", {"Retry-After": "1"})
        self._waiting += 1
        try:
            body = await _bounded_body(request)
            return await run_in_threadpool(self._store, body, media, token)
        finally:
            self._waiting -= 1

    async def get_events(self, request: Request) -> Response:
        """A page of events; commits the event of having been read before it answers."""
        token = self._authorise(request, "reader")
        parameters = _parameters(request)
        host = request.client.host if request.client else ""
        found = await run_in_threadpool(self._read, parameters, token, host)
        return _json(_as_page(found))

    async def get_source(self, request: Request) -> Response:
        """How complete a source is: for readers, and for the store that the source belongs to."""
        token = self._authorise(request)
        source = "/" + request.path_params["source"].lstrip("/")
        if token.kind == "ingest" and not token.may_write(source):
            raise HTTPException(403, "The token is bound to another store.")
        if "\x00" in source:
            raise HTTPException(404, "Nothing of this source has arrived.")
        state = await run_in_threadpool(self._log.source, source)
        if state is None:
            raise HTTPException(404, "Nothing of this source has arrived.")
        return _json(state)

    async def healthz(self, _: Request) -> Response:
        """Whether the log can be read."""
        return _json(Health("ok", await run_in_threadpool(self._log.size)))

    async def openapi(self, _: Request) -> Response:
        """The description of this API."""
        return _json(_document())

    def _authorise(self, request: Request, kind: Literal["ingest", "reader"] | None = None) -> Token:
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        token = self._tokens.find(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise HTTPException(401, "A known bearer token is needed.", {"WWW-Authenticate": "Bearer"})
        if kind is not None and token.kind != kind:
            raise HTTPException(403, f"This needs a token of kind {kind}.")
        return token

    def _store(self, body: bytes, media: str, token: Token) -> Response:
        try:
            bodies = split(body) if media == BATCH else [body]
            items = ingest(self._log, bodies, token.may_write)
        except MalformedError as error:
            raise HTTPException(400, str(error)) from None
        except ForeignSourceError:
            raise HTTPException(403, "The token is bound to the sources of another store.") from None
        return _json(Replies(items)) if media == BATCH else _single(items[0])

    def _read(self, parameters: Parameters, token: Token, host: str) -> Found:
        def witness(sequence: int, count: int) -> EventRow:
            asked = {"actor": parameters.actor, "activity": parameters.activity}
            return EventRow(
                source=OWN_SOURCE,
                sequence=sequence,
                id=uuid.uuid4().hex,
                time=self._now(),
                verb=Verb.AUDIT_VIEWED,
                outcome=Outcome.DONE,
                agent=token.name,
                role=token.kind,
                host=host,
                customer=parameters.customer,
                detail={"count": str(count)} | {name: value for name, value in asked.items() if value},
            )

        return self._log.read(_as_query(parameters), OWN_SOURCE, witness)


def create_app(log: Log, tokens: Tokens) -> Starlette:
    """The audit API over a prepared log."""
    service = Service(log, tokens)
    return Starlette(
        routes=[
            Route("/v1/events", service.post_events, methods=["POST"]),
            Route("/v1/events", service.get_events, methods=["GET"]),
            Route("/v1/sources/{source:path}", service.get_source, methods=["GET"]),
            Route("/healthz", service.healthz, methods=["GET"]),
            Route("/openapi.json", service.openapi, methods=["GET"]),
        ],
        exception_handlers={
            HTTPException: _told,
            StoreError: _unavailable,
            ClientDisconnect: _gone,
        },
    )


async def _bounded_body(request: Request) -> bytes:
    """The whole body; 413 if it is too large, 408 if it comes too slowly."""
    too_large = HTTPException(413, f"A body has at most {MAX_BODY_BYTES} bytes.")
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length[:12]) > MAX_BODY_BYTES:
        raise too_large
    received = bytearray()
    try:
        async with asyncio.timeout(_BODY_SECONDS):
            async for chunk in request.stream():
                received += chunk
                if len(received) > MAX_BODY_BYTES:
                    raise too_large
    except TimeoutError:
        raise HTTPException(408, "The body came too slowly.") from None
    return bytes(received)


def _parameters(request: Request) -> Parameters:
    asked = request.query_params
    if len(asked.multi_items()) != len(asked):
        raise HTTPException(400, "A parameter is given twice.")
    try:
        return msgspec.convert(dict(asked), Parameters, strict=False)
    except (msgspec.ValidationError, UnicodeError):
        raise HTTPException(400, "A parameter is unknown or has no meaning; see /openapi.json.") from None


def _as_query(parameters: Parameters) -> Query:
    cursor = None
    if parameters.cursor is not None:
        size, _, index = parameters.cursor.partition(".")
        cursor = (int(size), int(index))
    return Query(
        actor=parameters.actor,
        customer=parameters.customer,
        activity=parameters.activity,
        since=parameters.since,
        until=parameters.until,
        limit=parameters.limit,
        newest_first=parameters.order == "newest",
        cursor=cursor,
    )


def _as_page(found: Found) -> Page:
    items = [StoredEvent(index, received, msgspec.Raw(body)) for index, received, body in found.events]
    return Page(found.size, items, f"{found.size}.{items[-1].index}" if found.more else None)


def _single(item: Reply) -> Response:
    status = _STATUS[item.status]
    if status >= 400:
        return _problem(status, item.reason)
    return _json(item, status)


def _json(answer: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(answer), status, media_type="application/json")


def _problem(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    body = msgspec.json.encode(Problem(HTTPException(status).detail, status, detail))
    return Response(body, status, headers, media_type="application/problem+json")


async def _told(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    return _problem(error.status_code, error.detail, dict(error.headers or {}))


async def _unavailable(_: Request, error: Exception) -> Response:
    seconds = 1 if isinstance(error, StoreBusyError) else 5
    happened = error.happened if isinstance(error, StoreError) else ""
    return _problem(503, f"{happened} Nothing was stored.".strip(), {"Retry-After": str(math.ceil(seconds))})


async def _gone(_: Request, _error: Exception) -> Response:
    # Nobody is there to read it.
    return Response(status_code=400)


@functools.cache
def _document() -> dict[str, object]:
    return openapi.document()
