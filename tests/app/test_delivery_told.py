"""What the foot of the sidebar says of messages to customers: what waits, why, and that nothing is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from care_console.app.delivery import mail_trouble, orders_trouble, orders_view, post_view
from care_console.domain.ports import MailBacklog
from care_console.mail.courier import UNSET, CourierState
from care_console.transport import Trouble
from care_console.ui.language import speak
from care_console.ui.sidebar import Sidebar, StateLine
from care_console.ui.theme import Scheme, install
from care_console.ui.words import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TOLD = "The mail server could not prove who it is: tell IT"
REFUSED = "Refused by the order system: 1 (tell IT)"
AWAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def sidebar(qapp: QApplication, qtbot: QtBot) -> Iterator[Sidebar]:
    install(qapp, 1.0, Scheme.LIGHT)
    speak(qapp, "en")
    made = Sidebar()
    qtbot.addWidget(made)
    yield made
    qapp.setStyleSheet("")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CourierState(MailBacklog(0, None, 0)), ""),
        (CourierState(MailBacklog(1, AWAY, 0)), "1 message waiting"),
        (CourierState(MailBacklog(2, AWAY, 1)), "2 messages waiting, 1 message in doubt"),
        (CourierState(MailBacklog(0, None, 0), trouble=UNSET), ""),
        (
            CourierState(MailBacklog(3, AWAY, 0), trouble=UNSET),
            "No mail server is set. Nothing is lost. 3 messages waiting",
        ),
        (
            CourierState(MailBacklog(1, AWAY, 0), AWAY, Trouble.UNTRUSTED),
            f"{TOLD} (since {clock(AWAY)}). Nothing is lost. 1 message waiting",
        ),
        (
            CourierState(MailBacklog(0, None, 0), AWAY, Trouble.UNREACHABLE),
            f"The mail server cannot be reached (since {clock(AWAY)}). Nothing is lost.",
        ),
    ],
)
def test_messages_that_wait_are_told_in_words(sidebar: Sidebar, state: CourierState, words: str) -> None:
    sidebar.show_post(post_view(state))
    assert words in [each.accessibleName() for each in sidebar.children() if hasattr(each, "accessibleName")]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (CourierState(MailBacklog(2, AWAY, 0)), ""),
        (CourierState(MailBacklog(2, AWAY, 1)), REFUSED),
        (
            CourierState(MailBacklog(2, AWAY, 1), AWAY, Trouble.UNREACHABLE),
            f"The order system cannot be reached (since {clock(AWAY)}). Nothing is lost. {REFUSED}, 2 messages waiting",
        ),
    ],
)
def test_what_the_order_system_refused_is_told_and_what_waits_only_while_it_is_away(
    sidebar: Sidebar, state: CourierState, words: str
) -> None:
    sidebar.show_orders(orders_view(state))
    shown = [each.accessibleName() for each in sidebar.findChildren(StateLine) if not each.isHidden()]
    assert [each for each in shown if "order system" in each] == ([words] if words else [])


def test_every_trouble_has_words() -> None:
    told = {mail_trouble(each) for each in (UNSET, "store", *Trouble)}
    assert "" not in told
    assert len(told) == len(Trouble) + 1, "what answers something else is told as the store's own troubles are"
    orders = {orders_trouble(each) for each in ("store", *Trouble)}
    assert (len(orders), "" in orders) == (len(Trouble), False)
    assert mail_trouble("") == orders_trouble("") == ""
