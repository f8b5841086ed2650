"""Care Console: a desktop console for customer-care teams."""

from __future__ import annotations

__version__ = "0.1.0"
