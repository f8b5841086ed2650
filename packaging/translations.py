#!/usr/bin/env python3
"""The texts of the window in other languages: gathered from the code, merged by Qt's lupdate, compiled by its lrelease.

    python packaging/translations.py update    gather, merge and compile; list what waits for a translator
    python packaging/translations.py check     the same without writing; status 1 if anything is missing or stale

Run by `packaging/dev.py translations` and `check`. Three ways of writing a text are known:

- `self.tr("…")`, `QCoreApplication.translate("context", "…")`, `QT_TRANSLATE_NOOP("context", "…")`, as always in Qt;
- `tr("…")` in a module that has a function `tr` around one context;
- what a `ToldError` says, wherever it is raised, and the words that `said(…)` marks. Below the window nothing knows of
  Qt, so these are gathered under one context, `told`, and `care_console.ui.told` looks them up when it shows them.

lupdate itself would see the first alone, and without the numerus forms of `translate`, so it is given a list of texts.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
TRANSLATED = ("fr",)
"""Every text is in these languages."""
PLURAL_ONLY = ("en",)
"""The language of the code: of these only what has a number in it needs forms."""
TOLD = "told"
# Their messages reach a terminal or a log and never the window.
UNSEEN = (
    "auditserver", "cli.py", "app/commands.py", "app/lookup_commands.py", "app/bench.py", "services/bench",
    "services/intake", "services/demo", "chat/server.py", "chat/archive.py", "chat/vcon.py", "chat/form.py",
    "storage/intake", "storage/lookup_bench.py", "storage/migrations",
)  # fmt: skip


@dataclass(frozen=True, order=True)
class Text:
    """A text of the code: its context, what stands there, and whether a number decides its form."""

    context: str
    source: str
    plural: bool = False


@dataclass
class Gathered:
    """What the code holds, and the places that no translation can reach."""

    texts: set[Text] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    """Do what is asked; the exit status."""
    if list(arguments) not in (["update"], ["check"]):
        print(__doc__)
        return 2
    found = gather(ROOT / "care_console")
    faults = [*found.faults, *(update(found.texts) if arguments[0] == "update" else check(found.texts))]
    for fault in faults:
        print(fault)
    print(f"translations: {len(found.texts)} texts, {len(faults)} faults")
    return 1 if faults else 0


def update(texts: set[Text]) -> list[str]:
    """Merge the texts into the files of each language and compile these; returns what waits for a translator."""
    FOLDER.mkdir(exist_ok=True)
    faults: list[str] = []
    for language in (*TRANSLATED, *PLURAL_ONLY):
        source = _source(language)
        _merge(source, texts, language)
        _compile(source, source.with_suffix(".qm"))
        faults += _unfinished(source)
    return faults


def check(texts: set[Text]) -> list[str]:
    """What is missing, no longer needed, unfinished or not compiled."""
    faults: list[str] = []
    for language in (*TRANSLATED, *PLURAL_ONLY):
        source = _source(language)
        held = {text for text, _ in _entries(source)}
        wanted = {text for text in texts if text.plural or language in TRANSLATED}
        faults += [f"{source.name}: missing: {_shown(text)}" for text in sorted(wanted - held)]
        faults += [f"{source.name}: no longer in the code: {_shown(text)}" for text in sorted(held - wanted)]
        faults += _unfinished(source)
        with tempfile.TemporaryDirectory() as scratch:
            fresh = Path(scratch) / "fresh.qm"
            _compile(source, fresh)
            kept = source.with_suffix(".qm")
            if not kept.is_file() or kept.read_bytes() != fresh.read_bytes():
                faults.append(f"{kept.name}: is older than {source.name}")
    if faults:
        faults.append("Run `python3 packaging/dev.py translations`, translate what it lists, and run it again.")
    return faults


def gather(package: Path) -> Gathered:
    """Every text that the window may show."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    told = _told_classes(trees.values())
    found = Gathered()
    for path, tree in trees.items():
        place = path.relative_to(package).as_posix()
        _Gatherer(found, place, tree, told, seen=not place.startswith(UNSEEN)).visit(tree)
    return found


