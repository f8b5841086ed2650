"""Design tokens: every text size and colour of the console, in one place.

Lengths are in pixels at a text scale of 1 and are multiplied by the scale where they are used.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FAMILY: Final = "Inter"
FONT_FILES: Final = ("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf")
TRACKED_FROM: Final = 18
"""Text of this size and above is set 1.4 % tighter."""


class TypeStyle(NamedTuple):
    """One text style: size in pixels and weight on the OpenType scale."""

    size: int
    weight: int


StyleName = Literal["caption", "small", "small_strong", "body", "medium", "strong", "section", "search", "title"]
Tone = Literal["neutral", "accent", "ok", "warn", "bad"]

STYLES: Final[Mapping[StyleName, TypeStyle]] = MappingProxyType(
    {
        "caption": TypeStyle(11, 500),
        "small": TypeStyle(12, 400),
        "small_strong": TypeStyle(12, 500),
        "body": TypeStyle(13, 400),
        "medium": TypeStyle(13, 500),
        "strong": TypeStyle(13, 600),
        "section": TypeStyle(14, 600),
        "search": TypeStyle(18, 400),
        "title": TypeStyle(20, 600),
    }
)

LIGHT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#F4F5F7",
        "surface": "#FFFFFF",
        "inset": "#F7F8FA",
        "hover": "#F1F3F6",
        "press": "#E8EBF0",
        "border": "#E4E7EC",
        "divider": "#EDEFF3",
        "control": "#828B9B",
        "text": "#151A22",
        "text2": "#4B5565",
        "text3": "#5E6878",
        "accent": "#3F56D9",
        "accent_hover": "#3449BE",
        "on_accent": "#FFFFFF",
        "accent_soft": "#EDF0FE",
        "accent_line": "#C9D1F9",
        "accent_text": "#3146C6",
        "ring": "#3F56D9",
        "match": "#FFE9A8",
        "match_text": "#151A22",
        "ok": "#12693F",
        "ok_soft": "#E5F4EB",
        "ok_line": "#BFE3CD",
        "ok_mark": "#1F9D5F",
        "warn": "#865000",
        "warn_soft": "#FDF1DA",
        "warn_line": "#F2D79F",
        "warn_mark": "#B97A12",
        "bad": "#B3261E",
        "bad_soft": "#FCEBE9",
        "bad_line": "#F3C6C1",
        "bad_mark": "#B3261E",
        "neutral": "#4B5565",
        "neutral_soft": "#EDEFF3",
        "neutral_line": "#E4E7EC",
        "neutral_mark": "#828B9B",
    }
)

DARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bg": "#0E1014",
        "surface": "#16191F",
        "inset": "#1B1F26",
        "hover": "#1F242C",
        "press": "#272D37",
        "border": "#272C35",
        "divider": "#21262E",
        "control": "#707A8B",
        "text": "#ECEEF2",
        "text2": "#B4BCC8",
        "text3": "#929BAA",
        "accent": "#5468EE",
        "accent_hover": "#4A5DE0",
        "on_accent": "#FFFFFF",
        "accent_soft": "#20274A",
        "accent_line": "#343E78",
        "accent_text": "#A9B5FF",
        "ring": "#8C9BFF",
        "match": "#5B4A12",
        "match_text": "#FFF3CF",
        "ok": "#74D8A2",
        "ok_soft": "#12291E",
        "ok_line": "#1F4A35",
        "ok_mark": "#74D8A2",
        "warn": "#F0C36D",
        "warn_soft": "#2D240F",
        "warn_line": "#57441A",
        "warn_mark": "#F0C36D",
        "bad": "#FF9F95",
        "bad_soft": "#341917",
        "bad_line": "#622B27",
        "bad_mark": "#FF9F95",
        "neutral": "#B4BCC8",
        "neutral_soft": "#252A33",
        "neutral_line": "#272C35",
        "neutral_mark": "#707A8B",
    }
)
