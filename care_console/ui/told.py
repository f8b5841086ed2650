"""What the layers below the window say, in the window's language.

They know no Qt: their sentences are literals with placeholders (`ToldError`) or words marked by `said`, gathered for
translators under one context, and looked up here when they are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from care_console.domain.errors import ToldError


def told_words(words: str) -> str:
    """Words of a lower layer; those that nobody has translated as they are."""
    return QCoreApplication.translate("told", words)


def told_parts(error: ToldError) -> tuple[str, str, str]:
    """What happened, what is safe, and what to do now; empty where the error says nothing of it."""
    values = {name: told_words(value) if isinstance(value, str) else value for name, value in error.values.items()}
    happened, safe, todo = (
        (told_words(text).format(**values) if values else told_words(text)) if text else "" for text in error.sources
    )
    return happened, safe, todo


def told(error: ToldError) -> str:
    """All parts in one, in the order in which a reader needs them."""
    return " ".join(part for part in told_parts(error) if part)


def told_without_safe(error: ToldError) -> str:
    """What happened and what to do, where the screen itself says what is safe."""
    happened, _safe, todo = told_parts(error)
    return " ".join(part for part in (happened, todo) if part)
