"""Settings: the administrator's above the user's, broken files named, what is written read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console import settings
from care_console.domain.errors import InvalidError
from care_console.settings import Places, Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "site" / "policy.toml", tmp_path / "user" / "settings.toml", tmp_path / "data")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def test_without_files_there_are_defaults(places: Places) -> None:
    assert settings.load(places) == Settings()
    assert not places.user.exists()


def test_what_the_administrator_sets_stands(places: Places) -> None:
    write(places.user, 'audit_url = "http://elsewhere"\ntext_scale = 2\n')
    write(places.managed, 'audit_url = "https://audit.example.org"\nmarket = "FR"\n')
    found = settings.load(places)
    assert (found.audit_url, found.market, found.text_scale) == ("https://audit.example.org", "FR", 2.0)


@pytest.mark.parametrize(
    "text",
    [
        "market = ",
        'market = "Britain"',
        'colours = "pink"',
        "text_scale = 0.5",
        "text_scale = nan",
        'text_scale = "big"',
        'audit_urll = "http://x"',
        "store = 7",
        'store = "\x00"',
    ],
)
@pytest.mark.parametrize("layer", ["user", "managed"])
def test_a_broken_file_is_named_and_what_to_do_is_said(places: Places, layer: str, text: str) -> None:
    path: Path = getattr(places, layer)
    write(path, text)
    with pytest.raises(InvalidError) as told:
        settings.load(places)
    assert str(path) in told.value.happened
    assert "remove that file" in told.value.todo


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('market = "GB\\n"', "market ([A-Z]{2})"),
        ('colours = "pink"', "colours (system, light, dark)"),
        ("colours = []", "colours (system, light, dark)"),
        ("idle_minutes = 61", "idle_minutes (1 … 60)"),
        ("idle_minutes = true", "idle_minutes (integer)"),
        ("text_scale = true", "text_scale (float)"),
        ('care_mailboxes = "x=a@b.c"', "care_mailboxes (array)"),
        ("care_mailboxes = [7]", "care_mailboxes (string)"),
        ("store = {}", "store (string)"),
        ("audit_urll = 1", "audit_urll (?)"),
    ],
)
def test_the_setting_that_is_wrong_is_named_with_what_is_allowed(places: Places, text: str, what: str) -> None:
    write(places.user, text)
    with pytest.raises(InvalidError) as told:
        settings.load(places)
    assert f"not right: {what}." in told.value.happened


def test_numbers_and_lists_come_as_they_are_declared(places: Places) -> None:
    write(places.user, 'text_scale = 2\ncare_mailboxes = ["la-redoute=care@example.org"]\n')
    found = settings.load(places)
    assert (type(found.text_scale), found.care_mailboxes) == (float, ("la-redoute=care@example.org",))


def test_bytes_that_are_no_text_are_told_too(places: Places) -> None:
    places.user.parent.mkdir(parents=True)
    places.user.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidError):
        settings.load(places)


def test_a_folder_in_place_of_the_file_is_told(places: Places) -> None:
    places.user.mkdir(parents=True)
    with pytest.raises(InvalidError):
        settings.load(places)


@pytest.mark.parametrize("name", ["Zoë", 'quo"te', "back\\slash", "line\nbreak", "\u2028", "tab\t", "\x7f"])
def test_what_is_kept_is_read_back(places: Places, name: str) -> None:
    settings.keep(places, agent_name=name)
    settings.keep(places, text_scale=1.5)
    found = settings.load(places)
    assert (found.agent_name, found.text_scale) == (name, 1.5)
    assert [path.name for path in places.user.parent.iterdir()] == ["settings.toml"]


def test_keeping_never_touches_what_the_administrator_set(places: Places) -> None:
    write(places.managed, 'market = "FR"\n')
    settings.keep(places, market="US")
    assert settings.load(places).market == "FR"
    assert places.managed.read_text() == 'market = "FR"\n'


def test_a_broken_file_is_not_overwritten(places: Places) -> None:
    write(places.user, "market = ")
    with pytest.raises(InvalidError):
        settings.keep(places, market="US")
    assert places.user.read_text() == "market = "


def test_what_could_not_be_loaded_again_is_not_kept(places: Places) -> None:
    with pytest.raises(InvalidError):
        settings.keep(places, text_scale=99.0)
    assert settings.load(places) == Settings()


def test_the_places_of_this_platform_lie_under_the_home_of_the_test(home: Path) -> None:
    places = Places.of_platform()
    assert home in places.user.parents
    assert home in places.data.parents
    assert home not in places.managed.parents
