"""Conversations as they are shown for training (policy T3): whatever would tell who the customer is, is cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from care_console.domain.redaction import TOPIC, Span, propose, redact
from care_console.domain.transcripts import Conversation, Message, Speaker

LEAST: Final = 2
"""Characters that a personal text has at the least; a lone letter is in every word."""
_DATE: Final = re.compile(r"(?<!\d)\d{1,4}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{1,4}(?!\d)")
_WHO: Final = re.compile(
    r"\b(full name|your name|last name|surname|birth\w*|maiden|pet|address|post ?code|zip|security|secret)\b",
    re.IGNORECASE,
)
"""What an advisor asks for to know who somebody is."""


def for_training(conversation: Conversation, personal: Iterable[str]) -> Conversation:
    """A copy without what redaction proposes, the customer's own included, and without the `personal` texts.

    Dates as people write their birthday go too, and whatever the customer answers when asked who they are. `personal`
    are the customer's names, numbers, addresses and the like as the store has them; each is found whatever
    its case and spacing, as whole words. The copy bears no reference, so that it leads back to nobody.
    """
    spans = list(propose(conversation))
    answers = set(_answers(conversation.messages))
    pattern = _pattern(personal)
    if pattern is not None:
        texts = {TOPIC: conversation.topic} | {place: each.text for place, each in enumerate(conversation.messages)}
        spans += [Span(place, *found.span()) for place, text in texts.items() for found in pattern.finditer(text)]
    for place, each in enumerate(conversation.messages):
        if place in answers and each.text:
            spans.append(Span(place, 0, len(each.text)))
        spans += [Span(place, *found.span()) for found in _DATE.finditer(each.text)]
    return replace(redact(conversation, spans), reference="")


def _answers(messages: Sequence[Message]) -> Iterator[int]:
    """The customer's next messages after an advisor asked who they are."""
    asked = False
    for place, each in enumerate(messages):
        if each.speaker is Speaker.ADVISOR:
            asked = bool(_WHO.search(each.text))
        elif each.speaker is Speaker.CUSTOMER and asked:
            yield place


def _pattern(personal: Iterable[str]) -> re.Pattern[str] | None:
    texts = sorted({" ".join(each.split()) for each in personal if len(each.strip()) >= LEAST}, key=len, reverse=True)
    if not texts:
        return None
    either = "|".join(r"\s*".join(re.escape(word) for word in text.split()) for text in texts)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
