"""The reference provider: an archive served over HTTP, documented as OpenAPI at `/openapi.json`.

It shows what a provider has to answer, and serves retailers whose conversations lie in files. One secret, compared in
constant time, is accepted as a bearer token and as an API key.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import socket
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from care_console import __version__
from care_console.chat import form
from care_console.chat.archive import Archive
from care_console.domain.errors import InvalidError, ServiceError

SECRET_VARIABLE: Final = "CARE_CONSOLE_CHAT_SECRET"  # noqa: S105 - the name of a variable
SHORTEST_SECRET: Final = 24
_REFERENCE: Final = "#/components/schemas/{name}"


def create_app(archive: Archive, secret: str, page: int = form.PAGE) -> Starlette:
    """The application over an archive; a page holds `page` conversations.

    Raises InvalidError for a secret that could be guessed.
    """
    if len(secret) < SHORTEST_SECRET:
        raise InvalidError(
            "secret",
            f"The secret of the chat provider needs {SHORTEST_SECRET} characters or more.",
            todo=f"Set it in the environment variable {SECRET_VARIABLE}.",
        )
    service = _Service(archive, hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest(), page)
    return Starlette(
        routes=[
            Route("/v1/conversations", service.listed),
            Route("/v1/conversations/{reference:path}", service.fetched),
            Route("/openapi.json", service.described),
        ],
        exception_handlers={HTTPException: _problem},
    )


class _Service:
    def __init__(self, archive: Archive, digest: bytes, page: int) -> None:
        self._archive = archive
        self._digest = digest
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
        return _json(document())

    def _authorise(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token.strip() if scheme.lower() == "bearer" else request.headers.get("x-api-key", "")
        if not hmac.compare_digest(hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest(), self._digest):
            raise HTTPException(401, "A known token or key is needed.", {"WWW-Authenticate": "Bearer"})


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document, made of the classes that are sent."""
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
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            },
        },
        "security": [{"bearer": []}, {"key": []}],
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


def serve(
    archive: Archive,
    secret: str,
    host: str,
    port: int,
    ready: Callable[[int], None],
    *,
    cert: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve until the process is asked to stop; `ready` is told the port. Without a certificate only on loopback.

    Raises InvalidError for settings that cannot be served, ServiceError if the port is taken.
    """
    if (cert is None) != (key is None):
        raise InvalidError("cert", "A certificate needs its key, and a key its certificate.")
    if cert is None and not _is_loopback(host):
        raise InvalidError(
            "host",
            "Without TLS the chat provider listens on this computer only.",
            todo="Give --cert and --key to serve other computers, or leave --host out.",
        )
    if cert is not None and key is not None:
        _check(cert, key)
    app = create_app(archive, secret)
    try:
        listener = _listen(host, port)
    except OSError:
        raise ServiceError(f"The chat provider cannot listen on port {port}.", todo="Choose another --port.") from None
    with listener:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,  # addresses of queries name customers
            server_header=False,
            timeout_graceful_shutdown=5,
            ssl_certfile=cert,
            ssl_keyfile=key,
        )
        ready(listener.getsockname()[1])
        uvicorn.Server(config).run([listener])


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= 65_535:
        raise OSError("no such port")
    return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)


def _check(cert: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key)
    except (OSError, ValueError):
        raise InvalidError("cert", "The certificate and its key cannot be read as PEM files that fit.") from None


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


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
