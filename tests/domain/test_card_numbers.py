"""Card numbers in free text are found however they are written, and shown to nobody."""

from __future__ import annotations

import pytest

from care_console.domain.card_numbers import holds_card_number, without_card_numbers

DOTS = "\u2022" * 4


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4111111111111111", f"{DOTS * 3}1111"),
        ("It is 4111 1111 1111 1111, thanks", f"It is {DOTS} {DOTS} {DOTS} 1111, thanks"),
        ("4111-1111-1111-1111 12/27 123", f"{DOTS}-{DOTS}-{DOTS}-1111 12/27 123"),
        ("4111 1111 1111 1111 1227", f"{DOTS} {DOTS} {DOTS} 1111 1227"),
        ("\uff14111 1111 1111 111\uff11", f"{DOTS} {DOTS} {DOTS} 111\uff11"),
        ("\ufb01ne: 4111 1111 1111 1111", f"\ufb01ne: {DOTS} {DOTS} {DOTS} 1111"),
        ("3782 822463 10005 and 4111111111111111", f"{DOTS} {DOTS}\u2022\u2022 \u20220005 and {DOTS * 3}1111"),
    ],
)
def test_all_but_the_last_four_digits_are_dots(text: str, shown: str) -> None:
    assert holds_card_number(text)
    assert len(without_card_numbers(text)) == len(text)
    assert not holds_card_number(without_card_numbers(text))
    assert without_card_numbers(text) == shown


@pytest.mark.parametrize("text", ["", "order W7007896", "+44 20 7946 0018", "4111 1111 1111 1112", "\ufb01ne 12"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert not holds_card_number(text)
    assert without_card_numbers(text) == text
