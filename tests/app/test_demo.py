"""The demo as a process: a picture of look-up with hits, and nothing left behind, whether it could be built or not."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from care_console.app import auditing, demo
from care_console.domain.errors import StoreFullError
from care_console.domain.roles import Agent
from care_console.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


def test_the_picture_shows_hits_and_nothing_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, picture = tmp_path / "temporary", tmp_path / "demo.png"
    place.mkdir()
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(place))
    ran = subprocess.run(
        [sys.executable, "-m", "care_console", "demo", "--screenshot", str(picture)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    image = QImage(str(picture))
    assert not image.isNull()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert len(colours) > 50
    assert list(place.iterdir()) == []


def test_a_picture_that_cannot_be_saved_is_told(tmp_path: Path) -> None:
    picture = tmp_path / "no" / "such" / "folder.png"
    ran = subprocess.run(
        [sys.executable, "-m", "care_console", "demo", "--screenshot", str(picture)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "The picture could not be saved there." in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_demo_that_cannot_be_built_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    services: list[auditing.AuditService] = []

    class Known(auditing.AuditService):
        def __init__(self, database: Path, store_id: str) -> None:
            super().__init__(database, store_id)
            services.append(self)

    def fail(*_arguments: object, **_named: object) -> None:
        raise StoreFullError("The disk that holds the store is full.")

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(auditing, "AuditService", Known)
    monkeypatch.setattr(demo, "build_demo", fail)
    with pytest.raises(StoreFullError):
        demo.Demo().make(lambda _state: None, lambda _words: None)
    assert services[0]._process.returncode is not None
    assert list(tmp_path.iterdir()) == []


def test_a_second_window_opens_the_same_demo_and_both_deliver_where_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made = demo.Demo(Settings(mail_host="127.0.0.1", orders_url="http://127.0.0.1:9/orders"))
    first = made.make(lambda _state: None, lambda _words: None)
    second = made.open_again(lambda _state: None, lambda _words: None)
    try:
        assert second.store.site.store_id == first.store.site.store_id
        assert all(each.codes.delivered and each.orders is not None for each in (first, second))
        for name in ("agent", "colleague"):
            assert isinstance(second.sign_in.sign_in(name, demo.DEMO_PASSWORD), Agent)
    finally:
        second.close()
        first.close()
    assert list(tmp_path.iterdir()) == []


def test_the_audit_service_ends_with_a_demo_that_is_killed(tmp_path: Path) -> None:
    starter = (
        "import os,sys;from pathlib import Path;from care_console.app.auditing import AuditService as A;"
        "a=A(Path(sys.argv[1]),'s1');print(a._process.pid,flush=True);os._exit(9)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", starter, str(tmp_path / "audit.db")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as killed:
        assert killed.stderr is not None
        # The service has the same error stream: it ends only when both processes have.
        assert killed.stderr.read() == b""
    assert killed.returncode == 9
