"""Misspells and mishears words as people do, from a seed: what look-up is measured with."""

from __future__ import annotations

from random import Random
from typing import Final

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS: Final = {
    letter: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, letter in enumerate(row)
}
# Spellings that sound alike, each way round; the longer ones are tried first.
_ALIKE: Final = (
    ("ough", "off"),
    ("eigh", "ay"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("ght", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "ie"),
    ("ea", "ee"),
    ("ie", "y"),
    ("ey", "y"),
    ("ll", "l"),
    ("tt", "t"),
    ("nn", "n"),
    ("ss", "s"),
    ("rr", "r"),
    ("th", "t"),
    ("wh", "w"),
    ("dt", "t"),
    ("ks", "x"),
    ("kn", "n"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("b", "p"),
    ("d", "t"),
    ("j", "g"),
    ("i", "y"),
    ("e", "a"),
    ("o", "u"),
)


def mistype(word: str, rng: Random) -> str:
    """The word with one slip: a letter exchanged for a neighbour on the keyboard, left out, doubled, or two swapped."""
    if len(word) < 2:
        return word
    place = rng.randrange(len(word) - 1)
    slip = rng.randrange(4)
    if slip == 0:
        near = _NEIGHBOURS.get(word[place], "")
        return word[:place] + rng.choice(near) + word[place + 1 :] if near else word[:place] + word[place + 1 :]
    if slip == 1:
        return word[:place] + word[place + 1 :]
    if slip == 2:
        return word[: place + 1] + word[place:]
    return transpose(word, rng)


def transpose(word: str, rng: Random) -> str:
    """The word with two neighbours exchanged that differ; as it is where there are none."""
    places = [place for place in range(len(word) - 1) if word[place] != word[place + 1]]
    if not places:
        return word
    place = rng.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def mishear(word: str, rng: Random) -> str:
    """The word in another spelling that sounds alike; as it is where there is none."""
    ways = [(one, other) for pair in _ALIKE for one, other in (pair, pair[::-1]) if one in word]
    if not ways:
        return word
    one, other = rng.choice(ways)
    places = [place for place in range(len(word)) if word.startswith(one, place)]
    place = rng.choice(places)
    return word[:place] + other + word[place + len(one) :]
