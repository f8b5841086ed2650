"""How delivery stands, at the foot of the sidebar: told by the threads that deliver, shown while somebody works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from care_console.app.stores import Backend
    from care_console.audit.relay import RelayState
    from care_console.mail.courier import CourierState
    from care_console.ui.shell import Shell


class DeliveryBoard(QObject):
    """The relay, and the couriers of messages to customers and to the order system."""

    relay_told = Signal(object)
    """A newer `RelayState`; emitted on any thread."""
    mail_moved = Signal(str)
    """Messages to customers may have moved on; why they do not leave, empty where they do."""
    orders_moved = Signal()
    """The order system may have answered."""
    _mail_told = Signal(object)
    _orders_told = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._shows = False
        self._backend: Backend | None = None
        self._relay: RelayState | None = None
        self._mail: CourierState | None = None
        self._orders: CourierState | None = None
        self.relay_told.connect(self._on_relay)
        self._mail_told.connect(self._on_mail)
        self._orders_told.connect(self._on_orders)

    def follow(self, backend: Backend) -> None:
        """Hear of an open store's deliveries; before they start."""
        self._backend = backend
        backend.post.tell(self._mail_told.emit)
        if backend.orders is not None:
            backend.orders.tell(self._orders_told.emit)

    def begin(self) -> None:
        """Somebody is at work: show what is known, and what comes."""
        self._shows = True
        self._show()

    def stop(self) -> None:
        """Nobody is: keep what comes for whoever begins next."""
        self._shows = False

    def _on_relay(self, state: RelayState) -> None:
        self._relay = state
        self._show()

    def _on_mail(self, state: CourierState) -> None:
        from care_console.app.delivery import mail_trouble

        self._mail = state
        self._show()
        self._wake_relay()
        self.mail_moved.emit(mail_trouble(state.trouble))

    def _on_orders(self, state: CourierState) -> None:
        self._orders = state
        self._show()
        self._wake_relay()
        self.orders_moved.emit()

    def _wake_relay(self) -> None:
        """What has become of a message is an event."""
        if self._backend is not None:
            self._backend.relay.wake()

    def _show(self) -> None:
        from care_console.app.delivery import orders_view, outbox_view, post_view

        if not self._shows:
            return
        if self._relay is not None:
            self._shell.show_outbox(outbox_view(self._relay))
        if self._mail is not None:
            self._shell.show_post(post_view(self._mail))
        if self._orders is not None:
            self._shell.show_orders(orders_view(self._orders))
