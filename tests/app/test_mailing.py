"""From settings to a message that a customer has: the mail server, its password, the mailboxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console.app.mailing import MAIL_PASSWORD, MailAccess, mail_access
from care_console.app.stores import Backend, SystemClock, assemble
from care_console.credentials import KeyringCredentials
from care_console.domain.errors import InvalidError
from care_console.domain.messages import Draft, MessageKind, MessageState
from care_console.domain.requests import Refusal
from care_console.settings import Places, Settings, load
from care_console.storage.store import open_store
from tests.contract.desk import Desk
from tests.mail.server import MailPlace
from tests.patience import PATIENCE
from tests.stores import KEY, Place, SqlitePlaces, SqliteSeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.memory_keyring import MemoryKeyring


@pytest.fixture
def post() -> Iterator[MailPlace]:
    place = MailPlace(None, password="geheim")
    yield place
    place.stop()


def backend(tmp_path: Path, mail: MailAccess) -> Backend:
    SqlitePlaces.make(tmp_path)
    store = open_store(tmp_path / "template.db", KEY, SystemClock(), "testhost")
    return assemble(store, None, lambda _: None, mail=mail)


def queue(made: Backend) -> Desk:
    desk = Desk.at(Place(made.store, SqliteSeed(made.store), SystemClock()))  # type: ignore[arg-type] # a clock
    values = {"request": "REQ-00001", "subjects": ["direct-mail"]}
    draft: Draft = made.sending.compose(
        MessageKind.OPT_OUT_CONFIRMED, brand="la-redoute", market="GB", language="fr", values=values
    )
    request = desk.verified()
    with made.store.writing(desk.who) as unit:
        assert not isinstance(unit.queue_message(request, 1, draft, recipients=[desk.her.email]), Refusal)
        unit.commit()
    return desk


def test_a_message_is_queued_and_the_customer_has_it(
    tmp_path: Path, post: MailPlace, memory_keyring: MemoryKeyring
) -> None:
    settings = Settings(
        mail_host="127.0.0.1",
        mail_port=post.port,
        mail_security="plain",
        mail_user="care",
        care_mailboxes=("la-redoute=care@laredoute.example",),
    )
    KeyringCredentials().put(MAIL_PASSWORD, "geheim")
    made = backend(tmp_path, mail_access(settings))
    made.start()
    try:
        queue(made)
        assert post.taken.acquire(timeout=PATIENCE)
    finally:
        made.close()
    (one,) = post.received
    assert (one.sender, one.recipients) == ("care@laredoute.example", ["margaret.h@example.org"])
    assert one.message["From"].addresses[0].display_name == "La Redoute"
    body = one.message.get_body(("plain",))
    assert body is not None
    assert "courrier publicitaire" in body.get_content()


def test_without_a_mail_server_messages_wait(tmp_path: Path) -> None:
    made = backend(tmp_path, mail_access(Settings(care_mailboxes=("la-redoute=care@laredoute.example",))))
    made.start()
    try:
        desk = queue(made)
        assert [copy.state for copy in made.sending.messages(desk.who, 1)] == [MessageState.QUEUED]
    finally:
        made.close()


@pytest.mark.parametrize("line", ["la-redoute", "la-redoute=x", "=a@b.c", "x=a@b.c\\nBcc: d@e.f", "x=a b@c.d"])
def test_a_mailbox_that_is_none_is_told(tmp_path: Path, line: str) -> None:
    places = Places(tmp_path / "policy.toml", tmp_path / "settings.toml", tmp_path)
    places.user.write_text(f'care_mailboxes = ["{line}"]\n', encoding="utf-8")
    with pytest.raises(InvalidError, match="care_mailboxes"):
        load(places)
