"""A day that does not pass: what the window says of times is the same whenever it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, tzinfo
from unittest.mock import patch

from pplx_desktop.gui import ledger_model, result_card, results_model
from tests.support import fake_engine, sample_ledger

DAY = datetime(2026, 3, 14, 15, 9, tzinfo=UTC)


class _Clock(datetime):
    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        return DAY.astimezone(tz)


@contextmanager
def made_up_day() -> Iterator[None]:
    """Let it be this day for the rows, and for the files that are made from now on."""
    with ExitStack() as stack:
        for module in (fake_engine, sample_ledger):
            stack.enter_context(patch.object(module, "NOW", DAY))
        for shown in (ledger_model, result_card, results_model):
            if hasattr(shown, "datetime"):
                stack.enter_context(patch.object(shown, "datetime", _Clock))
        yield
