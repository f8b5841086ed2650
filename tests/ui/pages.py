"""Every page and bar of the window, made up, in the states that differ: what is walked, laid out and looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.redaction import Span
from care_console.domain.requests import Channel
from care_console.ui.approvals.view import ApprovalsPage, ApprovalView, WaitingView
from care_console.ui.customer.data import DifferenceView, EditorView, InputView
from care_console.ui.customer.view import CustomerPage
from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.kit.write_bar import Asking, WriteBar
from care_console.ui.lookup.view import LookupView
from care_console.ui.optout.address import AddressBar
from care_console.ui.optout.data import LikelyRecord
from care_console.ui.requests.data import RequestRow
from care_console.ui.requests.end_bar import EndRequestBar
from care_console.ui.requests.view import RequestsView
from care_console.ui.review.view import ReviewView
from care_console.ui.sending.data import CopyView, FindingView, Piece, RecipientView, Row, Sheet
from care_console.ui.sending.view import SendingPage
from care_console.ui.settings.data import SettingsView
from care_console.ui.settings.view import SettingsPage
from care_console.ui.signin.view import SignInView
from care_console.ui.situations.bar import SituationsBar
from care_console.ui.situations.data import RecordView, SituationsView, StandingView
from care_console.ui.stopped.data import ActionView, EntryRow
from care_console.ui.stopped.view import StoppedPage
from care_console.ui.supervise.data import JoinedView, WorkRow
from care_console.ui.supervise.view import SupervisePage
from care_console.ui.training.data import TrainingRow
from care_console.ui.training.view import TrainingView
from care_console.ui.transcript.data import Line, Side, TranscriptView
from care_console.ui.transcript.view import TranscriptPage
from care_console.ui.words import word
from tests.ui import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.ui.kit.page import Page

said = QCoreApplication.translate
"""What the presenters say, in the language that is shown: words of the length that they have there."""


def lookup_with_hits() -> Page:
    page = LookupView()
    page.show_brands((samples.BRAND, samples.OTHER_BRAND), samples.BRAND)
    page.show_channels(tuple((channel.value, word(channel)) for channel in Channel), Channel.LETTER.value)
    page.show_refinements((samples.BRAND, samples.OTHER_BRAND))
    page.show_recent(samples.recent())
    page.field.edit.setText("harg")
    page.show_hits(samples.hits())
    return page


def customer_page(*, verified: bool) -> CustomerPage:
    page = CustomerPage()
    page.show_customer(samples.customer(verified=verified))
    page.transcripts.show_chats(samples.CHATS)
    return page


def customer_waiting() -> Page:
    page = customer_page(verified=True)
    page.transcripts.show_waiting("Asking the chat provider: 3 found")
    return page


def customer_without_provider() -> Page:
    page = customer_page(verified=True)
    page.transcripts.show_trouble(Trouble("Not heard", "Safe", "Ask IT.", "Ask again", "warn"))
    page.transcripts.ask_copy()
    return page


def customer_with_editor() -> Page:
    page = customer_page(verified=True)
    new = InputView("email", "New e-mail", "m@example.org")
    page.open_editor(EditorView("email", "E-mail", "m@example.org", (new,), "Type it", "Save change"))
    return page


def review_with_detail() -> Page:
    page = ReviewView()
    page.show_events(samples.events(), more=False)
    page.resize(1200, 800)
    page.choose(0)
    return page


def lookup_opting_out() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    samples.opt_out(page)
    return page


def lookup_opted_out() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    bar = samples.opt_out(page)
    bar.show_saved("Stopped: direct mail.", "Undo until 12:10.", may_undo=True, may_end=True)
    bar.show_likely((LikelyRecord(1, "M Hargreaves", "THE OUTNET, LS6"),))
    return page


def lookup_with_address() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    bar = AddressBar()
    page.add_bar(bar)
    bar.ask(samples.OPT_OUT_CHOICES, samples.COUNTRIES, "GB")
    bar.show_effects(samples.EFFECTS)
    return page


def transcript() -> Page:
    page = TranscriptPage()
    said = (
        Line(Side.CUSTOMER, "Where is my parcel?", "Ms Hargreaves  10:02", "Ms Hargreaves, 10:02: Where is my parcel?"),
        Line(Side.NOBODY, "5 minutes later", spoken="5 minutes later"),
        Line(Side.ADVISOR, "On its way.", "Ada  10:07", "Ada, 10:07: On its way."),
    )
    page.show_transcript(
        TranscriptView("Chat with Ada", "THE OUTNET", ChipText("9 days left", "warn", "clock"), lines=said)
    )
    page.sought.setText("way")
    return page


def training() -> Page:
    page = TrainingView()
    rows = tuple(
        TrainingRow(
            key, f"Chat with Ada {key}", "THE OUTNET", "2 Mar 2026 10:02", ChipText("9 days left", "warn", "clock")
        )
        for key in range(25)
    )
    page.show_chats("Open under REQ-00042", rows)
    return page


def transcript_asking() -> Page:
    page = TranscriptPage()
    page.ask_copy()
    return page


def settings() -> Page:
    page = SettingsPage()
    page.show_settings(SettingsView("light", 1.0, "en", 5, frozenset({"colours"})))
    return page


def lookup_opening() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    page.ask_opening(0, samples.OPENING_CHOICES)
    return page


def customer_writing(*, emergency: bool) -> Page:
    page = customer_page(verified=not emergency)
    bar = WriteBar()
    page.add_bar(bar)
    bar.ask(_emergency() if emergency else _hand_over())
    bar.show_refused(said("told", "Say who is in danger, and how."))
    return page


def _emergency() -> Asking:
    return Asking(
        said("HandlingPresenter", "Open address and phone in an emergency"),
        said(
            "HandlingPresenter",
            "Only where somebody is in danger and nobody can be verified. It opens for 5 minutes, and the team "
            "leads are alerted at once. Tell the emergency services, not the caller.",
        ),
        said("HandlingPresenter", "Who is in danger, and how"),
        said("HandlingPresenter", "Open for 5 minutes"),
    )


def _hand_over() -> Asking:
    return Asking(
        said("HandlingPresenter", "Hand this request over"),
        said(
            "HandlingPresenter",
            "Notes and unsaved changes go with it. Verification stays for 10 minutes, then one fact is asked.",
        ),
        said("HandlingPresenter", "What the other needs to know"),
        said("HandlingPresenter", "Hand over"),
        (("", said("HandlingPresenter", "The queue")), ("lead", "Nadia Rahimi")),
        said("HandlingPresenter", "To whom"),
        ("17:02  Sam Whitlock: calls again at six",),
    )


def customer_ending() -> Page:
    page = customer_page(verified=True)
    bar = EndRequestBar()
    page.add_bar(bar)
    outcomes = (("done", said("words", "Done")), ("promised", said("words", "Promised")))
    unsaved = said("EndingPresenter", "Forms not saved: {0}; ending drops what was typed there.")
    bar.ask(outcomes, "promised", unsaved.format("E-mail"))
    bar.show_refused(said("told", "Type a day such as 24/11, or +3 for three days from now."), day=True)
    return page


def customer_situations() -> Page:
    page = customer_page(verified=True)
    bar = SituationsBar()
    page.add_bar(bar)
    until = said("SituationsPresenter", "{0}, until {1}, recorded by {2}, {3}")
    lift = said("SituationsPresenter", "Lift")
    kinds = (("power", said("words", "Power of attorney")), ("court", said("words", "Court order")))
    bar.ask(
        SituationsView(
            said("SituationsPresenter", "Flags, and who may ask for {0}").format("Ms Margaret Hargreaves"),
            (
                StandingView("flag", said("words", "Vulnerable"), "R-1", "flag", lift, "?"),
                StandingView(
                    "authority",
                    said("SituationsPresenter", "{0} may ask as a representative").format("Owen Pritchard"),
                    until.format(kinds[0][1], "24/11/2027", "Sam Whitlock", "R-48213"),
                    "users",
                    said("SituationsPresenter", "End"),
                ),
            ),
            (
                RecordView(
                    "authority",
                    said("SituationsPresenter", "A representative's authority"),
                    said("SituationsPresenter", "Name of the representative"),
                    kinds,
                ),
            ),
        ),
        said("SituationsPresenter", "Recorded: {0} may ask as a representative.").format("Owen Pritchard"),
    )
    return page


def customer_in_conflict() -> Page:
    page = customer_with_editor()
    assert isinstance(page, CustomerPage)
    changed = "Somebody else changed this while you worked on it. Theirs is saved; nothing of yours is lost."
    difference = DifferenceView("E-mail", "margaret@example.org", "m.hargreaves@example.org")
    page.show_differences(said("AmendPresenter", changed), (difference,), may_save=True)
    return page


def customer_saved() -> Page:
    page = customer_page(verified=True)
    page.saved_bar.show_saved(
        said("AmendPresenter", "Saved: {0}. It can be undone until {1}.").format("E-mail", "17:20"), 60
    )
    page.show_messages(samples.MESSAGES)
    return page


def customer_with_code() -> Page:
    page = customer_page(verified=False)
    page.ask_facts(samples.CODE_SENT)
    return page


def customer_in_emergency() -> Page:
    page = customer_page(verified=False)
    words = said("CustomerPresenter", "Emergency: address and phone are open until {0}. Leads are alerted.")
    page.explain(words.format("17:20"))
    return page


def requests() -> Page:
    page = RequestsView()
    state = ChipText(said("words", "Parked"), "warn", "clock")
    page.show_requests(
        tuple(
            RequestRow(
                str(number), "phone", "•••• 0923", samples.BRAND, f"R-{number}", said("words", "The customer"),
                said("words", "Change of details"), "12 min", said("RequestsPresenter", "Reference {0}").format("T-7"),
                state, said("RequestsPresenter", "Resume"),
            )
            for number in range(3)
        )
    )  # fmt: skip
    page.show_message(said("RequestsPresenter", "Ended: {0}. Outcome: {1}.").format("R-1", said("words", "Done")))
    return page


def approvals(*, asking: bool = False) -> Page:
    page = ApprovalsPage()
    opened = said("ApprovalsPresenter", "{0}, opened by {1} under {2}").format("•••• 0923", "Sam Whitlock", "R-48213")
    looked_into = said("ApprovalsPresenter", "Looked into")
    own = said("ApprovalsPresenter", "You opened it yourself: another team lead looks into it.")
    page.show_waiting(
        (
            WaitingView("1", "shield-alert", opened, "A threat against the customer", "12 min", looked_into),
            WaitingView("2", "shield-alert", opened, "", "2 h", looked_into, own),
        ),
        (
            ApprovalView(
                "3",
                said("ApprovalsPresenter", "{0}, asked by {1} under {2}").format("•••• 0923", "Sam Whitlock", "R-1"),
                said("ApprovalsPresenter", "To {0}, an address that is new since {1}. The old one is told.").format(
                    "m@example.org", "1/11"
                ),
                "1 h",
                "",
            ),
        ),
        (
            WaitingView(
                "4", "flag", opened, said("ApprovalsPresenter", "It stays closed until the evidence is confirmed."),
                "1 d", said("ApprovalsPresenter", "Settle"),
            ),
        ),
    )  # fmt: skip
    page.tell(said("ApprovalsPresenter", "Approved: the copy is on its way."))
    if asking:
        note = said("ApprovalsPresenter", "It stays on record with your name.")
        found = said("ApprovalsPresenter", "What looking into it has found")
        page.bar.ask(Asking(opened, note, found, looked_into))
    return page


def supervise() -> Page:
    page = SupervisePage()
    page.show_rows(
        tuple(WorkRow(str(key), "phone-call", f"Sam Whitlock, R-{key}", "THE OUTNET", "12 min") for key in range(3))
    )
    page.tell(said("reasons", "It was parked or handed over in another window."))
    return page


def supervise_joined() -> Page:
    page = supervise()
    assert isinstance(page, SupervisePage)
    lines = (
        (said("SupervisePresenter", "Asked by"), said("words", "The customer")),
        (said("SupervisePresenter", "Saved"), "2"),
        (said("SupervisePresenter", "E-mail"), "m••••••@example.org"),
    )
    masked = said("SupervisePresenter", "Not verified: details are masked")
    page.show_joined(JoinedView("Sam Whitlock, R-48213", masked, False, lines, ("17:02  Sam Whitlock: calls again",)))
    return page


def sending(*, asking: bool = False) -> Page:
    page = SendingPage()
    if asking:
        page.ask_copy()
        return page
    page.show_choices(
        (RecipientView("m", "m@example.org", said("words", "E-mail address on file"), needs_lead=True, warns=True),),
        (("harmless", said("words", "The customer's own")),),
    )
    sheet = Sheet((Row("Dear Ms Hargreaves,"), Row("  My PIN is ████", message=0, indent=2)), ((Piece(0, 14, 0, 14),),))
    finding = FindingView(said("words", "PIN"), "10:02", "My PIN is ████", hidden=True, span=Span(0, 10, 14))
    page.show_copy(CopyView("care@example.org", "A copy of your chat", "chat.pdf", sheet, (finding,)))
    page.tell(said("ApprovalsPresenter", "Declined: nothing is sent."), bad=True)
    return page


def stopped() -> Page:
    page = StoppedPage()
    page.show_companies((("yoox", "YOOX NET-A-PORTER GROUP"),))
    confirm = ActionView("confirm", said("StoppedPresenter", "Confirm"), "?")
    page.show_deaths((EntryRow(1, "•••• 0923", "R-48213, Sam Whitlock", "flag", (confirm,)),))
    page.show_entries((), said("StoppedPresenter", "No report waits."))
    return page


def sign_in_masked() -> Page:
    page = SignInView()
    page.show_masked("Jordan Okafor", said("Masking", "Masked because this computer was locked."))
    return page


PAGES: dict[str, Callable[[], Page]] = {
    "settings": settings,
    "lookup empty": LookupView,
    "lookup opting out": lookup_opting_out,
    "lookup opted out": lookup_opted_out,
    "lookup with address": lookup_with_address,
    "lookup with hits": lookup_with_hits,
    "customer unverified": lambda: customer_page(verified=False),
    "customer verified": lambda: customer_page(verified=True),
    "customer with editor": customer_with_editor,
    "customer, provider asked": customer_waiting,
    "customer, provider away": customer_without_provider,
    "transcript": transcript,
    "training": training,
    "training empty": TrainingView,
    "transcript asking": transcript_asking,
    "review": review_with_detail,
    "review empty": ReviewView,
    "lookup opening": lookup_opening,
    "customer in an emergency": customer_in_emergency,
    "customer, emergency asked for": lambda: customer_writing(emergency=True),
    "customer handed over": lambda: customer_writing(emergency=False),
    "customer ending": customer_ending,
    "customer with situations": customer_situations,
    "customer in conflict": customer_in_conflict,
    "customer saved": customer_saved,
    "customer with code": customer_with_code,
    "requests": requests,
    "requests empty": RequestsView,
    "approvals": approvals,
    "approvals asking": lambda: approvals(asking=True),
    "approvals empty": ApprovalsPage,
    "supervise": supervise,
    "supervise joined": supervise_joined,
    "supervise empty": SupervisePage,
    "sending": sending,
    "sending asking": lambda: sending(asking=True),
    "stopped": stopped,
    "sign-in": SignInView,
    "sign-in masked": sign_in_masked,
}
