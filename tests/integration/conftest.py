"""What several files of integration tests ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.served_models import Served, served_alone


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with served_alone(tmp_path, monkeypatch) as model:
        yield model
