"""The OpenAPI 3.1 document of the audit API, made of the classes that it reads and writes."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from care_console import __version__
from care_console.auditserver.schema import (
    MAX_BATCH_EVENTS,
    Event,
    Health,
    Parameters,
    Problem,
    Tombstone,
)
from care_console.domain.audit_answers import Page, Replies, Reply, SourceState

_REFERENCE: Final = "#/components/schemas/{name}"
_PROBLEMS: Final = {
    400: "Malformed",
    401: "No token, or an unknown one",
    403: "The token does not allow it",
    408: "The body came too slowly",
    413: "Too large",
    415: "Not an event",
    429: "Too many at once; Retry-After tells when to come again",
    503: "The log cannot be read or written now, and nothing was stored; Retry-After tells when to come again",
}


def document() -> dict[str, Any]:
    """The whole document, as JSON types."""
    classes = (Event, Tombstone, Reply, Replies, Page, SourceState, Health, Problem)
    _, schemas = msgspec.json.schema_components(classes, ref_template=_REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Care Console audit API", "version": __version__},
        "components": {
            "schemas": schemas,
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}],
        "paths": {
            "/v1/events": {"post": _ingest(), "get": _query()},
            "/v1/sources/{source}": {"get": _source()},
            "/healthz": {
                "get": {"summary": "Whether the log can be read", "security": [], "responses": _answers(Health, 503)}
            },
            "/openapi.json": {
                "get": {"summary": "This document", "security": [], "responses": {"200": {"description": "OpenAPI"}}}
            },
        },
    }


def _ingest() -> dict[str, Any]:
    event = {"anyOf": [_ref(Event), _ref(Tombstone)]}
    batch = {"type": "array", "items": {}, "minItems": 1, "maxItems": MAX_BATCH_EVENTS}
    answers = _answers(Replies, 400, 401, 403, 408, 413, 415, 429, 503)
    answers["200"]["description"] = "An item for each event of a batch, or the item of a duplicate"
    answers["200"]["content"]["application/json"]["schema"] = {"anyOf": [_ref(Replies), _ref(Reply)]}
    answers["201"] = {"description": "Created", "content": {"application/json": {"schema": _ref(Reply)}}}
    answers["409"] = _problem("The identifier or the sequence belongs to other bytes")
    answers["422"] = _problem("The event does not fit the schema")
    return {
        "summary": "Store one event, or a batch in one transaction; sending again is harmless",
        "requestBody": {
            "required": True,
            "content": {
                "application/cloudevents+json": {"schema": event},
                "application/cloudevents-batch+json": {"schema": batch},
            },
        },
        "responses": answers,
    }


def _query() -> dict[str, Any]:
    properties = msgspec.json.schema_components([Parameters], ref_template=_REFERENCE)[1]["Parameters"]["properties"]
    return {
        "summary": "Events by the order in which they arrived; reading them is an event too",
        "parameters": [{"name": name, "in": "query", "schema": schema} for name, schema in properties.items()],
        "responses": _answers(Page, 400, 401, 403, 503),
    }


def _source() -> dict[str, Any]:
    source = {"name": "source", "in": "path", "required": True, "schema": {"type": "string"}}
    answers = _answers(SourceState, 401, 403, 503)
    answers["404"] = _problem("Nothing of this source has arrived")
    return {"summary": "How complete a source is", "parameters": [source], "responses": answers}


def _answers(answer: type[msgspec.Struct], *problems: int) -> dict[str, Any]:
    answers: dict[str, Any] = {
        "200": {"description": "OK", "content": {"application/json": {"schema": _ref(answer)}}},
    }
    return answers | {str(status): _problem(_PROBLEMS[status]) for status in problems}


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {"application/problem+json": {"schema": _ref(Problem)}}}


def _ref(answer: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _REFERENCE.format(name=answer.__name__)}
