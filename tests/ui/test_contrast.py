"""Text as it is rendered, on every page, light and dark: 4.5 to 1 against what lies behind it (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from care_console.ui.kit.marks import TEXT_CONTRAST
from care_console.ui.theme import Scheme, install
from tests.ui.pages import PAGES
from tests.ui.test_reflow import shell_with
from tests.ui.test_theme import contrast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


HIGH_ENOUGH = 2400
"""Of a window that has to scroll nothing: what is out of sight is not looked at."""


def ground(image: QImage, area: QRect) -> str:
    """The colour that fills most of an area."""
    seen = Counter(
        image.pixel(x, y) for x in range(area.left(), area.right(), 2) for y in range(area.top(), area.bottom(), 2)
    )
    return f"#{seen.most_common(1)[0][0] & 0xFFFFFF:06X}"


def weak(shell: QWidget) -> list[tuple[str, str, str]]:
    """Texts whose colour is too near to their ground: the words, the colour, the ground."""
    image = shell.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget in shell.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton) or not widget.isVisible() or not widget.isEnabled():
            continue
        area = QRect(widget.mapTo(shell, QPoint(0, 0)), widget.size()).intersected(image.rect())
        hidden = widget.visibleRegion().boundingRect()
        if not widget.text() or hidden.size() != widget.size() or min(area.width(), area.height()) < 4:
            continue
        front = widget.palette().color(widget.foregroundRole()).name()
        behind = ground(image, area)
        if contrast(front, behind) < TEXT_CONTRAST:
            found.append((widget.text(), front, behind))
    return found


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("page", PAGES)
def test_rendered_text_can_be_read(qapp: QApplication, qtbot: QtBot, page: str, scheme: Scheme) -> None:
    install(qapp, 1.0, scheme)
    shell = shell_with(qtbot, page, 1440, HIGH_ENOUGH)
    assert weak(shell) == []
    install(qapp, 1.0, Scheme.LIGHT)
    qapp.setStyleSheet("")


def test_text_that_is_too_faint_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 1.0, Scheme.LIGHT)
    faint = QWidget()
    qtbot.addWidget(faint)
    faint.setStyleSheet("QWidget { background: #FFFFFF; } QLabel { color: #BBBBBB; }")
    QLabel("hardly to be read", faint)
    faint.resize(200, 40)
    faint.show()
    QApplication.processEvents()
    assert [words for words, _front, _behind in weak(faint)] == ["hardly to be read"]
    qapp.setStyleSheet("")
