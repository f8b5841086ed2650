"""What waits and what was done, in lists: open requests, suppressions, the audit log, and what leads look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.app.places import ALERTS, APPROVALS, REQUESTS, REVIEW, STOPPED, SUPERVISE, TRAINING

if TYPE_CHECKING:
    from care_console.ui.approvals.presenter import ApprovalsPresenter
    from care_console.ui.kit.page import Page
    from care_console.ui.requests.presenter import RequestsPresenter
    from care_console.ui.review.presenter import ReviewPresenter
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift
    from care_console.ui.stopped.presenter import StoppedPresenter
    from care_console.ui.supervise.presenter import SupervisePresenter


class ListRoom(QObject):
    """Pages that show what others do as well, so that each is read anew whenever it is gone to."""

    resumed = Signal(object)
    """The request that goes on (`services.requests.Resumed`)."""
    training_asked = Signal(str, int)
    """A conversation was opened for training: the request, and the conversation."""

    def __init__(self, shell: Shell, shift: Shift) -> None:
        super().__init__()
        self._shell = shell
        self._shift = shift
        self._requests: RequestsPresenter | None = None
        self._stopped: StoppedPresenter | None = None
        self._review: ReviewPresenter | None = None
        self._approvals: ApprovalsPresenter | None = None
        self._supervise: SupervisePresenter | None = None
        shell.add_page(REQUESTS, self._make_requests)
        shell.add_page(STOPPED, self._make_stopped)
        shell.add_page(REVIEW, self._make_review)
        shell.add_page(APPROVALS, self._make_approvals)
        shell.add_page(SUPERVISE, self._make_supervise)
        shell.add_page(TRAINING, self._make_training)

    def requests(self, message: str = "") -> None:
        """What the agent has in hand; `message` says what has just become of a request."""
        page = self._shell.show_page(REQUESTS)
        assert self._requests is not None  # noqa: S101 - made by show_page
        self._requests.refresh(message)
        page.take_focus()

    def suppressions(self) -> None:
        """Suppressed addresses, read anew."""
        self._shell.show_page(STOPPED)
        assert self._stopped is not None  # noqa: S101 - made by show_page
        self._stopped.refresh()

    def _settle_deaths(self, company: str) -> None:
        self._shell.show_page(STOPPED)
        assert self._stopped is not None  # noqa: S101 - made by show_page
        self._stopped.go_to_deaths(company)

    def approvals(self) -> None:
        """What waits for a lead."""
        self._shell.show_page(APPROVALS)
        self._shell.toasts.drop(ALERTS)
        self.refresh()

    def supervise(self) -> None:
        """The requests of others."""
        self._shell.show_page(SUPERVISE)
        if self._supervise is not None:
            self._supervise.refresh()

    def refresh(self) -> None:
        """Read what shows anew, where that can change by itself."""
        if self._shell.page == REVIEW and self._review is not None:
            self._review.refresh()
        if self._shell.page == APPROVALS and self._approvals is not None:
            self._approvals.refresh()

    def follow(self) -> None:
        """What waits for a lead, or what has become of messages, may be something else than before."""
        if self._shell.page == APPROVALS and self._approvals is not None:
            self._approvals.follow()

    def _make_requests(self) -> Page:
        from care_console.ui.requests.presenter import RequestsPresenter
        from care_console.ui.requests.view import RequestsView

        view = RequestsView()
        self._requests = RequestsPresenter(view, self._shift)
        self._requests.resumed.connect(self.resumed)
        return view

    def _make_stopped(self) -> Page:
        from care_console.ui.stopped.presenter import StoppedPresenter
        from care_console.ui.stopped.view import StoppedPage

        page = StoppedPage()
        self._stopped = StoppedPresenter(page, self._shift)
        return page

    def _make_review(self) -> Page:
        from care_console.ui.review.presenter import ReviewPresenter
        from care_console.ui.review.view import ReviewView

        view = ReviewView()
        self._review = ReviewPresenter(view, self._shift)
        self._review.refresh()
        return view

    def _make_approvals(self) -> Page:
        from care_console.ui.approvals.presenter import ApprovalsPresenter
        from care_console.ui.approvals.view import ApprovalsPage

        page = ApprovalsPage()
        self._approvals = ApprovalsPresenter(page, self._shift)
        self._approvals.deaths_asked.connect(self._settle_deaths)
        return page

    def _make_supervise(self) -> Page:
        from care_console.ui.supervise.presenter import SupervisePresenter
        from care_console.ui.supervise.view import SupervisePage

        page = SupervisePage()
        self._supervise = SupervisePresenter(page, self._shift)
        return page

    def _make_training(self) -> Page:
        from care_console.ui.training.presenter import TrainingPresenter
        from care_console.ui.training.view import TrainingView

        view = TrainingView()
        TrainingPresenter(view, self._shift).chat_asked.connect(self.training_asked)
        return view
