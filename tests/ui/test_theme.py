"""Colours, fonts and style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel

from care_console import resources
from care_console.ui.kit.buttons import button
from care_console.ui.kit.layout import holder, row
from care_console.ui.kit.marks import TEXT_CONTRAST, ink_on
from care_console.ui.theme import Scheme, Theme, install, theme
from care_console.ui.theme.icons import IconName, draw_icon, icon
from care_console.ui.theme.theme import style_sheet
from care_console.ui.theme.tokens import DARK, FONT_FILES, LIGHT, STYLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

EDGES = 3.0
"""Least contrast of edges and signs, WCAG 2.2 success criterion 1.4.11."""

TONES = ("ok", "warn", "bad", "neutral")
PAIRS = [
    *((text, ground, TEXT_CONTRAST) for text in ("text", "text2", "text3") for ground in ("bg", "surface", "inset")),
    *((text, ground, TEXT_CONTRAST) for text in ("text", "text2", "text3") for ground in ("hover", "accent_soft")),
    *(("on_accent", ground, TEXT_CONTRAST) for ground in ("accent", "accent_hover")),
    *(("accent_text", ground, TEXT_CONTRAST) for ground in ("surface", "accent_soft", "bg")),
    ("match_text", "match", TEXT_CONTRAST),
    ("text", "match", TEXT_CONTRAST),
    *((tone, f"{tone}_soft", TEXT_CONTRAST) for tone in TONES),
    *((tone, ground, TEXT_CONTRAST) for tone in ("ok", "warn", "bad") for ground in ("surface", "inset")),
    *(("text2", f"{tone}_soft", TEXT_CONTRAST) for tone in TONES),
    *(("text3", f"{tone}_soft", TEXT_CONTRAST) for tone in ("ok", "warn")),
    ("text2", "press", TEXT_CONTRAST),
    *(("control", ground, EDGES) for ground in ("surface", "inset")),
    *(("ring", ground, EDGES) for ground in ("surface", "bg")),
    ("accent", "surface", EDGES),
    *((f"{tone}_mark", "bg", EDGES) for tone in TONES),
]


def luminance(code: str) -> float:
    """Relative luminance of ``#RRGGBB``, WCAG 2.2."""
    channels = [int(code[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_contrast(colours: dict[str, str], front: str, ground: str, least: float) -> None:
    assert contrast(colours[front], colours[ground]) >= least


def test_both_themes_have_the_same_tokens() -> None:
    assert set(LIGHT) == set(DARK)


@pytest.mark.parametrize("ground", ["#1F1F24", "#8A4B20", "#FFD400", "#5468EE", "#FFFFFF", "#777777"])
def test_initials_read_on_any_brand_colour(ground: str) -> None:
    assert contrast(ink_on(ground).name(), ground) >= TEXT_CONTRAST


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_style_sheet_has_no_placeholder_left_and_grows_with_the_text(scale: float) -> None:
    made = style_sheet(LIGHT, scale)
    assert "@" not in made
    assert f"border-radius: {round(12 * scale)}px" in made
    assert "border: 1px solid" in made


def test_every_token_in_the_style_sheet_exists() -> None:
    template = resources.path("styles", "console.qss").read_text(encoding="utf-8")
    assert set(re.findall(r"@(\w+)", template)) <= set(LIGHT)


def test_the_fonts_are_shipped_and_loaded(look: Theme) -> None:
    from PySide6.QtGui import QFontDatabase, QFontInfo

    assert all(resources.path("fonts", name).is_file() for name in FONT_FILES)
    assert "Inter" in QFontDatabase.families()
    assert QFontInfo(look.font()).family() == "Inter"


def test_nothing_but_the_ring_tells_of_the_focus(look: Theme, qtbot: QtBot) -> None:
    made, other = (button("Undo", glyph="undo-2", small=True) for _ in range(2))
    window = holder(row(made, other))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus(Qt.FocusReason.TabFocusReason)
    assert made.hasFocus()
    assert made.grab().toImage() == other.grab().toImage()


def test_fonts_keep_copied_text_and_align_figures(look: Theme) -> None:
    font = look.font("body", tabular=True)
    assert font.hintingPreference() == QFont.HintingPreference.PreferNoHinting
    assert font.featureValue(QFont.Tag("calt")) == 0
    assert font.featureValue(QFont.Tag("tnum")) == 1
    assert look.font("title").letterSpacing() == pytest.approx(98.6, abs=0.1)


def test_calt_and_figures_survive_the_style_sheet(look: Theme) -> None:
    made = QLabel("->")
    made.setFont(look.font("body", tabular=True))
    made.ensurePolished()
    assert made.font().featureValue(QFont.Tag("tnum")) == 1
    assert made.font().pixelSize() == STYLES["body"].size


def test_the_colours_follow_the_system_live(qapp: QApplication) -> None:
    made = install(qapp, 1.0, Scheme.SYSTEM)
    heard: list[bool] = []
    made.changed.connect(lambda: heard.append(made.dark))
    was = made.dark
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert made.dark == was, "an unchanged system scheme repaints nothing"
    made.set_scheme(Scheme.LIGHT if was else Scheme.DARK)
    assert heard == [not was]
    assert theme() is made
    assert qapp.palette().window().color() == made.colour("bg")
    qapp.setStyleSheet("")


def test_every_icon_is_shipped() -> None:
    for name in get_args(IconName):
        markup = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert "currentColor" in markup, name


def painted(draw: Callable[[QPainter], None]) -> set[str]:
    image = QImage(32, 32, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw(painter)
    painter.end()
    return {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }


def test_icons_take_the_colour_of_the_theme(look: Theme) -> None:
    rect = QRect(0, 0, 32, 32)
    light = painted(lambda painter: draw_icon(painter, "lock", rect, "bad", 3))
    look.set_scheme(Scheme.DARK)
    dark = painted(lambda painter: draw_icon(painter, "lock", rect, "bad", 3))
    assert LIGHT["bad"].lower() in light
    assert DARK["bad"].lower() in dark


def test_a_button_icon_has_a_clear_ground(look: Theme) -> None:
    image = icon("x", "text").pixmap(21, 16).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 8).alpha() == 0
    assert any(image.pixelColor(x, y).alpha() > 200 for x in range(16) for y in range(16))
