"""Entry: `python -m care_console`, a window unless a command is given."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; the exit status."""
    from multiprocessing import freeze_support

    from care_console.app import run

    freeze_support()  # a frozen program starts its helpers by its own name
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
