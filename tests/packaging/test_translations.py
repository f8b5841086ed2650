"""What the window says is gathered from the code, whole, and what cannot be translated is named."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, at work on a project in a temporary folder."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "translations", module)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path / "translations")
    return module


def gathered(
    tool: ModuleType, folder: Path, code: str, place: str = "services/some.py"
) -> tuple[set[tuple], list[str]]:
    file = folder / "package" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    found = tool.gather(folder / "package")
    return {(text.context, text.source, text.plural) for text in found.texts}, found.faults


def test_the_ways_of_qt_are_known(tool: ModuleType, tmp_path: Path) -> None:
    code = """
class Page:
    def words(self, n):
        return self.tr("Plain"), self.tr("%n found", "", n), QCoreApplication.translate("far", "%n of\\n it", None, n)
NAMES = {1: QT_TRANSLATE_NOOP("names", "One " "name")}
def named(key):
    return QCoreApplication.translate("names", NAMES[key])
"""
    texts, faults = gathered(tool, tmp_path, code)
    assert texts == {
        ("Page", "Plain", False),
        ("Page", "%n found", True),
        ("far", "%n of\n it", True),
        ("names", "One name", False),
    }
    assert faults == []


def test_a_module_of_one_context_is_known(tool: ModuleType, tmp_path: Path) -> None:
    code = """
def tr(text):
    return QCoreApplication.translate("own", text)
def words(yes):
    return tr("Yes" if yes else "No")
"""
    assert gathered(tool, tmp_path, code) == ({("own", "Yes", False), ("own", "No", False)}, [])


def test_what_errors_tell_is_gathered_wherever_it_is_raised(tool: ModuleType, tmp_path: Path) -> None:
    code = """
SAFE = "Nothing is lost."
class StoreError(ToldError): ...
class FullError(StoreError): ...
def refused(words) -> FullError:
    return FullError(words, safe=SAFE)
raise refused("The disk is full.")
raise InvalidError("field.name", "This {thing} is wrong.", todo="Type it again.", thing=said("big thing"))
raise ValueError("for programmers only")
"""
    texts, faults = gathered(tool, tmp_path, "class InvalidError(ToldError): ...\n" + code)
    sources = {"Nothing is lost.", "The disk is full.", "This {thing} is wrong.", "Type it again.", "big thing"}
    assert texts == {("told", source, False) for source in sources}
    assert faults == []


def test_what_only_a_terminal_shows_is_left_out(tool: ModuleType, tmp_path: Path) -> None:
    assert gathered(tool, tmp_path, 'raise ToldError("On the terminal.")', "cli.py") == (set(), [])


@pytest.mark.parametrize(
    "code",
    [
        "class A:\n    def b(self, n):\n        self.tr(f'{n} of them')",
        "class A:\n    def b(self, n):\n        self.tr('{0} of them'.format(n))",
        "class A:\n    def b(self, n):\n        self.tr('Some of ' + n)",
        "class A:\n    def b(self, n):\n        self.tr(n)",
        "raise ToldError(f'No {name} here.')",
        "raise ToldError('The faults: ' + faults)",
    ],
)
def test_what_no_translator_can_reach_is_named(tool: ModuleType, tmp_path: Path, code: str) -> None:
    _, (fault,) = gathered(tool, tmp_path, code)
    assert fault.startswith("care_console/services/some.py:")


def test_missing_unfinished_wrong_and_stale_are_told(tool: ModuleType) -> None:
    texts = {tool.Text("A", "Hello {0}"), tool.Text("A", "%n thing(s)", True)}
    unfinished = tool.update(texts)
    assert len(unfinished) == 3, "one text and one plural in French, the plural alone in English"
    french = tool.FOLDER / "care_console_fr.ts"
    written = french.read_text(encoding="utf-8")
    empty = '<translation type="unfinished"></translation>'
    waiting = 'type="unfinished">' + "\n            <numerusform></numerusform>" * 2
    assert waiting in written
    forms = written.replace(waiting, "><numerusform>%n chose</numerusform><numerusform>%n choses</numerusform>")
    french.write_text(forms.replace(empty, "<translation>Bonjour {1}</translation>"), encoding="utf-8")
    told = [fault for fault in tool.check(texts) if "_fr" in fault]
    assert any("other placeholders" in fault for fault in told)
    assert any("older than" in fault for fault in told)
    french.write_text(forms.replace(empty, "<translation>Bonjour {0}</translation>"), encoding="utf-8")
    assert not [fault for fault in tool.update(texts) if "_fr" in fault]
    assert not [fault for fault in tool.check(texts) if "_fr" in fault]
    assert any("missing" in fault for fault in tool.check(texts | {tool.Text("A", "New")}))
    assert any("no longer" in fault for fault in tool.check(texts - {tool.Text("A", "Hello {0}")}))


def test_the_window_is_translated_whole() -> None:
    import subprocess

    command = [sys.executable, str(ROOT / "packaging" / "translations.py"), "check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
