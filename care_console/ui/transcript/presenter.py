"""Connects the transcript page with the service that records a reading before it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.requests import OPENS_TRANSCRIPTS, Reason, Refusal
from care_console.ui.transcript.reading import transcript_view
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from care_console.services.customer_file import CustomerFile
    from care_console.services.transcripts import OpenedTranscript
    from care_console.ui.shift import Shift
    from care_console.ui.transcript.view import TranscriptPage


class TranscriptPresenter(QObject):
    """Shows one conversation of the customer who is served."""

    left = Signal()
    """Back to the customer."""
    shown = Signal()
    """The conversation, or why it is not shown, is on the page."""

    def __init__(self, page: TranscriptPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._transcript = 0
        page.back_asked.connect(self.left)
        page.copy_confirmed.connect(lambda: self._read(copy_asked=True))

    def serve(self, seen: CustomerFile, transcript: int) -> None:
        """Read a conversation if the request is for a copy, else ask first whether it is."""
        self._seen, self._transcript = seen, transcript
        self._page.clear()
        if seen.request.purpose in OPENS_TRANSCRIPTS:
            self._read(copy_asked=False)
        else:
            self._page.ask_copy()
            self.shown.emit()

    def _read(self, *, copy_asked: bool) -> None:
        seen, agent, transcripts = self._seen, self._shift.agent, self._shift.services.transcripts
        assert seen is not None  # noqa: S101 - the page shows only while a customer is served
        request, customer, transcript = seen.request.id, seen.customer_id, self._transcript
        self._shift.background.write(
            self,
            lambda _job: transcripts.read(agent, request, customer, transcript, copy_asked=copy_asked),
            lambda opened: self._on_read(seen, transcript, opened),
            self._on_failure,
        )

    def _on_read(self, seen: CustomerFile, transcript: int, opened: OpenedTranscript | Refusal) -> None:
        if self._seen is not seen or self._transcript != transcript or not self._page.isVisible():
            return
        if not isinstance(opened, Refusal):
            brand = self._shift.services.brand(opened.conversation.brand).name
            self._page.show_transcript(transcript_view(opened, seen.name, brand))
        elif opened.reason is Reason.COPY_NOT_ASKED:
            self._page.ask_copy()
        else:
            self._page.explain(reason_words(opened.reason))
        self.shown.emit()

    def _on_failure(self, error: Exception) -> None:
        self._page.explain(self.tr("The conversation could not be read."))
        self._shift.trouble(error)
