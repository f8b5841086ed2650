"""The command line: what can be asked, and errors told in words."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from care_console import __version__
from care_console.domain.errors import CancelledError, ToldError

TOLD_STATUS = 1
STOPPED_STATUS = 130
SECRETS = ("audit-ingest", "audit-reader", "bounces", "chat", "mail", "orders")
"""Secrets of services outside, by the names that people type."""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as options; `command` is always set. Ends the program with status 2 for what it cannot read."""
    parser = argparse.ArgumentParser(
        prog="care-console",
        description="Customer care for retailers. Without a command the window opens.",
        epilog="Exit status: 0 done; 1 it could not be done, and the error stream says why; 2 the command line cannot "
        "be read; 130 stopped. COMMAND --help tells of each command.",
    )
    parser.add_argument("--version", action="version", version=f"care-console {__version__}")
    parser.set_defaults(command="window")
    commands = parser.add_subparsers(metavar="COMMAND")
    for name in _needed(arguments):
        purpose, add_options = _COMMANDS[name]
        added = commands.add_parser(name, help=purpose)
        added.set_defaults(command=name)
        add_options(added)
    return parser.parse_args(arguments)


def _needed(arguments: Sequence[str]) -> Iterable[str]:
    """The commands without which a command line cannot be read: the one that it asks for, or all, to tell of them.

    A window is opened without the options of all the others, which take their time to be declared.
    """
    if not arguments:
        return ()
    return arguments[:1] if arguments[0] in _COMMANDS else _COMMANDS


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--screenshot", type=Path, metavar="PNG", help="show look-up with hits, save a picture, and end")
    demo.add_argument(
        "--windows", type=int, choices=range(1, 5), default=1, metavar="N", help="as many windows, each for its agent"
    )
    demo.add_argument(
        "--deliver",
        action="store_true",
        help="let messages leave, by the mail server and the order system that are set",
    )


def _add_import(importing: argparse.ArgumentParser) -> None:
    importing.add_argument("kind", choices=("customers", "orders", "transcripts"))
    importing.add_argument("file", type=Path)
    importing.add_argument("--map", type=Path, metavar="MAP.toml", help="mapping of foreign fields")
    importing.add_argument("--report", type=Path, metavar="FILE", help="write refused rows with line and reason")
    _add_store(importing)


def _add_secret(keeping: argparse.ArgumentParser) -> None:
    keeping.add_argument("name", choices=SECRETS, help="what it is for")
    keeping.add_argument("--forget", action="store_true", help="remove it from the keyring instead")


def _add_store_commands(store: argparse.ArgumentParser) -> None:
    making = store.add_subparsers(metavar="WHAT", required=True)
    create = making.add_parser("create", help="make an empty, encrypted store and its first administrator")
    _add_store(create)
    create.set_defaults(command="store create")

    check = making.add_parser("check", help="compare the index of look-up with what the customers say")
    _add_store(check)
    check.set_defaults(command="store check")


def _add_agent(agent: argparse.ArgumentParser) -> None:
    adding = agent.add_subparsers(metavar="WHAT", required=True)
    add = adding.add_parser("add", help="add somebody who may sign in; the password is asked for")
    add.add_argument("name")
    add.add_argument("--role", choices=("agent", "lead", "privacy_officer", "admin"), default="agent")
    _add_store(add)
    add.set_defaults(command="agent add")


def _add_lookup(finding: argparse.ArgumentParser) -> None:
    finding.add_argument("text")
    finding.add_argument("--reason", required=True, help="noted on the request of the search")
    finding.add_argument("--brand", default="", help="whose controller is searched")
    finding.add_argument("--limit", type=int, default=10)
    finding.add_argument("--json", action="store_true")
    _add_store(finding)


def _add_serve_audit(serving: argparse.ArgumentParser) -> None:
    serving.add_argument("--store", required=True, metavar="URL", help="database of the log, such as sqlite:///log.db")
    _add_place(serving, 8470)
    serving.add_argument("--tokens", type=Path, metavar="FILE", help="hashes of the tokens; else from the environment")
    serving.add_argument("--until-input-ends", action="store_true", help="end when standard input does")


def _add_relay(relay: argparse.ArgumentParser) -> None:
    relay.add_argument("--until-empty", action="store_true", help="end when nothing waits any more")
    _add_store(relay)


def _add_serve_chat(chatting: argparse.ArgumentParser) -> None:
    chatting.epilog = "The secret that clients show is in the environment variable CARE_CONSOLE_CHAT_SECRET."
    _add_chat_files(chatting)
    _add_place(chatting, 8480)
    chatting.add_argument(
        "--oauth",
        metavar="CLIENT",
        default="",
        help="demand tokens, fetched at /oauth/token with OAuth 2.0 client credentials of this client id",
    )


def _add_vcon(writing: argparse.ArgumentParser) -> None:
    _add_chat_files(writing)
    writing.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="is made where there is none")


def _add_suppressions(listing: argparse.ArgumentParser) -> None:
    listing.add_argument("file", type=Path, metavar="FILE.csv", help="is made; one that is there is not written over")
    listing.add_argument("--brand", required=True)
    _add_store(listing)


def _add_purge(purging: argparse.ArgumentParser) -> None:
    purging.add_argument("--confirm", action="store_true", help="delete what was counted; it cannot be brought back")
    _add_store(purging)


def _add_bounces(bounces: argparse.ArgumentParser) -> None:
    bounces.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="messages, mboxes or folders; none: the mailbox that is set"
    )
    _add_store(bounces)


