"""One-time codes: sent to a contact that has not changed, said back by the customer (`care.md`, the ladder).

A code is kept as a slow hash alone, lives shortly, and is asked for few times; the message that held it is emptied as
soon as it has left or can no longer be used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from care_console.domain.requests import WRITTEN, Channel

CODE_DIGITS: Final = 6
CODE_TRIES: Final = 3
"""After so many answers a code is over; a wrong one counts among the failures of the customer, too."""
CODES_A_DAY: Final = 3
"""For one customer, over all requests: whoever asks for more is guessing, or is a nuisance to a mailbox."""
_SPOKEN_LIFE: Final = timedelta(minutes=10)
_WRITTEN_LIFE: Final = timedelta(hours=24)
_SALT_BYTES: Final = 16
_COST: Final = {"n": 2**14, "r": 8, "p": 1}
"""scrypt (RFC 7914): some 40 ms and 16 MB a guess, so that all codes take hours and a code lives for minutes."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """A code that waits to be said: the message that carries it, and until when it may be used."""

    message_id: str
    expires_at: datetime


def code_life(channel: Channel) -> timedelta:
    """How long a code may be used: on the line it is said at once, who writes answers within a day."""
    return _WRITTEN_LIFE if channel in WRITTEN else _SPOKEN_LIFE


def new_code() -> str:
    """A code of `CODE_DIGITS` digits, each as likely as any other."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def code_hash(code: str) -> str:
    """What is kept of a code: salt and scrypt of it, in Base64."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return base64.b64encode(salt + hashlib.scrypt(code.encode(), salt=salt, **_COST)).decode()


def is_code(said: str, kept: str) -> bool:
    """Whether what was said is the code of which `kept` is the hash."""
    raw = base64.b64decode(kept)
    salt, wanted = raw[:_SALT_BYTES], raw[_SALT_BYTES:]
    return hmac.compare_digest(hashlib.scrypt(said.encode(), salt=salt, **_COST), wanted)
