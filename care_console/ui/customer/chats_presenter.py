"""Connects the card of conversations with the provider: asked on a worker, merged with what the store has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from care_console.domain.errors import ServiceError
from care_console.domain.requests import OPENS_TRANSCRIPTS, Reason, Refusal
from care_console.services.customer_file import CustomerFile
from care_console.ui.customer.file_view import chat_views
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.told import told_without_safe
from care_console.ui.watch import JobWatch
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from care_console.domain.ports import ChatFound, Merged
    from care_console.services.transcripts import Searched
    from care_console.ui.background import Job
    from care_console.ui.customer.transcripts import TranscriptsCard
    from care_console.ui.shift import Shift


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("chats", text)


class ChatsPresenter(QObject):
    """Keeps the list of one verified customer's conversations; each request asks the provider once by itself."""

    file_read = Signal(object)
    """The customer's file was read anew: other conversations, or another purpose of the request."""
    transcript_asked = Signal(int, str)
    """A conversation to be read, and the text by which it was found."""
    settled = Signal()
    """The provider has answered, or could not, or is not waited for any more."""
    _came = Signal(int)

    def __init__(self, card: TranscriptsCard, shift: Shift) -> None:
        super().__init__(card)
        self._card = card
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._asked: tuple[str, int] | None = None
        self._found: dict[int, ChatFound] | None = None
        self._sought = ""
        self._job: Job | None = None
        self._words = "{0}"
        self._searching = False
        card.transcript_asked.connect(lambda key: self.transcript_asked.emit(key, self._sought))
        card.again_asked.connect(self._on_again)
        card.cancelled.connect(self._on_cancelled)
        card.searched.connect(self._on_sought)
        card.copy_confirmed.connect(lambda: self._search(copy_asked=True))
        self._came.connect(self._on_came)

    def follow(self, seen: CustomerFile) -> None:
        """Show the conversations of this file; the first verified one of a request asks the provider."""
        before, self._seen = self._seen, seen
        if before is None or (before.request.id, before.customer_id) != (seen.request.id, seen.customer_id):
            self._give_up()
            self._found, self._sought, self._asked = None, "", None
            self._card.begin()
        self._show()
        if seen.verified and self._asked is None and self._shift.services.transcripts.provider is not None:
            self.refresh()

    def leave(self) -> None:
        """Nobody is served any more."""
        self._give_up()
        self._seen = None
        self._card.begin()
        self._card.show_chats(())

    # --- the provider's list

    def refresh(self) -> None:
        """Ask the provider for conversations that the store does not know."""
        seen = self._seen
        if seen is None:
            return
        agent, services, came = self._shift.agent, self._shift.services, self._came
        request, customer = seen.request.id, seen.customer_id
        self._asked = (request, customer)

        def ask(job: Job) -> tuple[Merged | Refusal, CustomerFile | Refusal]:
            merged = services.transcripts.refresh(agent, request, customer, JobWatch(job, came.emit))
            return merged, services.access.read(agent, request, customer)

        self._wait(tr("Asking the chat provider: {0} found"), searching=False)
        self._job = self._shift.background.read(
            self, ask, lambda both: self._on_listed(*both), self._on_failure, "chats"
        )

    def _on_listed(self, merged: Merged | Refusal, seen: CustomerFile | Refusal) -> None:
        self._job = None
        self._card.show_done()
        if isinstance(seen, CustomerFile):
            self._seen = seen
            self._show()
            self.file_read.emit(seen)
        if isinstance(merged, Refusal):
            self._card.show_trouble(self._incomplete(reason_words(merged.reason)))
        elif merged.left_out:
            self._card.show_trouble(
                self._incomplete(tr("Conversations of another customer that it lists are left out."))
            )
        self.settled.emit()

    def _on_failure(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, ServiceError):
            self._card.show_trouble(self._incomplete(told_without_safe(error)))
        else:
            self._card.show_done()
            self._shift.trouble(error)
        self.settled.emit()

    def _on_cancelled(self) -> None:
        self._give_up()
        if self._searching:
            self._card.show_done()
        else:
            self._card.show_trouble(self._incomplete(""))
        self.settled.emit()

    def _on_again(self) -> None:
        """What could not be done is tried again."""
        if self._searching:
            self._search(copy_asked=False)
        else:
            self.refresh()

    @staticmethod
    def _incomplete(why: str) -> Trouble:
        return Trouble(
            tr("The list may not be complete: the chat provider was not heard to the end."),
            tr("What is listed is in this computer's store; nothing of it is lost."),
            why,
            tr("Ask again"),
            "warn",
        )

    # --- searching all of them

    def _on_sought(self, text: str) -> None:
        self._sought = text
        if not text or self._seen is None:
            self._found = None
            self._card.show_found("")
            self._show()
        elif self._seen.request.purpose in OPENS_TRANSCRIPTS:
            self._search(copy_asked=False)
        else:
            self._card.ask_copy()

    def _search(self, *, copy_asked: bool) -> None:
        seen, agent, services, came = self._seen, self._shift.agent, self._shift.services, self._came
        if seen is None or not self._sought:
            return
        request, customer, text = seen.request.id, seen.customer_id, self._sought
        chats = [line.row_id for line in seen.transcripts]

        def search(job: Job) -> tuple[Searched | Refusal, CustomerFile | Refusal]:
            watch = JobWatch(job, came.emit)
            found = services.transcripts.search(agent, request, customer, text, chats, watch, copy_asked=copy_asked)
            return found, services.access.read(agent, request, customer)

        self._wait(tr("Searching: {0} fetched from the chat provider"), searching=True)
        self._job = self._shift.background.read(
            self, search, lambda both: self._on_found(text, len(chats), *both), self._on_failure, "chats"
        )

    def _on_found(self, text: str, listed: int, searched: Searched | Refusal, seen: CustomerFile | Refusal) -> None:
        self._job = None
        self._card.show_done()
        if isinstance(seen, CustomerFile):
            self._seen = seen
            self.file_read.emit(seen)
        if isinstance(searched, Refusal):
            if searched.reason is Reason.COPY_NOT_ASKED:
                self._card.ask_copy()
            else:
                self._card.show_found(reason_words(searched.reason))
        elif text == self._sought:
            self._show_searched(searched, listed)
        self.settled.emit()

    def _show_searched(self, searched: Searched, listed: int) -> None:
        self._found = {each.transcript_id: each for each in searched.found}
        words = tr("Found in {0} of {1} conversations").format(len(self._found), listed - searched.unread)
        self._card.show_found(words if self._found else tr("Not found"))
        self._show()
        if searched.unread:
            self._card.show_trouble(
                Trouble(
                    tr("Conversations that only the chat provider has were not searched: {0}").format(searched.unread),
                    tr("What is on this computer was searched."),
                    told_without_safe(searched.trouble) if searched.trouble else "",
                    tr("Search again"),
                    "warn",
                )
            )

    # --- waiting and showing

    def _wait(self, words: str, *, searching: bool) -> None:
        self._give_up()
        self._words, self._searching = words, searching
        self._card.show_waiting(words.format(0))

    def _on_came(self, count: int) -> None:
        if self._job is not None:
            self._card.show_waiting(self._words.format(count))

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _show(self) -> None:
        if self._seen is not None:
            self._card.show_chats(chat_views(self._seen, self._shift.services, self._found))
