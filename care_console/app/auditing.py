"""The audit service as a process of its own, as the demo starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import msgspec

from care_console.app.stores import AuditAccess
from care_console.auditserver.tokens import TOKENS_VARIABLE, issue
from care_console.domain.errors import ServiceError

START_SECONDS = 30.0


class AuditService:
    """A running `care-console serve-audit` on loopback."""

    def __init__(self, database: Path, store_id: str) -> None:
        """Start it on a free port; raises ServiceError when it does not come up."""
        ingest, ingest_token = issue("demo-console", "ingest", store_id)
        reader, reader_token = issue("demo-leads", "reader")
        environment = {**os.environ, TOKENS_VARIABLE: msgspec.json.encode([ingest_token, reader_token]).decode()}
        program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "care_console"]
        self._process = subprocess.Popen(  # noqa: S603 - this very program
            [*program, "serve-audit", "--store", f"sqlite:///{database}", "--port", "0", "--until-input-ends"],
            env=environment,
            stdin=subprocess.PIPE,  # it ends with this process, even one that is killed
            stdout=subprocess.PIPE,
            text=True,
        )
        self.access = AuditAccess(f"http://127.0.0.1:{self._port()}", ingest, reader)

    def _port(self) -> int:
        assert self._process.stdout is not None  # noqa: S101 - asked for above
        watch = threading.Timer(START_SECONDS, self._process.kill)
        watch.start()
        try:
            said = self._process.stdout.readline()
        finally:
            watch.cancel()
        port = said.rpartition(":")[2].strip()
        if not port.isdecimal():
            self.stop()
            raise ServiceError(
                "The audit service did not start.",
                safe="Nothing was shown.",
                todo="Close the program and start it again.",
            )
        return int(port)

    def stop(self) -> None:
        """End it; what it acknowledged is on the disk."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
