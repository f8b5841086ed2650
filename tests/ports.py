"""A port that stays a server's own while it is down: every other server of the tests takes one that is free."""

from __future__ import annotations

import socket
import sys
import weakref


class KeptPort:
    """Holds a port between the end of a server and the next start.

    On Linux a socket that is bound and does not listen keeps others away who ask for a free port, and lets in whoever
    names it (SO_REUSEADDR, as `socket.create_server` sets it). Elsewhere nothing is held.
    """

    def __init__(self) -> None:
        self._closing: weakref.finalize[[], KeptPort] | None = None

    def hold(self, port: int) -> None:
        """Nobody listens on it any more; until `release`, at the latest until this object goes."""
        if sys.platform == "linux":
            self.release()
            held = socket.socket()
            self._closing = weakref.finalize(self, held.close)
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.bind(("127.0.0.1", port))

    def release(self) -> None:
        """The server has it again."""
        if self._closing is not None:
            self._closing()
