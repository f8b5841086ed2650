"""What the look-up engine asks of a store."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime


class Likeness(IntEnum):
    """How a postcode, birth date or e-mail that was said compares with the one on file, which no hit ever shows."""

    NONE = 0
    ONE_CHARACTER = 1
    """Equally long, one character different."""
    SWAPPED = 2
    """Equally long, two neighbours exchanged."""
    OUTWARD = 3
    """The outward part of the postcode."""
    EQUAL = 4


@dataclass(frozen=True, slots=True)
class Outline:
    """What ranking weighs of a customer; nothing of it is shown before `LookupIndex.shown` masks it.

    `postcodes`, `dates` and `emails` hold one likeness for each that was asked; `met` are the whole keys and the order
    numbers that led here. `last_contact` is the agent's own latest request about this customer.
    """

    customer_id: int
    given_names: str
    surname: str
    towns: tuple[str, ...]
    last_contact: datetime | None = None
    postcodes: tuple[Likeness, ...] = ()
    dates: tuple[Likeness, ...] = ()
    emails: tuple[Likeness, ...] = ()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the store tells of a customer before anybody is opened: the search-hit column of the masking table.

    `numbers` (at each of `brands`), `email` and `phone` are masks, `outward` is the outward part of the postcode at
    home, `flags` are shown as words. `last_contact` is the agent's own latest request about this customer.
    `whole_number` is for those who review, that of the brand asked about where there is one; empty for everybody else.
    """

    customer_id: int
    given_names: str
    surname: str
    town: str
    outward: str
    country: str
    brands: tuple[str, ...]
    numbers: tuple[str, ...]
    email: str
    phone: str
    flags: tuple[str, ...]
    last_contact: datetime | None = None
    whole_number: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word by which customers are called: kinds as bits (`lookup.keys`), and how many customers bear it."""

    text: str
    kinds: int
    bearers: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the index. Texts are normalised (`lookup.normalise`); keys are those of `lookup.keys`.

    `around`: first halves of keys, each with its space; at most `each` customers for each, whose other half is most
    like one of `words` (`lookup.likeness.most_alike`).

    `starts`: beginnings of keys, in order of interest, at most `each` customers for each; never of a masked fact.
    `keys`: keys with weights; the `best` customers by the sum of weights. `whole`: keys of e-mail, phone and customer
    numbers. `orders`: order numbers (`domain.facts.number_key`), digits alone for any letters before them. `postcodes`,
    `dates` (YYYYMMDD), `emails` (keys): what was said, to be compared with what is on file. `brand`: only customers
    who have a number of this brand (empty: of any).
    """

    starts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    each: int = 40
    keys: tuple[tuple[str, float], ...] = ()
    best: int = 48
    whole: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    brand: str = ""


class LookupIndex(Protocol):
    """What the look-up engine asks of a store, for one controller: terms, and customers, masked where shown.

    The index that a search ticket gives drops whatever does not derive from the text committed with it (`access.md`).
    """

    def size(self) -> int:
        """How many customers there were at the last count; at least 1."""
        ...

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        """The terms that have one of these variants (`lookup.keys.variants_of`), each with the variant that met it."""
        ...

    def completions(self, start: str, limit: int) -> list[Term]:
        """The terms that begin with `start` and are longer, most borne first."""
        ...

    def hits(self, ask: Ask) -> list[Outline]:
        """The customers that one question finds, each once, in no particular order.

        Raises ValueError for a start that runs into a masked fact.
        """
        ...

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        """These customers masked, in this order; those that no question to this index found are left out."""
        ...
