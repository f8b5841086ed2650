"""Connects the sign-in screen with the service that checks passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.errors import ToldError
from care_console.domain.requests import Reason, Refusal
from care_console.ui.told import told
from care_console.ui.words import clock, reason_words

if TYPE_CHECKING:
    from datetime import datetime

    from care_console.domain.roles import Agent
    from care_console.services.signing_in import SignIn
    from care_console.ui.background import Background
    from care_console.ui.signin.view import SignInView


class SignInPresenter(QObject):
    """Emits who signed in."""

    signed_in = Signal(object)
    """The agent."""

    def __init__(self, view: SignInView, background: Background) -> None:
        super().__init__(view)
        self._view = view
        self._background = background
        self._service: SignIn | None = None
        self._paused = QTimer(self)
        self._paused.setSingleShot(True)
        self._paused.timeout.connect(self._on_pause_over)
        view.sign_in_asked.connect(self._on_asked)

    def open_for(self, service: SignIn, message: str = "") -> None:
        """The store is open: signing in works from now on."""
        self._service = service
        self._view.show_ready(message)

    def _on_asked(self, name: str, password: str) -> None:
        service = self._service
        if service is None:
            return
        self._view.show_checking()
        self._background.write(self, lambda _job: service.sign_in(name, password), self._on_answer, self._on_failure)

    def _on_answer(self, answer: Agent | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._view.show_ready()
            self.signed_in.emit(answer)
        elif answer.reason is Reason.SIGN_IN_LOCKED and answer.retry_at is not None:
            self._pause(answer.retry_at)
        else:
            self._view.show_refused(reason_words(answer.reason))

    def _pause(self, until: datetime) -> None:
        from datetime import UTC, datetime

        self._view.show_locked(self.tr("Too many wrong passwords. Try again at {0}.").format(clock(until)))
        self._paused.start(max(1000, int((until - datetime.now(UTC)).total_seconds() * 1000)))

    def _on_pause_over(self) -> None:
        self._view.show_ready()

    def _on_failure(self, error: Exception) -> None:
        if not isinstance(error, ToldError):
            raise error
        self._view.show_refused(told(error))
