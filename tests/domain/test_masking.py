"""Masks: of fixed length, never the value, never mistaken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.masking import DOT, Mask, holds_mask, mask, outward

HIDING = [kind for kind in Mask if kind not in (Mask.NOTHING, Mask.BLANK)]
values = st.text(min_size=1, max_size=40).filter(lambda text: DOT not in text)


@given(st.sampled_from(HIDING), values)
def test_a_mask_is_recognised_and_never_contains_the_value(kind: Mask, value: str) -> None:
    masked = mask(kind, value)
    assert holds_mask(masked)
    assert not holds_mask(value)
    if len(value) > 4 and "@" not in value:
        assert value not in masked


@given(st.text(alphabet="0123456789", min_size=5, max_size=30))
def test_masks_of_numbers_do_not_tell_their_length_and_show_their_end_only(number: str) -> None:
    assert mask(Mask.PHONE, number) == f"{DOT * 5} {DOT * 3}{number[-3:]}"
    assert mask(Mask.LAST_FOUR, number) == f"{DOT * 4} {number[-4:]}"


@given(st.text(alphabet="abcdef.+_", min_size=1, max_size=30), st.sampled_from(["example.org", "x.de"]))
def test_an_e_mail_shows_its_first_letter_and_domain(local: str, domain: str) -> None:
    assert mask(Mask.EMAIL, f"{local}@{domain}") == f"{local[0]}{DOT * 6}@{domain}"


@given(st.dates())
def test_a_date_shows_nothing(day: object) -> None:
    assert mask(Mask.DATE, str(day)) == f"{DOT * 2} {DOT * 3} {DOT * 4}"


@pytest.mark.parametrize(
    ("postcode", "part"),
    [("LS6 2PQ", "LS6"), ("m14bt", "M1"), ("75008", "75"), ("80279", "80"), ("123", ""), ("", "")],
)
def test_outward_parts(postcode: str, part: str) -> None:
    assert outward(postcode) == part


@pytest.mark.parametrize("kind", Mask)
def test_no_value_has_no_mask(kind: Mask) -> None:
    assert mask(kind, None) == mask(kind, "") == ""
    assert mask(Mask.BLANK, "secret") == ""
    assert mask(Mask.NOTHING, "Leeds") == "Leeds"
