"""What holds for every test: no screen, no leak, no home but its own, reproducible hypotheses."""

from __future__ import annotations

import os

import hypothesis

pytest_plugins = ("pytester", "tests.isolation", "tests.leaks")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Time limits are pytest's: a shared machine makes single examples slow at random.
hypothesis.settings.register_profile("local", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "local")
