"""What was typed about one customer never comes back on another's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from care_console.ui.kit.fields import TextField, text_field
from tests.ui.pages import PAGES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


pytestmark = pytest.mark.usefixtures("look")


def test_an_emptied_field_has_no_way_back(qtbot: QtBot) -> None:
    field = text_field("Answer")
    qtbot.addWidget(field)
    QTest.keyClicks(field, "3 May 1984")
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    QTest.keyClicks(field, "14")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "1984" not in field.text()


@pytest.mark.parametrize("page", PAGES)
def test_every_field_of_every_page_forgets(page: str, qtbot: QtBot) -> None:
    made = PAGES[page]()
    qtbot.addWidget(made)
    QApplication.processEvents()
    others = [field.accessibleName() for field in made.findChildren(QLineEdit) if not isinstance(field, TextField)]
    assert others == []
