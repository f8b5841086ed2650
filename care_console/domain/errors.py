"""The tree of errors, drawn once.

CareError
 ├─ ToldError            shown to the user in three parts: what happened, what is safe, what to do now
 │   ├─ StoreError         the store cannot be opened, read or written
 │   │   ├─ StoreBusyError       another writer holds it; a retry may succeed
 │   │   ├─ StoreFullError       no room on the disk
 │   │   ├─ StoreReadOnlyError   the folder or the file cannot be written
 │   │   ├─ StoreKeyError        the key or passphrase does not open it
 │   │   │   └─ WrongPassphraseError   a passphrase that may be asked for again
 │   │   ├─ StoreNewerError      written by a newer version of the program
 │   │   └─ StoreInUseError      another window has it open
 │   ├─ ConflictError      somebody else changed the record first
 │   ├─ InvalidError       a value that cannot be accepted, with the field's name
 │   └─ ServiceError       the audit API, mail or chat service cannot be reached or refused
 ├─ CancelledError       the user stopped long work; nothing is wrong
 └─ BugError             a rule of the program itself was broken; never expected
"""

from __future__ import annotations

from typing import TypeVar

_T = TypeVar("_T")


def said(words: _T) -> _T:
    """The same words, marked as words that the window shows in its own language: a text, or a table of texts.

    Sentences of errors need no mark. `care_console.ui.told` looks both up; `packaging/translations.py` gathers them.
    """
    return words


class CareError(Exception):
    """Root of every error that this program raises on purpose."""


class ToldError(CareError):
    """An error told to the user: what happened, what is safe, and what to do now.

    Each text is a literal, so that it can be translated, and may hold `{placeholders}`, which `values` fill. None of
    the texts and values may hold personal data: they are shown, and they may be logged.
    """

    def __init__(self, happened: str, *, safe: str = "", todo: str = "", **values: object) -> None:
        self.sources = (happened, safe, todo)
        self.values = values
        self.happened, self.safe, self.todo = (text.format(**values) if values else text for text in self.sources)
        super().__init__(self.happened)

    def __str__(self) -> str:
        """All three parts, in the order in which a reader needs them."""
        return " ".join(part for part in (self.happened, self.safe, self.todo) if part)


class StoreError(ToldError):
    """The store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another writer holds the store; the same call may succeed shortly."""


class StoreFullError(StoreError):
    """There is no room left on the disk; nothing of the transaction was kept."""


class StoreReadOnlyError(StoreError):
    """The store's folder or file cannot be written."""


class StoreKeyError(StoreError):
    """The key or passphrase does not open the store."""


class WrongPassphraseError(StoreKeyError):
    """The passphrase typed is not the one that wraps the store's key; it may be asked for again."""


class StoreNewerError(StoreError):
    """The store was written by a newer version of the program."""


class StoreInUseError(StoreError):
    """Another running window has the store open."""


class ConflictError(ToldError):
    """Somebody else changed the record after it was read; nothing was overwritten."""


class InvalidError(ToldError):
    """A value that cannot be accepted; `field` names where it was typed, never the value."""

    def __init__(self, field: str, happened: str, *, todo: str = "", **values: object) -> None:
        super().__init__(happened, safe="", todo=todo, **values)
        self.field = field


class ServiceError(ToldError):
    """A service outside the console cannot be reached, or refused."""


class CancelledError(CareError):
    """Long work was stopped by the user."""


class BugError(CareError):
    """A rule of the program itself was broken, such as reading a guarded column past the guard."""
