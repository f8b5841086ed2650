"""Forms that are not saved yet: kept in the store while they are typed, found again when their request goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from care_console.domain.request_life import Unsaved
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift

KEPT_AFTER_MS = 250
"""How long after the first key that is not kept yet a form is; what was typed since is all that a crash can lose."""


class Drafts(QObject):
    """Keeps what is typed under the request that is served; asks the store once for what was typed before."""

    found = Signal(str)
    """Key of the newest form that was not saved; ``typed`` gives what was typed."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._shift = shift
        self._of: tuple[str, int] | None = None
        self._looked = False
        self._typed: tuple[str, dict[str, str]] | None = None
        """What is not in the store yet."""
        self._forms: dict[str, dict[str, str]] = {}
        """Every form that is neither saved nor given up, the newest last."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEPT_AFTER_MS)
        self._soon.timeout.connect(self.flush)
        page.installEventFilter(self)

    def serve(self, seen: CustomerFile) -> None:
        """Begin with another request."""
        self.flush()
        self._of, self._looked, self._forms = (seen.request.id, seen.customer_id), False, {}

    def leave(self) -> None:
        """The request is no longer served here."""
        self.flush()
        self._of, self._forms = None, {}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever hides the page, what is typed is kept at once."""
        if event.type() == QEvent.Type.Hide:
            self.flush()
        return super().eventFilter(watched, event)

    def look(self, seen: CustomerFile) -> None:
        """Once the customer is verified, look for what was typed before."""
        if not seen.verified:
            self._looked = False  # masked again meanwhile, what is typed now is found once identity is verified
        if self._looked or not seen.verified or self._of is None:
            return
        self._looked = True
        requests, agent, of = self._shift.services.requests, self._shift.agent, self._of
        self._shift.background.read(
            self, lambda _job: requests.unsaved(agent, *of), lambda found: self._on_found(of, found), _nothing
        )

    def _on_found(self, of: tuple[str, int], found: tuple[Unsaved, ...]) -> None:
        if of == self._of and found:
            self._forms = {each.key: dict(each.values) for each in reversed(found)} | self._forms
            self.found.emit(self.newest)

    @property
    def newest(self) -> str:
        """Key of the form that was typed into last and is neither saved nor given up; empty where there is none."""
        return next(reversed(self._forms), "")

    def typed(self, key: str) -> dict[str, str]:
        """What was typed into a form and is neither saved nor given up."""
        return self._forms.get(key, {})

    def keep(self, key: str, draft: dict[str, str]) -> None:
        """Keep a form as it stands, before long; whoever types on without a rest does not put it off."""
        if self._typed is not None and self._typed[0] != key:
            self.flush()
        self._typed = key, dict(draft)
        self._forms.pop(key, None)
        self._forms[key] = dict(draft)
        if not self._soon.isActive():
            self._soon.start()

    def flush(self) -> None:
        """Keep it now."""
        self._soon.stop()
        typed, self._typed = self._typed, None
        if typed is None or self._of is None:
            return
        requests, agent, (request, customer) = self._shift.services.requests, self._shift.agent, self._of
        # What cannot be kept (a store that is away, a form beyond all bounds) is on the screen still.
        self._shift.background.write(
            self,
            lambda _job: requests.keep_unsaved(agent, request, customer, *typed),
            _nothing,
            lambda _error: self._try_again((request, customer), typed),
        )

    def _try_again(self, of: tuple[str, int], typed: tuple[str, dict[str, str]]) -> None:
        """The store was away: keep it with whatever is typed next, or when the page hides."""
        if self._typed is None and self._of == of:
            self._typed = typed

    def drop(self, key: str) -> None:
        """A form was saved or given up; another that could not be kept yet still waits for it."""
        if self._typed is not None and self._typed[0] == key:
            self._soon.stop()
            self._typed = None
        self._forms.pop(key, None)
        if self._of is None:
            return
        requests, agent, (request, _customer) = self._shift.services.requests, self._shift.agent, self._of
        self._shift.background.write(
            self, lambda _job: requests.drop_unsaved(agent, request, key), _nothing, self._shift.trouble
        )


def _nothing(_result: object) -> None:
    """Nothing more to show."""
