"""Mail texts as data: per language and brand, checked when they are loaded, filled in as text and HTML alike.

``resources/mail/`` holds ``common.<language>.toml`` with every text, ``<brand>.<language>.toml`` with what a brand says
otherwise (keys as in the common file, each of them optional), and ``frame.html`` around them. A file says:

``greeting``, ``greeting_unnamed``  the first line, with and without a name
``closing``, ``footer``             the last line, and the lines beneath it
``months``                          the names of the twelve months, for dates
``[KIND]``                          per kind of message its ``subject`` and ``paragraphs``
``[fields]``                        what was changed, by the name of the field or of its table in the store
``[subjects]``                      what was stopped, by the name of the choice in the store
``[copy]``                          words of a conversation's copy: `COPY_WORDS`

``{placeholder}`` is replaced by a value; `PLACEHOLDERS` lists them per kind. A line or paragraph with a placeholder
that has no value is left out. There is no other syntax: no text can reach anything but these values.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

from care_console.domain.copies import Talk
from care_console.domain.errors import ToldError
from care_console.domain.messages import MessageKind, clean_text, one_line
from care_console.domain.text_lines import FALLBACK, filled, folder_faults, line_faults, placeholders, read_folder

_T = TypeVar("_T")
Value = str | date | Sequence[str] | Talk
"""What a placeholder may be filled with: a text, a date, names that have words, or a conversation."""

ALWAYS: Final = frozenset({"brand", "name", "mailbox", "phone", "request"})
PLACEHOLDERS: Final[Mapping[MessageKind, frozenset[str]]] = MappingProxyType(
    {
        MessageKind.DETAIL_CHANGED: frozenset({"fields"}),
        MessageKind.OPT_OUT_CONFIRMED: frozenset({"subjects", "until"}),
        MessageKind.ONE_TIME_CODE: frozenset({"code", "minutes", "hours"}),
        MessageKind.TRANSCRIPT_COPY: frozenset({"date", "conversation"}),
        MessageKind.COPY_TOLD: frozenset({"date"}),
    }
)
"""What each kind has beyond `ALWAYS`."""
NEEDED: Final[Mapping[MessageKind, frozenset[str]]] = MappingProxyType(
    {
        MessageKind.DETAIL_CHANGED: frozenset({"fields"}),
        MessageKind.OPT_OUT_CONFIRMED: frozenset({"subjects"}),
        MessageKind.ONE_TIME_CODE: frozenset({"code"}),
        MessageKind.TRANSCRIPT_COPY: frozenset({"conversation"}),
        MessageKind.COPY_TOLD: frozenset(),
    }
)
"""Without these a message says nothing: a text must hold them, and they must have a value."""
COPY_WORDS: Final = frozenset({"customer", "advisor", "chat", "silent", "note", "file"})
"""What the customer is called who has no name, and an advisor without one; who speaks for the chat itself, and what it
says where nobody said anything; the note under a copy on paper; the name of its file."""
_IN_SUBJECT: Final = frozenset({"brand", "date"})
"""What may stand in a subject, which others see on a locked screen."""
_OF_FRAME: Final = frozenset({"language", "subject", "colour", "brand", "body", "footer"})
_PARAGRAPH: Final = '<p style="margin:0 0 1em">{}</p>'


class KindText(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The texts of one kind of message."""

    subject: str
    paragraphs: tuple[str, ...]


class Texts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file; None and missing keys are for brands only, whose other texts are the common ones."""

    greeting: str | None = None
    greeting_unnamed: str | None = None
    closing: str | None = None
    footer: tuple[str, ...] | None = None
    months: tuple[str, ...] | None = None
    detail_changed: KindText | None = None
    opt_out_confirmed: KindText | None = None
    one_time_code: KindText | None = None
    transcript_copy: KindText | None = None
    copy_told: KindText | None = None
    fields: dict[str, str] = {}
    subjects: dict[str, str] = {}
    copy: dict[str, str] = {}

    def of(self, kind: MessageKind) -> KindText | None:
        """The texts of a kind, if this file has them."""
        found: KindText | None = getattr(self, kind.value)
        return found


class MailTextError(ToldError):
    """Mail texts that cannot be used, with all faults at once."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            "The mail texts cannot be used:\n{faults}",
            safe="\nNothing was sent.",
            todo="Correct the places named above.",
            faults="\n".join(faults),
        )
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Written:
    """A text filled in: subject, plain text and HTML, and the language that it is in."""

    language: str
    subject: str
    text: str
    html: str


