"""The window: sign-in first, everything heavy on a worker after the first frame, then the pages of a shift."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QStyle

from care_console.app.keeping import Keeper
from care_console.ui.language import speak
from care_console.ui.shell import Shell
from care_console.ui.signin.view import SignInView
from care_console.ui.theme import Scheme, install, theme

if TYPE_CHECKING:
    from care_console.app.board import DeliveryBoard
    from care_console.app.pages import Pages
    from care_console.app.places import Place
    from care_console.app.stores import Backend
    from care_console.audit.relay import RelayState
    from care_console.domain.request_life import Masked
    from care_console.domain.roles import Agent
    from care_console.settings import Places, Settings
    from care_console.ui.background import Background, Job
    from care_console.ui.shift import Shift
    from care_console.ui.signin.presenter import SignInPresenter

WIDTH, HEIGHT = 1440, 900


@dataclass(frozen=True, slots=True)
class Progress:
    """Where words of progress go while a store is opened, and whether anybody still waits for it."""

    tell: Callable[[str], None]
    job: Job

    def __call__(self, words: str) -> None:
        """Show these words."""
        self.tell(words)

    @property
    def cancelled(self) -> bool:
        """Whether the window is being closed."""
        return self.job.cancelled


Opener = Callable[[Callable[["RelayState"], None], Progress], "Backend"]
"""Opens a store on a worker: told where relay states go and where words of progress go."""


@dataclass(frozen=True, slots=True)
class LeftDesk:
    """A shift that is masked, and where its agent was."""

    shift: Shift
    place: Place


class Console(QObject):
    """One window over one store."""

    signed_in = Signal()
    named = Signal(str)
    """Who signed in, to be remembered on this computer."""
    ready = Signal()
    """The store is open: somebody may sign in."""
    painted = Signal()
    """The first frame is on the screen."""
    _progressed = Signal(str)
    _committed = Signal()

    def __init__(
        self, application: QApplication, opener: Opener, settings: Settings, places: Places | None = None
    ) -> None:
        super().__init__(application)
        self._application = application
        install(application, settings.text_scale, Scheme(settings.colours))
        speak(application, settings.language)
        self._opener = opener
        self._keeper = Keeper(settings, places)
        self._backend: Backend | None = None
        self._shift: Shift | None = None
        self._left: LeftDesk | None = None
        self._waiting: list[QObject] = []
        """What looks for news of this shift."""
        self._board: DeliveryBoard | None = None
        self._store_away = False
        self.sign_in_view = SignInView()
        self.shell = Shell(self.sign_in_view)
        self._background: Background | None = None
        self._sign_in: SignInPresenter | None = None
        self._pages: Pages | None = None
        self.shell.sign_out_asked.connect(self.sign_out)
        self.shell.page_asked.connect(self._on_page_asked)
        self.shell.toasts.acted.connect(self._on_toast)
        self._progressed.connect(self.sign_in_view.show_opening)
        self._committed.connect(self._on_committed)
        room = application.primaryScreen().availableSize()
        # The frame is known once the window shows; its title must not push the foot of the page off the screen.
        room -= QSize(0, application.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight))
        self.shell.resize(QSize(WIDTH, HEIGHT).boundedTo(room))
        if settings.agent_name:
            self.sign_in_view.remember(settings.agent_name)
        self.sign_in_view.show_opening()
        self.shell.installEventFilter(self)

    def start(self) -> None:
        """Show the window; the store is opened once the first frame is painted."""
        self.shell.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first frame."""
        if event.type() == QEvent.Type.Paint and watched is self.shell:
            self.shell.removeEventFilter(self)
            QTimer.singleShot(0, self._on_first_frame)
        return super().eventFilter(watched, event)

    @property
    def background(self) -> Background:
        """Where work runs; from the first frame on."""
        assert self._background is not None  # noqa: S101 - nothing can be asked before the first frame
        return self._background

    def _on_first_frame(self) -> None:
        self.painted.emit()
        from care_console.app.board import DeliveryBoard
        from care_console.app.masking import Masking
        from care_console.ui.background import Background
        from care_console.ui.signin.presenter import SignInPresenter

        self.masking = Masking(self.shell, self)
        self.masking.due.connect(self.mask)
        self._background = Background(self)
        self._background.unhandled.connect(self._on_unhandled)
        self._sign_in = SignInPresenter(self.sign_in_view, self._background)
        self._sign_in.signed_in.connect(self._on_signed_in)
        self.sign_in_view.other_asked.connect(self.sign_out)
        board = self._board = DeliveryBoard(self.shell, self)
        board.mail_moved.connect(self._on_mail_moved)
        board.orders_moved.connect(self._on_orders_moved)

        def open_store(job: Job) -> Backend:
            """On a worker. What it opens is kept at once, so that a window closed meanwhile still closes it."""
            self._backend = self._opener(board.relay_told.emit, Progress(self._progressed.emit, job))
            return self._backend

        self._background.read(self, open_store, self._on_opened, self._on_not_opened)

    def _on_opened(self, backend: Backend) -> None:
        assert self._sign_in is not None  # noqa: S101 - made with the first frame
        assert self._board is not None  # noqa: S101 - made with the first frame
        self._board.follow(backend)
        backend.start(self._committed.emit)
        self._sign_in.open_for(backend.sign_in, backend.greeting)
        self.ready.emit()

    def _on_not_opened(self, error: Exception) -> None:
        from care_console.app.trouble import trouble

        told = trouble(error)
        self.sign_in_view.show_failed(" ".join(part for part in (told.happened, told.safe, told.to_do) if part))

    # --- a shift

    def _on_signed_in(self, agent: Agent) -> None:
        from care_console.app.places import first_page
        from care_console.app.shift_services import services_of
        from care_console.ui.shift import Shift

        backend = self._open_backend()
        services = services_of(backend, self._keeper.settings.market)
        typed = self._left.shift.typed if self._left is not None and self._left.shift.agent == agent else {}
        self._shift = Shift(agent, services, self.background, self.show_error, typed)
        self._lay_out(self._shift)
        self.sign_in_view.show_unmasked()
        left, self._left = self._left, None
        assert self._pages is not None  # noqa: S101 - just laid out
        if left is not None:
            self._pages.go_on(left.place)
        else:
            self.shell.show_page(first_page(agent))
        self.masking.begin(self._keeper.settings.idle_minutes)
        backend.relay.wake()
        # What is loaded by now lives as long as the window: walking it again and again costs frames of 50 ms and more.
        gc.collect()
        gc.freeze()
        self.named.emit(agent.name)
        self.signed_in.emit()

    def _lay_out(self, shift: Shift) -> None:
        """Give the window the pages of a shift."""
        from care_console.app.places import navigation
        from care_console.app.shift_commands import add_pages
        from care_console.domain.roles import Permission
        from care_console.ui.settings.data import SettingsDesk
        from care_console.ui.words import word

        desk = SettingsDesk(self._keeper.view, self.change_setting)
        self.shell.clipboard.keep_for(self._keeper.settings.clipboard_seconds)
        self._pages = add_pages(self.shell, shift, desk)
        self.shell.show_work(shift.agent.name, word(shift.agent.role), navigation(shift.agent))
        assert self._board is not None  # noqa: S101 - made with the first frame
        self._board.begin()
        if shift.agent.may(Permission.OVERSEE):
            from care_console.app.alerting import Alerting

            alerting = Alerting(self.shell, shift)
            alerting.changed.connect(self._pages.follow_alerts)
            self._waiting.append(alerting)
        if shift.agent.may(Permission.SERVE_CUSTOMERS):
            from care_console.app.alerting import HandingOver

            self._waiting.append(HandingOver(self.shell, shift))

    def change_setting(self, name: str, value: object) -> None:
        """Apply a setting at once, and keep it for this user."""
        if getattr(self._keeper.settings, name) == value:
            return
        self._keeper.change(name, value)
        settings = self._keeper.settings
        if name == "idle_minutes":
            self.masking.begin(settings.idle_minutes)
        elif name == "colours":
            theme().set_scheme(Scheme(settings.colours))
        elif name in {"text_scale", "language"}:
            # Not before the control that asks for it has returned: it is made anew as well.
            QTimer.singleShot(0, lambda: self._remake(name))
        self.background.write(self, lambda _job: self._keeper.keep(**{name: value}), _done, self.show_error)

    def _remake(self, setting: str) -> None:
        """Make every page anew, in another size or language; what is open stays open."""
        from care_console.ui.signin.presenter import SignInPresenter

        shift, before = self._shift, self._pages
        if shift is None or before is None:
            return
        self._stop_waiting()
        settings, backend = self._keeper.settings, self._open_backend()
        install(self._application, settings.text_scale, Scheme(settings.colours))
        speak(self._application, settings.language)
        self.sign_in_view = SignInView()
        self.shell.remake(self.sign_in_view)
        self._sign_in = SignInPresenter(self.sign_in_view, self.background)
        self._sign_in.signed_in.connect(self._on_signed_in)
        self.sign_in_view.other_asked.connect(self.sign_out)
        self._sign_in.open_for(backend.sign_in, backend.greeting)
        self.sign_in_view.remember(shift.agent.name)
        self._lay_out(shift)
        assert self._pages is not None  # noqa: S101 - just laid out
        self._pages.take_over(before, setting)

    def mask(self, why: Masked) -> None:
        """Take everything off the screen until the same agent signs in again; what is typed is kept, grants end."""
        shift, pages = self._shift, self._pages
        if shift is None or pages is None:
            return
        self._left = LeftDesk(shift, pages.leave_off())
        self._clear_desk()
        self.sign_in_view.show_masked(shift.agent.name, self.masking.words(why))
        service, agent = shift.services.sign_in, shift.agent
        self.background.write(self, lambda _job: service.mask(agent, why), _done, self.show_error)

    def _stop_waiting(self) -> None:
        for each in self._waiting:
            each.deleteLater()
        self._waiting.clear()

    def _clear_desk(self) -> None:
        """Destroy whatever shows, in every window, and what would bring it back: a late answer, a shortcut."""
        self.masking.stop()
        self.background.hush()
        self._stop_waiting()
        if self._board is not None:
            self._board.stop()
        self._shift = self._pages = None
        # Shortcuts too: a page made by one now would serve the next agent in this agent's name.
        self.shell.commands.replace(())
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        for dialog in self.shell.findChildren(QDialog):
            dialog.reject()
            self.shell.activateWindow()
        self.shell.show_sign_in()

    def sign_out(self) -> None:
        """End the shift, masked or not; everything shown is destroyed first."""
        shift = self._shift or (self._left.shift if self._left else None)
        if shift is None:
            return
        self._left = None
        self._clear_desk()
        self.sign_in_view.show_unmasked()
        self.sign_in_view.show_ready(self.tr("You are signed out."))
        service, agent = shift.services.sign_in, shift.agent
        self.background.write(self, lambda _job: service.sign_out(agent), _done, self.show_error)

    def _on_toast(self, key: str) -> None:
        from care_console.app.places import ALERTS

        if self._pages is not None:
            (self._pages.approvals if key == ALERTS else self._pages.open_requests)()

    def _on_mail_moved(self, trouble: str) -> None:
        if self._pages is not None:
            self._pages.follow_messages(trouble)

    def _on_orders_moved(self) -> None:
        if self._pages is not None:
            self._pages.follow_orders()

    def _on_page_asked(self, page: str) -> None:
        if self._pages is not None:
            self._pages.go(page)

    def _open_backend(self) -> Backend:
        assert self._backend is not None  # noqa: S101 - nobody signs in before the store is open
        return self._backend

    # --- trouble

    def show_error(self, error: Exception) -> None:
        """Tell of an error: what happened, what is safe, what to do; trouble with the store goes with what ends it."""
        from care_console.app.trouble import trouble
        from care_console.domain.errors import StoreError

        self._store_away = isinstance(error, StoreError)
        self.shell.show_trouble(trouble(error))

    def _on_committed(self) -> None:
        """The store takes what is written: it is back, if it was away."""
        if self._store_away:
            self._store_away = False
            self.shell.clear_trouble()

    def _on_unhandled(self, error: Exception) -> None:
        self.show_error(error)

    def close(self) -> None:
        """Sign out whoever is signed in, finish every write, and close the store."""
        self.sign_out()
        for question in self.shell.findChildren(QDialog):
            question.reject()  # a worker may be waiting for the answer
        if self._background is not None:
            self._background.shutdown()
        if self._backend is not None:
            self._backend.close()
            self._backend = None
        self.shell.close()


def _done(_result: object) -> None:
    """Nothing more to show."""
