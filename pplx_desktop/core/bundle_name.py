"""What a diagnostic bundle is called. Apart from what writes one, so that the window knows it without the engine."""

from __future__ import annotations

from datetime import UTC, datetime


def bundle_name() -> str:
    """What a bundle that is made now is called."""
    return f"pplx-desktop-diagnostics-{datetime.now(UTC):%Y%m%d-%H%M%S}.zip"