class TextBook:
    """All mail texts; made by `load`, which checks them."""

    def __init__(self, texts: Mapping[tuple[str, str], Texts], frame: str) -> None:
        """`texts` by brand (`common` for all) and language. Raises MailTextError."""
        self._texts = dict(texts)
        self._frame = frame
        faults = [*folder_faults(texts, _faults), *_frame_faults(frame)]
        if faults:
            raise MailTextError(faults)

    @classmethod
    def load(cls, folder: Path) -> TextBook:
        """Read every text of a folder. Raises MailTextError with the faults of all files."""
        texts, faults = read_folder(folder, Texts)
        if faults:
            raise MailTextError(faults)
        return cls(texts, (folder / "frame.html").read_text(encoding="utf-8"))

    @property
    def languages(self) -> frozenset[str]:
        """The languages that there are texts in."""
        return frozenset(language for brand, language in self._texts if brand == "common")

    def fill(
        self, kind: MessageKind, brand: str, language: str, values: Mapping[str, Value], *, colour: str
    ) -> Written:
        """A message in the customer's language where there are texts in it, else in English.

        A sequence is of names that have words, which are joined; a date is written out; all other values are taken as
        they are, on one line, but the conversation keeps its lines. Raises ValueError for a placeholder that is needed
        and has no value, and for one that this kind does not have.
        """
        spoken = self.spoken(language)
        known = ALWAYS | PLACEHOLDERS[kind]
        if unknown := values.keys() - known:
            raise ValueError(f"{kind} has no {sorted(unknown)}")
        said = {name: self._said(brand, spoken, name, values.get(name, "")) for name in known}
        if missing := sorted(name for name in NEEDED[kind] if not said[name]):
            raise ValueError(f"{kind} needs {missing}")
        text = next(found for one in self._layers(brand, spoken) if (found := one.of(kind)) is not None)
        greeting = self._first(brand, spoken, lambda one: one.greeting if said["name"] else one.greeting_unnamed)
        closing = self._first(brand, spoken, lambda one: one.closing)
        footer = self._first(brand, spoken, lambda one: one.footer)
        subject = one_line(filled(text.subject, said))
        body = list(_kept([greeting, *text.paragraphs, closing], said))
        beneath = list(_kept(footer, said))
        plain = (
            "\n\n".join(filled(line, said) for line in body)
            + "\n\n-- \n"
            + "\n".join(filled(line, said) for line in beneath)
        )
        marked = {name: _marked(value) for name, value in said.items()}
        marked |= {name: value.markup() for name, value in values.items() if isinstance(value, Talk)}
        frame = {
            "language": spoken,
            "subject": html.escape(subject),
            "colour": html.escape(colour),
            "brand": marked["brand"],
            "body": "\n".join(_PARAGRAPH.format(filled(html.escape(line, quote=False), marked)) for line in body),
            "footer": "<br>\n".join(filled(html.escape(line, quote=False), marked) for line in beneath),
        }
        return Written(spoken, subject, plain + "\n", filled(self._frame, frame))

    def spoken(self, language: str) -> str:
        """The language that is written to a customer who speaks this one."""
        return language.lower()[:2] if language.lower()[:2] in self.languages else FALLBACK

    def copy_word(self, brand: str, language: str, name: str) -> str:
        """A word of `COPY_WORDS`."""
        return self._word(brand, self.spoken(language), "copy", name)

    def _said(self, brand: str, language: str, name: str, value: Value) -> str:
        if isinstance(value, Talk):
            return value.plain()
        if isinstance(value, date):
            months = self._first(brand, language, lambda one: one.months)
            return f"{value.day} {months[value.month - 1]} {value.year}"
        if isinstance(value, str):
            return clean_text(value).strip() if name == "conversation" else one_line(value)
        return ", ".join(dict.fromkeys(self._word(brand, language, name, one) for one in value))

    def _word(self, brand: str, language: str, part: str, name: str) -> str:
        """What a field or choice is called: its own word, or that of its table."""
        for key in (name, name.partition(".")[0]):
            for one in self._layers(brand, language):
                words: dict[str, str] = getattr(one, part, {})
                if key in words:
                    return words[key]
        raise ValueError(f"no mail text has a word for {name}")

    def _layers(self, brand: str, language: str) -> list[Texts]:
        return [self._texts[key] for key in ((brand, language), ("common", language)) if key in self._texts]

    def _first(self, brand: str, language: str, part: Callable[[Texts], _T | None]) -> _T:
        return next(found for one in self._layers(brand, language) if (found := part(one)) is not None)


