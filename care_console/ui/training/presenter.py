"""Connects the page of training with the service that records before it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from care_console.domain.requests import Refusal
from care_console.ui.chat_words import began, how_much, kept_chip, length, note, title
from care_console.ui.training.data import TrainingRow
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from care_console.domain.ports import TrainingChat
    from care_console.services.training import TrainingBegun
    from care_console.ui.shift import Services, Shift
    from care_console.ui.training.view import TrainingView


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("training", text)


class TrainingPresenter(QObject):
    """One request for training at a time."""

    chat_asked = Signal(str, int)
    """Id of the request, and the conversation to be opened under it."""

    def __init__(self, view: TrainingView, shift: Shift) -> None:
        super().__init__(view)
        self._view = view
        self._shift = shift
        self._request = ""
        view.begin_asked.connect(self._begin)
        view.end_asked.connect(self._end)
        view.chat_asked.connect(lambda key: self.chat_asked.emit(self._request, key))

    def _begin(self) -> None:
        services, agent = self._shift.services, self._shift.agent
        brand = services.brand_keys()[0]
        controller = services.book.controller_of(brand)
        self._shift.background.write(
            self, lambda _job: services.training.begin(agent, controller, brand), self._on_begun, self._shift.trouble
        )

    def _on_begun(self, begun: TrainingBegun | Refusal) -> None:
        if isinstance(begun, Refusal):
            self._view.show_idle(reason_words(begun.reason))
            return
        self._request = begun.request_id
        rows = tuple(training_row(chat, self._shift.services) for chat in begun.chats)
        self._view.show_chats(tr("Open under {0}").format(begun.number), rows)

    def _end(self) -> None:
        request, agent, training = self._request, self._shift.agent, self._shift.services.training
        self._request = ""
        self._view.show_idle()
        self._view.take_focus()
        self._shift.background.write(self, lambda _job: training.end(agent, request), _done, self._shift.trouble)


def _done(_refused: Refusal | None) -> None:
    """Refused only because it has ended already."""


def training_row(chat: TrainingChat, services: Services) -> TrainingRow:
    """A conversation as the page lists it."""
    return TrainingRow(
        key=chat.id,
        title=title(chat.advisor),
        note=note(
            services.brand(chat.brand).name,
            chat.topic,
            length(chat.ended_at - chat.started_at),
            how_much(chat.messages),
        ),
        when=began(chat.started_at),
        kept=kept_chip(chat.last_day),
    )
