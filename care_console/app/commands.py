"""The commands of the command line, each joined with what it works on."""

from __future__ import annotations

import argparse
import json
import os
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from care_console import cli, resources, settings
from care_console.app import stores
from care_console.app.chatting import CHAT_SECRET
from care_console.app.mailing import BOUNCES_PASSWORD, MAIL_PASSWORD
from care_console.app.ordering import ORDERS_TOKEN
from care_console.credentials import Argon2Passwords, KeyringCredentials
from care_console.domain.errors import ToldError
from care_console.domain.policies import PolicyBook, RecordKind
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent, Role
from care_console.services.retention import Purged
from care_console.serving import Place
from care_console.storage.store import SqliteStore

if TYPE_CHECKING:
    from care_console.services.intake.run import Report

_REMARKS_SHOWN = 20
_SECRETS = {
    "audit-ingest": stores.INGEST_TOKEN,
    "audit-reader": stores.READER_TOKEN,
    "bounces": BOUNCES_PASSWORD,
    "chat": CHAT_SECRET,
    "mail": MAIL_PASSWORD,
    "orders": ORDERS_TOKEN,
}
"""The names of `cli.SECRETS` as the keyring has them."""
_PURGED = {RecordKind.CHAT_TRANSCRIPTS: "conversations", RecordKind.SENT_MAIL: "sent messages"}
_NOT_SIGNED_IN = {
    "wrong_password": "Name or password is wrong.",
    "sign_in_locked": "Too many wrong passwords: try again in a few minutes.",
}


def serve_audit(options: argparse.Namespace) -> int:
    """`serve-audit`: serve until asked to stop; the address goes to standard output once requests are taken."""
    from care_console.auditserver.serve import serve
    from care_console.auditserver.tokens import load_tokens

    if options.until_input_ends:
        threading.Thread(target=_end_with_input, name="end with input", daemon=True).start()
    scheme = "https" if options.cert else "http"
    serve(
        options.store,
        _place(options),
        load_tokens(options.tokens),
        lambda port: cli.say(f"Audit service ready at {scheme}://{options.host}:{port}"),
    )
    return 0


def _place(options: argparse.Namespace) -> Place:
    return Place(options.host, options.port, options.cert, options.key)


def _end_with_input() -> None:
    """Ask this process to stop once standard input ends, as it does when whoever started it is gone."""
    # The descriptor itself: a reader of sys.stdin would hold its lock while the interpreter shuts down.
    while os.read(0, 1024):
        pass
    signal.raise_signal(signal.SIGTERM)


def create_store(options: argparse.Namespace) -> int:
    """`store create`: an empty, encrypted store with its first administrator."""
    path = _path(options)
    if path.exists():
        raise ToldError(
            f"There is a store at {path} already.",
            safe="It was not changed.",
            todo="Choose another place with --store.",
        )
    name = cli.ask_name("Name of the first administrator")
    password = cli.ask_new_secret("Password of the first administrator")
    store = stores.make_store(path, lambda: cli.ask_new_secret("Passphrase of the store, asked for at every start"))
    with closing(store):
        store.put_agent(name, Role.ADMIN, Argon2Passwords().hash(password))
    cli.say(f"Made an empty store at {path}.")
    return 0


def add_agent(options: argparse.Namespace) -> int:
    """`agent add`: an administrator adds somebody who may sign in."""
    name = options.name.strip()
    if not name:
        raise ToldError("A name is needed.", safe="Nothing was changed.", todo="Give the name after: agent add.")
    with closing(_store(options)) as store:
        _administrator(store)
        password = cli.ask_new_secret(f"Password for {name}")
        try:
            store.put_agent(name, Role(options.role), Argon2Passwords().hash(password))
        except ValueError:
            raise ToldError("Somebody signs in by this name already.", todo="Choose another name.") from None
    cli.say("Added.")
    return 0


def keep_secret(options: argparse.Namespace) -> int:
    """`secret`: a service's secret goes into the keyring, typed without being shown, or out of it."""
    credentials = KeyringCredentials()
    if options.forget:
        credentials.delete(_SECRETS[options.name])
        cli.say("Removed from the keyring.")
        return 0
    secret = cli.ask_secret("Secret").strip()
    if not secret:
        raise ToldError("Nothing was typed.", safe="The keyring was not changed.")
    credentials.put(_SECRETS[options.name], secret)
    cli.say("Kept in the keyring.")
    return 0


