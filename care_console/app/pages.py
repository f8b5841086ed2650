"""The pages of a shift, and how they lead to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.app.places import (
    ALERTS,
    APPROVALS,
    CUSTOMER,
    LOOKUP,
    REQUESTS,
    REVIEW,
    SENDING,
    SETTINGS,
    STOPPED,
    SUPERVISE,
    TRAINING,
    TRANSCRIPT,
    Place,
    first_page,
)
from care_console.domain.requests import Refusal
from care_console.domain.roles import Permission
from care_console.ui.palette import PALETTE, KeyOverview, Palette
from care_console.ui.words import gone_words, reason_words

if TYPE_CHECKING:
    from care_console.domain.requests import RequestOutcome
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.oversight import Emergency
    from care_console.services.preferences import Known
    from care_console.services.requests import Resumed
    from care_console.ui.approvals.presenter import ApprovalsPresenter
    from care_console.ui.customer.presenter import CustomerPresenter
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.kit.page import Page
    from care_console.ui.lookup.presenter import LookupPresenter
    from care_console.ui.lookup.view import LookupView
    from care_console.ui.optout.address_presenter import AddressPresenter
    from care_console.ui.optout.presenter import OptOutPresenter
    from care_console.ui.requests.ending import EndingPresenter
    from care_console.ui.requests.handling import HandlingPresenter
    from care_console.ui.requests.presenter import RequestsPresenter
    from care_console.ui.review.presenter import ReviewPresenter
    from care_console.ui.sending.presenter import SendingPresenter
    from care_console.ui.settings.data import SettingsDesk
    from care_console.ui.settings.presenter import SettingsPresenter
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift
    from care_console.ui.situations.presenter import SituationsPresenter
    from care_console.ui.stopped.presenter import StoppedPresenter
    from care_console.ui.supervise.presenter import SupervisePresenter
    from care_console.ui.transcript.presenter import TranscriptPresenter


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("pages", text)


class Pages:
    """The pages of one shift, each with its presenter, made when first shown."""

    def __init__(self, shell: Shell, shift: Shift, desk: SettingsDesk) -> None:
        self._shell = shell
        self._shift = shift
        self._desk = desk
        self._settings: SettingsPresenter | None = None
        self._before_settings = ""
        self._lookup: LookupPresenter | None = None
        self._customer: CustomerPresenter | None = None
        self._transcript: TranscriptPresenter | None = None
        self._reading_from = CUSTOMER
        self._review: ReviewPresenter | None = None
        self._sending: SendingPresenter | None = None
        self._approvals: ApprovalsPresenter | None = None
        self._supervise: SupervisePresenter | None = None
        self._lookup_opt_out: OptOutPresenter | None = None
        self._customer_opt_out: OptOutPresenter | None = None
        self._address: AddressPresenter | None = None
        self._stopped: StoppedPresenter | None = None
        self._requests: RequestsPresenter | None = None
        self._handling: dict[str, HandlingPresenter] = {}
        self._ending: dict[str, EndingPresenter] = {}
        self._situations: SituationsPresenter | None = None

    def make_lookup(self) -> Page:
        """The look-up page."""
        from care_console.ui.lookup.presenter import LookupPresenter
        from care_console.ui.lookup.view import LookupView

        view = LookupView()
        self._lookup = LookupPresenter(view, self._shift)
        self._lookup.customer_opened.connect(self._on_opened)
        self._lookup_opt_out = self._opt_out_bar(view)
        self._lookup_opt_out.ended.connect(self.find_another)
        self._address = self._address_bar(view)
        self._address.ended.connect(self.find_another)
        self._handling[LOOKUP] = self._handling_bar(view)
        self._handling[LOOKUP].put_away.connect(self._on_answered)
        self._handling[LOOKUP].emergency_opened.connect(self._on_emergency)
        self._ending[LOOKUP] = self._ending_bar(view)
        self._ending[LOOKUP].ended.connect(self._on_answered)
        self._ending[LOOKUP].refused.connect(
            lambda reason: self._on_answered(gone_words(reason) or reason_words(reason))
        )
        view.query_edited.connect(self._close_bars)
        self._lookup.refresh()
        return view

    def make_customer(self) -> Page:
        """The customer page."""
        from care_console.ui.customer.presenter import CustomerPresenter
        from care_console.ui.customer.view import CustomerPage

        page = CustomerPage()
        self._customer = CustomerPresenter(page, self._shift)
        self._customer.left.connect(self.find_another)
        self._customer.gone.connect(self._on_gone)
        self._customer.end_asked.connect(self._ask_end)
        self._customer.put_down.connect(self._shell.clipboard.clear)
        self._customer.transcript_asked.connect(self._on_transcript_asked)
        self._customer.copy_asked.connect(self._on_copy_asked)
        self._customer_opt_out = self._opt_out_bar(page)
        self._customer_opt_out.changed.connect(self._customer.follow_choices)
        self._customer_opt_out.masked.connect(self._customer.refresh)
        self._customer.opt_out_asked.connect(self._on_opt_out_asked)
        self._customer.opt_in_asked.connect(self._on_opt_in_asked)
        handling = self._handling[CUSTOMER] = self._handling_bar(page)
        handling.put_away.connect(self._on_put_away)
        handling.closed_in_error.connect(self._on_closed_in_error)
        handling.refused.connect(self._customer.explain)
        handling.emergency_opened.connect(self._on_emergency)
        page.action_asked.connect(self._shell.commands.run)
        ending = self._ending[CUSTOMER] = self._ending_bar(page)
        ending.ended.connect(self._on_ended)
        ending.refused.connect(self._customer.explain)
        self._situations = self._situations_bar(page)
        self._situations.changed.connect(self._customer.show)
        return page

    def make_requests(self) -> Page:
        """What the agent has in hand."""
        from care_console.ui.requests.presenter import RequestsPresenter
        from care_console.ui.requests.view import RequestsView

        view = RequestsView()
        self._requests = RequestsPresenter(view, self._shift)
        self._requests.resumed.connect(self._on_resumed)
        return view

    def make_transcript(self) -> Page:
        """The page on which a conversation is read."""
        from care_console.ui.transcript.presenter import TranscriptPresenter
        from care_console.ui.transcript.view import TranscriptPage

        page = TranscriptPage()
        self._transcript = TranscriptPresenter(page, self._shift)
        self._transcript.left.connect(self._on_transcript_left)
        return page

    def make_sending(self) -> Page:
        """The page on which a copy of a conversation is adjusted and sent."""
        from care_console.ui.sending.presenter import SendingPresenter
        from care_console.ui.sending.view import SendingPage

        page = SendingPage()
        self._sending = SendingPresenter(page, self._shift)
        self._sending.left.connect(self._on_transcript_left)
        self._sending.sent.connect(self._on_copy_sent)
        return page

    def make_approvals(self) -> Page:
        """The copies that wait for a lead."""
        from care_console.ui.approvals.presenter import ApprovalsPresenter
        from care_console.ui.approvals.view import ApprovalsPage

        page = ApprovalsPage()
        self._approvals = ApprovalsPresenter(page, self._shift)
        self._approvals.deaths_asked.connect(self.suppressions)
        return page

    def make_training(self) -> Page:
        """Conversations that may be opened for training."""
        from care_console.ui.training.presenter import TrainingPresenter
        from care_console.ui.training.view import TrainingView

        view = TrainingView()
        presenter = TrainingPresenter(view, self._shift)
        presenter.chat_asked.connect(self._on_training_asked)
        return view

    def make_supervise(self) -> Page:
        """The requests of others, for leads."""
        from care_console.ui.supervise.presenter import SupervisePresenter
        from care_console.ui.supervise.view import SupervisePage

        page = SupervisePage()
        self._supervise = SupervisePresenter(page, self._shift)
        return page

    def make_review(self) -> Page:
        """The list of audit events."""
        from care_console.ui.review.presenter import ReviewPresenter
        from care_console.ui.review.view import ReviewView

        view = ReviewView()
        self._review = ReviewPresenter(view, self._shift)
        self._review.refresh()
        return view

    def make_settings(self) -> Page:
        """The settings."""
        from care_console.ui.settings.presenter import SettingsPresenter
        from care_console.ui.settings.view import SettingsPage

        page = SettingsPage()
        self._settings = SettingsPresenter(page, self._desk)
        page.back_asked.connect(self._on_settings_left)
        self._settings.show()
        return page

    def make_stopped(self) -> Page:
        """Suppressed addresses, and reported deaths for leads."""
        from care_console.ui.stopped.presenter import StoppedPresenter
        from care_console.ui.stopped.view import StoppedPage

        page = StoppedPage()
        self._stopped = StoppedPresenter(page, self._shift)
        self._stopped.refresh()
        return page

    @staticmethod
    def make_nothing() -> Page:
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

    def _opt_out_bar(self, page: LookupView | CustomerPage) -> OptOutPresenter:
        from care_console.ui.optout.bar import OptOutBar
        from care_console.ui.optout.presenter import OptOutPresenter

        bar = OptOutBar()
        page.add_bar(bar)
        bar.closed.connect(page.take_focus)
        return OptOutPresenter(bar, self._shift)

    def _handling_bar(self, page: LookupView | CustomerPage) -> HandlingPresenter:
        from care_console.ui.kit.write_bar import WriteBar
        from care_console.ui.requests.handling import HandlingPresenter

        bar = WriteBar()
        page.add_bar(bar)
        bar.closed.connect(page.take_focus)
        return HandlingPresenter(bar, self._shift)

    def _ending_bar(self, page: LookupView | CustomerPage) -> EndingPresenter:
        from care_console.ui.requests.end_bar import EndRequestBar
        from care_console.ui.requests.ending import EndingPresenter

        bar = EndRequestBar()
        page.add_bar(bar)
        bar.closed.connect(page.take_focus)
        return EndingPresenter(bar, self._shift)

    def _situations_bar(self, page: CustomerPage) -> SituationsPresenter:
        from care_console.ui.situations.bar import SituationsBar
        from care_console.ui.situations.presenter import SituationsPresenter

        bar = SituationsBar()
        page.add_bar(bar)
        bar.closed.connect(page.take_focus)
        return SituationsPresenter(bar, self._shift)

    def _address_bar(self, page: LookupView) -> AddressPresenter:
        from care_console.ui.optout.address import AddressBar
        from care_console.ui.optout.address_presenter import AddressPresenter

        bar = AddressBar()
        page.add_bar(bar)
        bar.closed.connect(page.take_focus)
        return AddressPresenter(bar, self._shift)

    def _close_bars(self) -> None:
        bars = (self._lookup_opt_out, self._address, self._situations, *self._handling.values(), *self._ending.values())
        for bar in bars:
            if bar is not None:
                bar.close()

    def find_another(self) -> None:
        """Back to an empty look-up, from wherever."""
        if not self._shift.agent.may(Permission.SERVE_CUSTOMERS):
            return
        fresh = self._lookup is None
        self._shell.show_page(LOOKUP)
        if self._lookup is not None and not fresh:
            self._close_bars()
            self._lookup.refresh()

    def refresh(self) -> None:
        """Read what shows anew, where that can change by itself."""
        if self._shell.page == REVIEW and self._review is not None:
            self._review.refresh()
        if self._shell.page == APPROVALS and self._approvals is not None:
            self._approvals.refresh()

    @property
    def page(self) -> str:
        """Name of the page that shows."""
        return self._shell.page

    @property
    def serves_customers(self) -> bool:
        """Whether the agent's role does."""
        return self._shift.agent.may(Permission.SERVE_CUSTOMERS)

    @property
    def oversees(self) -> bool:
        """Whether the agent's role does."""
        return self._shift.agent.may(Permission.OVERSEE)

    @property
    def serving(self) -> bool:
        """Whether a customer is open."""
        return self._customer is not None and self._customer.serving

    @property
    def verified(self) -> bool:
        """Whether the customer who is open is verified."""
        return self._customer is not None and self._customer.verified

    @property
    def somebody(self) -> bool:
        """Whether the page that shows has a customer to whom marketing could be stopped."""
        if self.page == LOOKUP:
            return self._lookup is not None and self._lookup.chosen is not None
        return self.page == CUSTOMER and self.serving

    @property
    def can_end(self) -> bool:
        """Whether the request can be ended from the page that shows."""
        if self.page == LOOKUP:
            return self._bar_that_ends is not None or (self._lookup is not None and self._lookup.request is not None)
        return self.page == CUSTOMER and self.serving

    def show_palette(self) -> None:
        """Offer every command."""
        Palette(self._shell, self._shell.commands).open()

    def show_keys(self) -> None:
        """Show every key."""
        KeyOverview(self._shell, self._shell.commands).open()

    def settings(self) -> None:
        """Show the settings; Esc goes back to where the agent was."""
        if self._shell.page != SETTINGS:
            self._before_settings = self._shell.page
        page = self._shell.show_page(SETTINGS)
        assert self._settings is not None  # noqa: S101 - made by show_page
        editing = self._customer is not None and self._customer.editing
        waits = tr("Text size and language wait until the change that you have begun is saved or cancelled.")
        self._settings.show(waits if editing else "")
        page.take_focus()

    def go(self, name: str) -> None:
        """Show a place of the sidebar."""
        if name == SETTINGS:
            self.settings()
        elif name == PALETTE:
            self.show_palette()
        elif name == REQUESTS:
            self.open_requests()
        elif name == STOPPED:
            self.suppressions()
        else:
            self._shell.show_page(name)
            if name == APPROVALS:
                self._shell.toasts.drop(ALERTS)
                self.refresh()
            elif name == SUPERVISE and self._supervise is not None:
                self._supervise.refresh()

    def take_over(self, before: Pages, setting: str) -> None:
        """Show what the pages before these showed, and the setting whose change made all pages anew."""
        self._before_settings = before._before_settings
        if before._customer is not None and before._customer.serving:
            self._shell.show_page(CUSTOMER)
            assert self._customer is not None  # noqa: S101 - made by show_page
            self._customer.take_over(before._customer)
        self.settings()
        page = self._shell.show_page(SETTINGS)
        from care_console.ui.settings.view import SettingsPage

        assert isinstance(page, SettingsPage)  # noqa: S101 - it is the page of that name
        page.focus_on(setting)

    def leave_off(self) -> Place:
        """Keep what is typed, and tell where to go on once the agent is back."""
        page = self._before_settings if self._shell.page == SETTINGS else self._shell.page
        if page == TRANSCRIPT:
            page = self._reading_from
        if self._customer is not None and (served := self._customer.served) is not None:
            self._customer.keep_draft()
            if page in {CUSTOMER, SENDING}:
                return Place(CUSTOMER, served[0])
        if page == LOOKUP and self._lookup is not None:
            return Place(LOOKUP, self._lookup.request)
        return Place(page)

    def go_on(self, place: Place) -> None:
        """Go on where the agent was: a customer is opened again, which is recorded."""
        self._shell.show_page(first_page(self._shift.agent))
        if place.page == LOOKUP and place.request is not None and self._lookup is not None:
            self._lookup.resume(place.request)
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
        elif self._shell.page:
            self._on_resumed(answer)

    def _on_settings_left(self) -> None:
        self._shell.show_page(self._before_settings or first_page(self._shift.agent))

    def open_requests(self, message: str = "") -> None:
        """The list of what is in hand, from wherever."""
        if self._shift.agent.may(Permission.SERVE_CUSTOMERS):
            page = self._shell.show_page(REQUESTS)
            assert self._requests is not None  # noqa: S101 - made by show_page
            self._requests.refresh(message)
            page.take_focus()

    def _on_resumed(self, resumed: Resumed) -> None:
        if resumed.file is not None:
            self._on_opened(resumed.file)
            return
        self.find_another()
        assert self._lookup is not None  # noqa: S101 - made by find_another
        self._lookup.resume(resumed.request)

    def _on_put_away(self, done: str) -> None:
        assert self._customer is not None  # noqa: S101 - the request was served there
        self._close_bars()
        self._customer.leave()
        self.open_requests(done)

    def _on_closed_in_error(self, request: RequestInfo) -> None:
        assert self._customer is not None  # noqa: S101 - the customer was open there
        self._customer.leave()
        self.find_another()
        assert self._lookup is not None  # noqa: S101 - made by find_another
        self._lookup.resume(request)
        self._lookup.tell(
            tr("The customer was closed, and recorded as the wrong one."),
            tr("{0} goes on: search for the right customer.").format(request.number),
        )

    def _on_answered(self, done: str) -> None:
        assert self._lookup is not None  # noqa: S101 - it was asked for there
        self._lookup.refresh()
        self._lookup.tell(done)

    def _in_hand(self) -> tuple[HandlingPresenter, RequestInfo] | None:
        """The bar of the customer page and the request that is served there, if one is."""
        if self._shell.page != CUSTOMER or self._customer is None or (served := self._customer.served) is None:
            return None
        self._close_bars()
        self._customer.keep_draft()
        return self._handling[CUSTOMER], served[0]

    def park(self) -> None:
        """Put the request aside: the call has dropped."""
        if found := self._in_hand():
            found[0].park(found[1])

    def hand_over(self) -> None:
        """Give the request to a colleague or to the queue."""
        if found := self._in_hand():
            found[0].hand_over(found[1])

    def note(self) -> None:
        """Show and write notes on the request; without a customer who is open, note something for the chosen hit."""
        chosen = self._lookup.chosen if self._shell.page == LOOKUP and self._lookup is not None else None
        if chosen is not None:
            self._close_bars()
            self._handling[LOOKUP].note_about(*chosen)
        elif found := self._in_hand():
            found[0].note(found[1])

    def emergency(self) -> None:
        """Ask why somebody's safety needs what nobody could be verified for."""
        if (asking := self._asking()) is not None:
            (request, known), _bar, _may_end = asking
            self._close_bars()
            self._handling[self._shell.page].emergency(request, known.customer_id)

    def _on_emergency(self, shown: Emergency) -> None:
        if self._shell.page != CUSTOMER:
            self._on_opened(shown.file)
        assert self._customer is not None  # noqa: S101 - made with its page
        self._customer.show_emergency(shown)

    def situations(self) -> None:
        """Show and record flags of the customer who is open, and who may ask as a representative."""
        if self._shell.page == CUSTOMER and self._customer is not None and self._situations is not None:
            self._close_bars()
            if (seen := self._customer.file) is not None:
                self._situations.ask(seen)

    def wrong_customer(self) -> None:
        """Close a customer who was opened in error."""
        if found := self._in_hand():
            found[0].wrong_customer(found[1])

    def general_question(self) -> None:
        """Note a question that needs no customer."""
        if not self._shift.agent.may(Permission.SERVE_CUSTOMERS):
            return
        if self._shell.page != LOOKUP:
            self.find_another()
        assert self._lookup is not None  # noqa: S101 - made with the page
        self._close_bars()
        self._handling[LOOKUP].general_question(*self._lookup.line)

    def _on_opened(self, seen: CustomerFile) -> None:
        self._close_bars()
        self._shell.show_page(CUSTOMER)
        assert self._customer is not None  # noqa: S101 - made by show_page
        self._customer.serve(seen)

    def _on_transcript_asked(self, seen: CustomerFile, transcript: int, sought: str) -> None:
        self._reading_from = CUSTOMER
        self._shell.show_page(TRANSCRIPT)
        assert self._transcript is not None  # noqa: S101 - made by show_page
        self._transcript.serve(seen, transcript, sought)

    def _on_copy_asked(self, seen: CustomerFile, transcript: int) -> None:
        self._reading_from = CUSTOMER
        self._shell.show_page(SENDING)
        assert self._sending is not None  # noqa: S101 - made by show_page
        self._sending.serve(seen, transcript)

    def _on_copy_sent(self, words: str) -> None:
        self._shell.show_page(CUSTOMER)
        assert self._customer is not None  # noqa: S101 - the copy was asked for there
        self._customer.tell_sent(words)

    def approvals(self) -> None:
        """What waits for a lead, from wherever."""
        if self.oversees:
            self.go(APPROVALS)

    def follow_alerts(self) -> None:
        """Something else waits for a lead than before."""
        if self._shell.page == APPROVALS and self._approvals is not None:
            self._approvals.follow()

    def follow_messages(self, trouble: str) -> None:
        """Messages to customers may have moved on; `trouble` says why they do not leave, empty where they do."""
        if self._shell.page == CUSTOMER and self._customer is not None:
            self._customer.follow_messages(trouble)
        elif self._shell.page == APPROVALS and self._approvals is not None:
            self._approvals.follow()

    def follow_orders(self) -> None:
        """The order system may have answered."""
        if self._shell.page == CUSTOMER and self._customer is not None:
            self._customer.follow_orders()

    def _on_training_asked(self, request_id: str, transcript: int) -> None:
        self._reading_from = TRAINING
        self._shell.show_page(TRANSCRIPT)
        assert self._transcript is not None  # noqa: S101 - made by show_page
        self._transcript.train(request_id, transcript)

    def _on_transcript_left(self) -> None:
        self._shell.show_page(self._reading_from)
        if self._reading_from == CUSTOMER:
            assert self._customer is not None  # noqa: S101 - the transcript was asked for there
            self._customer.come_back()

    def amend_email(self) -> None:
        """Amend the e-mail of the customer who is open."""
        if self._shell.page == CUSTOMER and self._customer is not None:
            self._customer.amend_email()

    def copy_chat(self) -> None:
        """Go to the chats of the customer who is open, to send a copy of one."""
        if self._shell.page == CUSTOMER and self._customer is not None:
            self._customer.show_chats()

    def opt_out(self) -> None:
        """Ask what marketing is to stop, for the hit that is chosen or the customer who is open."""
        if (asking := self._asking()) is not None:
            whom, bar, may_end = asking
            self._close_bars()
            bar.ask(*whom, may_end=may_end)

    def _asking(self) -> tuple[tuple[RequestInfo, Known], OptOutPresenter, bool] | None:
        """Whom it is about with the request, the bar of the page that shows, and whether it offers the end."""
        page = self._shell.page
        if page == LOOKUP and self._lookup is not None and self._lookup_opt_out is not None:
            whom, bar = self._lookup.chosen, self._lookup_opt_out
        elif page == CUSTOMER and self._customer is not None and self._customer_opt_out is not None:
            whom, bar = self._customer.served, self._customer_opt_out
        else:
            return None
        return None if whom is None else (whom, bar, page == LOOKUP)

    def suppressions(self) -> None:
        """Show suppressed addresses, read anew."""
        fresh = self._stopped is None
        self._shell.show_page(STOPPED)
        if self._stopped is not None and not fresh:
            self._stopped.refresh()

    def report_death(self) -> None:
        """Ask on whose word a death is reported, of the hit that is chosen or the customer who is open."""
        if (asking := self._asking()) is not None:
            whom, bar, may_end = asking
            self._close_bars()
            bar.ask_death(*whom, may_end=may_end)

    def _on_opt_out_asked(self, subject: str, brand: str) -> None:
        assert self._customer is not None  # noqa: S101 - it asks
        assert self._customer_opt_out is not None  # noqa: S101 - made with the page
        if (whom := self._customer.served) is not None:
            self._customer_opt_out.ask(*whom, may_end=False, subject=subject, brand=brand)

    def _on_opt_in_asked(self, subject: str, brand: str) -> None:
        assert self._customer is not None  # noqa: S101 - it asks
        assert self._customer_opt_out is not None  # noqa: S101 - made with the page
        if (whom := self._customer.served) is not None:
            self._customer_opt_out.ask_yes(*whom, subject, brand)

    def stop_address(self) -> None:
        """Ask for an address that is on no customer's record, to stop marketing to it."""
        if self._shell.page == LOOKUP and self._lookup is not None and self._address is not None:
            self._close_bars()
            self._address.ask(*self._lookup.line)

    def refine_next(self) -> None:
        """Show the hits of one brand after the other."""
        if self._shell.page == LOOKUP and self._lookup is not None:
            self._lookup.refine_next()

    @property
    def _bar_that_ends(self) -> OptOutPresenter | AddressPresenter | None:
        """The bar of look-up under which something was saved, and which ends its request."""
        bars = (self._lookup_opt_out, self._address)
        return next((bar for bar in bars if bar is not None and bar.may_end), None)

    def end_request(self) -> None:
        """Ask how the request ends, if one is open; after an opting out from the hits it has an outcome already."""
        if self._shell.page == CUSTOMER:
            self._ask_end()
        elif self._shell.page == LOOKUP and self._lookup is not None:
            if (bar := self._bar_that_ends) is not None:
                bar.end()
            elif (request := self._lookup.request) is not None:
                self._close_bars()
                self._ending[LOOKUP].ask(request, self._lookup.leave_taking)

    def _ask_end(self, chosen: RequestOutcome | None = None) -> None:
        if found := self._in_hand():
            assert self._customer is not None  # noqa: S101 - the request is served there
            self._ending[CUSTOMER].ask(found[1], self._customer.leave_taking, chosen)

    def _on_ended(self, done: str) -> None:
        assert self._customer is not None  # noqa: S101 - the request was served there
        self._customer.leave()
        self.find_another()
        assert self._lookup is not None  # noqa: S101 - made by find_another
        self._lookup.tell(done)

    def _on_gone(self, words: str) -> None:
        """The request is not in this window's hands any more; whoever looks at something else is left there."""
        self._close_bars()
        if self._shell.page in {CUSTOMER, SENDING} or (
            self._shell.page == TRANSCRIPT and self._reading_from == CUSTOMER
        ):
            self.open_requests(words)
