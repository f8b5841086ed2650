"""The palette of commands: every action with its keys, filtered while typing; and the overview of all keys.

Both read `Commands`, the one place where actions are declared.
"""

from __future__ import annotations

import unicodedata
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from care_console.ui.kit.buttons import button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Scrolling, column, frame, holder, row
from care_console.ui.kit.text import isolated, keycaps, label
from care_console.ui.theme import theme
from care_console.ui.theme.icons import draw_icon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from care_console.ui.commands import Command, Commands
    from care_console.ui.theme.tokens import StyleName

PALETTE = "palette"
"""Id of the command that opens the palette: it is not offered there."""
ROW_HEIGHT = 44
_WIDTH, _ROWS = 560, 8
_COMMAND = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


def keys_of(command: Command) -> str:
    """The shortcut in the platform's own words; empty for none."""
    return QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def folded(text: str) -> str:
    """Letters without accents and case, so that `reglages` finds *Réglages*."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


class CommandModel(QAbstractListModel):
    """The commands that fit what is typed; those that may run now come first."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__()
        self._all = [(command, command.blocked()) for command in commands if command.id != PALETTE]
        self._all.sort(key=lambda each: bool(each[1]))
        self._shown = list(self._all)

    def seek(self, text: str) -> None:
        """Show the commands whose title or keys hold every word of the text."""
        words = folded(text).split()
        self.beginResetModel()
        self._shown = [
            each for each in self._all if all(word in folded(f"{each[0].title} {keys_of(each[0])}") for word in words)
        ]
        self.endResetModel()

    def entry(self, index: _Index) -> tuple[Command, str]:
        """A command, and why it cannot run now (empty if it can)."""
        return self._shown[index.row()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        """How many commands fit."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title for people, all of it for screen readers."""
        if not index.isValid():
            return None
        command, blocked = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (command.title, keys_of(command), blocked) if part)
        return (command, blocked) if role == _COMMAND else None


class _CommandDelegate(QStyledItemDelegate):
    """Paints icon, title, why not, and keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """Fixed height; the list gives the width."""
        return QSize(theme().px(200), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one command."""
        command, blocked = index.data(_COMMAND)
        look, rect = theme(), QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), look.px(8), look.px(8))
        side = look.px(16)
        inner = rect.adjusted(look.px(12), 0, -look.px(12), 0)
        spot = QRect(inner.left(), inner.center().y() - side // 2, side, side)
        direction = option.direction
        if command.icon:
            draw_icon(painter, command.icon, QStyle.visualRect(direction, inner, spot), "text3" if blocked else "text2")
        keys = isolated(keys_of(command))
        keys_width = ceil(QFontMetricsF(look.font("small")).horizontalAdvance(keys))
        room = inner.adjusted(inner.width() - keys_width, 0, 0, 0)
        self._words(painter, direction, inner, room, keys, "small", "text2")
        words = inner.adjusted(side + look.px(12), 0, -keys_width - look.px(12), 0)
        if blocked:
            half = words.height() // 2
            title, why = words.adjusted(0, look.px(4), 0, -half), words.adjusted(0, half, 0, -look.px(4))
            self._words(painter, direction, inner, title, command.title, "medium", "text3")
            self._words(painter, direction, inner, why, blocked, "caption", "text3")
        else:
            self._words(painter, direction, inner, words, command.title, "medium", "text")
        painter.restore()

    @staticmethod
    def _words(
        painter: QPainter,
        direction: Qt.LayoutDirection,
        around: QRect,
        room: QRect,
        text: str,
        style: StyleName,
        colour: str,
    ) -> None:
        look = theme()
        font = look.font(style)
        painter.setFont(font)
        painter.setPen(look.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        where = QStyle.visualRect(direction, around, room)
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, shown)


class Palette(QDialog):
    """Over the window: a field, and the commands that fit. It closes before the chosen command runs."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window, Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Commands"))
        self._commands = commands
        self._model = CommandModel(commands)
        self._model.setParent(self)
        self.field = text_field(self.tr("Find a command"))
        self.field.setPlaceholderText(self.tr("What do you want to do?"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Commands that fit"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._run)
        self.list.clicked.connect(self._run)
        self._none = label(self.tr("No command fits. Type less, or another word."), "small", "text2", wrap=True)
        self._none.hide()
        keys = row(
            *keycaps("Up"), *keycaps("Down"), label(self.tr("Choose"), "caption", "text3"), 8,
            *keycaps("Return"), label(self.tr("Run"), "caption", "text3"), 8,
            *keycaps("Esc"), label(self.tr("Close"), "caption", "text3"), None, spacing=4,
        )  # fmt: skip
        inside = column(self.field, self._none, self.list, keys, margins=(12, 12, 12, 10), spacing=8)
        self.setLayout(column(frame("card", inside), spacing=0))
        self._place(window)
        self._choose(0)
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list and Enter runs, while typing goes on in the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
            if event.key() in step:
                self._choose(self.list.currentIndex().row() + step[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        self._model.seek(text)
        self._none.setVisible(self._model.rowCount() == 0)
        self._choose(0)

    def _choose(self, wanted: int) -> None:
        last = self._model.rowCount() - 1
        if last < 0:
            announce(self._none, self._none.text())
            return
        index = self._model.index(max(0, min(wanted, last)))
        self.list.setCurrentIndex(index)
        announce(self.list, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        command, blocked = self._model.entry(index)
        if blocked:
            announce(self.list, blocked, urgent=True)
            return
        self.accept()
        self._commands.run(command.id)

    def _place(self, window: QWidget) -> None:
        px = theme().px
        width = min(px(_WIDTH), window.width() - px(32))
        height = min(px(ROW_HEIGHT * _ROWS + 124), window.height() - px(32))
        self.resize(width, height)
        corner = window.mapToGlobal(window.rect().topLeft())
        top = min(px(72), (window.height() - height) // 2)
        self.move(corner.x() + (window.width() - width) // 2, corner.y() + top)


class KeyOverview(QDialog):
    """Every key there is: those of commands, and those that work in every list and form."""

    def __init__(self, window: QWidget, commands: Commands) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Keyboard"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme().px(24))
        grid.setVerticalSpacing(theme().px(8))
        grid.setColumnStretch(1, 1)
        keys = [(command.shortcut, command.title) for command in commands if command.shortcut]
        for shortcut, words in (*keys, *_everywhere()):
            line = grid.rowCount()
            grid.addWidget(holder(row(*keycaps(shortcut), None, spacing=4)), line, 0)
            grid.addWidget(label(words, wrap=True), line, 1)
        scroll = Scrolling(column(grid, None))
        scroll.setAccessibleName(self.tr("Keys and what they do"))
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.tr("Keyboard"), "title")
        self.setLayout(column(title, scroll, row(None, close), margins=(24, 20, 24, 16), spacing=12))
        px = theme().px
        self.resize(min(px(520), window.width() - px(32)), min(px(560), window.height() - px(32)))
        close.setFocus()


def _everywhere() -> tuple[tuple[str, str], ...]:
    """Keys that no command declares."""
    return (
        ("Tab", QCoreApplication.translate("KeyOverview", "To the next control; with Shift to the one before")),
        ("Down", QCoreApplication.translate("KeyOverview", "To the next row, tab or choice; Up to the one before")),
        ("Return", QCoreApplication.translate("KeyOverview", "Do what the button or row says")),
        ("Space", QCoreApplication.translate("KeyOverview", "Choose, tick or press")),
        ("Esc", QCoreApplication.translate("KeyOverview", "Go back, close or cancel")),
    )
