"""The sending page: the copy exactly as it goes, what is hidden in it and why, and to whom it is sent."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from care_console.ui.copy_question import CopyQuestion
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import field_label
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import UNBOUNDED, Scrolling, column, frame, hline, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.page import Page
from care_console.ui.kit.sight import Sight
from care_console.ui.kit.text import ElidedLabel, keycaps, label, tint
from care_console.ui.sending.data import CopyView, RecipientView
from care_console.ui.sending.document import CopyText
from care_console.ui.sending.findings import FindingList
from care_console.ui.theme import theme

SIDE_FROM = 900
"""Page width, in token lengths, from which what is hidden stands beside the copy."""
SIDE = 316
LEAST_TEXT, LEAST_LIST = 180, 130
"""Heights under which the page scrolls instead."""


class SendingPage(Page):
    """Shows one copy before it is sent, and emits what the agent did."""

    back_asked = Signal()
    copy_confirmed = Signal()
    """The customer asks for a copy: the conversation may be read."""
    hide_asked = Signal(object)
    """Spans of the original that are to be hidden, too."""
    switch_asked = Signal(object, str)
    """A finding that is to stay legible, with the key of the reason, or that is to be hidden again."""
    undo_asked = Signal()
    send_asked = Signal(str)
    """Key of the recipient."""

    def __init__(self) -> None:
        super().__init__()
        self.back = button(self.tr("Customer"), "ghost", "arrow-left", small=True, name=self.tr("Back to the customer"))
        self._title = label(self.tr("Send a copy of the chat"), "title")
        self._sender, self._subject, self._attachment = (ElidedLabel() for _ in range(3))
        self.recipient = Choice(self.tr("To"))
        self._condition = label("", "small", "text2", wrap=True)
        self._condition_mark = IconMark("circle-check", 14, "ok", 2)
        self.text = CopyText()
        self.hide_selected = button(self.tr("Hide selection"), glyph="lock", small=True)
        self.findings = FindingList()
        self._count = label("", "section")
        self._nothing = label(
            self.tr("Nothing was found that may not leave. Look the copy through: select words and hide them."),
            "small",
            "text2",
            wrap=True,
        )
        self.reason = Choice(self.tr("Why it may stay legible"))
        self.switch = button(self.tr("Leave legible"), glyph="eye", small=True)
        self.undo = button(self.tr("Undo"), glyph="undo-2", small=True)
        self.send = button(self.tr("Send the copy"), "primary", "send")
        self._told = label("", "small", "text2", wrap=True)
        self._recipients: tuple[RecipientView, ...] = ()
        self.question = CopyQuestion()
        self._body = self._make_body()
        self._arrange()
        self._connect()

    def ask_copy(self) -> None:
        """Ask whether the customer wants a copy: a conversation is read for nothing else (T2, T3)."""
        self.clear()
        self._show(asking=True)
        self.question.ask()

    def explain(self, words: str) -> None:
        """Say why there is no copy."""
        self.clear()
        self._show(asking=True)
        self.question.explain(words)
        self.back.setFocus()

    def show_choices(self, recipients: tuple[RecipientView, ...], reasons: tuple[tuple[str, str], ...]) -> None:
        """Offer these recipients, the first chosen, and these reasons for leaving something legible."""
        self._recipients = recipients
        self.recipient.clear()
        for one in recipients:
            self.recipient.addItem(one.words, one.key)
        self.reason.clear()
        for key, words in reasons:
            self.reason.addItem(words, key)
        self._on_recipient()

    def show_copy(self, view: CopyView) -> None:
        """Show the copy as it goes now."""
        self._show(asking=False)
        self._sender.show_text(view.sender)
        self._subject.show_text(view.subject)
        self._attachment.show_text(view.attachment)
        self.text.show_sheet(view.sheet)
        self.findings.show_findings(view.findings)
        hidden = sum(finding.hidden for finding in view.findings)
        self._count.setText(
            self.tr("%n place(s) hidden", "", hidden) if view.findings else self.tr("Nothing is hidden")
        )
        self._nothing.setVisible(not view.findings)
        self._adjusting.setVisible(bool(view.findings))
        self._on_finding()

    def show_undoable(self, *, undoable: bool) -> None:
        """Whether there is something to undo."""
        self.undo.setEnabled(undoable)

    def tell(self, words: str, *, bad: bool = False) -> None:
        """Say what became of what the agent asked for."""
        self._told.setText(words)
        tint(self._told, "bad" if bad else "text2")
        announce(self, words, urgent=bad)

    def show_sending(self, *, sending: bool) -> None:
        """Nothing can be pressed twice."""
        self.send.setEnabled(not sending and bool(self._recipients))

    def clear(self) -> None:
        """Keep nothing of a copy that is no longer shown."""
        self.text.clear_sheet()
        self.findings.show_findings(())
        self.recipient.clear()
        self._recipients = ()
        for shown in (self._sender, self._subject, self._attachment):
            shown.show_text("")
        self._told.setText("")
        self._show(asking=False)

    def take_focus(self) -> None:
        """Go to what is hidden, which is to be looked through."""
        target = self.findings if self.findings.count() else self.text
        target.setFocus()
        self._sight.show(target)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was read goes."""
        if not event.spontaneous():
            self.clear()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is hidden stands beside the copy where there is room, else beneath it."""
        super().resizeEvent(event)
        beside = theme().units(self.width()) >= SIDE_FROM
        self._halves.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._side.setMaximumWidth(theme().px(SIDE) if beside else UNBOUNDED)
        self._side.setMinimumWidth(theme().px(SIDE) if beside else 0)

    def _on_recipient(self) -> None:
        key = self.recipient.currentData()
        chosen = next((one for one in self._recipients if one.key == key), None)
        if chosen is None:
            words = self.tr("There is no e-mail address on file. A copy goes to nowhere else; add an address first.")
        else:
            words = chosen.note
        careful = chosen is None or chosen.needs_lead or chosen.warns
        self._condition.setText(words)
        self._condition_mark.show_icon("triangle-alert" if careful else "circle-check", "warn" if careful else "ok")
        words = self.tr("Ask a team lead") if chosen and chosen.needs_lead else self.tr("Send the copy")
        self.send.setText(words)
        self.send.setAccessibleName(words)
        self.send.setEnabled(chosen is not None)

    def _on_finding(self) -> None:
        finding = self.findings.current
        self.switch.setEnabled(finding is not None)
        self.reason.setEnabled(finding is not None and finding.hidden)
        words = self.tr("Leave legible") if finding is None or finding.hidden else self.tr("Hide again")
        self.switch.setText(words)
        self.switch.setAccessibleName(words)
        if finding is not None:
            self.text.go(finding.span)

    def _on_switch(self) -> None:
        if self.findings.current is not None:
            self.switch_asked.emit(self.findings.current, str(self.reason.currentData()))

    def _on_hide(self) -> None:
        spans = self.text.chosen()
        if spans:
            self.hide_asked.emit(spans)
        else:
            self.tell(self.tr("Select words of a message first, with Shift and the arrows."), bad=True)

    def _on_undo(self) -> None:
        if self.undo.isEnabled():
            self.undo_asked.emit()

    def _on_send(self) -> None:
        if self.send.isEnabled() and self._body.isVisible():
            self.send_asked.emit(str(self.recipient.currentData()))

    def _show(self, *, asking: bool) -> None:
        self.question.setVisible(asking)
        self._body.setVisible(not asking)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.question.confirmed.connect(self.copy_confirmed)
        self.recipient.activated.connect(self._on_recipient)
        self.findings.currentRowChanged.connect(self._on_finding)
        self.findings.switched.connect(self._on_switch)
        self.switch.clicked.connect(self._on_switch)
        self.hide_selected.clicked.connect(self._on_hide)
        self.undo.clicked.connect(self._on_undo)
        self.send.clicked.connect(self._on_send)
        for keys, target in (
            ("Escape", self.back_asked.emit),
            ("Ctrl+Z", self._on_undo),
            ("Ctrl+H", self._on_hide),
            ("Ctrl+Return", self._on_send),
        ):
            on_keys(self, keys, target)

    def _make_body(self) -> QWidget:
        heads = column(spacing=4)
        for name, shown in (
            (self.tr("From"), self._sender),
            (self.tr("To"), self.recipient),
            (self.tr("Subject"), self._subject),
            (self.tr("Attached"), self._attachment),
        ):
            heads.addLayout(row(field_label(name), shown, *(() if shown is self.recipient else (None,)), spacing=8))
            if shown is self.recipient:
                note = row(field_label(""), self._condition_mark, self._condition, spacing=8)
                note.setStretch(2, 1)
                heads.addLayout(note)
        tools = row(
            label(self.tr("The copy as it goes"), "section"), None, self.hide_selected, *keycaps("Ctrl+H"), spacing=6
        )
        letter = column(heads, hline(), tools, self.text, margins=(14, 12, 14, 12), spacing=8)
        letter.setStretch(3, 1)
        self._side = self._make_side()
        self._halves = row(frame("card", letter), self._side, spacing=12)
        self._halves.setStretch(0, 1)
        for tall, least in ((self.text, LEAST_TEXT), (self.findings, LEAST_LIST)):
            tall.setMinimumHeight(theme().px(least))
        scroll = Scrolling(self._halves)
        self._sight = Sight(scroll)
        foot = row(self.send, *keycaps("Ctrl+Return"), self._told, spacing=8)
        foot.setStretch(foot.count() - 1, 1)
        body = column(scroll, foot, spacing=10)
        body.setStretch(0, 1)
        return holder(body)

    def _make_side(self) -> QFrame:
        switch = row(self.switch, *keycaps("Del"), None, spacing=6)
        self._adjusting = holder(column(self.reason, switch, spacing=8))
        undo = row(self.undo, *keycaps("Ctrl+Z"), None, spacing=6)
        side = column(
            self._count, self._nothing, self.findings, self._adjusting, undo, margins=(14, 12, 14, 12), spacing=8
        )
        side.setStretch(2, 1)
        return frame("card", side)

    def _arrange(self) -> None:
        top = row(self.back, None, spacing=6)
        page = column(top, self._title, 4, self.question, self._body, margins=(24, 10, 24, 16), spacing=8)
        page.setStretch(4, 1)
        page.addStretch(0)
        self.setLayout(page)
        self._show(asking=False)
