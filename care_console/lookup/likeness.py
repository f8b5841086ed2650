"""How what was said compares with what is on file, where ranking does not see it, or not yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from care_console.domain.ports import Likeness
from care_console.lookup.keys import postcode_forms

MOST_AROUND = 600
"""Keys with one first half that are compared at most: more than any postcode but those of large towns has."""
_SHORTEST = 4
_ALIKE = 0.5
"""Words less alike (Jaro and Winkler) are as good as any other."""


def like_postcode(said: str, on_file: Iterable[str]) -> Likeness:
    """The best likeness of a compact postcode to any on file (as written)."""
    best = Likeness.NONE
    for postcode in on_file:
        *whole, outward = postcode_forms(postcode) or ("",)
        if said in whole or (said == outward and not whole):
            return Likeness.EQUAL
        if said == outward:
            best = Likeness.OUTWARD
        for form in whole:
            best = max(best, _near(said, form))
    return best


def like_date(said: str, on_file: date | None) -> Likeness:
    """The likeness of a date as YYYYMMDD to the one on file."""
    if on_file is None:
        return Likeness.NONE
    return _near(said, f"{on_file:%Y%m%d}")


def like_email(said: str, on_file: Iterable[str]) -> Likeness:
    """The best likeness of the key of an e-mail to any on file: one slip may be anywhere, as may two exchanged."""
    best = Likeness.NONE
    for held in on_file:
        if said == held:
            return Likeness.EQUAL
        if len(said) == len(held) and (near := _near(said, held)):
            best = max(best, near)
            # A beginning is no slip: by it an address could be spelt out.
        elif not held.startswith(said) and OSA.distance(said, held, score_cutoff=1) == 1:
            best = max(best, Likeness.ONE_CHARACTER)
    return best


def most_alike(words: Collection[str], keys: Sequence[tuple[str, int]], most: int) -> list[int]:
    """The customers behind keys whose second half is most like one of these words; none twice.

    `keys`: each with its customer, sorted.
    """
    others = [key.partition(" ")[2] for key, _ in keys]
    degrees = [0.0] * len(keys)
    for word in words:
        for _, degree, place in extract(word, others, scorer=JaroWinkler.similarity, score_cutoff=_ALIKE, limit=None):
            degrees[place] = max(degrees[place], degree)
    nearest = sorted(range(len(keys)), key=lambda place: -degrees[place])
    return list(dict.fromkeys(keys[place][1] for place in nearest))[:most]


def _near(said: str, held: str) -> Likeness:
    # Equal lengths only: a shorter one would be a beginning, by which a fact could be spelt out.
    if said == held:
        return Likeness.EQUAL
    if len(said) != len(held) or len(said) < _SHORTEST:
        return Likeness.NONE
    wrong = [place for place in range(len(said)) if said[place] != held[place]]
    if len(wrong) == 1:
        return Likeness.ONE_CHARACTER
    if (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and said[wrong[0]] == held[wrong[1]]
        and said[wrong[1]] == held[wrong[0]]
    ):
        return Likeness.SWAPPED
    return Likeness.NONE
