"""PDFs without further software: Qt's own layout, in every script that the computer has a font for, but untagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from care_console.paper import FirstPdfWriter, WeasyPdfWriter

if TYPE_CHECKING:
    from care_console.domain.ports.paper import PdfWriter

_RESOLUTION = 1200
_POINT = 10


class QtPdfWriter:
    """See `domain.ports.paper.PdfWriter`; works on any thread once there is a QGuiApplication."""

    def write(self, page: str, title: str) -> bytes:
        """See the port."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(title)
        writer.setCreator("Care Console")
        writer.setResolution(_RESOLUTION)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(18, 20, 18, 20), QPageLayout.Unit.Millimeter)
        document = QTextDocument()
        document.setUndoRedoEnabled(False)
        font = QFont("Inter")
        font.setPointSizeF(_POINT)
        # Contextual forms of Inter, such as the colon between digits, have no text in the file.
        font.setFeature(QFont.Tag("calt"), 0)
        document.setDefaultFont(font)
        document.setHtml(page)
        document.print_(writer)
        # Ends the file: only then is it whole.
        del writer
        made = bytes(buffer.data().data())
        buffer.close()
        return made


def pdf_writer() -> PdfWriter:
    """The writer of this computer."""
    built_in = QtPdfWriter()
    return FirstPdfWriter((WeasyPdfWriter(), built_in)) if WeasyPdfWriter.installed() else built_in
