"""Hearing that the session of this computer was locked, where the platform tells.

Linux: the screen savers of freedesktop, GNOME and KDE on the session bus, and logind on the system bus. Windows:
WM_WTSSESSION_CHANGE. macOS tells programs by means that Qt does not offer: there idle time masks.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK = 0x02B1, 0x7


class SessionWatch(QObject):
    """Listens from the first `begin` on."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._listening = False
        self._filter: _WindowsFilter | None = None

    def begin(self) -> None:
        """Listen; where the platform tells nothing, nothing is heard."""
        if self._listening:
            return
        self._listening = True
        if sys.platform == "win32":
            self._filter = _WindowsFilter(self)
        elif sys.platform != "darwin":
            from PySide6.QtDBus import QDBusConnection

            if _has_session_bus():
                self.listen(QDBusConnection.sessionBus())
            logind = QDBusConnection.systemBus()
            if logind.isConnected():
                logind.connect("", "", "org.freedesktop.login1.Session", "Lock", self, _slot("_on_lock()"))

    def listen(self, bus: QDBusConnection) -> None:
        """Hear the screen savers of a session bus; whoever they are, they tell it alike."""
        if bus.isConnected():
            for saver in SAVERS:
                bus.connect("", "", saver, "ActiveChanged", self, _slot("_on_active(bool)"))

    @Slot(bool)
    def _on_active(self, active: bool) -> None:
        if active:
            self.locked.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.locked.emit()


def _has_session_bus() -> bool:
    """Whether there is one: asked for where there is none, a bus is started."""
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    return bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS")) or bool(runtime and Path(runtime, "bus").exists())


def _slot(signature: str) -> Any:  # noqa: ANN401 - the binding refuses what its stubs ask for
    """A slot as `connect` takes it."""
    return SLOT(signature)


class _WindowsFilter(QAbstractNativeEventFilter):
    """Asks Windows to tell a window of its own of the session, and hears it."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch
        self._ear = QWidget()
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(int(self._ear.winId())), 0)
        application = QCoreApplication.instance()
        if application is not None:
            application.installNativeEventFilter(self)

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        """See Qt; nothing is kept from others."""
        from ctypes import wintypes

        if QByteArray(kind).data() == b"windows_generic_MSG":
            told = wintypes.MSG.from_address(int(message))
            if told.message == _WM_WTSSESSION_CHANGE and told.wParam == _WTS_SESSION_LOCK:
                self._watch.locked.emit()
        return False, 0
