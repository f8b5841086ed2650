"""Reading import files: whatever is in them, good rows come out and bad ones are named by line."""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_console.domain.intake import Remark
from care_console.services.intake.elements import LONGEST_ROW, elements
from care_console.services.intake.readers import KEY, FileError, Format, Read, format_of, opened, read

_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_records = st.dictionaries(st.text(min_size=1).filter(lambda name: name != KEY), _values, max_size=4)


def read_bytes(folder: Path, content: bytes, form: Format) -> list[Read]:
    path = folder / "file"
    path.write_bytes(content)
    with opened(path) as source:
        return list(read(source, form))


def good(found: list[Read]) -> list[dict[str, Any]]:
    return [each[1] for each in found if not isinstance(each, Remark)]


def refused(found: list[Read]) -> list[Remark]:
    return [each for each in found if isinstance(each, Remark)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), form=st.sampled_from(Format))
def test_no_bytes_crash_a_reader(tmp_path: Path, content: bytes, form: Format) -> None:
    found: list[Read] = []
    with suppress(FileError):
        found = read_bytes(tmp_path, content, form)
    assert all(each.reason if isinstance(each, Remark) else isinstance(each[1], dict) for each in found)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(_records, max_size=6), indent=st.sampled_from([None, 2]), escape=st.booleans())
def test_a_json_list_gives_its_records(
    tmp_path: Path, records: list[dict[str, Any]], indent: int | None, escape: bool
) -> None:
    content = json.dumps(records, indent=indent, ensure_ascii=escape).encode("utf-8", "surrogatepass")
    assert good(read_bytes(tmp_path, content, Format.JSON)) == records


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(document=st.dictionaries(st.text(), _records, max_size=6))
def test_a_json_object_gives_its_records_with_their_names(tmp_path: Path, document: dict[str, Any]) -> None:
    found = good(read_bytes(tmp_path, json.dumps(document, indent=1).encode(), Format.JSON))
    assert found == [{**record, KEY: name} for name, record in document.items()]


@given(records=st.lists(_records, max_size=4), size=st.integers(1, 7))
def test_where_the_bytes_are_cut_does_not_matter(records: list[dict[str, Any]], size: int) -> None:
    content = json.dumps(records).encode()
    chunks = [content[at : at + size] for at in range(0, len(content), size)]
    found = list(elements(lambda _: chunks.pop(0) if chunks else b""))
    assert [json.loads(each.body) for each in found] == records


def test_json_rows_bear_the_line_that_they_begin_on(tmp_path: Path) -> None:
    content = b'[\n  {"a": 1},\n\n  {"a":\n 2}, 7,\n{"a": 3}]'
    found = read_bytes(tmp_path, content, Format.JSON)
    assert [each.line if isinstance(each, Remark) else each[0] for each in found] == [2, 4, 5, 6]
    assert len(refused(found)) == 1


@pytest.mark.parametrize("content", [b"", b"7", b'"text"', b"[", b'[{"a": 1}', b'{"a": {"b": 1}', b'["\\'])
def test_a_document_that_is_no_list_of_rows_is_told(tmp_path: Path, content: bytes) -> None:
    assert refused(read_bytes(tmp_path, content, Format.JSON))


def test_a_document_of_brackets_is_given_up(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, b'[{"a": 1},\n' + b"[" * 100_000 + b',\n{"a": 2}]', Format.JSON)
    assert good(found) == [{"a": 1}]
    assert [(each.line, "nested too deeply" in each.reason) for each in refused(found)] == [(2, True)]


def test_a_bad_line_costs_nothing_but_itself(tmp_path: Path) -> None:
    lines = [b'{"a": 1}', b"{", b'{"a": "\xff"}', b"", b"[1]", b'{"a": 2}', b"[" * 200_000, b'{"a": 3}']
    found = read_bytes(tmp_path, b"\xef\xbb\xbf" + b"\n".join(lines), Format.JSON_LINES)
    assert good(found) == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert [each.line for each in refused(found)] == [2, 3, 5, 7]


def test_a_deep_but_valid_record_is_refused(tmp_path: Path) -> None:
    content = b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}\n"
    assert [each.reason for each in refused(read_bytes(tmp_path, content, Format.JSON_LINES))] == [
        "it is nested too deeply"
    ]


@pytest.mark.parametrize("form", Format)
def test_a_row_without_end_is_refused_and_read_past(tmp_path: Path, form: Format) -> None:
    bomb = b"x" * (3 * LONGEST_ROW)
    content = {
        Format.CSV: b"a,b\n1,2\n" + bomb + b"\n3,4\n",
        Format.JSON_LINES: b'{"a": 1}\n{"a": "' + bomb + b'"}\n{"a": 3}\n',
        Format.JSON: b'[{"a": 1},\n{"a": "' + bomb + b'"},\n{"a": 3}]',
    }[form]
    found = read_bytes(tmp_path, content, form)
    assert len(good(found)) == 2
    assert len(refused(found)) == 1
    assert "longer than" in refused(found)[0].reason


def test_a_table_keeps_its_good_rows(tmp_path: Path) -> None:
    content = (
        b'name;town\nAnn;Leeds\n"A ""quoted"" one";"two\nlines"\nonly one\n\xff\xfe;York\nBob;\n"never closed;York\n'
    )
    found = read_bytes(tmp_path, content, Format.CSV)
    assert good(found) == [
        {"name": "Ann", "town": "Leeds"},
        {"name": 'A "quoted" one', "town": "two\nlines"},
        {"name": "Bob"},
    ]
    assert [each.line for each in refused(found)] == [5, 6, 8]


@pytest.mark.parametrize("head", [b"", b"a,a\n1,2", b"a,\n1,2", b"a,\xff\n1,2", "a,b\n1,2".encode("utf-16")])
def test_a_table_without_a_usable_head_is_told_as_a_whole(tmp_path: Path, head: bytes) -> None:
    with pytest.raises(FileError) as told:
        read_bytes(tmp_path, head, Format.CSV)
    assert told.value.safe
    assert told.value.todo


def test_a_compressed_file_that_breaks_off_gives_what_it_held(tmp_path: Path) -> None:
    lines = b"".join(b'{"a": %d, "salt": "%d"}\n' % (number, number * 7919 % 10007) for number in range(5000))
    whole = gzip.compress(lines)
    assert len(good(read_bytes(tmp_path, whole, Format.JSON_LINES))) == 5000
    found = read_bytes(tmp_path, whole[: len(whole) // 2], Format.JSON_LINES)
    assert 0 < len(good(found)) < 5000
    assert "damaged" in refused(found)[-1].reason


def test_the_name_tells_the_form() -> None:
    assert format_of(Path("a.CSV")) is Format.CSV
    assert format_of(Path("a.b.jsonl.gz")) is Format.JSON_LINES
    assert format_of(Path("a.json")) is Format.JSON
    with pytest.raises(FileError):
        format_of(Path("a.gz"))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError), opened(tmp_path / "none.csv"):
        pass
