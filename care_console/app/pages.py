"""The pages of a shift, and how they lead to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.app.places import (
    APPROVALS,
    CUSTOMER,
    HANDED,
    LOOKUP,
    NOTHING,
    REQUESTS,
    SENDING,
    SETTINGS,
    STOPPED,
    SUPERVISE,
    TRANSCRIPT,
    Place,
    first_page,
)
from care_console.app.rooms.lists import ListRoom
from care_console.app.rooms.reading import ReadingRoom
from care_console.domain.requests import Refusal
from care_console.domain.roles import Permission
from care_console.ui.palette import PALETTE, KeyOverview, Palette
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from care_console.app.rooms.customer import CustomerRoom
    from care_console.app.rooms.lookup import LookupRoom
    from care_console.app.rooms.room import Room
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.oversight import Emergency
    from care_console.services.requests import Resumed
    from care_console.ui.kit.page import Page
    from care_console.ui.settings.data import SettingsDesk
    from care_console.ui.settings.presenter import SettingsPresenter
    from care_console.ui.settings.view import SettingsPage
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("pages", text)


class Pages:
    """The pages of one shift, each made with its presenter when first shown, and the ways between them."""

    def __init__(self, shell: Shell, shift: Shift, desk: SettingsDesk) -> None:
        self._shell = shell
        self._shift = shift
        self._desk = desk
        self._lookup: LookupRoom | None = None
        self._customer: CustomerRoom | None = None
        self._settings: tuple[SettingsPage, SettingsPresenter] | None = None
        self._before_settings = ""
        shell.add_page(LOOKUP, self._make_lookup)
        shell.add_page(CUSTOMER, self._make_customer)
        shell.add_page(SETTINGS, self._make_settings)
        shell.add_page(NOTHING, self._make_nothing)
        self._reading = ReadingRoom(shell, shift)
        self._reading.left.connect(self._on_reading_left)
        self._reading.sent.connect(self._on_copy_sent)
        self._lists = ListRoom(shell, shift)
        self._lists.resumed.connect(self._on_resumed)
        self._lists.training_asked.connect(self._reading.train)

    # --- what each is made of

    def _make_lookup(self) -> Page:
        from care_console.app.rooms.lookup import LookupRoom

        room = self._lookup = LookupRoom(self._shift)
        room.presenter.customer_opened.connect(self._on_opened)
        room.choices.ended.connect(self.find_another)
        room.address.ended.connect(self.find_another)
        room.handling.emergency_opened.connect(self._on_emergency)
        return room.page

    def _make_customer(self) -> Page:
        from care_console.app.rooms.customer import CustomerRoom

        room = self._customer = CustomerRoom(self._shift)
        room.presenter.left.connect(self.find_another)
        room.presenter.gone.connect(self._on_gone)
        room.presenter.put_down.connect(self._shell.clipboard.clear)
        room.presenter.transcript_asked.connect(self._reading.read)
        room.presenter.copy_asked.connect(self._reading.copy)
        room.handling.put_away.connect(self._on_put_away)
        room.handling.closed_in_error.connect(self._on_closed_in_error)
        room.handling.emergency_opened.connect(self._on_emergency)
        room.ending.ended.connect(self._on_ended)
        room.page.action_asked.connect(self._shell.commands.run)
        return room.page

    def _make_settings(self) -> Page:
        from care_console.ui.settings.presenter import SettingsPresenter
        from care_console.ui.settings.view import SettingsPage

        page = SettingsPage()
        self._settings = page, SettingsPresenter(page, self._desk)
        page.back_asked.connect(self._on_settings_left)
        return page

    @staticmethod
    def _make_nothing() -> Page:
        """What somebody sees whose work is done on the command line."""
        from care_console.ui.kit.empty import EmptyState
        from care_console.ui.kit.layout import column
        from care_console.ui.kit.page import Page

        words = EmptyState("hard-drive")
        words.show_state(
            "hard-drive",
            tr("Administration is done on the command line"),
            tr("Import data with: care-console import. Add people with: care-console agent add."),
        )
        page = Page()
        page.setLayout(column(words))
        return page

    # --- where the agent is

    @property
    def page(self) -> str:
        """Name of the page that shows."""
        return self._shell.page

    @property
    def room(self) -> Room | None:
        """Where somebody can be served just now: look-up, or the customer page with somebody open."""
        return self.lookup or self.customer

    @property
    def customer(self) -> CustomerRoom | None:
        """The customer page, while it shows with somebody open."""
        return self._customer if self.page == CUSTOMER and self._serving else None

    @property
    def _serving(self) -> bool:
        """Whether somebody is open, on whichever page the agent is."""
        return self._customer is not None and self._customer.serving

    @property
    def lookup(self) -> LookupRoom | None:
        """Look-up, while it shows."""
        return self._lookup if self.page == LOOKUP else None

    def permits(self, permission: Permission) -> bool:
        """Whether the agent's role does."""
        return self._shift.agent.may(permission)

    # --- ways

    def find_another(self) -> None:
        """Back to an empty look-up, from wherever."""
        if self.permits(Permission.SERVE_CUSTOMERS):
            self._afresh()

    def _afresh(self) -> LookupRoom:
        made = self._lookup is not None
        self._shell.show_page(LOOKUP)
        assert self._lookup is not None  # noqa: S101 - made by show_page
        if made:
            self._close_bars()
            self._lookup.presenter.refresh()
        return self._lookup

    def _served(self) -> CustomerRoom:
        self._shell.show_page(CUSTOMER)
        assert self._customer is not None  # noqa: S101 - made by show_page
        return self._customer

    def _close_bars(self) -> None:
        for room in (self._lookup, self._customer):
            if room is not None:
                room.close_bars()

    def go(self, name: str) -> None:
        """Show a place of the sidebar."""
        ways = {
            SETTINGS: self.settings,
            PALETTE: self.show_palette,
            REQUESTS: self.open_requests,
            STOPPED: self._lists.suppressions,
            APPROVALS: self._lists.approvals,
            SUPERVISE: self._lists.supervise,
        }
        if (way := ways.get(name)) is not None:
            way()
        else:
            self._shell.show_page(name)

    def open_requests(self, message: str = "") -> None:
        """The list of what is in hand, from wherever."""
        if self.permits(Permission.SERVE_CUSTOMERS):
            self._shell.toasts.drop(HANDED)  # the list has it
            self._lists.requests(message)

    def suppressions(self) -> None:
        """Suppressed addresses, from wherever."""
        self._lists.suppressions()

    def approvals(self) -> None:
        """What waits for a lead, from wherever."""
        if self.permits(Permission.OVERSEE):
            self._lists.approvals()

    def general_question(self) -> None:
        """Note a question that needs no customer, from wherever."""
        if self.permits(Permission.SERVE_CUSTOMERS):
            room = self.lookup or self._afresh()
            room.general_question()

    def show_palette(self) -> None:
        """Offer every command."""
        Palette(self._shell, self._shell.commands).open()

    def show_keys(self) -> None:
        """Show every key."""
        KeyOverview(self._shell, self._shell.commands).open()

    def refresh(self) -> None:
        """Read what shows anew, where that can change by itself."""
        self._lists.refresh()

    def follow_alerts(self) -> None:
        """Something else waits for a lead than before."""
        self._lists.follow()

    def follow_messages(self, trouble: str) -> None:
        """Messages to customers may have moved on; `trouble` says why they do not leave, empty where they do."""
        if self.page == CUSTOMER and self._customer is not None:
            self._customer.presenter.follow_messages(trouble)
        self._lists.follow()

    def follow_orders(self) -> None:
        """The order system may have answered."""
        if self.page == CUSTOMER and self._customer is not None:
            self._customer.presenter.follow_orders()

    def _on_opened(self, seen: CustomerFile) -> None:
        self._close_bars()
        self._served().presenter.serve(seen)

    def _on_emergency(self, shown: Emergency) -> None:
        if self.page != CUSTOMER:
            self._on_opened(shown.file)
        self._served().presenter.show_emergency(shown)

    def _on_resumed(self, resumed: Resumed) -> None:
        if resumed.file is not None:
            self._on_opened(resumed.file)
            if resumed.note is not None:
                self._served().presenter.tell_note(resumed.note)
        else:
            self._afresh().presenter.resume(resumed.request)

    def _on_put_away(self, done: str) -> None:
        self._leave_customer()
        self.open_requests(done)

    def _on_closed_in_error(self, request: RequestInfo) -> None:
        self._leave_customer()
        lookup = self._afresh().presenter
        lookup.resume(request)
        lookup.tell(
            tr("The customer was closed, and recorded as the wrong one."),
            tr("{0} goes on: search for the right customer.").format(request.number),
        )

    def _on_ended(self, done: str) -> None:
        self._leave_customer()
        self._afresh().presenter.tell(done)

    def _leave_customer(self) -> None:
        self._close_bars()
        if self._customer is not None:
            self._customer.presenter.leave()

    def _on_gone(self, words: str) -> None:
        """The request is not in this window's hands any more; whoever looks at something else is left there."""
        self._close_bars()
        reading = self.page == TRANSCRIPT and self._reading.asked_by == CUSTOMER
        if reading or self.page in {CUSTOMER, SENDING}:
            self.open_requests(words)

    def _on_copy_sent(self, words: str) -> None:
        self._served().presenter.tell_sent(words)

    def _on_reading_left(self, asked_by: str) -> None:
        if asked_by == CUSTOMER:
            self._served().presenter.come_back()
        else:
            self._shell.show_page(asked_by)

    # --- settings, for which all pages may be made anew

    def settings(self) -> None:
        """Show the settings; Esc goes back to where the agent was."""
        if self.page != SETTINGS:
            self._before_settings = self.page
        self._show_settings().take_focus()

    def _show_settings(self) -> SettingsPage:
        self._shell.show_page(SETTINGS)
        assert self._settings is not None  # noqa: S101 - made by show_page
        page, presenter = self._settings
        editing = self._customer is not None and self._customer.presenter.editing
        waits = tr("Text size and language wait until the change that you have begun is saved or cancelled.")
        presenter.show(waits if editing else "")
        return page

    def _on_settings_left(self) -> None:
        self._shell.show_page(self._before_settings or first_page(self._shift.agent))

    def take_over(self, before: Pages, setting: str) -> None:
        """Show what the pages before these showed, and the setting whose change made all pages anew."""
        if before._customer is not None and before._serving:
            self._served().presenter.take_over(before._customer.presenter)
        self._before_settings = self.page
        self._show_settings().focus_on(setting)

    # --- masked, and back

    def leave_off(self) -> Place:
        """Keep what is typed, and tell where to go on once the agent is back."""
        page = self._before_settings if self.page == SETTINGS else self.page
        if page == TRANSCRIPT:
            page = self._reading.asked_by
        if self._customer is not None and (served := self._customer.whom) is not None:
            self._customer.presenter.keep_draft()
            if page in {CUSTOMER, SENDING}:
                return Place(CUSTOMER, served[0])
        if page == LOOKUP and self._lookup is not None:
            return Place(LOOKUP, self._lookup.presenter.request)
        return Place(page)

    def go_on(self, place: Place) -> None:
        """Go on where the agent was: a customer is opened again, which is recorded."""
        self._shell.show_page(first_page(self._shift.agent))
        if place.page == LOOKUP and place.request is not None and self._lookup is not None:
            self._lookup.presenter.resume(place.request)
        elif place.page == CUSTOMER and place.request is not None:
            requests, agent, request = self._shift.services.requests, self._shift.agent, place.request.id
            self._shift.background.write(
                self._shell, lambda _job: requests.resume(agent, request), self._on_gone_on, self._shift.trouble
            )
        elif place.page:
            self.go(place.page)

    def _on_gone_on(self, answer: Resumed | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.open_requests(reason_words(answer.reason))
        elif self.page:
            self._on_resumed(answer)
