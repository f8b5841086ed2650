"""What the page of open requests shows. Of a customer it holds no more than the mask of a number."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.marks import Brand
from care_console.ui.theme.icons import IconName


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request. ``action`` is what Enter does with it, in words; ``hint`` what is to be known before that."""

    key: str
    icon: IconName
    customer: str
    brand: Brand
    reference: str
    asks: str
    purpose: str
    age: str
    hint: str
    state: ChipText
    action: str
    may_end: bool = True

    def spoken(self) -> str:
        """The row as one sentence for screen readers."""
        parts = (self.state.text, self.customer, self.brand.name, self.reference, self.asks, self.purpose, self.age)
        return ", ".join(part for part in (*parts, self.hint) if part)