class _Gatherer(ast.NodeVisitor):
    """Walks one module."""

    def __init__(self, found: Gathered, place: str, tree: ast.Module, told: set[str], *, seen: bool) -> None:
        self._found = found
        self._place = place
        self._seen = seen
        self._told = told | _told_makers(tree, told)
        self._texts = _constants(tree)
        self._own = _own_context(tree)
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        called = _name(node.func)
        if called == "tr" and (isinstance(node.func, ast.Attribute) or self._own):
            own = isinstance(node.func, ast.Name)
            context = self._own if own else self._classes[-1] if self._classes else ""
            self._add(context, node, node.args[:1], plural=_counts(node, 1 if own else 2), literal=True)
        elif called in {"translate", "QT_TRANSLATE_NOOP", "QT_TRANSLATE_N_NOOP"} and len(node.args) > 1:
            context = getattr(node.args[0], "value", "")
            plural = called == "QT_TRANSLATE_N_NOOP" or _counts(node, 3)
            self._add(str(context), node, node.args[1:2], plural=plural)
        elif called == "said":
            self._add(TOLD, node, node.args, literal=True)
        elif self._seen and self._tells(node):
            said = [*node.args, *(word.value for word in node.keywords if word.arg in {"safe", "todo"})]
            self._add(TOLD, node, [part for part in said if self._is_sentence(part)])

    def _tells(self, call: ast.Call) -> bool:
        """Whether this makes a told error, or is how such a class calls its base."""
        called = _name(call.func)
        return called in self._told or (
            called == "__init__" and self._classes[-1:] != [] and self._classes[-1] in self._told
        )

    def _is_sentence(self, part: ast.expr) -> bool:
        """Not the name of a field or the like: those have no blanks."""
        if isinstance(part, ast.IfExp | ast.Name):
            return any(" " in text for text in self._literals(part))
        return any(isinstance(each, ast.Constant) and " " in str(each.value) for each in ast.walk(part))

    def _add(
        self, context: str, node: ast.Call, parts: Sequence[ast.expr], *, plural: bool = False, literal: bool = False
    ) -> None:
        for part in parts:
            texts = list(self._literals(part))
            self._found.texts.update(Text(context, text, plural) for text in texts if text)
            if isinstance(part, ast.JoinedStr) or _is_built(part) or (literal and not texts):
                self._found.faults.append(
                    f"care_console/{self._place}:{node.lineno}: "
                    f"no literal, so it cannot be translated: {ast.unparse(part)}"
                )

    def _literals(self, part: ast.expr) -> Iterator[str]:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value
        elif isinstance(part, ast.IfExp):
            yield from self._literals(part.body)
            yield from self._literals(part.orelse)
        elif isinstance(part, ast.Dict | ast.Tuple | ast.List):
            for each in part.values if isinstance(part, ast.Dict) else part.elts:
                yield from self._literals(each)
        elif isinstance(part, ast.Name) and part.id in self._texts:
            yield self._texts[part.id]


def _is_built(part: ast.expr) -> bool:
    """Whether it is two texts joined, or one filled in too early."""
    if isinstance(part, ast.BinOp):
        return any(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in ast.walk(part))
    return isinstance(part, ast.Call) and _name(part.func) == "format" and isinstance(part.func, ast.Attribute)


def _name(called: ast.expr) -> str:
    """The last part of what is called."""
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _counts(call: ast.Call, position: int) -> bool:
    """Whether a number is given, which decides the form."""
    return len(call.args) > position or any(word.arg == "n" for word in call.keywords)


def _told_classes(trees: Iterable[ast.Module]) -> set[str]:
    """`ToldError` and everything derived from it."""
    classes = {
        node.name: {_name(base) for base in node.bases}
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    told = {"ToldError"}
    while more := {name for name, bases in classes.items() if bases & told} - told:
        told |= more
    return told


def _told_makers(tree: ast.Module, told: set[str]) -> set[str]:
    """Functions that say what they make: a told error from words that they are given."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and isinstance(node.returns, ast.Name) and node.returns.id in told
    }


def _constants(tree: ast.Module) -> dict[str, str]:
    """Texts that a module names."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _own_context(tree: ast.Module) -> str:
    """The context of a module's own function `tr`; empty for none."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == "tr":
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and _name(call.func) == "translate":
                    context = call.args[0]
                    return str(context.value) if isinstance(context, ast.Constant) else ""
    return ""


# --- Qt's files


def _source(language: str) -> Path:
    return FOLDER / f"care_console_{language}.ts"


def _merge(target: Path, texts: set[Text], language: str) -> None:
    """Let lupdate keep what is translated, add what is new and drop what is gone."""
    lines = [
        f"QT_TRANSLATE{'_N' if text.plural else ''}_NOOP({_quoted(text.context)}, {_quoted(text.source)}),"
        for text in sorted(texts)
    ]
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "texts.cpp"
        listed.write_text("const char *texts[] = {\n" + "\n".join(lines) + "\n};\n", encoding="utf-8")
        only = ["-pluralonly"] if language in PLURAL_ONLY else []
        _tool("lupdate", "-silent", "-no-obsolete", "-no-ui-lines", "-locations", "none", *only,
              "-source-language", "en", "-target-language", language, str(listed), "-ts", str(target))  # fmt: skip


def _compile(source: Path, target: Path) -> None:
    _tool("lrelease", "-silent", str(source), "-qm", str(target))


def _tool(name: str, *arguments: str) -> None:
    """Run one of the tools that PySide6-Essentials brings."""
    start = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    subprocess.run([sys.executable, "-c", start, *arguments], check=True)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _entries(source: Path) -> Iterator[tuple[Text, ET.Element]]:
    """Each text of a file, with its translation."""
    if not source.is_file():
        return
    for context in ET.parse(source).getroot().iter("context"):  # noqa: S314 - the project's own file
        for message in context.iter("message"):
            text = Text(context.findtext("name", ""), message.findtext("source", ""), message.get("numerus") == "yes")
            translation = message.find("translation")
            if translation is not None and translation.get("type") not in {"vanished", "obsolete"}:
                yield text, translation


def _unfinished(source: Path) -> list[str]:
    """What waits for a translator, or has other placeholders than the text."""
    faults = []
    for text, translation in _entries(source):
        forms = (
            [form.text or "" for form in translation.iter("numerusform")] if text.plural else [translation.text or ""]
        )
        if translation.get("type") == "unfinished" or not all(forms):
            faults.append(f"{source.name}: not translated: {_shown(text)}")
        elif any(_placeholders(form) != _placeholders(text.source) for form in forms):
            faults.append(f"{source.name}: other placeholders than its text: {_shown(text)}")
    return faults


def _placeholders(text: str) -> set[str | None]:
    """What is filled in. A count may be missing: one form of a language may do without it."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text)} - {None}
    except ValueError:
        return {"a brace that is not closed"}


def _shown(text: Text) -> str:
    return f"[{text.context}] {text.source!r}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
