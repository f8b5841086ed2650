"""Finding the right customer from what a caller says: pure code, the same for every store."""

from __future__ import annotations
