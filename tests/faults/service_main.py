"""The audit service, told its log and port by arguments and its tokens by the environment; prints the port."""

from __future__ import annotations

import sys

from care_console.auditserver.serve import serve
from care_console.auditserver.tokens import load_tokens


def ready(port: int) -> None:
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve(sys.argv[1], "127.0.0.1", int(sys.argv[2]), load_tokens(), ready)
