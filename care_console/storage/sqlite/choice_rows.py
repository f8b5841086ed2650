"""The rows of choices about marketing: what is in force, every choice ever made, and what stood before each.

Nothing is overwritten: the choice in force is `preference`, every choice is a line of `consent`, and taking back is a
further line (O7). Who may choose is decided elsewhere (`choices`, `situations`, `stopped`).
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.requests import CareRequest, Requester
from care_console.domain.roles import Agent
from care_console.storage import tables as t

_UNDO = "undo"


class _Paper(Protocol):
    """The request that a line of the consent history names."""

    @property
    def id(self) -> str: ...

    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reference:
    """Id and number of a request that is not this agent's own."""

    id: str
    number: str


def through(request: CareRequest) -> str:
    """Through whom a choice came (O7): care, and by which channel."""
    return f"care-{request.channel.value}"


@dataclass(frozen=True, slots=True)
class ChoiceRows:
    """Reads and writes them in one transaction, in the name of one agent."""

    connection: Connection
    agent: Agent

    def choose(
        self,
        request: CareRequest,
        customer_id: int,
        choices: Sequence[Switch],
        word_of: Requester,
        at: datetime,
        wording: str = "",
    ) -> ChoiceMade:
        """Record a yes to what was asked in `wording`, or a no, which nobody has to be asked for."""
        chosen = bool(wording)
        made = ChoiceMade(uuid.uuid4().hex, at)
        self._keep(made, request, customer_id, word_of, [self._stood(customer_id, each) for each in choices])
        for each in choices:
            self._put(customer_id, each.brand, each.subject, chosen=chosen, since=at, policy=each.policy)
            self._tell(
                request,
                customer_id,
                each.brand,
                each.subject,
                chosen=chosen,
                at=at,
                through=through(request),
                word_of=word_of.value,
                policy=each.policy,
                wording=wording,
            )
        return made

    def made(self, made_id: str) -> RowMapping | None:
        """A choice as it was recorded, with what stood before it; None for an unknown one."""
        query = select(t.choice_made).where(t.choice_made.c.id == made_id)
        return self.connection.execute(query).mappings().one_or_none()

    def is_undone(self, made_id: str) -> bool:
        """Whether a choice was taken back already."""
        later = select(t.choice_made.c.id).where(t.choice_made.c.undoes == made_id)
        return self.connection.execute(later).first() is not None

    def stands(self, made: RowMapping) -> bool:
        """Whether nothing was chosen since: putting back would overwrite it."""
        return all(self._still(made, before) for before in made["before"])

    def undo(self, request: CareRequest, made: RowMapping, at: datetime) -> ChoiceMade:
        """Put back what stood before; a further choice, which names the one that it takes back."""
        undone = ChoiceMade(uuid.uuid4().hex, at)
        for before in made["before"]:
            self._put_back(request, made, before, at)
        self._keep(undone, request, made["customer_id"], made["word_of"], [], undoes=made["id"])
        return undone

    def put_back(self, made_id: str, at: datetime) -> None:
        """Put back what stood before a choice of whomever's that turned out to rest on an error.

        What was chosen since stands.
        """
        query = (
            select(t.choice_made, t.care_request.c.number)
            .join(t.care_request, t.care_request.c.id == t.choice_made.c.request_id)
            .where(t.choice_made.c.id == made_id)
        )
        made = self.connection.execute(query).mappings().one()
        for before in made["before"]:
            if self._still(made, before):
                self._put_back(_Reference(made["request_id"], made["number"]), made, before, at)

    # --- one subject of one brand

    def _still(self, made: RowMapping, before: dict[str, Any]) -> bool:
        stands = self._in_force(made["customer_id"], before["brand"], before["subject"])
        return stands is not None and stands["since"] == made["at"]

    def _stood(self, customer_id: int, each: Switch) -> dict[str, Any]:
        """What was in force, and under which policy the default holds where nothing was."""
        row = self._in_force(customer_id, each.brand, each.subject)
        stood = None
        if row is not None:
            stood = {"chosen": row["chosen"], "since": row["since"].isoformat(), "policy": row["policy"]}
        return {
            "brand": each.brand,
            "subject": each.subject,
            "policy": each.policy,
            "default": each.default,
            "stood": stood,
        }

    def _put_back(self, request: _Paper, made: RowMapping, before: dict[str, Any], at: datetime) -> None:
        customer_id, brand, subject, stood = made["customer_id"], before["brand"], before["subject"], before["stood"]
        if stood is None:
            row = t.preference.c
            self.connection.execute(
                delete(t.preference).where(row.customer_id == customer_id, row.brand == brand, row.subject == subject)
            )
            stood = {"chosen": before["default"], "policy": before["policy"]}
        else:
            since = datetime.fromisoformat(stood["since"])
            self._put(customer_id, brand, subject, chosen=stood["chosen"], since=since, policy=stood["policy"])
        self._tell(
            request,
            customer_id,
            brand,
            subject,
            chosen=stood["chosen"],
            at=at,
            through=_UNDO,
            word_of=made["word_of"].value,
            policy=stood["policy"],
        )

    def _in_force(self, customer_id: int, brand: str, subject: str) -> RowMapping | None:
        row = t.preference.c
        query = select(t.preference).where(row.customer_id == customer_id, row.brand == brand, row.subject == subject)
        return self.connection.execute(query).mappings().one_or_none()

    def _put(self, customer_id: int, brand: str, subject: str, **values: Any) -> None:  # noqa: ANN401 - column values
        stands = self._in_force(customer_id, brand, subject)
        if stands is None:
            self.connection.execute(
                insert(t.preference).values(customer_id=customer_id, brand=brand, subject=subject, version=1, **values)
            )
        else:
            self.connection.execute(
                update(t.preference)
                .where(t.preference.c.id == stands["id"])
                .values(version=stands["version"] + 1, **values)
            )

    def _tell(self, request: _Paper, customer_id: int, brand: str, subject: str, **values: Any) -> None:  # noqa: ANN401 - column values
        """A line of the consent history."""
        self.connection.execute(
            insert(t.consent).values(
                customer_id=customer_id,
                brand=brand,
                subject=subject,
                request_id=request.id,
                request_number=request.number,
                recorded_by=self.agent.name,
                version=1,
                **values,
            )
        )

    def _keep(
        self,
        made: ChoiceMade,
        request: CareRequest,
        customer_id: int,
        word_of: Requester,
        before: list[dict[str, Any]],
        *,
        undoes: str | None = None,
    ) -> None:
        self.connection.execute(
            insert(t.choice_made).values(
                id=made.id,
                customer_id=customer_id,
                request_id=request.id,
                agent=self.agent.id,
                at=made.at,
                word_of=word_of,
                before=before,
                undoes=undoes,
            )
        )
