"""What the customer page shows. Every text is ready to be shown; masked values arrive masked."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.consequences import EffectLine
from care_console.ui.kit.marks import Brand
from care_console.ui.theme.icons import IconName


class FieldState(Enum):
    """What the agent may do with a field."""

    LOCKED = "locked"
    SHOWN = "shown"
    AMENDABLE = "amendable"
    REVEALABLE = "revealable"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One line of the details card; ``key`` names the field in signals."""

    key: str
    label: str
    value: str
    state: FieldState
    note: str = ""


@dataclass(frozen=True, slots=True)
class RequestView:
    """The request under which the customer is open, for the banner. ``identity`` says in words what is verified."""

    asked_by: str
    reference: str
    purpose: str
    identity: str
    verified: bool
    icon: IconName = "phone-call"


@dataclass(frozen=True, slots=True)
class FactChoice:
    """A kind of fact that the agent may ask for, with the question to read aloud."""

    key: str
    label: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class FactResult:
    """A fact that was checked; never what was said, nor the answer on file.

    What was not ``counted`` was not compared: ``note`` says why. ``again``: the same kind may be typed once more.
    """

    label: str
    matched: bool
    note: str = ""
    counted: bool = True
    again: bool = False


@dataclass(frozen=True, slots=True)
class VerificationView:
    """How far verification has come. ``locked`` says why nothing can be checked any more; empty while it can."""

    needed: int
    matched: int
    choices: tuple[FactChoice, ...]
    results: tuple[FactResult, ...] = ()
    attempts: str = ""
    locked: str = ""
    code_offered: bool = False
    """Whether a one-time code may be sent in place of a further fact."""
    code_sent: str = ""
    """Where the code is that was sent, or why none can be; empty where neither is asked."""
    why: str = ""
    """What needs facts, where the details are open already."""


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address: what it is for, and its lines as the country writes them, joined for one line."""

    label: str
    text: str
    icon: IconName = "house"
    chips: tuple[ChipText, ...] = ()
    key: str = ""
    """Names the address in signals, where it may be amended."""
    in_emergency: bool = False
    """Whether it is open though nobody is verified."""


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order in one line."""

    number: str
    date: str
    items: str
    total: str
    state: ChipText
    key: str = ""
    """Names the order's address in signals, where it may be amended."""
    trouble: str = ""
    """What somebody has to look at, in a sentence."""


@dataclass(frozen=True, slots=True)
class CardView:
    """A saved card: what the payment partner lets us know of it."""

    brand: str
    last_four: str
    expiry: str
    expired: bool = False
    key: str = ""
    """Names the card in signals."""


@dataclass(frozen=True, slots=True)
class PreferenceView:
    """A channel or purpose of a brand, whether it is allowed, and since when and why; the keys are for signals."""

    label: str
    note: str
    allowed: bool
    key: str = ""
    brand: str = ""
    brand_name: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """One copy of a message to the customer: what it is, to whom, where it is, and the mail server's words.

    `in_doubt`: nobody knows whether it arrived, and somebody has to say.
    """

    message: Hashable
    copy: Hashable
    title: str
    address: str
    when: str
    state: ChipText
    words: str = ""
    cancellable: bool = False
    in_doubt: bool = False


@dataclass(frozen=True, slots=True)
class EntryView:
    """A line of history."""

    title: str
    note: str
    when: str = ""
    icon: IconName = "history"
    key: Hashable = None
    restores: str = ""
    """Key by which what stood before is brought back, where that can be done."""


@dataclass(frozen=True, slots=True)
class ChatView:
    """A conversation: with whom, what about and how long, when, for how much longer it is kept."""

    key: int
    title: str
    note: str
    when: str
    kept: ChipText
    excerpt: str = ""
    """Where a text was sought: the words around the first find."""


@dataclass(frozen=True, slots=True)
class CustomerView:
    """Everything on the page. While ``request.verified`` is false the last four groups are closed and stay empty."""

    name: str
    initials: str
    """Of given names and surname: no title is among them."""
    brand: Brand
    number: str
    request: RequestView
    fields: tuple[FieldView, ...]
    since: str = ""
    flags: tuple[ChipText, ...] = ()
    verification: VerificationView | None = None
    addresses: tuple[AddressView, ...] = ()
    orders: tuple[OrderView, ...] = ()
    order_count: int | None = None
    last_order: str = ""
    cards: tuple[CardView, ...] = ()
    preferences: tuple[PreferenceView, ...] = ()
    messages: tuple[MessageView, ...] = ()
    history: tuple[EntryView, ...] = ()
    consents: tuple[EntryView, ...] = ()


@dataclass(frozen=True, slots=True)
class InputView:
    """One value that an editor asks for; ``choices`` (key and words) are the only ones, where there are any."""

    key: str
    label: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EditorView:
    """An editor in place of the row of ``key``; without inputs it asks only whether to go on."""

    key: str
    title: str
    before: str
    inputs: tuple[InputView, ...]
    hint: str
    save: str
    consequences: tuple[EffectLine, ...] = ()
    after: str = ""
    """What will stand there, where nothing is asked."""

    @property
    def row(self) -> str:
        """Key of the row in whose place it opens: a row is amended, or removed, in its own place."""
        return self.key.removeprefix("remove:")


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A field that somebody else changed meanwhile; `yours` is empty where theirs was taken over."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What the rules say about a draft: whether it may be saved, a sentence, and the consequences of saving."""

    valid: bool
    message: str = ""
    consequences: tuple[EffectLine, ...] = ()
