"""A few attempts of each campaign, and proof that a campaign sees what it looks for. `make campaign` makes many."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from tests.campaigns import power
from tests.campaigns.storage import Operation
from tests.campaigns.table import CAMPAIGNS
from tests.campaigns.tally import Tally

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="they fork, and kill with SIGKILL")


@pytest.fixture(autouse=True)
def apsw_tells_errors_once() -> Iterator[None]:
    """What a storage raises is an answer of the system here; apsw also reports it where SQLite made nothing of it."""
    before = sys.unraisablehook
    sys.unraisablehook = lambda report: None if isinstance(report.exc_value, apsw.Error) else before(report)
    yield
    sys.unraisablehook = before


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_nothing_is_lost(name: str, tmp_path: Path) -> None:
    run, count = CAMPAIGNS[name]
    tally = Tally(name, count, tmp_path)
    run(tally)
    assert tally.losses == []
    assert tally.counts.total() > 0


def test_a_rollback_that_fails_hides_nothing_and_ends_before_the_next_transaction(tmp_path: Path) -> None:
    """What `make campaign` found: memory that runs out in a transaction, and again in its end."""
    tally = Tally("faults", 1, tmp_path, seed=11, first=1)
    CAMPAIGNS["faults"][0](tally)
    assert tally.losses == []
    assert tally.counts["operations failed"] > 1


def test_a_disk_that_does_not_keep_its_promise_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any sync the campaign must see losses, or it would see none at all."""
    real = power._record

    def record(*arguments: object) -> power._Log:
        log = real(*arguments)  # type: ignore[arg-type]
        # The log of a program that writes straight into its database, as with a journal that is never synced.
        log.operations[:] = [
            Operation("delete", operation.file, durable=False)
            if operation.kind == "sync" and operation.file.endswith("-wal") and number > power.MAKING
            else operation
            for number, operation in enumerate(log.operations)
        ]
        return log

    monkeypatch.setattr(power, "_record", record)
    tally = Tally("power", 1, tmp_path)
    power.run(tally)
    assert tally.losses
