"""The chat provider of a journey: `care-console serve-chat` as a process of its own, or one that never answers."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from care_console.chat.doors import SECRET_VARIABLE
from tests.ports import KeptPort

if TYPE_CHECKING:
    from tests.journeys.desk import Caller

ROOT = Path(__file__).parents[2]
SECRET = "a-secret-of-the-chat-provider"


def conversation(caller: Caller, reference: str, *texts: str, days: int = 3, **other: Any) -> dict[str, Any]:
    """A conversation of a caller in the provider's form, customer and advisor in turn, a minute between two."""
    began = datetime.now(UTC) - timedelta(days=days)
    messages = [
        {"at": began + timedelta(minutes=place), "speaker": ("customer", "advisor")[place % 2], "text": text}
        for place, text in enumerate(texts)
    ]
    made: dict[str, Any] = {
        "reference": reference, "provider": "live", "brand": "mr-porter", "customer": caller.number,
        "started_at": began, "ended_at": began + timedelta(minutes=max(len(texts) - 1, 0)), "advisor": "Ines",
        "topic": "a return", "messages": messages,
    }  # fmt: skip
    return made | other


@dataclass
class Provider:
    """The process, over a file in `place`; killed and started again on the same port."""

    place: Path
    port: int = 0
    arguments: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None
    kept: KeptPort = field(default_factory=KeptPort)

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    def start(self, *chats: dict[str, Any]) -> None:
        """Serve these conversations."""
        path = self.place / "chats.jsonl"
        path.write_bytes(b"\n".join(msgspec.json.encode(chat) for chat in chats) + b"\n")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "care_console", "serve-chat", str(path), "--port", str(self.port), *self.arguments],
            cwd=ROOT,
            env=os.environ | {SECRET_VARIABLE: SECRET},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        self.port = int(said.split(" with ")[0].rpartition(":")[2])
        self.kept.release()

    def kill(self) -> None:
        """End it at once."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None
            self.kept.hold(self.port)
