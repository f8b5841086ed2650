"""Entry: `python -m care_console`, a window unless a command is given."""

from __future__ import annotations

import sys


def main() -> int:
    """Run what the command line asks for; the exit status."""
    from care_console.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
