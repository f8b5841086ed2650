"""E-mail addresses and passwords in one chat message, typed and spoken."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from care_console.domain.findings import Found, Label, words
from care_console.domain.numbers_said import BLOCK_CHARACTER, Token

_CHUNK: Final = re.compile(r"\S+")
_NOT_LOCAL: Final = re.compile(rf"[\s<>()\[\],;:\"@{BLOCK_CHARACTER}]")
_DOMAIN: Final = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_RUN_TOGETHER: Final = re.compile(
    r"(?:(?:hot|google|proton|rocket|btinter|g|y|e)?mail[a-z]{0,12}?|yaho+|yoho+|outlook|icloud|aol|msn|btinternet|comcast|gmx|gma?ia?l?)"
    r"(?:com|con|xom|net|org|co|couk|fr|de)$"
)
"""Addresses whose signs were lost on the way, and how the best-known providers are mistyped."""
_HINT: Final = re.compile(r"mail|dot|yaho|yoho|outlook|icloud|aol|msn|btinternet|comcast|gmx|gma", re.IGNORECASE)
"""Without any of these no address is spoken."""
_PROVIDERS: Final = words("gmail googlemail hotmail yahoo outlook icloud aol msn btinternet protonmail gmx ymail")
_ENDINGS: Final = words("com net org edu gov co uk fr de it es ie eu us ca au nz info io")
_COPULAS: Final = words("is was its as")
_STOP: Final = words(
    "a about ac account again also am an and are as at be because but by call can card code do email for from have "
    "hello hi i id if im in is it its mail me my name need no not number of ok okay on or our password phone please "
    "provide pwd say so ssn sure thank thanks that the then this to want was well what when with yeah yes you your"
)
_NO_VALUE: Final = _STOP | words(
    "already always asap being blocked case change changed compromised correct details different doesn't don't expired "
    "forgotten help incorrect invalid issue issues link locked lost manager missing needed never now page problem "
    "problems protected recovery request required reset resetting right same sent short soon still strong too update "
    "hi hey it's that's know remember next full cannot can't goodbye bye mother's "
    "sorry fine great done welcome cool perfect alright right nothing none nope yep "
    "updated urgently very weak won't works working wrong"
)
_MOST_CHUNKS: Final = 3


def emails_in(text: str, tokens: Sequence[Token], own: Collection[str]) -> Iterator[Found]:
    """E-mail addresses other than the customer's own: typed, spoken (`jo at gmail dot com`), or without their signs."""
    done = 0
    for at in _positions(text, "@"):
        start = at
        while start > done and not _NOT_LOCAL.match(text, start - 1):
            start -= 1
        domain = _DOMAIN.match(text, at + 1)
        if start == at or domain is None:
            continue
        done = domain.end()
        if text[start:done].casefold() not in own:
            yield Found(start, done, Label.EMAIL)
    if not _HINT.search(text):
        return
    for last, token in enumerate(tokens):
        first, end = _spoken_email(tokens, last, token)
        if first >= 0 and _joined(tokens, first, end) not in own:
            yield Found(tokens[first].start, tokens[end].end, Label.EMAIL)


def passwords_in(
    text: str, tokens: Sequence[Token], told: Sequence[tuple[int, Label]], asked: Label | None
) -> Iterator[Found]:
    """Passwords and answers to security questions.

    Said as `password is …`, `password: …`, `… is my password`, or in answer to a question. Those made of digits alone
    and said without a verb are found as numbers.
    """
    at_password = [at for at, label in told if label is Label.PASSWORD]
    if not at_password and asked is not Label.PASSWORD:
        return
    chunks = [(found.start(), found.end()) for found in _CHUNK.finditer(text)]
    starts = {start: index for index, (start, _) in enumerate(chunks)}
    for at in at_password:
        yield from _said_after(text, tokens, at, chunks)
        yield from _said_before(text, tokens, at, chunks, starts)
    if asked is Label.PASSWORD and not at_password and len(chunks) <= _MOST_CHUNKS + 1:
        yield from _answered(text, chunks)


