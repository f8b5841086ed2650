"""Where a conversation is read, for a customer or for training, and where a copy of one is made ready and sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.app.places import CUSTOMER, SENDING, TRAINING, TRANSCRIPT

if TYPE_CHECKING:
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.kit.page import Page
    from care_console.ui.sending.presenter import SendingPresenter
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift
    from care_console.ui.transcript.presenter import TranscriptPresenter


class ReadingRoom(QObject):
    """Two pages, which lead back to where they were asked for."""

    left = Signal(str)
    """Nothing is read any more: name of the page that asked for it."""
    sent = Signal(str)
    """A copy is on its way: what was done, in words."""

    def __init__(self, shell: Shell, shift: Shift) -> None:
        super().__init__()
        self._shell = shell
        self._shift = shift
        self._transcript: TranscriptPresenter | None = None
        self._sending: SendingPresenter | None = None
        self.asked_by = CUSTOMER
        """Name of the page that asked for what is read."""
        shell.add_page(TRANSCRIPT, self._make_transcript)
        shell.add_page(SENDING, self._make_sending)

    def read(self, seen: CustomerFile, transcript: int, sought: str) -> None:
        """Show a conversation of the customer who is open, at the text by which it was found."""
        self._reader(CUSTOMER).serve(seen, transcript, sought)

    def train(self, request_id: str, transcript: int) -> None:
        """Show a conversation that was opened for training."""
        self._reader(TRAINING).train(request_id, transcript)

    def copy(self, seen: CustomerFile, transcript: int) -> None:
        """Make a copy ready for the customer who is open."""
        self.asked_by = CUSTOMER
        self._shell.show_page(SENDING)
        assert self._sending is not None  # noqa: S101 - made by show_page
        self._sending.serve(seen, transcript)

    def _reader(self, asked_by: str) -> TranscriptPresenter:
        self.asked_by = asked_by
        self._shell.show_page(TRANSCRIPT)
        assert self._transcript is not None  # noqa: S101 - made by show_page
        return self._transcript

    def _make_transcript(self) -> Page:
        from care_console.ui.transcript.presenter import TranscriptPresenter
        from care_console.ui.transcript.view import TranscriptPage

        page = TranscriptPage()
        self._transcript = TranscriptPresenter(page, self._shift)
        self._transcript.left.connect(self._on_left)
        return page

    def _make_sending(self) -> Page:
        from care_console.ui.sending.presenter import SendingPresenter
        from care_console.ui.sending.view import SendingPage

        page = SendingPage()
        self._sending = SendingPresenter(page, self._shift)
        self._sending.left.connect(self._on_left)
        self._sending.sent.connect(self.sent)
        return page

    def _on_left(self) -> None:
        self.left.emit(self.asked_by)
