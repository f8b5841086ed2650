"""The mail's text, read and selected by keyboard; nothing hidden can be copied out of it, for it is not in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit

from care_console.domain.redaction import Span
from care_console.ui.sending.data import Sheet
from care_console.ui.theme import theme


class CopyText(QPlainTextEdit):
    """Lines of the mail; arrows move, Shift selects."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = Sheet()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme().font("body"))
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("The copy as it goes"))
        self.setAccessibleDescription(self.tr("Select words with Shift and the arrows to hide them."))

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a copy; the cursor and what is in sight stay where they were."""
        block, scrolled = self.textCursor().blockNumber(), self.verticalScrollBar().value()
        self._sheet = sheet
        self.setPlainText("\n".join(row.text for row in sheet.rows))
        self.setExtraSelections([])
        cursor = QTextCursor(self.document().findBlockByNumber(min(block, self.blockCount() - 1)))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(scrolled)

    def clear_sheet(self) -> None:
        """Keep nothing of a copy."""
        self._sheet = Sheet()
        self.setExtraSelections([])
        self.clear()

    def chosen(self) -> list[Span]:
        """What of the original is selected, message by message; heads and what stands around count for nothing."""
        cursor = self.textCursor()
        spans: dict[int, tuple[int, int]] = {}
        if cursor.hasSelection():
            block = self.document().findBlock(cursor.selectionStart())
            while block.isValid() and block.position() < cursor.selectionEnd():
                self._add(spans, block.blockNumber(), cursor, block.position())
                block = block.next()
        return [self._sheet.original(message, start, end) for message, (start, end) in spans.items()]

    def _add(self, spans: dict[int, tuple[int, int]], number: int, cursor: QTextCursor, position: int) -> None:
        row = self._sheet.rows[number]
        start = max(_characters(row.text, cursor.selectionStart() - position), row.indent) - row.indent
        end = _characters(row.text, cursor.selectionEnd() - position) - row.indent
        if row.message >= 0 and start < end:
            known = spans.get(row.message, (row.offset + start, 0))
            spans[row.message] = (known[0], row.offset + end)

    def go(self, span: Span) -> None:
        """Show where something is, marked."""
        if span.message < 0:
            return
        shown = self._sheet.shown(span.message, span.start)
        ends = self._sheet.shown(span.message, span.end - 1) + 1
        for number, row in enumerate(self._sheet.rows):
            if row.message == span.message and row.offset <= shown <= row.offset + len(row.text) - row.indent:
                self._mark(number, shown - row.offset + row.indent, ends - row.offset + row.indent)
                return

    def _mark(self, number: int, start: int, end: int) -> None:
        row, block = self._sheet.rows[number], self.document().findBlockByNumber(number)
        hidden = row.text[start : start + 1] == "\u2588"
        while hidden and row.text[end : end + 1] == "\u2588":
            end += 1
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + _units(row.text[:start]))
        self.setTextCursor(cursor)
        self.centerCursor()
        cursor.setPosition(block.position() + _units(row.text[:end]), QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(theme().colour("match"))
        # A block covers what is behind it: it is marked by its own colour.
        mark.format.setForeground(theme().colour("accent" if hidden else "match_text"))
        self.setExtraSelections([mark])


def _units(text: str) -> int:
    """Qt counts UTF-16 units: what lies beyond the first plane counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    """How many characters lie before a count of UTF-16 units."""
    if text.isascii():
        return min(max(units, 0), len(text))
    whole = text.encode("utf-16-le", "surrogatepass")[: max(units, 0) * 2]
    return len(whole.decode("utf-16-le", "ignore"))
