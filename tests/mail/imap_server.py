"""A small IMAP server (RFC 3501) in a thread, over TLS: as much of it as a reader of one mailbox asks for."""

from __future__ import annotations

import contextlib
import re
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import trustme


@dataclass
class Kept:
    """One message in the mailbox."""

    content: bytes
    seen: bool = False


@dataclass
class Mailbox:
    """What the server keeps, who may open it, and what it was asked."""

    messages: list[Kept] = field(default_factory=list)
    user: str = "care"
    password: str = "geheim"
    fault: str = ""
    searches: list[str] = field(default_factory=list)
    in_clear: list[str] = field(default_factory=list)
    """Commands that came before there was encryption."""


class _Session(socketserver.StreamRequestHandler):
    server: ImapPlace

    def handle(self) -> None:
        with contextlib.suppress(OSError, EOFError), contextlib.ExitStack() as ending:
            ending.callback(lambda: self.request.close())  # noqa: PLW0108 - it is another one once it is encrypted
            if self.server.implicit:
                self._encrypt()
            self._say("* OK there")
            while self._answer(self._line()):
                pass

    def _encrypt(self) -> None:
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        self.setup()

    def _line(self) -> str:
        line = self.rfile.readline(65_536)
        if not line:
            raise EOFError
        return line.decode("ascii").rstrip("\r\n")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode("ascii"))

    def _answer(self, line: str) -> bool:
        tag, _, rest = line.partition(" ")
        command, _, arguments = rest.partition(" ")
        box = self.server.box
        if not isinstance(self.request, ssl.SSLSocket):
            box.in_clear.append(command)
        if command == "UID":
            command, _, arguments = arguments.partition(" ")
        if box.fault == command:
            return False
        if command == "STARTTLS":
            self._say(f"{tag} OK go on")
            self._encrypt()
            return True
        if command == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 STARTTLS")
        elif command == "SEARCH":
            box.searches.append(arguments)
            self._say("* SEARCH " + " ".join(str(at) for at, each in enumerate(box.messages, 1) if not each.seen))
        elif command == "FETCH":
            self._fetch(arguments)
        elif command == "STORE":
            box.messages[int(arguments.split()[0]) - 1].seen = "\\Seen" in arguments
        right = {"LOGIN": f'{box.user} "{box.password}"', "SELECT": '"Returned mail"'}.get(command, arguments)
        self._say(f"{tag} {'OK done' if arguments == right else 'NO so'}")
        return command != "LOGOUT"

    def _fetch(self, arguments: str) -> None:
        asked = re.fullmatch(r"(\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", arguments)
        assert asked is not None
        content = self.server.box.messages[int(asked[1]) - 1].content[: int(asked[2])]
        self.wfile.write(f"* {asked[1]} FETCH (UID {asked[1]} BODY[]<0> {{{len(content)}}}\r\n".encode())
        self.wfile.write(content + b")\r\n")


class ImapPlace(socketserver.ThreadingTCPServer):
    """The server, on a free port of this computer."""

    daemon_threads = True

    def __init__(self, certificate: trustme.LeafCert, *, implicit: bool = True) -> None:
        self.box = Mailbox()
        self.implicit = implicit
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self.context)
        super().__init__(("127.0.0.1", 0), _Session)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.05,), name="mailbox")
        self._thread.start()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def stop(self) -> None:
        """End it."""
        self.shutdown()
        self._thread.join()
        self.server_close()
