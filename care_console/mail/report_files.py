"""Reports of returned mail that lie in files: one message each, an mbox, or a folder of either (Maildir too)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from care_console.mail.reports import MOST_BYTES


def reports_in(paths: Iterable[Path]) -> Iterator[bytes]:
    """Every message; links are not followed within folders. Raises OSError for what cannot be read."""
    for path in paths:
        for file in _files(path):
            with file.open("rb") as stream:
                yield from _messages(stream)


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, _, names in os.walk(path):
        yield from (Path(folder) / name for name in sorted(names) if not (Path(folder) / name).is_symlink())


def _messages(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of an mbox, or the one that the file is; of each the beginning."""
    first = stream.readline(MOST_BYTES)
    if not first.startswith(b"From "):
        yield first + stream.read(max(MOST_BYTES - len(first), 0))
        return
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(MOST_BYTES):
        if line.startswith(b"From "):
            yield b"".join(lines)
            lines, size = [], 0
        elif size < MOST_BYTES:
            lines.append(line)
            size += len(line)
    yield b"".join(lines)