def _positions(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _joined(tokens: Sequence[Token], first: int, last: int) -> str:
    return "".join({"at": "@", "dot": "."}.get(each.text, each.text) for each in tokens[first : last + 1])


def _spoken_email(tokens: Sequence[Token], at: int, token: Token) -> tuple[int, int]:
    """First and last token of an address whose domain begins at a token; (-1, -1) for none."""
    word = token.text
    following = [each.text for each in tokens[at + 1 : at + 3]]
    together = _RUN_TOGETHER.search(word[-40:])
    if together:
        whole = len(word) - (together.end() - together.start()) >= 3
        return (at if whole else _local_part(tokens, at)), at
    dotted = bool(following) and following[0] == "dot" and following[1:2] != [] and following[1] in _ENDINGS
    after_at = at > 0 and tokens[at - 1].text == "at"
    if dotted and (after_at or word in _PROVIDERS):
        end = at + 2
        while end + 2 < len(tokens) and tokens[end + 1].text == "dot" and tokens[end + 2].text in _ENDINGS:
            end += 2
        return _local_part(tokens, at - 1 if after_at else at), end
    if (
        word in _PROVIDERS
        and following[:1]
        and following[0] in _ENDINGS
        and (at == 0 or tokens[at - 1].end < token.start)
    ):
        return _local_part(tokens, at - 1 if after_at else at), at + 1
    return -1, -1


def _local_part(tokens: Sequence[Token], before: int) -> int:
    """The first token of what stands before the sign: a few words and numbers that belong to no sentence."""
    first = before
    said_at = tokens[before].text == "at"
    while first > 0 and before - first < 4 and (tokens[first - 1].text not in _STOP or (said_at and first == before)):
        first -= 1
        if tokens[first].text[0].isdecimal() and len(tokens[first].text) >= 7:
            return first + 1 if first + 1 < before else first
    return first


def _said_after(text: str, tokens: Sequence[Token], at: int, chunks: Sequence[tuple[int, int]]) -> Iterator[Found]:
    end = tokens[at].end
    sure = text[end : end + 2].lstrip()[:1] in (":", "=")
    for each in tokens[at + 1 : at + 7]:
        if each.text in _COPULAS:
            sure, end = True, each.end
            break
    taken: list[tuple[int, int]] = []
    following = list(islice(_chunks_from(text, chunks, end), _MOST_CHUNKS + 1))
    for start, stop in following[:_MOST_CHUNKS]:
        if not _goes_on(text[start:stop], taken):
            break
        taken.append((start, stop))
        if text[stop - 1] in ",;":
            break
    if not taken:
        return
    said = text[taken[0][0] : taken[-1][1]]
    alone = taken[-1][1] == len(text.rstrip()) and len(taken) == len(following)
    if sure or alone or (_has_digit(said) and not said.isdecimal()):
        yield Found(taken[0][0], taken[-1][1], Label.PASSWORD)


def _goes_on(chunk: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a chunk is (still) the password: any word that may be one, and then whatever holds digits."""
    if BLOCK_CHARACTER in chunk:
        return False
    word = _bare(chunk)
    if not taken:
        return bool(word) and word not in _NO_VALUE
    return _has_digit(chunk) or (len(taken) > 1 and len(word) <= 2 and word not in _STOP)


def _has_digit(text: str) -> bool:
    return any(character.isdecimal() for character in text)


def _bare(chunk: str) -> str:
    return chunk.strip(".,;:!?'\"").casefold()


def _chunks_from(text: str, chunks: Sequence[tuple[int, int]], offset: int) -> Iterator[tuple[int, int]]:
    """Chunks that end after an offset; of the one that the offset cuts, what is left without the signs before it."""
    for index in range(bisect_right(chunks, offset, key=lambda each: each[1]), len(chunks)):
        start, stop = chunks[index]
        left = max(start, offset)
        while left < stop and text[left] in ":=\"'-":
            left += 1
        if left < stop:
            yield left, stop


def _said_before(
    text: str, tokens: Sequence[Token], at: int, chunks: Sequence[tuple[int, int]], starts: dict[int, int]
) -> Iterator[Found]:
    mine = at - 1 if at and tokens[at - 1].text in ("my", "the", "our") else at
    linked = mine > 0 and tokens[mine - 1].text in ("is", "as")
    here = starts.get(tokens[mine - 1 if linked else mine].start)
    if here is None or mine == at:
        return
    first = here
    while first > 0 and here - first < _MOST_CHUNKS:
        chunk = text[slice(*chunks[first - 1])]
        if _bare(chunk) in _NO_VALUE or BLOCK_CHARACTER in chunk:
            break
        first -= 1
    if first < here and (linked or _has_digit(text[chunks[first][0] : chunks[here - 1][1]])):
        yield Found(chunks[first][0], chunks[here - 1][1], Label.PASSWORD)


def _answered(text: str, chunks: Sequence[tuple[int, int]]) -> Iterator[Found]:
    left = [each for each in chunks if _bare(text[slice(*each)]) not in _NO_VALUE]
    said = [text[slice(*each)] for each in left]
    telling = any(_has_digit(each) for each in said) or (len(left) == 1 and len(_bare(said[0])) >= 4)
    if left and telling and not any(BLOCK_CHARACTER in each for each in said):
        yield Found(left[0][0], left[-1][1], Label.PASSWORD)
