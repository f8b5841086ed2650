"""What holds for every test: no screen, no leak, no home but its own, patience, reproducible hypotheses."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import hypothesis
import pytest

from tests.patience import PatientBot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

pytest_plugins = ("pytester", "tests.isolation", "tests.leaks", "tests.places")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Time limits are pytest's: a shared machine makes single examples, and making them, slow at random.
PATIENT = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.register_profile("local", PATIENT)
hypothesis.settings.register_profile("ci", PATIENT, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """pytest-qt's, with more patience."""
    return PatientBot(request)
