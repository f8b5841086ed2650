"""Connects the transcript page with the service that records a reading before it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import ServiceError
from care_console.domain.requests import OPENS_TRANSCRIPTS, Reason, Refusal
from care_console.ui.told import told_without_safe
from care_console.ui.transcript.reading import transcript_view
from care_console.ui.watch import JobWatch
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from care_console.services.customer_file import CustomerFile
    from care_console.services.transcripts import OpenedTranscript
    from care_console.ui.background import Job
    from care_console.ui.shift import Shift
    from care_console.ui.transcript.data import TranscriptView
    from care_console.ui.transcript.view import TranscriptPage


class TranscriptPresenter(QObject):
    """Shows one conversation of the customer who is served."""

    left = Signal()
    """Back to the customer."""
    shown = Signal()
    """The conversation, or why it is not shown, is on the page."""
    _came = Signal(int)

    def __init__(self, page: TranscriptPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._transcript = 0
        self._sought = ""
        self._job: Job | None = None
        page.back_asked.connect(self._on_back)
        page.copy_confirmed.connect(lambda: self._read(copy_asked=True))

    def serve(self, seen: CustomerFile, transcript: int, sought: str = "") -> None:
        """Read a conversation if the request is for a copy, else ask first; ``sought`` is found in it at once."""
        self._seen, self._transcript, self._sought = seen, transcript, sought
        self._page.clear()
        if seen.request.purpose in OPENS_TRANSCRIPTS:
            self._read(copy_asked=False)
        else:
            self._page.ask_copy()
            self.shown.emit()

    def train(self, request_id: str, transcript: int) -> None:
        """Read a conversation for training: redacted, and without the customer's name."""
        self._seen, self._transcript, self._sought = None, transcript, ""
        agent, training = self._shift.agent, self._shift.services.training
        self._page.clear()
        self._page.show_waiting()
        self._job = self._shift.background.read(
            self,
            lambda _job: self._to_be_shown(training.read(agent, request_id, transcript), self.tr("Customer")),
            lambda shown: self._on_read(None, transcript, shown),
            self._on_failure,
            "transcript",
        )

    def _read(self, *, copy_asked: bool) -> None:
        seen, agent, transcripts = self._seen, self._shift.agent, self._shift.services.transcripts
        assert seen is not None  # noqa: S101 - the page shows only while a customer is served
        request, customer, transcript, came = seen.request.id, seen.customer_id, self._transcript, self._came

        def read(job: Job) -> TranscriptView | Refusal:
            watch = JobWatch(job, came.emit)
            opened = transcripts.read(agent, request, customer, transcript, watch, copy_asked=copy_asked)
            return self._to_be_shown(opened, seen.name)

        self._page.show_waiting()
        self._job = self._shift.background.read(
            self, read, lambda shown: self._on_read(seen, transcript, shown), self._on_failure, "transcript"
        )

    def _to_be_shown(self, opened: OpenedTranscript | Refusal, customer: str) -> TranscriptView | Refusal:
        """Made on the worker: thousands of messages take longer to be put into words than a frame lasts."""
        if isinstance(opened, Refusal):
            return opened
        return transcript_view(opened, customer, self._shift.services.brand(opened.conversation.brand).name)

    def _on_back(self) -> None:
        """Leave; what is still being fetched is given up."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.left.emit()

    def _on_read(self, seen: CustomerFile | None, transcript: int, shown: TranscriptView | Refusal) -> None:
        self._job = None
        if self._seen is not seen or self._transcript != transcript or not self._page.isVisible():
            return
        if not isinstance(shown, Refusal):
            self._page.show_transcript(shown)
            self._page.seek(self._sought)
        elif shown.reason is Reason.COPY_NOT_ASKED:
            self._page.ask_copy()
        else:
            self._page.explain(reason_words(shown.reason))
        self.shown.emit()

    def _on_failure(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, ServiceError):
            why = told_without_safe(error)
            self._page.explain(
                self.tr("Only the chat provider has this conversation, and it could not be fetched. {0}").format(why)
            )
        else:
            self._page.explain(self.tr("The conversation could not be read."))
            self._shift.trouble(error)
        self.shown.emit()
