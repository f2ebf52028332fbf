"""Fixtures for all tests."""

import logging
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.support.homes import Home, write_notes

# How long an example takes is the machine's business, and no test's.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path / "home")


@pytest.fixture
def notes_home(home: Home) -> Home:
    """A home with a few short files in its documents folder, not indexed yet."""
    write_notes(home.documents)
    return home


@pytest.fixture(autouse=True)
def bugs() -> Iterator[list[str]]:
    """What the program took for a bug of its own and went on after: a test in which there is one fails, unless it
    expects it and empties this.
    """
    seen: list[str] = []

    class Seen(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "on a bug" in record.getMessage():
                seen.append(self.format(record))

    handler, log = Seen(logging.ERROR), logging.getLogger("pplx_desktop")
    log.addHandler(handler)
    yield seen
    log.removeHandler(handler)
    assert not seen, seen[0]
