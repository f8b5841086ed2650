"""Copies on paper."""

from __future__ import annotations

from typing import Protocol


class PdfWriter(Protocol):
    """Writes a copy as a PDF; safe to use from several threads."""

    def write(self, page: str, title: str) -> bytes:
        """The PDF of an HTML page that needs nothing from outside. Raises ServiceError where it cannot be written."""
        ...