def _kept(lines: Sequence[str], said: Mapping[str, str]) -> Iterator[str]:
    """The lines all of whose placeholders have values."""
    return (line for line in lines if all(said[name] for name in placeholders(line)))


def _marked(value: str) -> str:
    """A value in HTML, apart in its direction from what stands around it."""
    return f"<bdi>{html.escape(value).replace(chr(10), '<br>' + chr(10))}</bdi>"


def _faults(brand: str, texts: Texts) -> Iterator[str]:
    if texts.copy.keys() - COPY_WORDS or (brand == "common" and texts.copy.keys() != COPY_WORDS):
        yield f"copy: expected {', '.join(sorted(COPY_WORDS))}"
    for part in ("greeting", "greeting_unnamed", "closing", "footer", "months", *MessageKind):
        if brand == "common" and getattr(texts, part) is None:
            yield f"{part}: is missing"
    if texts.months is not None and len(texts.months) != 12:
        yield "months: expected the names of twelve"
    for place, line, allowed in _lines(texts):
        yield from (f"{place}: {fault}" for fault in line_faults(line, allowed))
    for kind in MessageKind:
        text = texts.of(kind)
        if text is not None and _sound(text):
            held = set().union(*map(placeholders, text.paragraphs))
            yield from (f"{kind}.paragraphs: {{{name}}} is missing" for name in sorted(NEEDED[kind] - held))


def _sound(text: KindText) -> bool:
    return not any(fault for line in text.paragraphs for fault in line_faults(line, None))


def _lines(texts: Texts) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every line with its place, and the placeholders that it may have."""
    for place, line in (("greeting", texts.greeting), ("closing", texts.closing)):
        if line is not None:
            yield place, line, ALWAYS
    if texts.greeting_unnamed is not None:
        yield "greeting_unnamed", texts.greeting_unnamed, ALWAYS - {"name"}
    for line in texts.footer or ():
        yield "footer", line, ALWAYS
    for kind in MessageKind:
        text = texts.of(kind)
        if text is not None:
            yield f"{kind}.subject", text.subject, _IN_SUBJECT & (ALWAYS | PLACEHOLDERS[kind])
            yield from ((f"{kind}.paragraphs", line, ALWAYS | PLACEHOLDERS[kind]) for line in text.paragraphs)
    yield from (("months", name, frozenset()) for name in texts.months or ())
    for place, words in (("fields", texts.fields), ("subjects", texts.subjects), ("copy", texts.copy)):
        yield from ((place, word, frozenset()) for word in words.values())


def _frame_faults(frame: str) -> list[str]:
    try:
        held = placeholders(frame)
    except ValueError:
        return ["frame.html: a brace is not closed; {{ and }} stand for braces themselves"]
    return [f"frame.html: {{{name}}} is missing or not known" for name in sorted(held ^ _OF_FRAME)]
