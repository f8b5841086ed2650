"""The command line: every command with input that it cannot use says what is wrong, what is safe, what to do."""

from __future__ import annotations

import getpass
import hashlib
import json
import shlex
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from care_console import __version__, cli, resources
from care_console.app import run, stores
from care_console.app.commands import COMMANDS
from care_console.app.stores import SystemClock
from care_console.chat.archive import read_files
from care_console.credentials import Argon2Passwords, KeyringCredentials, WrappedKey, key_name
from care_console.domain.errors import CancelledError
from care_console.domain.mail_texts import TextBook
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import SignInAttempt
from care_console.domain.preferences import Addressee
from care_console.domain.requests import Channel, Requester
from care_console.domain.roles import Role
from care_console.services.access import Access
from care_console.services.customer_file import RequestInfo
from care_console.services.notices import Notices
from care_console.services.preferences import Asked, Preferences
from care_console.services.sending import Sending
from care_console.storage.store import create_store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.memory_keyring import MemoryKeyring

PASSWORD = "a long enough password"
KEY = bytes(range(32))
AUDIT = "serve-audit --store sqlite:///log.db"


class Typist:
    """Answers what the command line asks, in order; then there is nobody to ask."""

    def __init__(self) -> None:
        self.answers: list[str] = []
        self.asked: list[str] = []

    def __call__(self, question: str = "") -> str:
        self.asked.append(question)
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)


@pytest.fixture
def typist(monkeypatch: pytest.MonkeyPatch) -> Typist:
    made = Typist()
    monkeypatch.setattr("builtins.input", made)
    monkeypatch.setattr(getpass, "getpass", made)
    return made


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Commands that can be stopped take the signals over; the test gives them back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.fixture
def store(tmp_path: Path, memory_keyring: MemoryKeyring) -> Path:
    """A store with an administrator and an agent, its key in the keyring."""
    path = tmp_path / "customers.store"
    made = create_store(path, KEY, SystemClock(), "test-desk")
    hashed = Argon2Passwords().hash(PASSWORD)
    made.put_agent("root", Role.ADMIN, hashed)
    made.put_agent("jo", Role.AGENT, hashed)
    made.close()
    KeyringCredentials().put(key_name(path), KEY.hex())
    return path


def told(capsys: pytest.CaptureFixture[str], *words: str) -> None:
    """The error stream says all of these, and no traceback."""
    said = capsys.readouterr().err
    assert "Traceback" not in said
    for each in words:
        assert each in said, said


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["import"],
        ["import", "animals", "file.csv"],
        ["store"],
        ["agent", "add"],
        ["agent", "add", "jo", "--role", "king"],
        ["serve-audit"],
        ["serve-audit", "--store", "sqlite:///x", "--port", "many"],
        ["relay", "--until"],
        ["demo", "--screenshot"],
        ["bench"],
    ],
)
def test_what_cannot_be_read_ends_with_status_2_and_the_usage(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments == ["relay", "--until"]:
        arguments = ["relay", "--until", "noon"]
    with pytest.raises(SystemExit) as ended:
        cli.parse(arguments)
    assert ended.value.code == 2
    told(capsys, "usage: care-console")


def test_help_tells_of_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.parse(["--help"])
    assert ended.value.code == 0
    listed = {line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("    ")}
    assert {"demo", *(command.split()[0] for command in COMMANDS)} <= listed


def test_no_command_opens_the_window() -> None:
    assert cli.parse([]).command == "window"


def test_the_version_is_printed_by_a_process_of_its_own() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "care_console", "--version"], capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout.strip(), ran.stderr) == (0, f"care-console {__version__}", "")


# --- store create


