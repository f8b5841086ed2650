"""Tabs over the sections of a page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar

from care_console.ui.theme import theme


def tab_bar(name: str, titles: list[str]) -> QTabBar:
    """A tab bar without a frame; scrolls when space is short."""
    made = QTabBar()
    made.setAccessibleName(name)
    made.setFont(theme().font("medium"))
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    made.setUsesScrollButtons(True)
    for title in titles:
        made.addTab(title.replace("&", "&&"))
    return made
