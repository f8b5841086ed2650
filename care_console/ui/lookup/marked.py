"""A line of text with highlighted places, right whatever its script and direction."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextLine

from care_console.ui.theme import theme

Spans = Iterable[tuple[int, int]]
"""Pairs of start and end, in characters of the text."""


def draw_marked(
    painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, marks: Spans, direction: Qt.LayoutDirection
) -> None:
    """Draw one line at the top of ``rect``, on the side where lines of ``direction`` begin; cut off where too long.

    QTextLayout knows the true glyph positions, with kerning and right to left; sums of advances do not.
    """
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e5)
    layout.endLayout()
    at_right = direction == Qt.LayoutDirection.RightToLeft
    left = rect.right() + 1 - line.naturalTextWidth() if at_right else rect.left()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme().colour("match"))
    for start, end in _places(layout, text, shown, marks):
        painter.drawRoundedRect(QRectF(left + start - 1, rect.top(), end - start + 2, line.height()), 3, 3)
    painter.setPen(theme().colour(colour))
    line.draw(painter, QPointF(left, rect.top()))


def _places(layout: QTextLayout, text: str, shown: str, marks: Spans) -> list[tuple[float, float]]:
    """Left and right edges to fill, from left to right; characters that stand together in one piece."""
    line = layout.lineAt(0)
    kept = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, shown, strict=False)))
    edges: list[tuple[float, float]] = []
    for start, end in marks:
        # Qt counts in units of UTF-16.
        for place in range(_units(text[:start]), _units(text[: min(end, kept)])):
            if not layout.isValidCursorPosition(place):
                continue  # within a letter: what is asked of a mark is told of the letter after it
            ends = (_x(line, place, QTextLine.Edge.Leading), _x(line, place, QTextLine.Edge.Trailing))
            edges.append((min(ends), max(ends)))
    joined: list[tuple[float, float]] = []
    for left, right in sorted(edges):
        if joined and left <= joined[-1][1] + 0.5:
            joined[-1] = (joined[-1][0], max(joined[-1][1], right))
        else:
            joined.append((left, right))
    return [(left, right) for left, right in joined if right > left]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _x(line: QTextLine, place: int, edge: QTextLine.Edge) -> float:
    """Where an edge of a character stands; PySide6 returns the position that it snapped to as well."""
    found: object = line.cursorToX(place, edge)
    reached = found[0] if isinstance(found, tuple) else found
    return float(str(reached))
