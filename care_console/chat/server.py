"""The reference provider: an archive served over HTTP, documented as OpenAPI at `/openapi.json`.

It shows what a provider has to answer, and serves retailers whose conversations lie in files. `chat.doors` says whom it
lets in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qs

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from care_console import __version__, serving
from care_console.chat import form
from care_console.chat.archive import Archive
from care_console.chat.doors import TOKEN_PATH, Door, TokenDoor
from care_console.serving import Place

MAX_FORM: Final = 4_096
_REFERENCE: Final = "#/components/schemas/{name}"


def create_app(archive: Archive, door: Door, page: int = form.PAGE) -> Starlette:
    """The application over an archive; a page holds `page` conversations."""
    service = _Service(archive, door, page)
    routes = [
        Route("/v1/conversations", service.listed),
        Route("/v1/conversations/{reference:path}", service.fetched),
        Route("/openapi.json", service.described),
    ]
    if isinstance(door, TokenDoor):
        routes.append(Route(TOKEN_PATH, partial(_issue, door), methods=["POST"]))
    return Starlette(routes=routes, exception_handlers={HTTPException: _problem})


class _Service:
    def __init__(self, archive: Archive, door: Door, page: int) -> None:
        self._archive = archive
        self._door = door
        self._page = page

    async def listed(self, request: Request) -> Response:
        """A page of one customer's conversations."""
        self._authorise(request)
        asked = request.query_params
        if not asked.get("brand") or not asked.get("customer"):
            raise HTTPException(400, "Both brand and customer are needed.")
        found = self._archive.list(asked["brand"], asked["customer"], _moment(asked.get("since", "")))
        begin = _offset(asked.get("cursor", "0"))
        end = begin + self._page
        page = [
            form.ListedForm(
                chat.reference,
                chat.provider,
                chat.brand,
                chat.customer,
                chat.started_at,
                chat.ended_at,
                chat.messages,
                chat.advisor,
                chat.topic,
            )
            for chat in found[begin:end]
        ]
        return _json(form.PageForm(page, str(end) if end < len(found) else None))

    async def fetched(self, request: Request) -> Response:
        """One conversation."""
        self._authorise(request)
        found = self._archive.find(request.path_params["reference"])
        if found is None:
            raise HTTPException(404, "There is no such conversation, or no longer.")
        return _json(form.chat_form(found.conversation, found.customer))

    async def described(self, _: Request) -> Response:
        """The description of this API."""
        return _json(document(self._door))

    def _authorise(self, request: Request) -> None:
        if not self._door.opens(request):
            raise HTTPException(401, "A known token or key is needed.", {"WWW-Authenticate": "Bearer"})


async def _issue(door: TokenDoor, request: Request) -> Response:
    """A token for client credentials (RFC 6749, sections 4.4 and 5)."""
    never_kept = {"Cache-Control": "no-store"}
    if not door.lets_in(request):
        body = msgspec.json.encode({"error": "invalid_client"})
        return Response(body, 401, never_kept | {"WWW-Authenticate": "Basic"}, "application/json")
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MAX_FORM:
            raise HTTPException(413, "This is more than a request for a token holds.")
    if parse_qs(body.decode("latin-1")).get("grant_type") != ["client_credentials"]:
        body = msgspec.json.encode({"error": "unsupported_grant_type"})
        return Response(body, 400, never_kept, "application/json")
    return Response(msgspec.json.encode(door.issue()), 200, never_kept, "application/json")


def document(door: Door) -> dict[str, Any]:
    """The OpenAPI 3.1 document, made of the classes that are sent, and of how the door is opened."""
    classes = (form.PageForm, form.ChatForm, form.ProblemForm)
    _, schemas = msgspec.json.schema_components(classes, ref_template=_REFERENCE)
    when = {"type": "string", "format": "date-time"}
    text = {"type": "string", "minLength": 1}
    lists = [
        {"name": "brand", "in": "query", "required": True, "schema": text},
        {"name": "customer", "in": "query", "required": True, "schema": text, "description": "The customer number"},
        {"name": "since", "in": "query", "schema": when, "description": "Ended then or later"},
        {"name": "cursor", "in": "query", "schema": text, "description": "`next` of the page before"},
    ]
    one = [{"name": "reference", "in": "path", "required": True, "schema": text}]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Chat provider for Care Console", "version": __version__},
        "components": {
            "schemas": schemas,
            "securitySchemes": door.schemes,
        },
        "security": [{name: []} for name in door.schemes],
        "paths": {
            "/v1/conversations": {
                "get": {
                    "summary": "One customer's conversations that are still kept, latest first",
                    "parameters": lists,
                    "responses": _answers("PageForm", 400, 401, 429, 503),
                }
            },
            "/v1/conversations/{reference}": {
                "get": {
                    "summary": "A conversation with its messages in order",
                    "parameters": one,
                    "responses": _answers("ChatForm", 401, 404, 429, 503),
                }
            },
        },
    }


_PROBLEMS: Final = {
    400: "Malformed",
    401: "No token or key, or an unknown one",
    404: "There is no such conversation, or it is beyond its retention",
    429: "Too many requests; Retry-After tells when to come again",
    503: "Out of order; Retry-After may tell when to come again",
}


def _answers(good: str, *problems: int) -> dict[str, Any]:
    def answer(description: str, media: str, name: str) -> dict[str, Any]:
        return {"description": description, "content": {media: {"schema": {"$ref": _REFERENCE.format(name=name)}}}}

    told = {str(status): answer(_PROBLEMS[status], "application/problem+json", "ProblemForm") for status in problems}
    return {"200": answer("OK", "application/json", good)} | told


def serve(archive: Archive, door: Door, place: Place, ready: Callable[[int], None]) -> None:
    """Serve until the process is asked to stop; `ready` is told the port once requests are taken.

    Raises InvalidError for a place that cannot be served, ServiceError if its port is taken.
    """
    serving.serve(create_app(archive, door), place, ready)


def _moment(said: str) -> datetime:
    if not said:
        return datetime.min.replace(tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        raise HTTPException(400, "since is no time in RFC 3339.") from None
    if moment.tzinfo is None:
        raise HTTPException(400, "since needs a zone.")
    return moment


def _offset(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise HTTPException(400, "This is no cursor of a page.")
    return int(cursor)


def _json(answer: object) -> Response:
    return Response(msgspec.json.encode(answer), media_type="application/json")


async def _problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for it alone
    body = msgspec.json.encode(form.ProblemForm(error.detail, error.status_code))
    return Response(body, error.status_code, dict(error.headers or {}), "application/problem+json")
