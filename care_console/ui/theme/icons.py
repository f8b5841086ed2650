"""Lucide icons drawn in a theme colour, at any size and pixel ratio."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap

from care_console import resources
from care_console.ui.theme import theme

IconName = Literal[
    "arrow-left", "calendar",
    "check", "chevron-down", "chevron-up", "circle", "circle-alert", "circle-check", "circle-dot",
    "clock", "copy", "credit-card", "eye", "file-text", "flag", "hand-helping",
    "hard-drive", "history", "house", "info", "key-round",
    "keyboard", "lightbulb",
    "list-checks", "lock", "log-in", "log-out", "mail", "mail-check", "mail-x", "map-pin", "message-square",
    "message-square-text", "package", "pencil", "phone", "phone-call", "phone-off", "plus",
    "refresh-cw", "search", "send",
    "settings", "shield", "shield-alert", "shield-check", "square-pen", "store", "triangle-alert", "user-search",
    "undo-2", "users", "x",
]  # fmt: skip
"""Every icon that the console draws; each is a file of that name in ``resources/icons``."""

STROKE = 1.75


@lru_cache(maxsize=128)
def _source(name: IconName) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _rendered(name: IconName, colour: str, size: QSize, stroke: float) -> QPixmap:
    # QtSvg is loaded with the first icon and not with the program.
    from PySide6.QtSvg import QSvgRenderer

    markup = re.sub(r'stroke-width="[^"]*"', f'stroke-width="{stroke}"', _source(name)).replace("currentColor", colour)
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(markup.encode())).render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return pixmap


def draw_icon(painter: QPainter, name: IconName, rect: QRect, colour: str, stroke: float = STROKE) -> None:
    """Draw an icon into ``rect`` (logical pixels); ``colour`` is a token name, ``stroke`` in units of a 24 px grid."""
    ratio = painter.device().devicePixelRatioF()
    size = QSize(round(rect.width() * ratio), round(rect.height() * ratio))
    painter.drawPixmap(rect, _rendered(name, theme().code(colour), size, stroke))


class _ThemedEngine(QIconEngine):
    """Asks the theme at each painting, so that buttons change colour with it."""

    def __init__(self, name: IconName, colour: str) -> None:
        super().__init__()
        self._name: IconName = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._colour)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        # Qt's own version leaves the ground unpainted for engines written in Python.
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        side = rect.height()
        right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.left() + (rect.width() - side if right_to_left else 0)
        colour = "text3" if mode == QIcon.Mode.Disabled else self._colour
        draw_icon(painter, self._name, QRect(left, rect.top(), side, side), colour)


def icon(name: IconName, colour: str = "text2") -> QIcon:
    """An icon for a button. It is square at the start of the icon's size; Qt leaves only 2 px before the text."""
    return QIcon(_ThemedEngine(name, colour))
