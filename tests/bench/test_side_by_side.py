"""The comparison of look-up with other engines, on few customers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("tantivy", reason="the other engine of the comparison is not installed")

from care_console.services.bench_lookup import FORMS as SPEED_FORMS
from tests.bench import febrl, side_by_side

TINY = """rec_id, given_name, surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth, soc_sec_id
rec-{0}-org, lachlan, {2}, 69, giblin street, killarney, bittern, 4814, qld, 19990219, 7364009
rec-{0}-dup-0, lachaln, {2}, 69, giblin street, killarney, biterna, 4814, qld, 19990219, 7364009
rec-{1}-org, imogen, vandermeer, 6, tullaroop street, willaroo, st james, 4011, wa, 19081209, 6988048
rec-{1}-dup-0, , vandemeer, 6, tullaroop street, willaroo, st james, 4101, wa, 19081209, 6988048
"""  # noqa: E501 - as it is published


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    for number, surname in enumerate(("thistlewood", "ravensworth", "quillfeather"), 1):
        (tmp_path / f"dataset{number}.csv").write_text(TINY.format(number, number + 10, surname), encoding="utf-8")
    return tmp_path


def test_both_engines_answer_the_same_questions(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    side_by_side.main(["--customers", "1500", "--questions", "3", "--seed", "5", "--febrl", str(sets)])
    told = json.loads(capsys.readouterr().out)
    assert (told["customers"], told["seed"]) == (1500, 5)
    assert set(told["speed"]) == {"encrypted", "plain", "tantivy"}
    for forms in (told["speed"]["encrypted"]["forms"], told["speed"]["plain"]["forms"], told["speed"]["tantivy"]):
        assert tuple(forms) == SPEED_FORMS
    assert tuple(told["speed"]["encrypted"]["like"]) == SPEED_FORMS
    assert set(told["quality"]) == {"tuned_on", "held_out", "fresh"}
    named = told["quality"]["held_out"]["given surname"]
    assert named["queries"] == 1, "a duplicate without a given name asks no question with one"
    assert named["ours"]["r1"] == named["tantivy"]["r1"] == 1.0
    assert told["quality"]["fresh"][febrl.MISHEARD]["queries"] == 2
    assert set(told["quality"]["fresh"]) == {*febrl.FORMS, febrl.MISSPELT, febrl.MISHEARD}


def test_a_run_that_is_kept_is_taken_up_again(sets: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--customers", "300", "--questions", "1", "--seed", "5", "--febrl", str(sets), "--keep"]
    told = []
    for _ in range(2):
        side_by_side.main([*asked, str(tmp_path / "kept")])
        told.append(json.loads(capsys.readouterr().out)["quality"])
    assert told[0] == told[1]


def test_originals_lie_hidden_at_places_of_their_own(sets: Path) -> None:
    originals, duplicates = febrl.read(sets / "dataset1.csv")
    assert [key for key, _said in duplicates] == ["1:1", "1:11"]
    hidden = febrl.Hidden(originals, 20, 1)
    made_up = [febrl.customer(originals["1:1"])] * 18
    people = list(hidden.among(made_up))
    assert [one.customer_id for one in people] == list(range(1, 21))
    assert people[hidden.ids["1:11"] - 1].surname == "Vandermeer"
    assert febrl.Hidden(originals, 20, 1).ids == hidden.ids != febrl.Hidden(originals, 20, 2).ids


def test_nobody_can_tell_those_apart_who_are_called_the_same(sets: Path) -> None:
    originals, duplicates = febrl.read(sets / "dataset1.csv")
    asked = febrl.asked_by(duplicates, originals)
    bearers = febrl.Bearers([asked])
    people = [febrl.customer(one) for one in originals.values()] + [febrl.customer(originals["1:1"])] * 3
    assert list(bearers.counted(people)) == people
    assert bearers.ceiling("given surname", asked["given surname"]) == 0.25
    assert bearers.ceiling("surname dob", asked["surname dob"]) == (0.25 + 1) / 2


def test_pairs_count_only_where_the_engines_differ() -> None:
    assert side_by_side.paired([1, 1, 2, 0], [1, 3, 1, 0]) == {"wins": 1, "losses": 1, "p": 1.0}
    assert side_by_side.paired([1] * 10, [2] * 10) == {"wins": 10, "losses": 0, "p": 0.00195}
    assert side_by_side.paired([1, 0], [1, 0])["p"] == 1.0


def test_places_are_summed_up() -> None:
    assert side_by_side.summary([1, 2, 0, 6], 0.5) == {"r1": 0.25, "r5": 0.5, "mrr": 0.4167, "r1_over_ceiling": 0.5}
