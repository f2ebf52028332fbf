"""Fixtures for all tests."""

from pathlib import Path

import pytest

from tests.support.homes import Home, write_notes


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home."""
    return Home(tmp_path / "home")


@pytest.fixture
def notes_home(home: Home) -> Home:
    """A home with a few short files in its documents folder, not indexed yet."""
    write_notes(home.documents)
    return home
