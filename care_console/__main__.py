"""Entry: `python -m care_console`, a window unless a command is given."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; the exit status."""
    from multiprocessing import freeze_support

    from care_console.app import run
    from care_console.app.faults import keep_quiet

    freeze_support()  # a frozen program starts its helpers by its own name
    keep_quiet()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
