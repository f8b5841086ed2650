"""Searches on record, folded into events: what an agent typed is one event a request, not one a key (`access.md`)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, update

from care_console.domain.events import Verb
from care_console.storage import tables as t
from care_console.storage.recorder import Recorder

UNFOLDED_FOR = timedelta(minutes=15)
"""For how long searches wait to be told together; then they become an event without a window."""


def fold_searches(recorder: Recorder, which: ColumnElement[bool]) -> None:
    """One `searched` event for each request with unfolded searches; they stay as rows."""
    groups = recorder.connection.execute(
        select(t.search.c.request_id, func.count().label("queries"), t.care_request.c.purpose)
        .join(t.care_request, t.care_request.c.id == t.search.c.request_id)
        .where(which)
        .group_by(t.search.c.request_id)
    ).all()
    for group in groups:
        recorder.record(
            Verb.SEARCHED,
            request=group.request_id,
            purpose=group.purpose.value if group.purpose else "",
            detail={"queries": str(group.queries)},
        )
    if groups:
        recorder.connection.execute(update(t.search).where(which).values(folded=True))