def run_import(options: argparse.Namespace) -> int:
    """`import`: progress on the error stream, the report on standard output; Ctrl+C stops, a rerun goes on."""
    from care_console.domain.intake import Kind
    from care_console.services.intake.mapping import OwnNames, Preparation, read_mapping
    from care_console.services.intake.run import Progress
    from care_console.services.intake.run import run_import as run
    from care_console.storage.intake import SqliteIntake

    stopped = threading.Event()
    kind = Kind(options.kind)
    mapping: Preparation = read_mapping(options.map) if options.map else OwnNames()
    with closing(_store(options)) as store:
        agent = _sign_in(store)
        signal.signal(signal.SIGINT, lambda _signal, _frame: stopped.set())

        def show(done: Progress) -> None:
            left = "" if done.remaining is None else f", {done.remaining:.0f} s left"
            share = 100 * done.bytes_done / done.bytes_total if done.bytes_total else 100
            cli.progress(f"{share:3.0f} %  {done.rows:,} rows, {done.rate:,.0f} a second{left}")

        report = run(
            SqliteIntake(store, stores.SystemClock(), agent),
            kind,
            options.file,
            mapping,
            book=PolicyBook.load(resources.path("policies")),
            now=datetime.now(UTC),
            progress=show,
            cancelled=stopped.is_set,
        )
    cli.end_progress()
    if isinstance(report, Refusal):
        raise ToldError("Your role does not allow imports.", safe="Nothing was imported; the attempt is recorded.")
    if options.report:
        report.write(options.report)
    _tell(report, listed=not options.report)
    return cli.STOPPED_STATUS if report.cancelled else 0


