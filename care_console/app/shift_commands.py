"""The commands of a shift, and the pages that they lead to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from care_console.app.alerting import LIST_KEYS
from care_console.app.pages import Pages
from care_console.app.places import (
    APPROVALS,
    CUSTOMER,
    LOOKUP,
    NOTHING,
    REQUESTS,
    REVIEW,
    SENDING,
    SETTINGS,
    STOPPED,
    SUPERVISE,
    TRAINING,
    TRANSCRIPT,
    navigation,
)
from care_console.ui.commands import Command
from care_console.ui.palette import PALETTE

if TYPE_CHECKING:
    from care_console.ui.settings.data import SettingsDesk
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift

_BY_NAME_ALONE: Final = (REVIEW, SUPERVISE, TRAINING)
"""Places of the sidebar that no keys lead to."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("pages", text)


def add_pages(shell: Shell, shift: Shift, desk: SettingsDesk) -> Pages:
    """Declare the pages of a shift and the commands that lead to them."""
    pages = Pages(shell, shift, desk)
    shell.add_page(LOOKUP, pages.make_lookup)
    shell.add_page(CUSTOMER, pages.make_customer)
    shell.add_page(REQUESTS, pages.make_requests)
    shell.add_page(TRANSCRIPT, pages.make_transcript)
    shell.add_page(SENDING, pages.make_sending)
    shell.add_page(APPROVALS, pages.make_approvals)
    shell.add_page(TRAINING, pages.make_training)
    shell.add_page(SUPERVISE, pages.make_supervise)
    shell.add_page(REVIEW, pages.make_review)
    shell.add_page(STOPPED, pages.make_stopped)
    shell.add_page(SETTINGS, pages.make_settings)
    shell.add_page(NOTHING, pages.make_nothing)
    at = Circumstances(pages)
    stop_address = tr("Stop marketing to an address")
    emergency = tr("Emergency access")
    hand_over, wrong, general = tr("Hand the request over"), tr("Wrong customer"), tr("General question, no customer")
    shell.commands.replace(
        (
            Command("find", tr("Find a customer"), pages.find_another, "search", "Ctrl+K", at.serves_customers),
            Command("refine", tr("Show the next brand only"), pages.refine_next, "store", "Ctrl+B", at.looks_up),
            Command("amend-email", tr("Amend the e-mail"), pages.amend_email, "pencil", "Ctrl+M", at.has_customer),
            Command("copy-chat", tr("Send a copy of a chat"), pages.copy_chat, "send", "Ctrl+Shift+C", at.is_verified),
            Command("opt-out", tr("Stop marketing"), pages.opt_out, "mail-x", "Ctrl+D", at.has_somebody),
            Command("report-death", tr("Report a death"), pages.report_death, "flag", "Ctrl+Shift+R", at.has_somebody),
            Command("stop-address", stop_address, pages.stop_address, "mail-x", "Ctrl+Shift+D", at.looks_up),
            Command(
                "suppressions", tr("Suppressions"), pages.suppressions, "mail-x", "Ctrl+Shift+S", at.serves_customers
            ),
            Command("requests", tr("Open requests"), pages.open_requests, "clock", "Ctrl+O", at.serves_customers),
            Command("park", tr("Park the request"), pages.park, "clock", "Ctrl+P", at.has_customer),
            Command("hand-over", hand_over, pages.hand_over, "hand-helping", "Ctrl+Shift+H", at.has_customer),
            Command("note", tr("Note on the request"), pages.note, "square-pen", "Ctrl+Shift+N", at.has_somebody),
            Command(
                "situations", tr("Flags, and who may ask"), pages.situations, "flag", "Ctrl+Shift+F", at.has_customer
            ),
            Command("wrong-customer", wrong, pages.wrong_customer, "user-search", "Ctrl+Shift+W", at.has_customer),
            Command("emergency", emergency, pages.emergency, "shield-alert", "Ctrl+Shift+B", at.has_somebody),
            Command("general", general, pages.general_question, "info", "Ctrl+Shift+G", at.serves_customers),
            Command("end", tr("End the request"), pages.end_request, "phone-off", "Ctrl+Shift+E", at.can_end),
            Command("approvals", tr("What waits for a lead"), pages.approvals, "mail-check", LIST_KEYS, at.oversees),
            *(
                Command(f"go-{entry.page}", entry.title, partial(shell.page_asked.emit, entry.page), entry.icon)
                for entry in navigation(shift.agent)
                if entry.page in _BY_NAME_ALONE
            ),
            Command("settings", tr("Settings"), pages.settings, "settings", "Ctrl+,"),
            Command(PALETTE, tr("Commands"), pages.show_palette, "keyboard", "Ctrl+Shift+P"),
            Command("keys", tr("Keyboard shortcuts"), pages.show_keys, "keyboard", "F1"),
            Command("refresh", tr("Refresh"), pages.refresh, "refresh-cw", "F5", at.reviews),
            Command("mask", tr("Mask everything now"), shell.mask_asked.emit, "lock", "Ctrl+L"),
            Command("sign-out", tr("Sign out"), shell.sign_out_asked.emit, "log-out", "Ctrl+Shift+L"),
        )
    )
    return pages


class Circumstances:
    """Why a command cannot run now, in words that say what to do first; empty where it can."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def serves_customers(self) -> str:
        """Whoever serves no customers never can."""
        return "" if self._pages.serves_customers else tr("Your role serves no customers.")

    def oversees(self) -> str:
        """Team leads do."""
        return "" if self._pages.oversees else tr("This is for team leads.")

    def looks_up(self) -> str:
        """On the look-up page."""
        return "" if self._pages.page == LOOKUP else tr("Go to look-up first.")

    def has_customer(self) -> str:
        """While the page of a customer shows."""
        return "" if self._pages.page == CUSTOMER and self._pages.serving else tr("Open a customer first.")

    def is_verified(self) -> str:
        """While the page of a customer shows, and is open to be seen."""
        return self.has_customer() or ("" if self._pages.verified else tr("Verify the customer first."))

    def has_somebody(self) -> str:
        """A customer is open, or a hit is chosen."""
        return "" if self._pages.somebody else tr("Choose or open a customer first.")

    def can_end(self) -> str:
        """There is a request that can be ended from where the agent is."""
        return "" if self._pages.can_end else tr("No request is open here.")

    def reviews(self) -> str:
        """Where a list changes by itself."""
        return "" if self._pages.page == REVIEW else tr("Go to the audit log first.")
