"""Controls that choose: the switch, segments and the choice box. Sign-in has none of them: its frame comes first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QComboBox,
    QFrame,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
)

from care_console.ui.kit.layout import row
from care_console.ui.theme import theme
from care_console.ui.theme.icons import draw_icon


class Toggle(QAbstractButton):
    """An on-off switch, named by the setting that it switches."""

    def __init__(self, name: str, *, on: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFixedSize(theme().px(36), theme().px(20))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint track and knob."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        painter.setBrush(look.colour("accent" if self.isChecked() else "control"))
        painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
        inset = look.px(3)
        side = track.height() - 2 * inset
        at_right = self.isChecked() != (self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        left = track.right() - side - inset if at_right else track.left() + inset
        painter.setBrush(look.colour("on_accent"))
        painter.drawEllipse(QRectF(left, inset, side, side))
        painter.end()


class Segments(QFrame):
    """One choice out of a few, side by side."""

    chosen = Signal(object)
    """Key of the segment that the user chose."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("kit", "segments")
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._keys: list[object] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._keys[index]))
        self._row = row(margins=(2, 2, 2, 2), spacing=2)
        self.setLayout(self._row)

    def buttons(self) -> list[QAbstractButton]:
        """The segments, in their order."""
        return self._group.buttons()

    def show_choices(self, choices: list[tuple[object, str]], current: object) -> None:
        """Replace the segments: pairs of key and words; ``current`` is the key that is chosen."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._keys = [key for key, _words in choices]
        self.setVisible(bool(choices))
        for index, (key, words) in enumerate(choices):
            segment = QPushButton(words.replace("&", "&&"))
            segment.setAccessibleName(words)
            segment.setFont(theme().font("small_strong"))
            segment.setProperty("kind", "segment")
            segment.setCheckable(True)
            segment.setChecked(key == current)
            segment.setAutoDefault(True)
            self._group.addButton(segment, index)
            if key != current and current in self._keys:
                segment.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to the one in force, arrows to the others
            self._row.addWidget(segment)
            segment.show()  # not with the next event: how wide they are together is asked at once


class Choice(QComboBox):
    """A choice box with the console's chevron."""

    entered = Signal()
    """Enter was pressed: what is chosen is meant, as in a field of text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.model().rowsInserted.connect(self.updateGeometry)
        self.model().rowsRemoved.connect(self.updateGeometry)

    def show_choices(self, choices: Iterable[tuple[str, str]], current: str = "") -> None:
        """Offer these in place of those before, pairs of key and words; the first is chosen, or that of `current`."""
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.setCurrentIndex(max(self.findData(current), 0))

    @property
    def key(self) -> str:
        """Key of what is chosen; empty where there is nothing to choose from."""
        return str(self.currentData() or "")

    def sizeHint(self) -> QSize:
        """As wide as its longest choice; where space is short it may be narrower."""
        hint, metrics = super().sizeHint(), self.fontMetrics()
        texts = [metrics.horizontalAdvance(self.itemText(index)) for index in range(self.count())]
        room = self.minimumContentsLength() * metrics.horizontalAdvance("X")
        return QSize(hint.width() + max(0, max(texts, default=0) + theme().px(8) - room), hint.height())

    def showPopup(self) -> None:
        """Open the list, from which Tab goes on as from a field: Qt would keep it there."""
        self.view().installEventFilter(self)
        if not isinstance(self.itemDelegate(), QStyledItemDelegate):
            self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own takes no style for its rows
        super().showPopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tab in the list takes what is marked there, closes it and goes to what follows the box."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key, marked = event.key(), self.view().currentIndex().row()
            if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self.hidePopup()
                if marked not in (-1, self.currentIndex()):
                    self.setCurrentIndex(marked)
                    self.activated.emit(marked)
                self.focusNextPrevChild(key == Qt.Key.Key_Tab)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms; all else chooses."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box and its chevron."""
        super().paintEvent(event)
        side = theme().px(14)
        spot = QRect(self.width() - side - theme().px(9), (self.height() - side) // 2, side, side)
        painter = QPainter(self)
        draw_icon(painter, "chevron-down", QStyle.visualRect(self.layoutDirection(), self.rect(), spot), "text2", 2)
        painter.end()
