"""Composition root: the only place that chooses adapters and joins them with services and screens."""

from __future__ import annotations

from collections.abc import Sequence


def run(arguments: Sequence[str]) -> int:
    """Run a command line; the exit status."""
    from care_console import cli

    options = cli.parse(arguments)
    if options.command in ("window", "demo"):
        from care_console.app.start import show

        return show(options)
    from care_console.app.commands import COMMANDS
    from care_console.app.hardening import keep_memory

    keep_memory()
    return cli.guarded(lambda: COMMANDS[options.command](options))
