from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.lookup.normalise import compact, pieces, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë O'Brien-Šmíd", ["zoe", "obrien", "smid"]),
        ("O\u2019Connor", ["oconnor"]),
        ("王小明", ["wang", "xiao", "ming"]),
        ("김민수", ["gim", "min", "su"]),
        ("Ольга", ["olga"]),
        ("Straße", ["strasse"]),
        ("ﬁona", ["fiona"]),
        ("\uff2c\uff33\uff16 \uff12\uff30\uff31", ["ls6", "2pq"]),
        ("٢٠٢٤", ["2024"]),
        ("zero\u200bwidth", ["zerowidth"]),
        ("\u202eolleh", ["olleh"]),
        ("  \t\n", []),
        ("🙂 — …", []),
        ("", []),
    ],
)
def test_texts_become_ascii_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_tokens_are_ascii_letters_and_digits_and_stay_themselves(text: str) -> None:
    found = tokens(text)
    assert all(token.isascii() and token.isalnum() and token == token.lower() for token in found)
    assert tokens(" ".join(found)) == found
    assert compact(text) == "".join(found)


@given(st.text())
def test_composed_and_decomposed_texts_are_one(text: str) -> None:
    assert tokens(unicodedata.normalize("NFD", text)) == tokens(text)


@given(st.text())
def test_pieces_are_the_tokens_with_their_places(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    found = pieces(text)
    assert [piece.token for piece in found] == tokens(text)
    for piece in found:
        assert len(piece.positions) == len(piece.token)
        assert 0 <= piece.positions[0] <= piece.positions[-1] < piece.end <= len(text)


def test_a_piece_covers_its_apostrophe_and_its_marks() -> None:
    (piece,) = pieces("O'Connor\u0301")
    assert (piece.token, piece.positions[0], piece.end) == ("oconnor", 0, 9)