def _tell(report: Report, *, listed: bool) -> None:
    """What became of an import; `listed`: how to have every refused row is said."""
    tally = report.tally
    counts = {
        "created": tally.created,
        "updated": tally.updated,
        "unchanged": tally.unchanged,
        "fields left as agents amended them": tally.kept,
        "refused": tally.refused,
    }
    cli.say(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    for what, remarks in (("refused", report.refused), ("warning", report.warnings)):
        for remark in remarks[:_REMARKS_SHOWN]:
            cli.say(f"  line {remark.line}, {what}: {remark.reason}")
    if len(report.refused) + len(report.warnings) > _REMARKS_SHOWN and listed:
        cli.say("  … --report FILE keeps the whole list.")
    if report.cancelled:
        cli.say("Stopped: what was imported is kept, and the same command goes on from there.")


def serve_chat(options: argparse.Namespace) -> int:
    """`serve-chat`: chats of files, as a provider serves them."""
    from care_console.app.chat_commands import serve_chat as serve

    return serve(options, _place(options))


def write_vcons(options: argparse.Namespace) -> int:
    """`vcon`: chats of files as vCons."""
    from care_console.app.chat_commands import write_vcons as write

    return write(options)


def purge(options: argparse.Namespace) -> int:
    """`purge`: what is over by brand; with --confirm it is deleted. Ctrl+C stops between two transactions."""
    stopped = threading.Event()
    with closing(_store(options)) as store:
        agent = _sign_in(store)
        signal.signal(signal.SIGINT, lambda _signal, _frame: stopped.set())
        found = deleted = 0
        for kind, words in _PURGED.items():
            done = _purge(store, agent, kind, stopped.is_set, confirmed=options.confirm)
            for brand, count in done.over.items():
                cli.say(f"{brand}: {count:,} {words} beyond their retention")
            found, deleted = found + len(done.over), deleted + done.deleted
    if not options.confirm:
        cli.say("Nothing was deleted. The same command with --confirm deletes them." if found else "Nothing is over.")
        return 0
    cli.say(f"{deleted:,} deleted")
    return cli.STOPPED_STATUS if stopped.is_set() else 0


def _purge(
    store: SqliteStore, agent: Agent, kind: RecordKind, cancelled: Callable[[], bool], *, confirmed: bool
) -> Purged:
    from care_console.services.retention import purge as run
    from care_console.services.transcripts import retention_of
    from care_console.storage.purge import SqliteKeeper

    market = settings.load(settings.Places.of_platform()).market
    book = PolicyBook.load(resources.path("policies"))
    clock = stores.SystemClock()
    keeper = SqliteKeeper(store, clock, agent, retention_of(book, market, clock.now().date(), kind), kind)
    done = run(
        keeper,
        agent,
        confirmed=confirmed,
        progress=lambda count, total: cli.progress(f"{count:,} of {total:,} deleted"),
        cancelled=cancelled,
    )
    cli.end_progress()
    if isinstance(done, Refusal):
        raise ToldError("Your role does not allow this.", safe="Nothing was deleted; the attempt is recorded.")
    return done


def write_suppressions(options: argparse.Namespace) -> int:
    """`suppressions FILE --brand BRAND`: recorded with count and digest before the file is there."""
    from care_console.services.stopped import StoppedWork

    if options.file.exists():
        raise ToldError(f"{options.file} is there already.", safe="It was not changed.", todo="Choose another name.")
    market = settings.load(settings.Places.of_platform()).market
    book = PolicyBook.load(resources.path("policies"))
    with closing(_store(options)) as store:
        made = StoppedWork(store.stopped, book, stores.SystemClock()).export(_sign_in(store), options.brand, market)
    if isinstance(made, Refusal):
        raise ToldError("Your role does not allow this.", safe="No file was made; the attempt is recorded.")
    # For its owner's eyes alone: it holds names and addresses.
    with open(options.file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        file.write(made.content)
    cli.say(f"{made.lines:,} lines, SHA-256 {made.digest}")
    return 0


def take_bounces(options: argparse.Namespace) -> int:
    """`bounces`: reports of returned mail, from files or from the mailbox that is set."""
    from care_console.app.delivery_commands import take_bounces as take

    with closing(_store(options)) as store:
        return take(store, options.files)


def relay(options: argparse.Namespace) -> int:
    """`relay`: deliver waiting events without a window."""
    from care_console.app.delivery_commands import relay as deliver

    return deliver(lambda: _store(options), until_empty=options.until_empty)


def bench_import(options: argparse.Namespace) -> int:
    """`bench import`: the import rate over a raw executemany of the same rows, in one run."""
    from care_console.app.bench import measure_import

    return _print_figures(measure_import(), as_json=options.json)


def bench_start(options: argparse.Namespace) -> int:
    """`bench start`: first painted frame and memory against a bare window, in processes of their own, in turn."""
    from care_console.app.bench import measure_start

    return _print_figures(measure_start(options.runs), as_json=options.json)


def bench_redaction(options: argparse.Namespace) -> int:
    """`bench redaction`: recall and precision of the proposals on labelled chats."""
    from care_console.services.bench_redaction import bench_redaction as measure

    return _print_figures(measure(options.files), as_json=options.json)


def look_up(options: argparse.Namespace) -> int:
    """`lookup`: somebody signs in, and searches once."""
    from care_console.app.lookup_commands import look_up as once

    with closing(_store(options)) as store:
        return once(store, _sign_in(store), options)


def check_store(options: argparse.Namespace) -> int:
    """`store check`: the index of look-up against the customers."""
    from care_console.app.lookup_commands import check_store as check

    with closing(_store(options)) as store:
        _administrator(store)
        return check(store)


def bench_lookup(options: argparse.Namespace) -> int:
    """`bench lookup`: on made-up customers, or on those of a store that is named."""
    from care_console.app.lookup_commands import bench_lookup as measure

    if options.store is not None:
        with closing(_store(options)) as store:
            _administrator(store)
            return _print_figures(measure(options, store), as_json=options.json)
    return _print_figures(measure(options), as_json=options.json)


def bench_paint(options: argparse.Namespace) -> int:
    """`bench paint`: the look-up page on made-up customers, in a window."""
    from care_console.app.bench_paint import bench_paint as measure

    return _print_figures(measure(options), as_json=options.json)


def bench_quality(options: argparse.Namespace) -> int:
    """`bench lookup-quality`: on the customers of a store."""
    from care_console.app.lookup_commands import bench_quality as measure

    with closing(_store(options)) as store:
        _administrator(store)
        return _print_figures(measure(store, options), as_json=options.json)


def _print_figures(figures: dict[str, object], *, as_json: bool) -> int:
    if as_json:
        cli.say(json.dumps(figures))
    else:
        for name, figure in figures.items():
            cli.say(f"{name}: {figure}")
    return 0


def _path(options: argparse.Namespace) -> Path:
    places = settings.Places.of_platform()
    given: Path | None = options.store
    return given or stores.store_path(settings.load(places), places)


def _store(options: argparse.Namespace) -> SqliteStore:
    return stores.find_store(_path(options), _ask_passphrase)


def _ask_passphrase(trouble: str) -> str:
    if trouble:
        cli.complain(trouble)
    return cli.ask_secret("Passphrase of the store")


def _sign_in(store: SqliteStore) -> Agent:
    """Somebody signs in for this command; services check what the role allows."""
    from care_console.services.signing_in import SignIn

    name = cli.ask_name("Your name")
    answer = SignIn(store, Argon2Passwords()).sign_in(name, cli.ask_secret("Your password"))
    if isinstance(answer, Refusal):
        raise ToldError(_NOT_SIGNED_IN[answer.reason.value], safe="Nothing was changed; the attempt is recorded.")
    return answer


def _administrator(store: SqliteStore) -> Agent:
    """An administrator signs in for this command."""
    who = _sign_in(store)
    if who.role is not Role.ADMIN:
        raise ToldError("Your role does not allow this.", safe="Nothing was changed.")
    return who


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "serve-audit": serve_audit,
    "store create": create_store,
    "store check": check_store,
    "agent add": add_agent,
    "secret": keep_secret,
    "lookup": look_up,
    "import": run_import,
    "serve-chat": serve_chat,
    "vcon": write_vcons,
    "bounces": take_bounces,
    "purge": purge,
    "suppressions": write_suppressions,
    "relay": relay,
    "bench import": bench_import,
    "bench lookup": bench_lookup,
    "bench paint": bench_paint,
    "bench lookup-quality": bench_quality,
    "bench start": bench_start,
    "bench redaction": bench_redaction,
}
