"""The rows of the look-up page, from what the services tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.flags import Flag
from care_console.domain.masking import DOT
from care_console.domain.requests import RequestOutcome, RequestStatus
from care_console.lookup.duplicates import possible_duplicates
from care_console.ui.channels import CHANNEL_ICONS
from care_console.ui.kit.chip import ChipText
from care_console.ui.lookup.data import HitRow, Mark, RecentRequest
from care_console.ui.words import day, recently, word

if TYPE_CHECKING:
    from care_console.lookup.engine import Hit
    from care_console.services.access import RecentRequest as Recent
    from care_console.ui.shift import Services


def hit_rows(hits: Sequence[Hit], services: Services, brand: str) -> tuple[HitRow, ...]:
    """The hits as they are shown, each with its number at `brand`, or at the first of its own where it has none."""
    twins = possible_duplicates([hit.candidate for hit in hits])
    return tuple(_row(hit, services, brand, twins.get(hit.candidate.customer_id, 0)) for hit in hits)


def _row(hit: Hit, services: Services, line: str, twins: int) -> HitRow:
    found = hit.candidate
    place = found.brands.index(line) if line in found.brands else 0
    brand = found.brands[place] if found.brands else line
    return HitRow(
        key=found.customer_id,
        name=f"{found.given_names} {found.surname}".strip(),
        brand=services.brand(brand),
        number=found.numbers[place] if found.numbers else "",
        marks=tuple(_marks(hit, place)),
        email=found.email,
        phone=found.phone,
        postcode=f"{found.outward} {DOT * 3}" if found.outward else "",
        town=found.town,
        contacted=day(found.last_contact) if found.last_contact else "",
        flag=_flag(found.flags),
        twins=twins,
    )


def _marks(hit: Hit, place: int) -> Iterator[Mark]:
    """Where the texts of a row answer the query; of the numbers the one at `place` is shown."""
    given = hit.candidate.given_names
    shift = {"surname": len(given) + 1 if given else 0}
    shown = {"given_names": "name", "surname": "name", "outward": "postcode", "numbers": "number"}
    for match in hit.matches:
        if match.field == "numbers" and match.place != place:
            continue
        moved = shift.get(match.field, 0)
        yield Mark(shown.get(match.field, match.field), match.start + moved, match.end + moved)


def _flag(flags: tuple[str, ...]) -> ChipText | None:
    """The gravest flag of a hit, as a word."""
    for flag in Flag:
        if flag in flags:
            return ChipText(word(flag), "warn", "flag")
    return None


def recent_row(recent: Recent, services: Services) -> RecentRequest:
    """One of the agent's own requests as it is listed."""
    request = recent.request
    states = {
        RequestStatus.DRAFT: ChipText(word(RequestStatus.DRAFT), "neutral", "circle"),
        RequestStatus.OPEN: ChipText(word(RequestStatus.OPEN), "accent", "circle-dot"),
        RequestStatus.PARKED: ChipText(word(RequestStatus.PARKED), "warn", "clock"),
        RequestStatus.HANDED_OVER: ChipText(word(RequestStatus.HANDED_OVER), "neutral", "send"),
    }
    ended = None
    if recent.outcome is not None:
        done = recent.outcome in {RequestOutcome.DONE, RequestOutcome.PROMISED}
        ended = ChipText(word(recent.outcome), "ok" if done else "neutral", "check" if done else "circle")
    looked_up = QCoreApplication.translate("lookup rows", "Look-up")
    return RecentRequest(
        key=request.id,
        icon=CHANNEL_ICONS[request.channel],
        who=services.brand(request.brand).name,
        purpose=word(request.purpose) if request.purpose else looked_up,
        reference=request.number,
        when=recently(request.started_at),
        state=ended or states.get(request.status, states[RequestStatus.DRAFT]),
        goes_on=request.status is not RequestStatus.ENDED,
    )
