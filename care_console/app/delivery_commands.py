"""Commands that deliver without a window, and that take in what comes back."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from care_console import cli, settings
from care_console.app import stores
from care_console.app.mailing import returned_mail
from care_console.audit.relay import RelayState
from care_console.domain.errors import ToldError
from care_console.domain.messages import Taken
from care_console.mail.report_files import reports_in
from care_console.mail.reports import returns_in
from care_console.services.returns import ReturnDesk
from care_console.storage.store import SqliteStore


def relay(open_store: Callable[[], SqliteStore], *, until_empty: bool) -> int:
    """Deliver waiting events until stopped, or until nothing waits any more."""
    audit = stores.audit_access(settings.load(settings.Places.of_platform()))
    if audit is None:
        raise ToldError(
            "No audit service is set for this computer.",
            safe="Events wait in the outbox of the store.",
            todo="Set audit_url in the settings and its token in the keyring.",
        )
    done = threading.Event()
    signal.signal(signal.SIGINT, lambda _signal, _frame: done.set())
    signal.signal(signal.SIGTERM, lambda _signal, _frame: done.set())

    def show(state: RelayState) -> None:
        cli.progress(f"{state.backlog.waiting} waiting{'' if state.online else ', the audit service is away'}")
        if until_empty and state.backlog.waiting == 0:
            done.set()

    backend = stores.assemble(open_store(), audit, show)
    backend.start()
    done.wait()
    backend.close()
    cli.end_progress()
    return 0


def take_bounces(store: SqliteStore, files: Sequence[Path]) -> int:
    """Take in reports of returned mail, from files or from the mailbox that is set; each counts once."""
    desk = ReturnDesk(store.outgoing, returns_in)
    if files:
        desk.take_all(reports_in(files))
    else:
        mailbox = returned_mail(settings.load(settings.Places.of_platform()), stores.SystemClock())
        if mailbox is None:
            raise ToldError(
                "No mailbox for reports is set on this computer.",
                safe="Nothing was changed.",
                todo="Name files that hold them, or set bounces_host in the settings.",
            )
        desk.empty(mailbox)
    counts = desk.counts
    cli.say(f"{counts[Taken.NEW]:,} messages came back, {counts[Taken.KNOWN]:,} were known before")
    if counts[Taken.EARLY]:
        cli.say(f"{counts[Taken.EARLY]:,} are still on their way: run this again later")
    if counts[Taken.NOT_OURS]:
        cli.say(f"{counts[Taken.NOT_OURS]:,} others were no reports of this store's messages")
    return 0
