"""The lanes beside that of the wanted model: found by what they made, one for each fingerprint, ended when not needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.model_slot import ModelSlot, catalog
from pplx_desktop.index.store import Generation
from tests.support.tiny_models import write_tiny_model

STARTER = Settings().model


@pytest.fixture
def slot(paths: Paths) -> Iterator[ModelSlot]:
    made = ModelSlot(paths)
    yield made
    made.close()


def generation_of(slot: ModelSlot, settings: Settings) -> Generation:
    """What the settings' model makes."""
    lane = slot.use(settings)
    assert lane is not None
    return Generation(1, lane.fingerprint, settings.model, lane.dims, "searched", settings.window_tokens)


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(dims=128),
        Settings(window_tokens=300),
        Settings(model="tiny"),
        Settings(model="tiny", dims=64),
    ],
)
def test_a_model_is_found_again_by_what_it_made(slot: ModelSlot, paths: Paths, settings: Settings) -> None:
    write_tiny_model(paths.models)
    made = generation_of(slot, settings)
    fresh = ModelSlot(paths)
    try:
        fresh.use(replace(Settings(), window_tokens=256))
        lane = fresh.lane_of(made)
        assert lane is not None
        assert (lane.fingerprint, lane.dims) == (made.fingerprint, made.dims)
        assert fresh.lane_of(made) is lane
        assert lane.embed_query("roses").dims == made.dims
    finally:
        fresh.close()


def test_another_window_or_provider_is_another_child(slot: ModelSlot) -> None:
    first = slot.use(Settings())
    assert first is not None
    assert slot.use(Settings()) is first
    small = slot.use(Settings(dims=128))
    assert small is not None
    assert (small.dims, small.embed_query("roses").dims) == (128, 128)
    assert first.fingerprint != small.fingerprint
    cpu = slot.use(Settings(dims=128, provider="cpu"))
    assert cpu is not None
    assert cpu is not small
    assert cpu.fingerprint == small.fingerprint
    assert slot.use(Settings(window_tokens=100_000)) is None
    assert slot.problem is not None
    assert slot.problem.code == "model-options"


def test_the_old_model_answers_on_until_it_is_not_needed(slot: ModelSlot) -> None:
    old = slot.use(Settings())
    assert old is not None
    made = generation_of(slot, Settings())
    new = slot.use(Settings(dims=128))
    assert slot.lane_of(made) is old
    assert old.embed_query("roses").dims == 384
    slot.keep([made.fingerprint])
    assert slot.lane_of(made) is old
    slot.keep([])
    assert not old.is_running
    assert slot.lane is new


def test_a_model_that_is_gone_or_another_is_not_found(slot: ModelSlot, paths: Paths) -> None:
    write_tiny_model(paths.models)
    made = generation_of(slot, Settings(model="tiny"))
    slot.use(Settings())
    slot.keep([])
    graph = paths.models / "tiny" / "onnx" / "model.onnx"
    graph.unlink()
    assert slot.lane_of(made) is None
    assert slot.lane_of(replace(made, model=STARTER)) is None
    assert slot.lane_of(replace(made, model="nobody")) is None


def test_the_quick_model_is_there_beside_a_slower_one_only(slot: ModelSlot, paths: Paths) -> None:
    tiny = write_tiny_model(paths.models)
    slot.use(Settings())
    assert slot.quick() is None
    slot.use(Settings(model=tiny.name))
    assert slot.quick() is None  # it is far smaller
    with (tiny.folder / "onnx" / "model.onnx_data").open("wb") as stream:
        stream.truncate(60_000_000)
    (tiny.folder / "installed.toml").unlink()
    slot.use(Settings(model=tiny.name, window_tokens=64))
    quick = slot.quick()
    assert quick is not None
    name, lane = quick
    assert (name, lane.fingerprint) == (STARTER, catalog(paths).find(STARTER).fingerprint)
    again = slot.quick()
    assert again is not None
    assert again[1] is lane
    slot.use(Settings(model="nobody"))
    assert slot.quick() is None


def test_after_closing_no_lane_is_made(slot: ModelSlot) -> None:
    made = generation_of(slot, Settings())
    slot.close()
    assert slot.lane_of(replace(made, fingerprint="another")) is None
    assert slot.quick() is None
