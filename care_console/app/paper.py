"""PDFs without further software: Qt's own layout, in every script that the computer has a font for, but untagged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from care_console.paper import FirstPdfWriter, WeasyPdfWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.domain.ports.paper import PdfWriter

_RESOLUTION = 1200
_POINT = 10
_SMALL = 8
_FOOT = 24
"""Points beneath the text of a sheet, for its number."""


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
        writer.setPageMargins(QMarginsF(18, 18, 18, 14), QPageLayout.Unit.Millimeter)
        _print(_laid_out(page, writer), writer)
        # Ends the file: only then is it whole.
        del writer
        made = bytes(buffer.data().data())
        buffer.close()
        return made


def _laid_out(page: str, writer: QPdfWriter) -> QTextDocument:
    """The page in sheets, each with room for its number beneath."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(_font(_POINT))
    document.setDocumentMargin(0)
    document.setHtml(page)
    _size_heads(document)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height() - _FOOT * writer.resolution() / 72))
    _keep_heads(document)
    return document


def _size_heads(document: QTextDocument) -> None:
    """Let heads be of the size that the page says: Qt goes by a step of its own instead."""
    step = QTextFormat.Property.FontSizeAdjustment
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for block in _blocks(document):
        for piece in block.textFormats() if block.blockFormat().headingLevel() else ():
            form = piece.format
            form.clearProperty(step)
            cursor.setPosition(block.position() + piece.start)
            cursor.setPosition(block.position() + piece.start + piece.length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(form)
    cursor.endEditBlock()


def _keep_heads(document: QTextDocument) -> None:
    """Let no head of a message stand alone at the foot of a sheet: Qt knows no rule for that."""
    always = QTextBlockFormat()
    always.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    # Lays out everything: a layout that is changed half-way is never finished.
    document.pageCount()
    for block in _blocks(document):
        text = block.next()
        if block.blockFormat().headingLevel() and text.isValid() and _sheet_of(block) < _sheet_of(text):
            QTextCursor(block).mergeBlockFormat(always)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _sheet_of(block: QTextBlock) -> int:
    """The sheet on which the first line of a block is, from 0."""
    document = block.document()
    top: float = document.documentLayout().blockBoundingRect(block).top()
    layout = block.layout()
    if layout.lineCount():
        top = layout.position().y() + layout.lineAt(0).y()
    return int(top // document.pageSize().height())


def _print(document: QTextDocument, writer: QPdfWriter) -> None:
    """Paint each sheet with its number."""
    size, sheets = document.pageSize(), document.pageCount()
    seen = QAbstractTextDocumentLayout.PaintContext()
    seen.palette.setColor(QPalette.ColorRole.Text, QColor("black"))  # whatever the window's colours are
    painter = QPainter(writer)
    foot = QRectF(0, size.height(), size.width(), writer.height() - size.height())
    for sheet in range(sheets):
        if sheet:
            writer.newPage()
        painter.setFont(_font(_SMALL))
        painter.drawText(foot, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{sheet + 1} / {sheets}")
        # One dot less than the sheet: a line that touches its edge would be written on both.
        seen.clip = QRectF(0, sheet * size.height(), size.width(), size.height() - 1)
        painter.save()
        painter.translate(0, -seen.clip.top())
        painter.setClipRect(seen.clip)
        document.documentLayout().draw(painter, seen)
        painter.restore()
    painter.end()


def _font(points: float) -> QFont:
    font = QFont("Inter")
    font.setPointSizeF(points)
    # Contextual forms of Inter, such as the colon between digits, have no text in the file.
    font.setFeature(QFont.Tag("calt"), 0)
    return font


def pdf_writer() -> PdfWriter:
    """The writer of this computer."""
    built_in = QtPdfWriter()
    return FirstPdfWriter((WeasyPdfWriter(), built_in)) if WeasyPdfWriter.installed() else built_in
