"""Lists of controls that are filled afresh while somebody works on them: the focus stays with its entry."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from PySide6.QtWidgets import QWidget


class Stops:
    """What Tab comes to in one list, by key, in the order of the list."""

    def __init__(self) -> None:
        self._made: dict[Hashable, QWidget] = {}

    def __iter__(self) -> Iterator[QWidget]:
        return iter(self._made.values())

    def add(self, key: Hashable, made: QWidget) -> None:
        """The next one."""
        self._made[key] = made

    def refill(self, fill: Callable[[], None], otherwise: Callable[[], None]) -> None:
        """Let `fill` add all of them anew; `otherwise` says where the focus goes if what had it is gone."""
        at = next((key for key, made in self._made.items() if made.hasFocus()), None)
        self._made.clear()
        fill()
        if at is not None:
            self._made[at].setFocus() if at in self._made else otherwise()

    def focus(self, key: Hashable) -> bool:
        """Go to the one of a key; whether it is there, and can be gone to."""
        made = self._made.get(key)
        if made is None or not made.isEnabled():
            return False
        made.setFocus()
        return True

    def focus_first(self) -> bool:
        """Go to the first that can be gone to; whether there is one."""
        return any(self.focus(key) for key in self._made)
