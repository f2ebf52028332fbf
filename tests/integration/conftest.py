"""What several files of integration tests ask for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.engine.lane import ModelLane
from tests.support.served_models import Served, served_alone
from tests.support.stage_bench import Bench


@pytest.fixture
def benches() -> Iterator[list[Bench]]:
    """Takes what is to be closed after the test."""
    made: list[Bench] = []
    yield made
    for bench in made:
        bench.close()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """The folders of a program that has done nothing yet."""
    made = Paths(*(tmp_path / name for name in ("config", "data", "models", "run")))
    made.create()
    return made


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    with served_alone(tmp_path, monkeypatch) as model:
        yield model


@pytest.fixture
def starter(tmp_path: Path) -> InstalledModel:
    """The model that comes with the program."""
    return Catalog(delivered("models"), tmp_path).find("all-minilm-l6-v2")


@pytest.fixture
def make_lane(starter: InstalledModel, tmp_path: Path) -> Iterator[Callable[..., ModelLane]]:
    """Makes lanes to the starter, which end with the test."""
    made: list[ModelLane] = []

    def make(idle_s: float = 60.0) -> ModelLane:
        made.append(ModelLane(delivered("models"), tmp_path, starter, idle_s=idle_s))
        return made[-1]

    yield make
    for lane in made:
        lane.close()
