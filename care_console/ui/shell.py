"""The main window: sign-in first, then a sidebar beside one raised sheet with the pages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from care_console.ui.commands import Command, Commands
from care_console.ui.kit.error_bar import ErrorBar, Trouble
from care_console.ui.kit.focus_ring import FocusRing
from care_console.ui.kit.layout import column, holder, row, tab_as_laid_out
from care_console.ui.kit.toast import Toast, Toasts
from care_console.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from care_console.ui.clipboard import ClipboardGuard
    from care_console.ui.kit.page import Page
    from care_console.ui.sidebar import NavEntry, OutboxView, PostView, Sidebar

WHY_NOT_MS = 6_000
"""How long it is told why keys could not do what they stand for."""
_WHY_NOT = "why-not"
CLOSE_KEYS = "Ctrl+Shift+X"
RAIL_BELOW = 1000
"""Window width, in token lengths, under which the sidebar folds to a rail."""
_LEAST = 560, 300
"""Width and height, in token lengths, with which every page works: what is said above a page takes its room from it."""


class Shell(QMainWindow):
    """Holds the pages and knows none of them: each is made by its factory when it is first shown."""

    page_asked = Signal(str)
    """The user chose a place in the sidebar."""
    sign_out_asked = Signal()
    mask_asked = Signal()
    """Everything that shows is to be masked until the agent is back."""

    def __init__(self, sign_in: Page) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Care Console"))
        self.commands = Commands(self, self._own_commands)
        self._ring: FocusRing | None = None
        self.toasts = Toasts(self)
        self._why_not = QTimer(self)
        self._why_not.setSingleShot(True)
        self._why_not.setInterval(WHY_NOT_MS)
        self._why_not.timeout.connect(self._forget_why_not)
        self.commands.refused.connect(self._tell_why_not)
        self.commands.ran.connect(self._forget_why_not)
        self.remake(sign_in)

    def remake(self, sign_in: Page) -> None:
        """Begin anew with sign-in alone, as when text gets another size or language; pages have to be added again."""
        self._factories: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._current = ""
        self._sidebar: Sidebar | None = None
        self._sheet: QStackedWidget | None = None
        self._errors = ErrorBar(CLOSE_KEYS)
        self._errors.dismissed.connect(self._focus_page)
        self._screens = QStackedWidget()
        self._sign_in = sign_in
        self._screens.addWidget(sign_in)
        self.setMinimumSize(*(theme().px(length) for length in _LEAST))
        lines = column(self._errors, self._screens, margins=(8, 8, 8, 8), spacing=8)
        lines.setStretch(1, 1)
        root = holder(lines)
        root.setObjectName("root")
        self.commands.replace(())
        self.setCentralWidget(root)
        if self._ring is not None:
            self._ring.deleteLater()
        self._ring = FocusRing(self)
        self.toasts.clear()

    @cached_property
    def clipboard(self) -> ClipboardGuard:
        """Made when first asked for: the first frame is sign-in alone, where nothing can be copied that matters."""
        from care_console.ui.clipboard import ClipboardGuard

        return ClipboardGuard(self)

    @property
    def page(self) -> str:
        """Name of the page that shows; empty at sign-in."""
        return self._current

    def add_page(self, name: str, factory: Callable[[], Page]) -> None:
        """Declare a page; ``factory`` runs when the page is first shown."""
        self._factories[name] = factory

    def show_work(self, agent: str, role: str, entries: Sequence[NavEntry]) -> None:
        """Leave sign-in: show the sidebar for this agent."""
        sidebar = self._work()
        sidebar.show_agent(agent, role)
        sidebar.show_navigation(entries)
        self._screens.setCurrentIndex(1)

    def show_page(self, name: str) -> Page:
        """Bring a page to the front, making it if need be; it gets the focus where it wants it.

        Raises:
            KeyError: no page of that name was added.
        """
        sidebar = self._work()
        if name not in self._pages:
            page = self._factories[name]()
            self._pages[name] = page
            self._stack().addWidget(page)
        self._stack().setCurrentWidget(self._pages[name])
        self._current = name
        sidebar.mark_page(name)
        self._pages[name].take_focus()
        return self._pages[name]

    def show_sign_in(self) -> None:
        """Go back to sign-in; every page is destroyed, and with it whatever it showed, copied texts included."""
        self.clipboard.clear()
        for page in self._pages.values():
            self._stack().removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._current = ""
        self._errors.clear()
        self.toasts.clear()
        self._screens.setCurrentIndex(0)
        self._sign_in.take_focus()

    def show_outbox(self, outbox: OutboxView) -> None:
        """Show how many records wait for the audit service."""
        self._work().show_outbox(outbox)

    def show_post(self, post: PostView) -> None:
        """Show how many messages to customers wait."""
        self._work().show_post(post)

    def show_orders(self, post: PostView) -> None:
        """Show how many messages the order system refused."""
        self._work().show_orders(post)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show what went wrong above everything else."""
        self._errors.show_trouble(trouble)

    def clear_trouble(self) -> None:
        """Hide the error bar; whoever is in it goes back to the page."""
        inside = self._errors.isAncestorOf(self.focusWidget())
        self._errors.clear()
        if inside:
            self._focus_page()

    def _focus_page(self) -> None:
        (self._pages[self._current] if self._current else self._sign_in).take_focus()

    def _own_commands(self) -> tuple[Command, ...]:
        def blocked() -> str:
            return self.tr("No message shows.") if self._errors.isHidden() else ""

        return (Command("close-message", self.tr("Close message"), self.clear_trouble, "x", CLOSE_KEYS, blocked),)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the page as it is laid out at this moment."""
        if self._current:
            tab_as_laid_out(self._pages[self._current])
        return super().focusNextPrevChild(forward)

    def _tell_why_not(self, why: str) -> None:
        """Keys that cannot do what they stand for now do not stay mute."""
        self.toasts.drop(_WHY_NOT)  # so that it is announced again
        self.toasts.show_toast(_WHY_NOT, Toast(why, tone="warn", icon="info"))
        self._why_not.start()
        if (handle := self.windowHandle()) is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever types on has read why keys could not do what they stand for: it may lie over the field."""
        if event.type() == QEvent.Type.KeyPress and watched is self.windowHandle():
            watched.removeEventFilter(self)
            self._forget_why_not()
        return super().eventFilter(watched, event)

    def _forget_why_not(self) -> None:
        self.toasts.drop(_WHY_NOT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the sidebar where space is short."""
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        if self._sidebar is not None:
            self._sidebar.set_rail(theme().units(self.width()) < RAIL_BELOW)

    def _work(self) -> Sidebar:
        """The sidebar, made with the sheet when it is first needed: the first frame is sign-in alone."""
        if self._sidebar is None:
            from care_console.ui.sidebar import Sidebar

            self._sidebar = Sidebar()
            self._sidebar.page_asked.connect(self.page_asked)
            self._sidebar.sign_out_asked.connect(self.sign_out_asked)
            self._sheet = QStackedWidget()
            sheet = holder(row(self._sheet, margins=(1, 1, 1, 1)))
            sheet.setObjectName("sheet")
            sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            body = row(self._sidebar, sheet, spacing=8)
            body.setStretch(1, 1)
            self._screens.addWidget(holder(body))
            self._reflow()
        return self._sidebar

    def _stack(self) -> QStackedWidget:
        self._work()
        assert self._sheet is not None  # noqa: S101 - made together with the sidebar
        return self._sheet
