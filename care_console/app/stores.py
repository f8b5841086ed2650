"""Opening a store with its key, and joining it with the services, the relay and the audit API."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from care_console import resources
from care_console.app.mailing import MailAccess
from care_console.app.paper import pdf_writer
from care_console.audit.client import AuditApi
from care_console.audit.reading import ApiAuditLog
from care_console.audit.relay import Relay, RelayState
from care_console.chat.http import HttpChat
from care_console.credentials import KEY_BYTES, Argon2Passwords, KeyringCredentials, WrappedKey, key_name, new_key
from care_console.delivery import Deliverer
from care_console.domain.amendments import OrderNote
from care_console.domain.audit_answers import Reply
from care_console.domain.errors import StoreError, StoreKeyError, StoreReadOnlyError, WrongPassphraseError
from care_console.domain.mail_texts import TextBook
from care_console.domain.messages import Letter
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import AuditLog, AuditPage, AuditQuery, Clock, OrderSystem, Store
from care_console.domain.retention import Retention
from care_console.domain.say_lines import SayBook
from care_console.domain.terms import Terms
from care_console.mail.courier import Courier
from care_console.services.access import Access
from care_console.services.amend import Amend
from care_console.services.codes import Codes
from care_console.services.consequences import not_revalidated
from care_console.services.copies import Copies
from care_console.services.lookup import Lookup
from care_console.services.notices import Notices
from care_console.services.oversight import Oversight
from care_console.services.preferences import Preferences
from care_console.services.requests import CareRequests
from care_console.services.review import Review
from care_console.services.sending import Sending
from care_console.services.signing_in import SignIn
from care_console.services.situations import CareSituations
from care_console.services.stopped import StoppedWork, ages_of
from care_console.services.training import TrainingRoom
from care_console.services.transcripts import Transcripts, retention_of
from care_console.settings import Places, Settings
from care_console.storage.store import SqliteStore, create_store, open_store
from care_console.transport import TransportError, Trouble

ChatAccess = Callable[[Retention, Clock], HttpChat | None]
"""Makes the chat provider as it is set, None where IT has not set it."""

INGEST_TOKEN = "audit:ingest"  # noqa: S105 - the name of a secret
READER_TOKEN = "audit:reader"  # noqa: S105 - the name of a secret


class SystemClock:
    """The computer's clock (`domain.ports.Clock`)."""

    def now(self) -> datetime:
        """See the port."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Backend:
    """An open store with everything that works on it."""

    store: SqliteStore
    sign_in: SignIn
    lookup: Lookup
    access: Access
    requests: CareRequests
    amend: Amend
    preferences: Preferences
    stopped: StoppedWork
    situations: CareSituations
    review: Review
    sending: Sending
    codes: Codes
    transcripts: Transcripts
    copies: Copies
    training: TrainingRoom
    oversight: Oversight
    book: PolicyBook
    say: SayBook
    relay: Relay
    post: Courier[Letter]
    """Delivers messages to customers."""
    orders: Courier[OrderNote] | None = None
    """Tells the order system, where IT has set one."""
    closers: tuple[Callable[[], None], ...] = field(default=())
    greeting: str = ""
    """What the sign-in screen says once the store is open."""

    @property
    def deliverers(self) -> tuple[Deliverer[Any], ...]:
        """All that deliver; the relay is last, for what the others do last are events."""
        return (self.post, *([] if self.orders is None else [self.orders]), self.relay)

    def start(self, committed: Callable[[], None] = lambda: None) -> None:
        """Deliver events, and messages to customers and to the order system, in the background from now on.

        `committed` is called whenever something was written, on the thread that wrote it.
        """

        def wake() -> None:
            for deliverer in self.deliverers:
                deliverer.wake()
            committed()

        self.store.on_commit = wake
        for deliverer in self.deliverers:
            deliverer.start()

    def close(self) -> None:
        """Stop delivering, close the store, then what was started for it."""
        for deliverer in self.deliverers:
            deliverer.stop()
        self.store.close()
        for close in self.closers:
            close()


@dataclass(frozen=True, slots=True)
class AuditAccess:
    """Where the audit API is, and the tokens to write and to read it."""

    url: str
    ingest: str
    reader: str


class _NoAudit:
    """Stands for the audit API until IT has set its address: nothing is delivered, nothing is read, nothing is lost."""

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:  # noqa: ARG002 - the relay's signature
        """See `audit.relay.Api`."""
        raise self._told()

    def read(self, query: AuditQuery) -> AuditPage:  # noqa: ARG002 - the port's signature
        """See the port."""
        raise self._told()

    @staticmethod
    def _told() -> TransportError:
        return TransportError(
            Trouble.UNREACHABLE,
            "No audit service is set for this computer.",
            todo="Events wait in the store meanwhile. Ask IT to set audit_url and its tokens.",
        )


def assemble(  # noqa: PLR0913 - the one place where everything is joined
    store: SqliteStore,
    audit: AuditAccess | None,
    on_state: Callable[[RelayState], None],
    closers: tuple[Callable[[], None], ...] = (),
    greeting: str = "",
    market: str = "GB",
    *,
    mail: MailAccess | None = None,
    chat: ChatAccess | None = None,
    orders: OrderSystem | None = None,
    clock: Clock | None = None,
) -> Backend:
    """Join an open store with services, relay and audit API; conversations are kept as the packs of `market` say.

    `chat` makes the provider that IT has set, and raises InvalidError or ServiceError for one that is set wrongly.
    """
    clock = clock or SystemClock()
    book = PolicyBook.load(resources.path("policies"))
    today = clock.now().date()
    store.terms = Terms(
        ages=ages_of(book, market, today),
        not_revalidated=not_revalidated(book, market, today),
        retention=retention_of(book, market, today),
        stricter={brand: policy.rungs for brand, policy in book.all_in_force(market, today).items()},
    )
    nothing = _NoAudit()
    api = AuditApi(audit.url, audit.ingest) if audit else nothing
    relay = Relay(store.outbox, api, on_state=on_state, end_due=store.end_unused_requests)
    log: AuditLog = ApiAuditLog(AuditApi(audit.url, audit.reader)) if audit else nothing
    port: Store = store
    mail = mail or MailAccess()
    post: Courier[Letter] = Courier(store.outgoing, mail.mailer, clock)
    orders_told = Courier(store.order_queue, orders, clock, name="order") if orders is not None else None
    texts = TextBook.load(resources.path("mail"))
    sending = Sending(port, book, texts, clock, mail.mailboxes)
    provider = chat(store.terms.retention, clock) if chat is not None else None
    if provider is not None:
        closers = (provider.close, *closers)
    transcripts = Transcripts(port, provider)
    return Backend(
        store=store,
        sign_in=SignIn(port, Argon2Passwords()),
        lookup=Lookup(port),
        access=Access(port),
        requests=CareRequests(port, clock),
        amend=Amend(port, clock, Notices(sending, market)),
        preferences=Preferences(port, book, clock, Notices(sending, market)),
        stopped=StoppedWork(store.stopped, book, clock),
        situations=CareSituations(port, clock),
        review=Review(port, log),
        sending=sending,
        codes=Codes(port, sending, market, delivered=mail.mailer is not None),
        transcripts=transcripts,
        copies=Copies(port, transcripts, sending, mail.paper or pdf_writer(), market),
        training=TrainingRoom(port),
        oversight=Oversight(port),
        book=book,
        say=SayBook.load(resources.path("say")),
        relay=relay,
        post=post,
        orders=orders_told,
        closers=closers,
        greeting=greeting,
    )


def store_path(settings: Settings, places: Places) -> Path:
    """Where the store of this computer is."""
    return Path(settings.store) if settings.store else places.data / "customers.store"


def audit_access(settings: Settings) -> AuditAccess | None:
    """The audit API as set, with its tokens from the keyring; None where IT has not set it."""
    credentials = KeyringCredentials()
    ingest, reader = credentials.get(INGEST_TOKEN), credentials.get(READER_TOKEN)
    return AuditAccess(settings.audit_url, ingest, reader or "") if settings.audit_url and ingest else None


def make_store(path: Path, passphrase: Callable[[], str]) -> SqliteStore:
    """Make a store with a fresh key in the keyring, or where none is secure, wrapped by a passphrase that is asked for.

    Raises FileExistsError, StoreError; the key is kept before the store is made, so that no store is without its key.
    A key that is kept for this place already is never overwritten: its store may only be out of reach.
    """
    if path.exists():
        raise FileExistsError(path)
    credentials, wrapped = KeyringCredentials(), WrappedKey.beside(path)
    if wrapped.exists() or credentials.get(key_name(path)) is not None:
        raise StoreKeyError(
            "A key is kept for a store at this place already.",
            safe="It was not changed.",
            todo="Choose another place, or bring back the store that belongs there.",
        )
    key = new_key()
    if credentials.secure:
        forget = _keep_in_keyring(credentials, key_name(path), key)
    else:
        forget = _keep_wrapped(wrapped, key, passphrase)
    try:
        return create_store(path, key, SystemClock(), socket.gethostname())
    except BaseException:
        forget()
        raise


def _keep_in_keyring(credentials: KeyringCredentials, name: str, key: bytes) -> Callable[[], None]:
    """Keep a key; what forgets it again."""
    credentials.put(name, key.hex())
    return lambda: credentials.delete(name)


def _keep_wrapped(wrapped: WrappedKey, key: bytes, passphrase: Callable[[], str]) -> Callable[[], None]:
    """Keep a key in the file beside its store; what forgets it again."""
    secret = passphrase()
    try:
        wrapped.path.parent.mkdir(parents=True, exist_ok=True)
        wrapped.write(key, secret)
    except OSError as error:
        raise StoreReadOnlyError(
            "The folder for the store cannot be made or written.",
            safe="Nothing was changed.",
            todo="Choose a folder that you may write to.",
        ) from error
    return lambda: wrapped.path.unlink(missing_ok=True)


def find_store(path: Path, passphrase: Callable[[str], str]) -> SqliteStore:
    """Open the store at `path` with its key from the keyring or from the passphrase that is asked for.

    `passphrase` is told why it is asked again, empty the first time; it ends the asking by raising.
    Raises StoreError with words for what is wrong.
    """
    if not path.is_file():
        raise StoreError(
            "There is no store at the place that is set.",
            safe="Nothing was changed.",
            todo="Make one with: care-console store create. Or look at a demo with: care-console demo.",
        )
    wrapped = WrappedKey.beside(path)
    if wrapped.exists():
        key = _unwrapped(wrapped, passphrase)
    else:
        kept = KeyringCredentials().get(key_name(path))
        if kept is None:
            raise StoreKeyError(
                "The keyring of this computer holds no key for this store.",
                safe="The store was not changed.",
                todo="Sign in to the account that made the store, or restore its key from your backup.",
            )
        key = _key_of(kept)
    return open_store(path, key, SystemClock(), socket.gethostname())


def _unwrapped(wrapped: WrappedKey, passphrase: Callable[[str], str]) -> bytes:
    trouble = ""
    while True:
        try:
            return wrapped.read(passphrase(trouble))
        except WrongPassphraseError as error:
            trouble = error.happened


def _key_of(kept: str) -> bytes:
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise StoreKeyError(
            "What the keyring holds for this store is no key.",
            safe="The store was not changed.",
            todo="Restore the key from your backup.",
        )
    return key
