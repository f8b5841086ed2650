"""The commands of a shift: what they are called, their keys, when they may run, and where they lead."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QCoreApplication

from care_console.app.alerting import LIST_KEYS
from care_console.app.pages import Pages
from care_console.app.places import REVIEW, SUPERVISE, TRAINING, navigation
from care_console.domain.roles import Permission
from care_console.ui.commands import Command
from care_console.ui.palette import PALETTE

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.app.rooms.customer import CustomerRoom
    from care_console.app.rooms.lookup import LookupRoom
    from care_console.app.rooms.room import Room
    from care_console.ui.settings.data import SettingsDesk
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift

_Where = TypeVar("_Where")
_BY_NAME_ALONE: Final = (REVIEW, SUPERVISE, TRAINING)
"""Places of the sidebar that no keys lead to."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("pages", text)


def add_pages(shell: Shell, shift: Shift, desk: SettingsDesk) -> Pages:
    """Give the window the pages of a shift, and the commands that work on them."""
    pages = Pages(shell, shift, desk)
    shell.commands.replace((*_on_pages(pages), *_in_window(shell, shift, pages)))
    return pages


def _on_pages(pages: Pages) -> tuple[Command, ...]:
    """What is done for callers."""
    at = Circumstances(pages)

    def here(do: Callable[[Room], None]) -> Callable[[], None]:
        return _if_there(lambda: pages.room, do)

    def looking_up(do: Callable[[LookupRoom], None]) -> Callable[[], None]:
        return _if_there(lambda: pages.lookup, do)

    def serving(do: Callable[[CustomerRoom], None]) -> Callable[[], None]:
        return _if_there(lambda: pages.customer, do)

    amend = serving(lambda room: room.presenter.amend_email())
    copy = serving(lambda room: room.presenter.show_chats())
    wrong = serving(lambda room: room.wrong_customer())
    hand_over = serving(lambda room: room.hand_over())
    situations = serving(lambda room: room.situations())
    park = serving(lambda room: room.park())
    refine = looking_up(lambda room: room.presenter.refine_next())
    stop_address = looking_up(lambda room: room.stop_address())
    opt_out, death = here(lambda room: room.opt_out()), here(lambda room: room.report_death())
    emergency, note = here(lambda room: room.emergency()), here(lambda room: room.note())
    end = here(lambda room: room.end())
    general, suppressions = tr("General question, no customer"), tr("Suppressions")
    address = tr("Stop marketing to an address")
    leads, flags = tr("What waits for a lead"), tr("Flags, and who may ask")
    return (
        Command("find", tr("Find a customer"), pages.find_another, "search", "Ctrl+K", at.serves_customers),
        Command("refine", tr("Show the next brand only"), refine, "store", "Ctrl+B", at.looks_up),
        Command("amend-email", tr("Amend the e-mail"), amend, "pencil", "Ctrl+M", at.is_verified),
        Command("copy-chat", tr("Send a copy of a chat"), copy, "send", "Ctrl+Shift+C", at.is_verified),
        Command("opt-out", tr("Stop marketing"), opt_out, "mail-x", "Ctrl+D", at.has_somebody),
        Command("report-death", tr("Report a death"), death, "flag", "Ctrl+Shift+R", at.has_somebody),
        Command("stop-address", address, stop_address, "mail-x", "Ctrl+Shift+D", at.looks_up),
        Command("suppressions", suppressions, pages.suppressions, "mail-x", "Ctrl+Shift+S", at.serves_customers),
        Command("requests", tr("Open requests"), pages.open_requests, "clock", "Ctrl+O", at.serves_customers),
        Command("park", tr("Park the request"), park, "clock", "Ctrl+P", at.has_customer),
        Command("hand-over", tr("Hand the request over"), hand_over, "hand-helping", "Ctrl+Shift+H", at.has_customer),
        Command("note", tr("Note on the request"), note, "square-pen", "Ctrl+Shift+N", at.has_somebody),
        Command("situations", flags, situations, "flag", "Ctrl+Shift+F", at.has_customer),
        Command("wrong-customer", tr("Wrong customer"), wrong, "user-search", "Ctrl+Shift+W", at.has_customer),
        Command("emergency", tr("Emergency access"), emergency, "shield-alert", "Ctrl+Shift+B", at.has_somebody),
        Command("general", general, pages.general_question, "info", "Ctrl+Shift+G", at.serves_customers),
        Command("end", tr("End the request"), end, "phone-off", "Ctrl+Shift+E", at.can_end),
        Command("approvals", leads, pages.approvals, "mail-check", LIST_KEYS, at.oversees),
    )


def _in_window(shell: Shell, shift: Shift, pages: Pages) -> tuple[Command, ...]:
    """Other places, and the shift itself."""
    return (
        *(
            Command(f"go-{entry.page}", entry.title, partial(shell.page_asked.emit, entry.page), entry.icon)
            for entry in navigation(shift.agent)
            if entry.page in _BY_NAME_ALONE
        ),
        Command("settings", tr("Settings"), pages.settings, "settings", "Ctrl+,"),
        Command(PALETTE, tr("Commands"), pages.show_palette, "keyboard", "Ctrl+Shift+P"),
        Command("keys", tr("Keyboard shortcuts"), pages.show_keys, "keyboard", "F1"),
        Command("refresh", tr("Refresh"), pages.refresh, "refresh-cw", "F5", Circumstances(pages).reviews),
        Command("mask", tr("Mask everything now"), shell.mask_asked.emit, "lock", "Ctrl+L"),
        Command("sign-out", tr("Sign out"), shell.sign_out_asked.emit, "log-out", "Ctrl+Shift+L"),
    )


def _if_there(where: Callable[[], _Where | None], do: Callable[[_Where], None]) -> Callable[[], None]:
    def run() -> None:
        if (room := where()) is not None:
            do(room)

    return run


class Circumstances:
    """Why a command cannot run now, in words that say what to do first; empty where it can."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def serves_customers(self) -> str:
        """Whoever serves no customers never can."""
        return "" if self._pages.permits(Permission.SERVE_CUSTOMERS) else tr("Your role serves no customers.")

    def oversees(self) -> str:
        """Team leads do."""
        return "" if self._pages.permits(Permission.OVERSEE) else tr("This is for team leads.")

    def looks_up(self) -> str:
        """On the look-up page."""
        return "" if self._pages.lookup is not None else tr("Go to look-up first.")

    def has_customer(self) -> str:
        """While the page of a customer shows."""
        return "" if self._pages.customer is not None else tr("Open a customer first.")

    def is_verified(self) -> str:
        """While the page of a customer shows, and is open to be seen."""
        room = self._pages.customer
        return self.has_customer() or ("" if room and room.presenter.verified else tr("Verify the customer first."))

    def has_somebody(self) -> str:
        """A customer is open, or a hit is chosen."""
        room = self._pages.room
        return "" if room is not None and room.whom is not None else tr("Choose or open a customer first.")

    def can_end(self) -> str:
        """There is a request that can be ended from where the agent is."""
        room = self._pages.room
        return "" if room is not None and room.can_end else tr("No request is open here.")

    def reviews(self) -> str:
        """Where a list changes by itself."""
        return "" if self._pages.page == REVIEW else tr("Go to the audit log first.")
