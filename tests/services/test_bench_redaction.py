"""The redaction bench: what it counts, and what the product reaches on published chats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from care_console import cli
from care_console.app.commands import COMMANDS
from care_console.domain.errors import ToldError
from care_console.services.bench_redaction import SENSITIVE, bench_redaction, read_labelled

PUBLISHED = Path(__file__).parents[3] / "shared" / "data" / "multidogo"
HEAD = "conversationId\tturnNumber\tutteranceId\tutterance\tslot-labels\tintent"


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    file = tmp_path / "chats.tsv"
    rows = [
        "a\t0\tu\tmy card is 4111 1111 1111 1111\tO O O card_number card_number card_number card_number\tx",
        "a\t2\tu\tand the blue one\tO O password O\tx",
        'b\t0\tu\t"53140\n kenosha wi"\tzip city O\tx',
        "b\t2\tu\ttoo few labels\tO\tx",
    ]
    file.write_text("\n".join([HEAD, *rows, ""]), encoding="utf-8")
    return file


def test_found_missed_and_needless_proposals_are_told_apart(labelled: Path) -> None:
    figures = bench_redaction([labelled])
    expected = {
        "messages": 3,
        "skipped": 1,
        "recall.digits_13_19": 1.0,
        "recall.card_number": 1.0,
        "spans.card_number": 1,
        "recall.password": 0.0,
        "spans_without_digits.password": 1,
        "recall.all": 0.5,
        "precision.card": 1.0,
    }
    assert {name: figures[name] for name in expected} == expected
    assert "recall.ssn" not in figures


def test_a_record_of_two_lines_is_one_message(labelled: Path) -> None:
    conversations, _ = read_labelled(labelled)
    [message] = conversations[1]
    assert message.text == '"53140\n kenosha wi"'
    assert [label for label, _, _ in message.labelled()] == ["zip", "city"]


def test_a_file_of_something_else_is_refused_in_words(tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_bytes(b"\xff\xfe")
    with pytest.raises(ToldError, match=r"other\.tsv"):
        bench_redaction([other])
    other.write_text("nothing", encoding="utf-8")
    with pytest.raises(ToldError, match="no labelled chats"):
        bench_redaction([other])


def test_the_command_prints_its_figures(labelled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = cli.parse(["bench", "redaction", str(labelled), "--json"])
    assert COMMANDS[options.command](options) == 0
    assert json.loads(capsys.readouterr().out)["recall.card_number"] == 1.0


@pytest.mark.skipif(not PUBLISHED.is_dir(), reason="the published chats are not beside the project")
def test_recall_on_published_chats() -> None:
    figures = bench_redaction(sorted(PUBLISHED.glob("*_dev.tsv")))
    recall = {label: float(str(figures[f"recall.{label}"])) for label in ("digits_13_19", "all", *SENSITIVE)}
    assert recall.pop("digits_13_19") >= 0.99
    # Two of the four spans of this label are the word "to"; the other two are `from 2256 to 7894`.
    assert recall.pop("target_account_number") == 0.5
    assert {label: share for label, share in recall.items() if share < 0.9} == {}
