"""Connects the customer page with the services: whom it serves, and when that is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.requests import Reason, Refusal, RequestOutcome
from care_console.domain.say_lines import Step
from care_console.services.preferences import known_of_file
from care_console.ui.customer.amend_presenter import AmendPresenter
from care_console.ui.customer.chats_presenter import ChatsPresenter
from care_console.ui.customer.file_view import customer_view, request_view
from care_console.ui.customer.identity_presenter import IdentityPresenter
from care_console.ui.customer.sent_presenter import SentPresenter
from care_console.ui.customer.served import Served
from care_console.ui.saying import read_aloud
from care_console.ui.words import clock, duplicates_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from care_console.domain.request_life import Note
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.oversight import Emergency
    from care_console.services.preferences import Known
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift


class CustomerPresenter(QObject):
    """Serves one customer at a time; emits when the agent goes back, ends, or has the request no longer in hand."""

    left = Signal()
    """Back to look-up; the request stays open."""
    transcript_asked = Signal(object, int, str)
    """The file of the customer, the conversation to be read, and the text by which it was found."""
    opt_out_asked = Signal(str, str)
    """Keys of subject and brand that are to be stopped."""
    opt_in_asked = Signal(str, str)
    """Keys of subject and brand that are to be allowed again; identity allows it."""
    copy_asked = Signal(object, int)
    """The file of the customer, and the conversation of which a copy is to be sent."""
    end_asked = Signal(object)
    """How the request ends where that is known (`RequestOutcome`), else None."""
    gone = Signal(str)
    """The request is not in this window's hands any more: why, in words."""
    put_down = Signal()
    """The request ended or is in other hands: nothing of its customer may be left here."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._served = Served(page, shift)
        self._served.gone.connect(self._on_gone)
        self._served.masked.connect(self.keep_draft)
        self._identity = IdentityPresenter(page, shift, self._served)
        self._amend = AmendPresenter(page, shift, self._served, self._identity)
        self._amend.opt_out_asked.connect(self.opt_out_asked)
        self._amend.opt_in_asked.connect(self.opt_in_asked)
        self._sent = SentPresenter(page, shift, self._served)
        self._sent.read.connect(self._identity.follow_code)
        self._identity.code_queued.connect(self._sent.follow)
        self._chats = ChatsPresenter(page.transcripts, shift)
        self._chats.transcript_asked.connect(lambda *which: self.transcript_asked.emit(self._served.now, *which))
        self._chats.file_read.connect(self._on_file_read)
        self._served.shown.connect(self._chats.follow)
        self._open_for = QTimer(self)
        self._open_for.setInterval(1000)
        self._open_for.timeout.connect(self._on_second)
        self._emergency_over = QTimer(self)
        self._emergency_over.setObjectName("emergency-over")
        self._emergency_over.setSingleShot(True)
        self._emergency_over.timeout.connect(self._on_emergency_over)
        self._served.masked.connect(self._emergency_over.stop)  # the store said so sooner: this computer slept
        page.back_asked.connect(self.left)
        page.verification_given_up.connect(lambda: self.end_asked.emit(RequestOutcome.NOT_VERIFIED))
        page.transcripts.copy_asked.connect(lambda key: self.copy_asked.emit(self._served.now, key))
        page.end_asked.connect(lambda: self.end_asked.emit(None))

    # --- whom it serves

    def serve(self, seen: CustomerFile) -> None:
        """Show a customer who was just opened."""
        self._identity.begin()
        self._amend.begin(seen)
        self._served.begin(seen)
        self._count_duplicates(seen)
        self._open_for.start()
        self._on_second()

    def take_over(self, before: CustomerPresenter) -> None:
        """Serve whom another presenter served, as far as that one had come."""
        self.serve(before._served.now)
        self._served.results = before._served.results
        self._served.show(self._served.now)

    def leave(self) -> None:
        """The request is in other hands, or its customer was the wrong one: nothing of it may show."""
        self._open_for.stop()
        self._emergency_over.stop()
        self._amend.drafts.leave()
        self._chats.leave()
        self._served.leave()
        self.put_down.emit()

    def explain(self, reason: Reason) -> None:
        """Say why something was refused; a request that is gone leaves the screen."""
        self._served.explain(reason)

    def _on_gone(self, words: str) -> None:
        self.leave()
        self.gone.emit(words)

    @property
    def file(self) -> CustomerFile | None:
        """The file of the customer who is open, as it was read last."""
        return self._served.file

    @property
    def serving(self) -> bool:
        """Whether a customer is open under a request."""
        return self._served.file is not None

    @property
    def served(self) -> tuple[RequestInfo, Known] | None:
        """The request, and by what the customer is known; None while nobody is open."""
        seen = self._served.file
        return None if seen is None else (seen.request, known_of_file(seen))

    def _count_duplicates(self, seen: CustomerFile) -> None:
        """Look beside the customer on a worker; the marker comes when it is known."""
        access, agent, customer_id = self._shift.services.access, self._shift.agent, seen.customer_id
        self._page.show_duplicates("")
        self._shift.background.read(
            self,
            lambda _job: access.possible_duplicates(agent, customer_id),
            lambda count: self._page.show_duplicates(duplicates_words(count)),
            self._shift.trouble,
            key="duplicates",
        )

    # --- what is amended, and what other pages do under the same request

    @property
    def editing(self) -> bool:
        """Whether an amendment has been begun and is neither saved nor cancelled."""
        return self._page.editor is not None

    def amend_email(self) -> None:
        """Begin to amend the e-mail of a customer who is verified, or to add one where there is none."""
        self._amend.amend_email()

    @property
    def verified(self) -> bool:
        """Whether the customer is."""
        return self.serving and self._served.now.verified

    def show_chats(self) -> None:
        """Bring the chats into sight, the latest one ready to be copied."""
        if self.verified:
            self._page.go_to_chats()

    def keep_draft(self) -> None:
        """Keep at once what is typed: the grants under which it may be kept are about to close."""
        self._amend.drafts.flush()

    def refresh(self) -> None:
        """Read the file again: another page has done something under the same request."""
        self._served.read(self._served.show_or_explain)

    def show(self, seen: CustomerFile) -> None:
        """Another part has read the file after it changed something that may mask it: show it at once."""
        if self._served.file is not None and self._served.file.request.id == seen.request.id:
            self._served.show(seen)

    def follow_choices(self) -> None:
        """Another part has saved choices, or taken them back; what the page shows of them follows."""
        self._served.read(self._follow)

    def _follow(self, answer: CustomerFile | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._served.file = answer
            self._page.show_preferences(customer_view(answer, self._shift.services, self._served.results))

    def _on_file_read(self, seen: CustomerFile) -> None:
        """Conversations were listed or searched meanwhile; whatever else the agent does stays as it is."""
        if self._served.file is not None and self._served.file.request.id == seen.request.id:
            self._served.file = seen
            self._page.banner.show_request(request_view(seen))

    def come_back(self) -> None:
        """Another page has read a conversation, or not sent it after all: go on where it was asked for."""
        self._served.read(self._on_come_back)

    def _on_come_back(self, answer: CustomerFile | Refusal) -> None:
        self._served.show_or_explain(answer)
        if not isinstance(answer, Refusal):
            self._page.transcripts.take_focus()

    def tell_sent(self, words: str) -> None:
        """A message was queued by another page, which says so in these words."""
        self._page.saved_bar.show_saved(words, 0)
        self.refresh()

    def tell_note(self, note: Note) -> None:
        """Show what whoever handed the request over wants to be known."""
        self._page.saved_bar.show_note(self.tr("{0} notes: {1}").format(note.agent, note.text))

    def follow_messages(self, trouble: str) -> None:
        """Messages may have moved on, or cannot leave because of a `trouble`: show where they are now."""
        self._sent.know_trouble(trouble)
        self._sent.follow()

    def follow_orders(self) -> None:
        """The order system may have answered: show what it refused, beside whatever the agent does."""
        if not self.verified:
            return
        access, agent, customer_id = self._shift.services.access, self._shift.agent, self._served.now.customer_id
        self._shift.background.read(
            self,
            lambda _job: access.order_refusals(agent, customer_id),
            lambda refused: self._on_refused(customer_id, refused),
            self._shift.trouble,
            key="orders",
        )

    def _on_refused(self, customer_id: int, refused: Mapping[int, datetime]) -> None:
        seen = self._served.file
        if seen is None or seen.customer_id != customer_id:
            return
        # All else stays as it was read: what is typed is saved against that.
        self._served.file = now = seen.with_refusals(refused)
        if now != seen and not self.editing:
            self._page.show_orders(customer_view(now, self._shift.services, self._served.results))

    # --- an emergency

    def show_emergency(self, shown: Emergency) -> None:
        """Show where the customer is and how to call them, until it is over."""
        from datetime import UTC, datetime

        self._served.show(shown.file)
        self._page.show_emergency(
            self.tr("Emergency: address and phone are open until {0}. Leads are alerted.").format(clock(shown.until))
        )
        QTimer.singleShot(0, self._page, self._page.show_whereabouts)  # once the layout has run
        left = (shown.until - datetime.now(UTC)).total_seconds()
        self._emergency_over.start(max(0, int(left * 1000) + 1))

    def _on_emergency_over(self) -> None:
        if not self.serving:
            return
        seen, access, agent = self._served.now, self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: access.open_again(agent, seen.request.id, seen.customer_id),
            self._on_masked_again,
            self._leave_masked,
        )

    def _on_masked_again(self, answer: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._leave_masked()
        else:
            self._served.show(answer)

    def _leave_masked(self, error: Exception | None = None) -> None:
        """What was open may show no longer, and what may show in its place is not known."""
        self.leave()
        self.left.emit()
        if error is not None:
            self._shift.trouble(error)

    @property
    def leave_taking(self) -> str:
        """What is read aloud when the request ends, in the customer's language."""
        return read_aloud(self._served.say(Step.ENDING))

    def _on_second(self) -> None:
        if self._served.file is not None:
            from datetime import UTC, datetime

            seconds = int((datetime.now(UTC) - self._served.file.request.started_at).total_seconds())
            self._page.show_open_for(f"{seconds // 60:02d}:{seconds % 60:02d}")
