"""The customer page: before verification masked and amber, afterwards open and green."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from care_console.ui.customer.cards import (
    AddressesCard,
    DetailsCard,
    HistoryCard,
    OrdersCard,
    PaymentCard,
)
from care_console.ui.customer.data import (
    CustomerView,
    DifferenceView,
    DraftCheck,
    EditorView,
    InputView,
    MessageView,
    VerificationView,
)
from care_console.ui.customer.dock import Dock
from care_console.ui.customer.editor import Editor
from care_console.ui.customer.header import Crumbs, Identity, RequestBanner
from care_console.ui.customer.messages import MessagesCard
from care_console.ui.customer.preferences import ConsentsCard, PreferencesCard
from care_console.ui.customer.saved import SavedBar
from care_console.ui.customer.transcripts import TranscriptsCard
from care_console.ui.customer.verify import SEND_CODE, VerifyCard
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Scrolling, column, focus_first, frame, hline, row
from care_console.ui.kit.page import Page
from care_console.ui.kit.sight import Sight
from care_console.ui.kit.tabs import Tabs, tab_bar
from care_console.ui.theme import theme

TWO_COLUMNS_FROM = 860
"""Page width, in token lengths, from which the cards stand in two columns."""


LOW_UNDER = 420
"""Page height, in token lengths, under which the name makes room for an editor or a question; the path has it still."""


class CustomerPage(Page):
    """Shows one customer under one request, and emits what the agent did."""

    back_asked = Signal()
    action_asked = Signal(str)
    """Name of the window's command that is to be done with the request."""
    fact_answered = Signal(str, str)
    """Key of the kind of fact, and what the customer said."""
    code_asked = Signal()
    """A one-time code is to be sent; answered by ``ask_facts``."""
    verification_given_up = Signal()
    reveal_asked = Signal(str)
    """Key of the field."""
    amend_asked = Signal(str)
    """Key of the field; answered by ``open_editor`` or ``ask_facts``."""
    draft_edited = Signal(str, object)
    """Key of the field, and a draft that wants ``show_check``."""
    draft_saved = Signal(str, object)
    """Key and draft; answered by ``show_customer``, ``show_refused`` or ``show_differences``."""
    switch_asked = Signal(str, str, bool)
    """Keys of brand and subject of a preference, and whether it is to be allowed."""
    undo_asked = Signal()
    """Take back what ``saved_bar`` tells of."""
    end_asked = Signal()
    draft_dropped = Signal(str)
    """Key of the field whose draft was given up."""

    def __init__(self) -> None:
        super().__init__()
        self._verified = False
        self.crumbs = Crumbs()
        self._identity = Identity()
        self.banner = RequestBanner()
        self.verify = VerifyCard()
        self.details = DetailsCard()
        self._addresses, self._orders, self._payment = AddressesCard(), OrdersCard(), PaymentCard()
        self.saved_bar = SavedBar()
        self._preferences, self._consents = PreferencesCard(), ConsentsCard()
        self.transcripts = TranscriptsCard()
        self.messages = MessagesCard()
        self._history = HistoryCard()
        self._editable = (self.details, self._addresses, self._orders, self._payment, self._history)
        self._undo = on_keys(self, QKeySequence.StandardKey.Undo, self.saved_bar.ask_undo)
        self._closed = self._make_closed()
        self._tabs = self._make_tabs()
        self._columns = self._make_columns()
        # Above the cards, where they scroll with them: on a small screen nothing else has to give way.
        self._bars = column(self.saved_bar, spacing=0)
        self._shown_above: list[QWidget] = [self.saved_bar]
        cards = column(self._bars, self._columns, margins=(24, 0, 24, 12), spacing=0)
        cards.setStretch(1, 1)
        self._scroll = Scrolling(cards)
        # On a small screen the bars above it keep their height, and the cards scroll in what is left.
        self._scroll.setMinimumHeight(theme().px(48))
        self._sight = Sight(self._scroll)
        self._dock = Dock()
        self._arrange()
        self._connect()

    def show_duplicates(self, words: str) -> None:
        """Say beside the name how many others may be this customer."""
        self._identity.show_duplicates(words)

    def show_customer(self, customer: CustomerView) -> None:
        """Show everything afresh; an open editor closes."""
        verified = customer.request.verified
        if verified and not self._verified:
            self._sight.top()  # what has just opened begins there
        self._verified = verified
        self.crumbs.show_name(customer.name)
        self._identity.show_customer(customer)
        self.banner.show_request(customer.request)
        self.details.show_fields(customer.fields)
        self._addresses.show_addresses(customer.addresses, verified=verified)
        self._orders.show_orders(customer)
        self._payment.show_cards(customer.cards)
        self.show_preferences(customer)
        self.messages.show_messages(customer.messages)
        self._history.show_entries(customer.history)
        for open_card in (
            self._payment,
            self._preferences,
            self._consents,
            self.transcripts,
            self.messages,
            self._history,
        ):
            open_card.setVisible(verified)
        self._closed.setVisible(not verified)
        self.verify.setVisible(customer.verification is not None)
        if customer.verification is not None:
            self.verify.show_verification(customer.verification)
        self._show_tabs(verified=verified)
        self._fold()

    def add_bar(self, bar: QWidget) -> None:
        """Give a bar that another part brings its place above the cards; it hides and shows itself."""
        self._bars.addWidget(bar)
        self._shown_above.append(bar)
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll to a bar that shows itself; the one before makes room, so that one thing at most can be undone.

        What saves an editor that has become taller than what can be seen stays in sight.
        """
        if isinstance(watched, Editor):
            if event.type() == QEvent.Type.Resize:
                self._keep_foot()
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShowToParent:
            self._scroll.verticalScrollBar().setValue(0)
            for bar in self._shown_above:
                if bar is not watched:
                    bar.hide()
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._fold()
        if watched is self.saved_bar and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            # A bar of another part has keys of its own: two that listen to the same would both stay silent.
            self._undo.setEnabled(event.type() == QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)

    def show_preferences(self, customer: CustomerView) -> None:
        """Show what the customer chose, now and ever, in place of that before; all else on the page stays."""
        self._preferences.show_preferences(customer.preferences)
        self._consents.show_entries(customer.consents)

    def show_orders(self, customer: CustomerView) -> None:
        """Show the orders in place of those before; all else on the page stays."""
        self._orders.show_orders(customer)

    def show_messages(self, messages: tuple[MessageView, ...]) -> None:
        """Show these messages in place of those before; all else on the page stays."""
        self.messages.show_messages(messages)

    def show_open_for(self, time: str) -> None:
        """Show for how long the request has been open, such as ``04:37``."""
        self.banner.show_open_for(time)

    @property
    def editor(self) -> Editor | None:
        """The editor that is open, if any."""
        return next((card.editor for card in self._editable if card.editor is not None), None)

    def show_inputs(self, inputs: tuple[InputView, ...]) -> None:
        """Ask for these values in the open editor: what was chosen changes the form."""
        if self.editor is not None:
            self.editor.show_inputs(inputs)

    def show_check(self, check: DraftCheck) -> None:
        """Show what the rules say about the draft in the editor."""
        if self.editor is not None:
            self.editor.show_check(check)
            self._follow_editor()

    def show_refused(self, message: str, *, again: bool = False) -> None:
        """The change was not saved: why, with the draft kept; ``again`` where it may be saved once more as it is."""
        if self.editor is not None:
            self.editor.show_refused(message, again=again)

    def show_differences(self, message: str, differences: tuple[DifferenceView, ...], *, may_save: bool) -> None:
        """The change was not saved, because somebody else has changed the same: both, with the draft kept."""
        if self.editor is not None:
            self.editor.show_differences(message, differences, may_save=may_save)
            self._follow_editor()

    def ask_facts(self, verification: VerificationView) -> None:
        """Ask for more facts of a customer who is verified already: what is asked next needs them."""
        self.verify.setVisible(True)
        self.verify.show_verification(verification)
        self.verify.take_focus()
        self._fold()
        self._follow_verification()

    def show_whereabouts(self) -> None:
        """Bring phone and address into sight: an emergency has opened them."""
        self._scroll.ensureWidgetVisible(self._addresses)
        self._scroll.ensureWidgetVisible(self.details)

    def explain(self, words: str) -> None:
        """Say why something was not done."""
        self.saved_bar.show_refused(words)

    def show_emergency(self, words: str) -> None:
        """Say what an emergency has opened."""
        self.banner.show_identity(words)
        announce(self, words, urgent=True)

    def take_focus(self) -> None:
        """Go to the answer while something can be verified, else to the tabs."""
        if self.verify.isHidden():
            self._tabs.setFocus()
        else:
            self.verify.answer.setFocus()
            self._follow_verification()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where space is short."""
        super().resizeEvent(event)
        width = theme().units(self.width())
        self._fold()
        self._keep_foot()
        self.banner.fold(width)
        self.crumbs.fold(width)
        if self.verify.isVisible():  # also once the page has its size: it is filled before it shows
            self._follow_verification()

    def _fold(self) -> None:
        wide = theme().units(self.width()) >= TWO_COLUMNS_FROM
        low = theme().units(self.height()) < LOW_UNDER
        amending = self.editor is not None or (self._verified and not self.verify.isHidden())
        asking = amending or any(not bar.isHidden() for bar in self._shown_above)
        self._identity.setVisible(not (low and asking))
        self._tabs.setVisible(not low or self.editor is None)
        # In one column verification comes first, because everything else waits for it.
        one = QBoxLayout.Direction.TopToBottom if self.verify.isHidden() else QBoxLayout.Direction.BottomToTop
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else one)
        self._columns.setStretch(0, 58 if wide else 0)
        self._columns.setStretch(1, 42 if wide else 0)
        self._dock.keep_only(self.editor)

    def _show_tabs(self, *, verified: bool) -> None:
        for index, card in enumerate(self._tab_cards):
            self._tabs.setTabVisible(index, verified or card in (self.details, self._addresses, self._orders))

    def _on_tab(self, index: int) -> None:
        if index == 0:
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self._sight.head(self._tab_cards[index])

    def _on_scrolled(self) -> None:
        """Where the section of the current tab has gone out of sight, the tab of what is there takes its place."""
        seen = [index for index, card in enumerate(self._tab_cards) if not card.visibleRegion().isEmpty()]
        if seen and self._tabs.currentIndex() not in seen:
            self._tabs.mark(seen[0])  # the page is where it should be

    def _enter(self, index: int) -> None:
        self._on_tab(index)
        focus_first(self._tab_cards[index])

    def go_to_chats(self) -> None:
        """Go to the chats, to the latest one's copy where there is one."""
        self._tabs.setCurrentIndex(self._tab_cards.index(self.transcripts))
        self._sight.show(self.transcripts.go_to_copies())

    def open_editor(self, view: EditorView) -> None:
        """Let the agent amend the row of the view's key; another editor that is open closes."""
        for card in self._editable:
            if card.editor is not None:
                card.close_editor()
        editor = next((made for card in self._editable if (made := card.open_editor(view)) is not None), None)
        if editor is not None:
            editor.draft_edited.connect(lambda draft: self.draft_edited.emit(view.key, draft))
            editor.saved.connect(lambda draft: self._on_saved(view.key, draft))
            editor.cancelled.connect(lambda: self.draft_dropped.emit(view.key))
            editor.cancelled.connect(self._fold)
            editor.installEventFilter(self)
            self._follow_editor()

    def _keep_foot(self) -> None:
        editor = self.editor
        if editor is not None and editor.height() > self._scroll.viewport().height():
            self._dock.hold(editor)

    def _follow_editor(self) -> None:
        """Bring the whole editor into sight, what was there before and what is typed first of all."""
        self._fold()
        if (editor := self.editor) is not None:
            self._sight.show(editor, *editor.needed)

    def _follow_verification(self) -> None:
        """Bring what is asked into sight, the answer first of all."""
        self._sight.show(self.verify, self.verify.form, self.verify.answer)

    def _on_saved(self, key: str, draft: object) -> None:
        if self.editor is not None:
            self.editor.show_saving()
        self.draft_saved.emit(key, draft)

    def _on_fact(self, kind: str, said: str) -> None:
        self.verify.show_checking()
        self.fact_answered.emit(kind, said)

    def _connect(self) -> None:
        self.crumbs.back_asked.connect(self.back_asked)
        self.crumbs.action_asked.connect(self.action_asked)
        self.banner.end_asked.connect(self.end_asked)
        self.verify.fact_answered.connect(self._on_fact)
        self.verify.code_asked.connect(self.code_asked)
        on_keys(self, SEND_CODE, self.verify.ask_code)
        self.verify.given_up.connect(self.verification_given_up)
        self.verify.emergency_asked.connect(lambda: self.action_asked.emit("emergency"))
        for card in self._editable:
            card.amend_asked.connect(self.amend_asked)
        self._preferences.switch_asked.connect(self.switch_asked)
        self.saved_bar.installEventFilter(self)
        self.saved_bar.undo_asked.connect(self.undo_asked)
        self._undo.setEnabled(False)
        self.details.reveal_asked.connect(self.reveal_asked)
        self._tabs.tabBarClicked.connect(self._on_tab)
        self._tabs.currentChanged.connect(self._on_tab)
        self._tabs.entered.connect(self._enter)
        self._scrolled = QTimer(self)
        """Once for all steps of a scroll: on its way the page may pass its top."""
        self._scrolled.setSingleShot(True)
        self._scrolled.setInterval(0)
        self._scrolled.timeout.connect(self._on_scrolled)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled.start())

    def _make_tabs(self) -> Tabs:
        self._tab_cards = (
            self.details,
            self._addresses,
            self._orders,
            self._preferences,
            self.transcripts,
            self.messages,
            self._history,
        )
        titles = [
            self.tr("Details"),
            self.tr("Addresses"),
            self.tr("Orders"),
            self.tr("Preferences"),
            self.tr("Transcripts"),
            self.tr("Messages"),
            self.tr("History"),
        ]
        return tab_bar(self.tr("Sections"), titles)

    def _make_closed(self) -> QFrame:
        words = EmptyState(
            "lock",
            self.tr("Preferences, transcripts and history open after verification"),
            self.tr("General questions can be answered without opening them."),
        )
        return frame("card", column(words))

    def _make_columns(self) -> QBoxLayout:
        left = column(self.details, self._addresses, self._orders, self._payment, None, spacing=12)
        right = column(
            self.verify,
            self._closed,
            self._preferences,
            self._consents,
            self.transcripts,
            self.messages,
            self._history,
            None,
            spacing=12,
        )
        columns = row(margins=(0, 12, 0, 0), spacing=12)
        columns.addLayout(left, 58)
        columns.addLayout(right, 42)
        return columns

    def _arrange(self) -> None:
        top = column(
            self.crumbs,
            6,
            self._identity,
            12,
            self.banner,
            2,
            self._tabs,
            margins=(24, 10, 24, 0),
            spacing=0,
        )
        page = column(top, hline(), spacing=0)
        page.addWidget(self._scroll, 1)
        page.addWidget(self._dock)
        self.setLayout(page)
