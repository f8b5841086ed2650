"""An audit service in this process, over a log on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from care_console.auditserver.app import create_app
from care_console.auditserver.engine import open_log
from care_console.auditserver.log import Log
from care_console.auditserver.tokens import Tokens, issue
from tests.auditserver.support import Api


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    log = Log(open_log(f"sqlite:///{tmp_path / 'audit.db'}"))
    log.prepare()
    yield log
    log.close()


@pytest.fixture
def api(log: Log) -> Iterator[Api]:
    writing, ingest = issue("store-1", "ingest", "s1")
    reading, reader = issue("leads", "reader")
    with TestClient(create_app(log, Tokens([ingest, reader]))) as client:
        yield Api(
            client,
            {"Authorization": f"Bearer {writing}"},
            {"Authorization": f"Bearer {reading}"},
            log,
        )
