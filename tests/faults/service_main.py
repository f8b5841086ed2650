"""The audit service, told log, port and perhaps certificate and key by arguments; prints the port that it serves."""

from __future__ import annotations

import sys
from pathlib import Path

from care_console.auditserver.serve import serve
from care_console.auditserver.tokens import load_tokens
from care_console.serving import Place


def ready(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    cert, key = map(Path, sys.argv[3:5]) if len(sys.argv) > 3 else (None, None)
    serve(sys.argv[1], Place("127.0.0.1", int(sys.argv[2]), cert, key), load_tokens(), ready)