def _add_place(parser: argparse.ArgumentParser, port: int) -> None:
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (%(default)s); others than loopback need --cert"
    )
    parser.add_argument("--port", type=int, default=port, help="0 picks a free one (%(default)s)")
    parser.add_argument("--cert", type=Path, metavar="PEM", help="certificate for TLS, with its chain")
    parser.add_argument("--key", type=Path, metavar="PEM", help="its private key")


def _add_chat_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE", help="JSON Lines, or one vCon each (.json)")
    parser.add_argument(
        "--owner",
        nargs=2,
        metavar=("BRAND", "NUMBER"),
        help="brand and customer number of conversations that do not say whose they are",
    )


def _add_benches(benching: argparse.ArgumentParser) -> None:
    benches = benching.add_subparsers(metavar="WHAT", required=True)
    rate = benches.add_parser("import", help="import rate over a raw insert of the same rows")
    rate.add_argument("--json", action="store_true")
    rate.set_defaults(command="bench import")
    start = benches.add_parser("start", help="first painted frame and memory over a bare window")
    start.add_argument("--runs", type=int, default=7)
    start.add_argument("--json", action="store_true")
    start.set_defaults(command="bench start")
    speed = benches.add_parser("lookup", help="how fast look-up answers, beside LIKE, on made-up customers")
    speed.add_argument("--customers", type=int, default=100_000)
    speed.add_argument("--questions", type=int, default=200, help="of each form")
    speed.add_argument("--plain", action="store_true", help="in a store that is not encrypted")
    speed.add_argument("--json", action="store_true")
    speed.add_argument("--store", type=Path, metavar="PATH", help="ask for the customers of this store, only read")
    speed.set_defaults(command="bench lookup")
    paint = benches.add_parser("paint", help="from a key in look-up to its painted hits, over an in-memory floor")
    paint.add_argument("--customers", type=int, default=100_000)
    paint.add_argument("--names", type=int, default=40, help="how many are typed, letter by letter")
    paint.add_argument("--json", action="store_true")
    paint.set_defaults(command="bench paint")
    quality = benches.add_parser("lookup-quality", help="how often the customer who is meant comes first")
    quality.add_argument("file", type=Path, metavar="FILE.csv", help="columns query, customer number")
    quality.add_argument("--json", action="store_true")
    _add_store(quality)
    quality.set_defaults(command="bench lookup-quality")
    hiding = benches.add_parser("redaction", help="what redaction finds in labelled chats: recall and precision")
    hiding.add_argument("files", type=Path, nargs="+", metavar="FILE", help="as MultiDoGO publishes them")
    hiding.add_argument("--json", action="store_true")
    hiding.set_defaults(command="bench redaction")


def _add_store(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--store", type=Path, metavar="PATH", help="the store, if not the one in the settings")


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "demo": ("open a demo on published data, kept for this run only", _add_demo),
    "import": ("import customers, orders or chat transcripts from a file", _add_import),
    "secret": ("keep a secret in the keyring of this computer; it is asked for", _add_secret),
    "store": ("make a store, or check one", _add_store_commands),
    "agent": ("add somebody who may sign in", _add_agent),
    "lookup": ("search once, without a window; recorded as any search", _add_lookup),
    "serve-audit": ("serve the audit API", _add_serve_audit),
    "relay": ("deliver waiting audit events until stopped, without a window", _add_relay),
    "serve-chat": ("serve chat conversations from files, as a chat provider does", _add_serve_chat),
    "vcon": ("write chat conversations from files as IETF vCons, one file each", _add_vcon),
    "suppressions": ("write a brand's suppression file for its mailing house", _add_suppressions),
    "purge": ("count what is beyond its retention; with --confirm, delete it", _add_purge),
    "bounces": ("take in reports of messages to customers that came back", _add_bounces),
    "bench": ("measure this computer: ratios in one run", _add_benches),
}
"""What each command is for, and the options that it has, in the order in which help lists them."""


def guarded(command: Callable[[], int]) -> int:
    """Run a command; errors meant for people are told in words, and give status 1."""
    try:
        return command()
    except ToldError as error:
        tell(error)
        return TOLD_STATUS
    except OSError as error:
        # Of files that were named on the command line; the store's own are told by the store.
        tell(ToldError(f"{error.filename or 'A file'}: {error.strerror}.", todo="Choose another file or folder."))
        return TOLD_STATUS
    except (KeyboardInterrupt, CancelledError):
        print("Stopped. What was done so far is kept.", file=sys.stderr)
        return STOPPED_STATUS


def tell(error: ToldError) -> None:
    """What happened, what is safe, and what to do, on the error stream."""
    for part in (error.happened, error.safe, error.todo):
        if part:
            print(part, file=sys.stderr)


def say(text: str) -> None:
    """A line on standard output, at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """A line on the error stream."""
    print(text, file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """A line of progress that the next one replaces; nothing where no terminal reads it."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    """Leave the last line of progress standing."""
    if sys.stderr.isatty():
        print(file=sys.stderr)


def ask_name(question: str) -> str:
    """A name, asked for until there is one. Raises CancelledError when there is nobody to ask."""
    name = ""
    while not name:
        try:
            name = input(f"{question}: ").strip()
        except EOFError:
            raise CancelledError from None
    return name


def ask_secret(question: str) -> str:
    """A secret, typed without being shown. Raises CancelledError when there is nobody to ask."""
    import getpass

    try:
        return getpass.getpass(f"{question}: ")
    except EOFError:
        raise CancelledError from None


def ask_new_secret(question: str) -> str:
    """A new secret, typed twice alike and at least twelve characters long."""
    while True:
        first = ask_secret(question)
        if len(first) < 12:
            print("At least 12 characters, please.", file=sys.stderr)
        elif ask_secret("Once more") != first:
            print("The two were not the same.", file=sys.stderr)
        else:
            return first
