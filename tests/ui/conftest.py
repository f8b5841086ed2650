"""A theme for every widget, and view data that no customer lent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from care_console.ui.theme import Scheme, Theme, install

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, whatever the desktop says."""
    yield install(qapp, 1.0, Scheme.LIGHT)
    qapp.setStyleSheet("")
