"""The commands about chats that lie in files: served as a provider does, or written as vCons."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from care_console import cli, resources, settings
from care_console.app.stores import SystemClock
from care_console.domain.policies import PolicyBook
from care_console.serving import Place

if TYPE_CHECKING:
    from care_console.chat.archive import Archived
    from care_console.domain.retention import Retention

_REFUSED_SHOWN = 20


def serve_chat(options: argparse.Namespace, place: Place) -> int:
    """`serve-chat`: serve an archive until asked to stop."""
    from care_console.chat.archive import Archive
    from care_console.chat.doors import SECRET_VARIABLE, SecretDoor, TokenDoor
    from care_console.chat.server import serve

    kept, refused = _read(options)
    scheme = "https" if options.cert else "http"
    secret = os.environ.get(SECRET_VARIABLE, "")
    serve(
        Archive(kept, _retention(), SystemClock()),
        TokenDoor(options.oauth, secret) if options.oauth else SecretDoor(secret),
        place,
        lambda port: cli.say(
            f"Chat provider ready at {scheme}://{options.host}:{port} "
            f"with {len(kept):,} conversations; {refused:,} were refused"
        ),
    )
    return 0


def write_vcons(options: argparse.Namespace) -> int:
    """`vcon`: each conversation that is still kept as a file of its own; one that is there is not written over."""
    from care_console.chat import vcon

    kept, refused = _read(options)
    retention, now = _retention(), datetime.now(UTC)
    options.to.mkdir(parents=True, exist_ok=True)
    written = there = over = 0
    for each in kept:
        chat = each.conversation
        if not retention.keeps(chat.brand, chat.ended_at, now):
            over += 1
            continue
        try:
            # For its owner's eyes alone: it holds what customers said.
            path = options.to / f"{vcon.identity(chat)}.vcon.json"
            with open(path, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(vcon.write(chat, each.customer, made_at=now))
            written += 1
        except FileExistsError:
            there += 1
    counts = {
        "written": written,
        "there already": there,
        "beyond their retention and left out": over,
        "refused": refused,
    }
    cli.say(", ".join(f"{count:,} {what}" for what, count in counts.items()))
    return 0


def _read(options: argparse.Namespace) -> tuple[list[Archived], int]:
    """The conversations of files, and how many were refused; the error stream says which and why."""
    from care_console.chat.archive import read_files
    from care_console.chat.vcon import Owner

    owner = Owner("archive", *options.owner) if options.owner else None
    kept, refused = read_files(options.files, datetime.now(UTC), owner)
    for each in refused[:_REFUSED_SHOWN]:
        cli.complain(f"{each.file}, line {each.line}, refused: {each.reason}")
    return kept, len(refused)


def _retention() -> Retention:
    from care_console.services.transcripts import retention_of

    market = settings.load(settings.Places.of_platform()).market
    return retention_of(PolicyBook.load(resources.path("policies")), market, datetime.now(UTC).date())
