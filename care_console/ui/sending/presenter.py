"""Connects the sending page with the service that proposes, previews and sends copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.copies import Adjusted, Kept, WhyKept, must_hide, time_of
from care_console.domain.errors import ToldError
from care_console.domain.redaction import Span, add, drop
from care_console.domain.requests import OPENS_TRANSCRIPTS, Reason, Refusal
from care_console.ui.sending.data import CopyView, FindingView, RecipientView
from care_console.ui.sending.sheet import sheet_of
from care_console.ui.watch import JobWatch
from care_console.ui.words import day, reason_words, word

if TYPE_CHECKING:
    from care_console.domain.messages import Recipient
    from care_console.services.copies import Preview, Proposal, Queued, Written
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.background import Job
    from care_console.ui.sending.view import SendingPage
    from care_console.ui.shift import Shift

AROUND = 32
"""Characters of context on each side of a finding."""


class SendingPresenter(QObject):
    """Lets an agent adjust and send one copy for the customer who is served."""

    left = Signal()
    """Back to the customer."""
    sent = Signal(str)
    """The copy is in the queue: words that say so."""
    shown = Signal()
    """The copy, or why there is none, is on the page."""
    _came = Signal(int)

    def __init__(self, page: SendingPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._transcript = 0
        self._proposal: Proposal | None = None
        self._adjusted = Adjusted(())
        self._before: list[Adjusted] = []
        self._job: Job | None = None
        page.back_asked.connect(self._on_back)
        page.copy_confirmed.connect(lambda: self._propose(copy_asked=True))
        page.hide_asked.connect(self._on_hide)
        page.switch_asked.connect(self._on_switch)
        page.undo_asked.connect(self._on_undo)
        page.send_asked.connect(self._on_send)

    def serve(self, seen: CustomerFile, transcript: int) -> None:
        """Propose a copy if the request is for one, else ask first whether it is."""
        self._seen, self._transcript, self._proposal = seen, transcript, None
        self._page.clear()
        if seen.request.purpose in OPENS_TRANSCRIPTS:
            self._propose(copy_asked=False)
        else:
            self._page.ask_copy()
            self.shown.emit()

    def _now(self) -> CustomerFile:
        assert self._seen is not None  # noqa: S101 - the page shows only while a customer is served
        return self._seen

    def _propose(self, *, copy_asked: bool) -> None:
        seen, agent, copies, transcript = self._now(), self._shift.agent, self._shift.services.copies, self._transcript
        request, customer, came = seen.request.id, seen.customer_id, self._came

        def propose(job: Job) -> Proposal | Refusal:
            watch = JobWatch(job, came.emit)
            return copies.propose(agent, request, customer, transcript, watch, copy_asked=copy_asked)

        self._page.explain(self.tr("The conversation is being read…"))
        self._job = self._shift.background.read(
            self, propose, lambda made: self._on_proposed(seen, transcript, made), self._on_failure, "copy"
        )

    def _on_back(self) -> None:
        """Leave; what is still being fetched is given up."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.left.emit()

    def _on_proposed(self, seen: CustomerFile, transcript: int, proposed: Proposal | Refusal) -> None:
        self._job = None
        if self._seen is not seen or self._transcript != transcript or not self._page.isVisible():
            return
        if isinstance(proposed, Refusal):
            if proposed.reason is Reason.COPY_NOT_ASKED:
                self._page.ask_copy()
            else:
                self._page.explain(reason_words(proposed.reason))
            self.shown.emit()
            return
        self._proposal = proposed
        self._adjusted, self._before = Adjusted(proposed.spans), []
        self._page.show_choices(
            tuple(map(self._recipient, proposed.recipients)), tuple((why.value, word(why)) for why in WhyKept)
        )
        if self._show():
            self._page.take_focus()
        self.shown.emit()

    # --- adjusting

    def _on_hide(self, spans: list[Span]) -> None:
        hidden = self._adjusted.spans
        for span in spans:
            hidden = add(hidden, span)
        inside = {kept for kept in self._adjusted.kept if any(_overlap(kept.span, span) for span in spans)}
        self._change(Adjusted(hidden, tuple(kept for kept in self._adjusted.kept if kept not in inside)))
        self._page.tell(self.tr("Hidden."))

    def _on_switch(self, finding: FindingView, why: str) -> None:
        if self._proposal is None:
            return
        span, proposed = finding.span, finding.span in self._proposal.spans
        if not finding.hidden:
            kept = tuple(one for one in self._adjusted.kept if one.span != span)
            self._change(Adjusted(add(self._adjusted.spans, span), kept))
            self._page.tell(self.tr("Hidden again."))
        elif must_hide(self._proposal.conversation, span):
            self._page.tell(self.tr("This is a valid card number: it never leaves."), bad=True)
        else:
            kept = (*self._adjusted.kept, Kept(span, WhyKept(why))) if proposed else self._adjusted.kept
            left = drop(self._adjusted.spans, span.message, span.start)
            for other in self._proposal.spans:
                if other != span and not any(one.span == other for one in kept):
                    left = add(left, other)
            self._change(Adjusted(left, kept))
            self._page.tell(self.tr("It stays legible in the copy."))

    def _on_undo(self) -> None:
        if self._before:
            self._adjusted = self._before.pop()
            self._show()
            self._page.tell(self.tr("Undone."))

    def _change(self, adjusted: Adjusted) -> None:
        self._before.append(self._adjusted)
        self._adjusted = adjusted
        self._show()

    # --- sending

    def _on_send(self, recipient: str) -> None:
        seen, agent, copies, transcript = self._now(), self._shift.agent, self._shift.services.copies, self._transcript
        request, customer, adjusted = seen.request.id, seen.customer_id, self._adjusted
        if self._proposal is None:
            return
        self._page.show_sending(sending=True)
        self._page.tell(self.tr("The copy is being written…"))
        self._job = self._shift.background.read(
            self,
            lambda _job: copies.write(agent, request, customer, transcript, adjusted),
            lambda written: self._on_written(written, recipient),
            self._on_send_failed,
        )

    def _on_written(self, written: Written | Refusal, recipient: str) -> None:
        """Send it, unless going back has given it up meanwhile."""
        self._job = None
        if isinstance(written, Refusal):
            self._on_sent(written)
            return
        copies, agent = self._shift.services.copies, self._shift.agent
        self._shift.background.write(
            self, lambda _job: copies.send(agent, written, recipient), self._on_sent, self._on_send_failed
        )

    def _on_sent(self, made: Queued | Refusal) -> None:
        self._page.show_sending(sending=False)
        if isinstance(made, Refusal):
            self._page.tell(reason_words(made.reason), bad=True)
        elif made.held:
            self.sent.emit(self.tr("The copy waits for a team lead. The old contact is told once it goes."))
        else:
            self.sent.emit(self.tr("The copy is on its way."))

    def _on_send_failed(self, error: Exception) -> None:
        self._page.show_sending(sending=False)
        self._page.tell(self.tr("Nothing was sent."), bad=True)
        self._shift.trouble(error)

    # --- showing

    def _show(self) -> bool:
        """Show the copy as it goes now; whether there is one."""
        proposal, spans = self._proposal, self._adjusted.spans
        assert proposal is not None  # noqa: S101 - only what was proposed is adjusted
        try:
            preview = self._shift.services.copies.preview(proposal, spans)
        except ToldError as error:
            self._page.explain(" ".join(part for part in (error.happened, error.safe, error.todo) if part))
            return False
        self._page.show_copy(
            CopyView(
                preview.sender,
                preview.subject,
                preview.attachment,
                sheet_of(preview, proposal.conversation, spans),
                self._findings(proposal, preview),
            )
        )
        self._page.show_undoable(undoable=bool(self._before))
        return True

    def _findings(self, proposal: Proposal, preview: Preview) -> tuple[FindingView, ...]:
        kept = {one.span: one.why for one in self._adjusted.kept}
        added = [s for s in self._adjusted.spans if not any(_overlap(s, one) for one in proposal.spans)]
        return tuple(
            FindingView(
                title=word(span.label),
                place=self._place(proposal, preview, span),
                context=self._context(proposal, span),
                hidden=span not in kept,
                span=span,
                note=word(kept[span]) if span in kept else "",
            )
            for span in sorted([*proposal.spans, *added])
        )

    def _place(self, proposal: Proposal, preview: Preview, span: Span) -> str:
        if span.message < 0:
            return self.tr("In the topic")
        message = proposal.conversation.messages[span.message]
        return f"{time_of(message.at, self._shift.services.copies.zone)}  {preview.talk.lines[span.message].name}"

    def _context(self, proposal: Proposal, span: Span) -> str:
        """The words around a finding as the copy has them: of what is hidden nothing shows."""
        whole = proposal.conversation.topic if span.message < 0 else proposal.conversation.messages[span.message].text
        shown, hidden = [], [one for one in self._adjusted.spans if one.message == span.message]
        first, last = max(span.start - AROUND, 0), min(span.end + AROUND, len(whole))
        at = first
        for one in (*hidden, Span(span.message, last, last + 1)):
            if one.end <= at or one.start > last:
                continue
            shown.append(whole[at : max(one.start, at)])
            shown.append("\u2588\u2588\u2588" if one in hidden else "")
            at = max(at, one.end)
        return ("… " if first else "") + " ".join("".join(shown).split()) + (" …" if last < len(whole) else "")

    def _recipient(self, one: Recipient) -> RecipientView:
        if one.failing:
            note = self.tr("Mail to this address was refused before. Ask whether it is right.")
        elif one.settled:
            note = self.tr("On file unchanged since {0}.").format(day(one.since))
        else:
            note = self.tr("New since {0}: a team lead approves first, and the old contact is told.").format(
                day(one.since)
            )
        return RecipientView(one.address, one.address, note, not one.settled, one.failing)

    def _on_failure(self, error: Exception) -> None:
        self._job = None
        self._page.explain(self.tr("The conversation could not be read."))
        self._shift.trouble(error)


def _overlap(one: Span, other: Span) -> bool:
    return one.message == other.message and one.start < other.end and other.start < one.end