def test_a_store_is_made_with_its_key_in_the_keyring(
    tmp_path: Path, typist: Typist, memory_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new" / "customers.store"
    typist.answers = ["root", "short", PASSWORD, "not the same", PASSWORD, PASSWORD]
    assert run(["store", "create", "--store", str(path)]) == 0
    told(capsys, "At least 12 characters", "The two were not the same.")
    assert path.is_file()
    assert not WrappedKey.beside(path).exists()
    key = KeyringCredentials().get(key_name(path))
    assert key is not None
    for file in path.parent.iterdir():
        held = file.read_bytes()
        assert not any(secret in held for secret in (key.encode(), bytes.fromhex(key), PASSWORD.encode(), b"root"))


def test_a_store_that_exists_is_left_alone_before_anything_is_asked(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    before = store.read_bytes()
    assert run(["store", "create", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "There is a store at", "It was not changed.", "Choose another place")
    assert typist.asked == []
    assert store.read_bytes() == before


def test_the_key_of_a_store_out_of_reach_is_never_overwritten(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    store.rename(store.with_name("elsewhere"))
    typist.answers = ["root", PASSWORD, PASSWORD]
    assert run(["store", "create", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "A key is kept for a store at this place already.", "It was not changed.", "bring back the store")
    assert KeyringCredentials().get(key_name(store)) == KEY.hex()


def test_a_store_where_no_folder_can_be_is_told_and_keeps_no_key(
    tmp_path: Path, typist: Typist, memory_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    path = tmp_path / "file" / "customers.store"
    typist.answers = ["root", PASSWORD, PASSWORD]
    assert run(["store", "create", "--store", str(path)]) == cli.TOLD_STATUS
    told(capsys, "cannot be made", "Nothing was changed.", "Choose a folder")
    assert KeyringCredentials().get(key_name(path)) is None


def test_nobody_to_ask_stops_without_a_trace(
    tmp_path: Path, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["store", "create", "--store", str(tmp_path / "a.store")]) == cli.STOPPED_STATUS
    told(capsys, "Stopped.")
    assert list(tmp_path.glob("a.store*")) == []


# --- agent add


def test_an_administrator_adds_people(store: Path, typist: Typist) -> None:
    typist.answers = ["root", PASSWORD, PASSWORD, PASSWORD]
    assert run(["agent", "add", "Lee", "--role", "lead", "--store", str(store)]) == 0
    opened = stores.find_store(store, typist)
    attempt = opened.attempt_sign_in("lee")
    opened.close()
    assert getattr(attempt, "agent").role is Role.LEAD  # noqa: B009 - a refusal has none


@pytest.mark.parametrize(
    ("name", "answers", "words"),
    [
        ("jo", ["root", PASSWORD, PASSWORD, PASSWORD], ("Somebody signs in by this name already.", "another name")),
        ("lee", ["root", "wrong password"], ("Name or password is wrong.", "the attempt is recorded")),
        ("lee", ["jo", PASSWORD], ("Your role does not allow this.", "Nothing was changed.")),
        ("  ", [], ("A name is needed.", "Nothing was changed.")),
    ],
)
def test_adding_is_refused_in_words(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str], name: str, answers: list[str], words: list[str]
) -> None:
    typist.answers = answers
    assert run(["agent", "add", name, "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, *words)


# --- stores that cannot be opened


def no_store(path: Path) -> None:
    path.unlink()


def no_key(path: Path) -> None:
    KeyringCredentials().delete(key_name(path))


def wrong_key(path: Path) -> None:
    KeyringCredentials().put(key_name(path), bytes(32).hex())


def no_such_key(path: Path) -> None:
    KeyringCredentials().put(key_name(path), "not hexadecimal")


def no_database(path: Path) -> None:
    path.write_bytes(b"a letter to a friend" * 1000)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (no_store, ("There is no store", "Nothing was changed.", "care-console store create")),
        (no_key, ("holds no key for this store", "The store was not changed.", "backup")),
        (wrong_key, ("The key does not open this store.", "The store was not changed.", "Check that")),
        (no_such_key, ("is no key", "The store was not changed.", "backup")),
        (no_database, ("The key does not open this store.", "The store was not changed.", "Check that")),
    ],
)
def test_a_store_that_cannot_be_opened_says_why(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str], spoil: object, words: list[str]
) -> None:
    assert callable(spoil)
    spoil(store)
    typist.answers = ["root", PASSWORD]
    assert run(["import", "customers", "people.csv", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, *words)
    assert typist.asked == []


# --- import


@pytest.fixture
def people(tmp_path: Path) -> Path:
    rows = [
        {
            "surname": "Ash",
            "given_names": "Ann",
            "numbers": [{"brand": brand, "number": f"1000{row}"}],
            "emails": [f"ann{row}@example.org"],
        }
        for row, brand in enumerate(("mr-porter", "no-such-brand", "mr-porter"))
    ]
    path = tmp_path / "people.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_good_rows_are_kept_and_refused_ones_reported(
    store: Path, people: Path, typist: Typist, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.csv"
    for counts in ("2 created, 0 updated, 0 unchanged", "0 created, 0 updated, 2 unchanged"):
        typist.answers = ["root", PASSWORD]
        options = ["--store", str(store), "--report", str(report)]
        assert run(["import", "customers", str(people), *options]) == 0
        out = capsys.readouterr().out
        assert out.splitlines()[0].startswith(counts)
        assert out.splitlines()[0].endswith("1 refused")
        assert out.splitlines()[1].startswith("  line 2")
    assert "brand" in report.read_text()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["missing.csv"], ("The file cannot be opened.", "Nothing was imported", "Check that it exists")),
        (["."], ("does not tell what form it has", "Nothing was imported", "Name it .csv")),
        (["people.jsonl", "--map", "missing.toml"], ("missing.toml",)),
        (["people.jsonl", "--map", "people.jsonl"], ("people.jsonl",)),
        (["people.jsonl", "--report", "no/such/folder.csv"], ("folder.csv", "Choose another")),
    ],
)
def test_files_that_cannot_be_used_are_named(
    store: Path,
    people: Path,
    typist: Typist,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    words: list[str],
) -> None:
    monkeypatch.chdir(people.parent)
    typist.answers = ["root", PASSWORD]
    assert run(["import", "customers", *options, "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, *words)


def test_an_agent_may_not_import(store: Path, people: Path, typist: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    typist.answers = ["jo", PASSWORD]
    assert run(["import", "customers", str(people), "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "Your role does not allow imports", "the attempt is recorded")


# --- services


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("serve-audit --store 'no url'", ("URL such as sqlite:///",)),
        ("serve-audit --store sqlite:////no/such/folder/log.db", ("cannot be opened or made", "folder exists")),
        (f"{AUDIT} --host 0.0.0.0", ("Without TLS", "--cert and --key")),
        (f"{AUDIT} --key key.pem", ("A certificate needs its key",)),
        (f"{AUDIT} --port 99999", ("cannot listen on port 99999", "--port")),
        (f"{AUDIT} --tokens missing.toml", ("tokens", "missing.toml")),
        (f"{AUDIT} --cert no.pem --key no.pem", ("The certificate and its key", "PEM")),
        (f"{AUDIT} --cert bad.pem --key bad.pem", ("The certificate and its key", "PEM")),
        ("serve-chat missing.jsonl", ("missing.jsonl", "Choose another file")),
        ("serve-chat chats.jsonl --host 0.0.0.0", ("Without TLS", "--cert and --key")),
        ("serve-chat chats.jsonl --key key.pem", ("A certificate needs its key",)),
        ("serve-chat chats.jsonl --port 99999", ("cannot listen on port 99999", "--port")),
        ("serve-chat chats.jsonl --cert bad.pem --key bad.pem", ("The certificate and its key", "PEM")),
    ],
)
def test_what_cannot_be_served_says_why(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CARE_CONSOLE_AUDIT_TOKENS", "[]")
    monkeypatch.setenv("CARE_CONSOLE_CHAT_SECRET", "a-secret-of-the-chat-provider")
    (tmp_path / "bad.pem").write_text("no certificate")
    (tmp_path / "chats.jsonl").write_text("{}\n")
    assert run(shlex.split(command)) == cli.TOLD_STATUS
    told(capsys, *words)


def test_a_relay_without_a_service_says_that_events_are_safe(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["relay", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "No audit service is set", "Events wait in the outbox", "audit_url")


def test_a_relay_that_is_asked_to_ends_when_nothing_waits(store: Path, home: Path, tmp_path: Path) -> None:
    from care_console.settings import Places, keep
    from tests.faults.support import Service

    opened = create_store(tmp_path / "other.store", KEY, SystemClock(), "test-desk")
    service = Service(tmp_path / "audit.db", opened.site.store_id)
    KeyringCredentials().put(key_name(tmp_path / "other.store"), KEY.hex())
    opened.attempt_sign_in("nobody")
    opened.close()
    service.start()
    try:
        keep(Places.of_platform(), audit_url=service.url)
        KeyringCredentials().put(stores.INGEST_TOKEN, service.secret)
        assert run(["relay", "--until-empty", "--store", str(tmp_path / "other.store")]) == 0
        events = service.events()
    finally:
        service.kill()
    assert [json.loads(event)["type"] for event in events][:1] == ["care_console.sign_in_refused"]


# --- settings and secrets


def test_broken_settings_are_named_on_the_command_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from care_console.settings import Places

    path = Places.of_platform().user
    path.parent.mkdir(parents=True)
    path.write_text("market = ")
    assert run(["relay"]) == cli.TOLD_STATUS
    told(capsys, str(path), "Mend or remove that file")


def test_a_secret_that_nobody_types_stops(typist: Typist) -> None:
    with pytest.raises(CancelledError):
        cli.ask_secret("Password")
    with pytest.raises(CancelledError):
        cli.ask_name("Name")


@pytest.mark.parametrize("name", cli.SECRETS)
def test_every_secret_that_can_be_named_is_kept_and_forgotten(
    name: str, typist: Typist, memory_keyring: MemoryKeyring
) -> None:
    typist.answers = ["  the secret "]
    assert run(["secret", name]) == 0
    assert list(memory_keyring.held.values()) == ["the secret"]
    assert run(["secret", name, "--forget"]) == 0
    assert not memory_keyring.held


def test_an_empty_secret_changes_nothing(
    typist: Typist, memory_keyring: MemoryKeyring, capsys: pytest.CaptureFixture[str]
) -> None:
    typist.answers = [" "]
    assert run(["secret", "orders"]) == cli.TOLD_STATUS
    told(capsys, "Nothing was typed", "not changed")
    assert not memory_keyring.held


# --- serve-chat and purge


def test_a_chat_provider_without_a_secret_names_the_variable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CARE_CONSOLE_CHAT_SECRET", raising=False)
    (tmp_path / "chats.jsonl").write_text('{"reference": "x"}\n')
    assert run(["serve-chat", str(tmp_path / "chats.jsonl")]) == cli.TOLD_STATUS
    told(
        capsys,
        "chats.jsonl, line 1, refused: it does not fit the form: $.provider is missing",
        "24 characters",
        "CARE_CONSOLE_CHAT_SECRET",
    )


def test_chats_of_files_are_written_as_vcons_and_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    now = datetime.now(UTC)
    chats = [
        {
            "reference": f"r-{days}", "provider": "live", "brand": "mr-porter", "customer": "7", "topic": "a return",
            "started_at": (now - timedelta(days=days, hours=1)).isoformat(),
            "ended_at": (now - timedelta(days=days)).isoformat(), "messages": [],
        }
        for days in (1, 2, 500)
    ]  # fmt: skip
    file, folder = tmp_path / "chats.jsonl", tmp_path / "out" / "vcons"
    file.write_text("".join(json.dumps(each) + "\n" for each in chats) + "{}\n")
    assert run(["vcon", str(file), "--to", str(folder)]) == 0
    said = capsys.readouterr()
    assert said.out == "2 written, 0 there already, 1 beyond their retention and left out, 1 refused\n"
    assert "chats.jsonl, line 4, refused" in said.err
    kept, refused = read_files(sorted(folder.iterdir()), now)
    assert (sorted(each.conversation.reference for each in kept), refused) == (["r-1", "r-2"], [])
    assert run(["vcon", str(file), "--to", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("0 written, 2 there already")


def test_a_purge_of_a_store_without_transcripts_finds_nothing(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str]
) -> None:
    typist.answers = ["root", PASSWORD]
    assert run(["purge", "--store", str(store)]) == 0
    assert "Nothing is over." in capsys.readouterr().out
    typist.answers = ["root", PASSWORD]
    assert run(["purge", "--confirm", "--store", str(store)]) == 0
    assert "0 deleted" in capsys.readouterr().out


def test_an_agent_may_not_purge(store: Path, typist: Typist, capsys: pytest.CaptureFixture[str]) -> None:
    typist.answers = ["jo", PASSWORD]
    assert run(["purge", "--confirm", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "Your role does not allow", "the attempt is recorded")


def test_a_lead_writes_a_suppression_file_for_the_mailing_house(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    opened = open_store(store, KEY, SystemClock(), "test-desk")
    opened.put_agent("lee", Role.LEAD, Argon2Passwords().hash(PASSWORD))
    lead = opened.attempt_sign_in("lee")
    assert isinstance(lead, SignInAttempt)
    book = PolicyBook.load(resources.path("policies"))
    request = Access(opened).draft(lead.agent, book.controller_of("mr-porter"), "mr-porter", Channel.PHONE)
    assert isinstance(request, RequestInfo)
    who = Addressee("=Jo", "9 Gone Street", "", "LS1 1AA", "GB")
    asked = Asked(frozenset({"direct-mail"}), ("mr-porter",), "GB")
    texts = TextBook.load(resources.path("mail"))
    notices = Notices(Sending(opened, book, texts, SystemClock()), "GB")
    preferences = Preferences(opened, book, SystemClock(), notices)
    assert isinstance(preferences.suppress(lead.agent, request.id, who, asked, Requester.UNKNOWN), str)
    opened.close()
    file = tmp_path / "stop.csv"
    typist.answers = ["lee", PASSWORD]
    assert run(["suppressions", str(file), "--brand", "mr-porter", "--store", str(store)]) == 0
    assert file.read_bytes() == (
        b'"name","line1","line2","town","region","postcode","country"\r\n'
        b'"\'=Jo","9 Gone Street","","","","LS1 1AA","GB"\r\n'
    )
    assert f"1 lines, SHA-256 {hashlib.sha256(file.read_bytes()).hexdigest()}" in capsys.readouterr().out
    assert run(["suppressions", str(file), "--brand", "mr-porter", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "is there already")


def test_an_agent_makes_no_suppression_file(
    store: Path, typist: Typist, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    typist.answers = ["jo", PASSWORD]
    file = tmp_path / "stop.csv"
    assert run(["suppressions", str(file), "--brand", "mr-porter", "--store", str(store)]) == cli.TOLD_STATUS
    told(capsys, "Your role does not allow")
    assert not file.exists()
