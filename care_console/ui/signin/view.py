"""The sign-in screen: name, password, and what became of the last attempt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QLineEdit

from care_console.ui.kit.buttons import button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Scrolling, column, frame, row
from care_console.ui.kit.marks import ProductMark
from care_console.ui.kit.page import Page
from care_console.ui.kit.progress import ProgressLine
from care_console.ui.kit.sight import Sight
from care_console.ui.kit.text import Tint, label, tint
from care_console.ui.theme import theme

_WIDTH = 392


class SignInView(Page):
    """Asks for an agent's name and password. The password leaves the field with the signal and is not kept."""

    sign_in_asked = Signal(str, str)
    """Agent name and password, as typed."""
    other_asked = Signal()
    """Not the agent whose shift is masked, but somebody else wants to work here."""

    def __init__(self) -> None:
        super().__init__()
        self._name = text_field(self.tr("Agent name"))
        self._password = text_field(self.tr("Password"))
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self._password.installEventFilter(self)
        self._caps = label(self.tr("Caps Lock may be on"), "small", "warn")
        self._caps.hide()
        self._message = label("", "small", "text2", wrap=True)
        self._message.setMinimumHeight(theme().px(36))
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = label("", "title")
        self._why = label("", "small", "text2", wrap=True)
        self._go = button(self.tr("Sign in"), "primary")
        self._other = button(
            self.tr("Somebody else"), "ghost", small=True, name=self.tr("End this shift: somebody else signs in")
        )
        self.show_unmasked()
        self._progress = ProgressLine(self.tr("Signing in"))
        self._ready = True
        self._opening = ""
        self._waits = False
        self.setLayout(self._arrange())
        self._go.clicked.connect(self._ask)
        self._other.clicked.connect(self.other_asked)
        self._name.returnPressed.connect(self._on_name_entered)
        self._password.returnPressed.connect(self._ask)
        self._name.textChanged.connect(self._on_edited)
        self._password.textChanged.connect(self._on_edited)
        self._on_edited()

    def remember(self, name: str) -> None:
        """Fill in the agent who signed in last and go to the password."""
        self._name.setText(name)
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the first field that is empty."""
        (self._password if self._name.text() else self._name).setFocus()

    def show_opening(self, message: str = "") -> None:
        """The store is being opened: typing works, and whoever presses Enter is signed in once it is open."""
        waits, opening = self._waits, message or self.tr("Opening the customer store…")
        self._busy(opening + " " + self.tr("You are signed in once it is open.") if waits else opening)
        self._opening, self._waits = opening, waits
        self._allow()

    def show_checking(self) -> None:
        """The password is being checked."""
        self._busy(self.tr("Checking…"))

    def show_ready(self, message: str = "") -> None:
        """Ready to sign in; ``message`` may say why the last session ended. Who pressed Enter before is signed in."""
        waits = self._waits
        self._settle(message, None)
        if waits:
            self._ask()

    def show_masked(self, name: str, message: str) -> None:
        """A shift is masked: its agent, and nobody else, goes on with the password; ``message`` says why."""
        self._name.setText(name)
        self._name.setReadOnly(True)
        self._name.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._title.setText(self.tr("Masked"))
        kept = self.tr("Your work is kept. Type your password to go on with it.")
        self._why.setText(f"{message} {kept}".strip())  # above the fields: in sight at every size
        self._other.show()
        self._settle("", None)
        announce(self._why, self._why.text())
        self.take_focus()

    def show_unmasked(self) -> None:
        """Whoever wants to may sign in again."""
        self._name.setReadOnly(False)
        self._name.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title.setText(self.tr("Sign in"))
        self._why.setText(self.tr("Everything that you look at is recorded with your name."))
        self._other.hide()

    def show_refused(self, message: str) -> None:
        """The attempt failed; the message never tells whether the name or the password was wrong."""
        self._settle(message, "bad")
        self._password.setFocus()

    def show_locked(self, message: str) -> None:
        """Too many attempts: nothing can be asked until ``show_ready``."""
        self._settle(message, "warn")
        self._ready = False
        self._allow()

    def show_failed(self, message: str) -> None:
        """The store cannot be opened at all."""
        self._settle(message, "bad")
        self._ready = False
        self._allow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell from the letters typed whether Caps Lock may be on: Qt offers no portable question."""
        if watched is self._password and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            text = event.text()
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_CapsLock:
                self._caps.hide()
            elif len(text) == 1 and text.isalpha() and text.lower() != text.upper():
                self._caps.setVisible(text.isupper() != shifted)
        return super().eventFilter(watched, event)

    def _arrange(self) -> QLayout:
        form = column(
            row(
                ProductMark(),
                label(self.tr("Care Console"), "section"),
                None,
                spacing=10,
            ),
            18,
            self._title,
            self._why,
            16,
            label(self.tr("Agent name"), "small_strong", "text2"),
            self._name,
            8,
            label(self.tr("Password"), "small_strong", "text2"),
            self._password,
            self._caps,
            10,
            self._go,
            self._other,
            self._progress,
            2,
            self._message,
            margins=(32, 28, 32, 16),
            spacing=5,
        )
        card = frame("card", form)
        card.setFixedWidth(theme().px(_WIDTH))
        # At large text the card may be higher than the window: then it scrolls, and Tab brings each field into view.
        scroll = Scrolling(column(None, row(None, card, None), None, margins=(8, 8, 8, 8)))
        self._sight = Sight(scroll)
        return column(scroll, spacing=0)

    def _ask(self) -> None:
        if not self._go.isEnabled():
            return
        if self._opening:
            self._waits = True
            self.show_opening(self._opening)
            return
        name, password = self._name.text().strip(), self._password.text()
        self._password.clear()
        self._caps.hide()
        self.sign_in_asked.emit(name, password)

    def _on_name_entered(self) -> None:
        if self._password.text():
            self._ask()
        else:
            self._password.setFocus()

    def _on_edited(self) -> None:
        if self._waits:  # what is typed now is not what Enter was pressed for
            self._waits = False
            self.show_opening(self._opening)
        self._allow()

    def _allow(self) -> None:
        """Let Enter and the button work where they can be answered, now or once the store is open."""
        answers = self._ready or (bool(self._opening) and not self._waits)
        self._go.setEnabled(answers and bool(self._name.text().strip()) and bool(self._password.text()))

    def _busy(self, message: str) -> None:
        self._settle(message, "text2")
        self._ready = False
        self._progress.show_busy()
        self._allow()

    def _settle(self, message: str, colour: Tint | None) -> None:
        self._ready, self._opening, self._waits = True, "", False
        self._progress.finish()
        tint(self._message, colour or "text2")
        self._message.setText(message)
        if colour in ("bad", "warn"):
            self._sight.show(self._message)
        announce(self._message, message)
        self._allow()
