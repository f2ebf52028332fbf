"""Which model is used: chosen, waited for, removed, replaced by another process; what the host does of it."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem, UserError
from pplx_desktop.core.events import Event, EventBus, ModelJobChanged
from pplx_desktop.core.paths import Paths, delivered
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.model_choice import remove_model, use_model
from pplx_desktop.engine.model_jobs import ModelJobs
from pplx_desktop.engine.model_slot import ModelSlot, catalog
from pplx_desktop.index.store import Index
from tests.support.job_waiting import DEADLINE_S, children, wait_until
from tests.support.lying_hub import Lie
from tests.support.served_models import GRAPH, Served, publish


@pytest.fixture
def served(served: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("HF_ENDPOINT", served.hub.endpoint)
    return served


@pytest.fixture
def jobs(paths: Paths) -> Iterator[ModelJobs]:
    made = ModelJobs(paths, EventBus())
    yield made
    made.close()


# -- choosing and removing


def test_a_model_is_used_once_it_has_answered(served: Served, paths: Paths, jobs: ModelJobs) -> None:
    store = SettingsStore(paths.settings_file)
    served.get()
    use_model(jobs, store, "tiny")
    assert store.load().model == "tiny"
    assert jobs.state is None  # a trial is no job that a window shows
    assert children() == []


def test_a_model_that_cannot_be_used_is_not(served: Served, paths: Paths, jobs: ModelJobs) -> None:
    store = SettingsStore(paths.settings_file)
    for harm, code in (
        (lambda: None, "model-missing"),
        (lambda: (served.get(), (served.folder / GRAPH).write_bytes(served.hub.files[GRAPH][:-1])), "model-altered"),
        (lambda: (served.get(), store.set(dims=4096)), "model-options"),
    ):
        harm()
        with pytest.raises(ModelProblem) as caught:
            use_model(jobs, store, "tiny")
        assert caught.value.code == code
        assert store.load().model == "all-minilm-l6-v2"
    with pytest.raises(ModelProblem) as caught:
        use_model(jobs, store, "nothing")
    assert caught.value.code == "model-unknown"


def test_removing(served: Served, paths: Paths, jobs: ModelJobs) -> None:
    store = SettingsStore(paths.settings_file)
    served.fill_cache()
    served.get()
    (served.folder / "variants").mkdir()
    (served.folder / "variants" / "int8.onnx").write_bytes(b"x" * 100)
    store.set(model="tiny")
    with pytest.raises(UserError) as caught:
        remove_model(paths, store, "tiny")
    assert caught.value.code == "model-in-use"
    served.find().check()
    store.set(model="all-minilm-l6-v2")
    assert remove_model(paths, store, "tiny") > sum(map(len, served.hub.files.values()))
    assert not served.folder.exists()
    assert "tiny" not in catalog(paths).names()
    pointer = served.cache / "models--nobody--tiny"
    assert all(file.read_bytes() for file in pointer.rglob("*") if file.is_file())  # somebody else's


def test_what_cannot_be_removed(served: Served, paths: Paths) -> None:
    store = SettingsStore(paths.settings_file)
    store.set(model="tiny")
    for name, code in (("all-minilm-l6-v2", "model-delivered"), ("pplx-embed-context-v1-0.6b", "model-not-here")):
        with pytest.raises(UserError) as caught:
            remove_model(paths, store, name)
        assert caught.value.code == code
    assert (delivered("models") / "all-minilm-l6-v2" / "model.onnx").exists()
    with pytest.raises(ModelProblem):
        remove_model(paths, store, "../config")


def test_a_partial_download_is_removed_too(served: Served, paths: Paths) -> None:
    served.hub.lies[GRAPH] = Lie("cut", at=200_000)
    with pytest.raises(ModelProblem):
        served.get()
    assert served.part.exists()
    remove_model(paths, SettingsStore(paths.settings_file), "tiny")
    assert not served.part.exists()


def test_the_host_does_what_the_port_says(served: Served, paths: Paths) -> None:
    host = Host(paths)
    ended = threading.Event()

    def listen(event: Event) -> None:
        if isinstance(event, ModelJobChanged) and event.state.outcome != "running":
            ended.set()

    host.events.subscribe(listen)
    host.start()
    try:
        assert host.model_job() is None
        host.cancel_model_job()
        host.start_model_job("get", "tiny")
        assert ended.wait(DEADLINE_S)
        state = host.model_job()
        assert state is not None
        assert state.outcome == "done"
        host.use_model("tiny")
        assert host.settings().model == "tiny"
        assert {model.name for model in host.models() if model.active} == {"tiny"}
        with pytest.raises(UserError):
            host.remove_model("tiny")
        host.use_model("all-minilm-l6-v2")
        ended.clear()
        host.start_model_job("verify", "tiny")
        with pytest.raises(UserError) as caught:
            host.remove_model("tiny")
        assert caught.value.code == "model-job-running"
        host.cancel_model_job()
        assert ended.wait(DEADLINE_S)
        host.remove_model("tiny")
        assert not served.folder.exists()
    finally:
        host.close()
    assert children() == []


@pytest.fixture
def begun(paths: Paths) -> Iterator[Callable[[], Host]]:
    """Begins the engine, as often as it is asked to; only the last one is open."""
    hosts: list[Host] = []

    def begin() -> Host:
        if hosts:
            hosts[-1].close()
        hosts.append(Host(paths))
        hosts[-1].start()
        return hosts[-1]

    yield begin
    hosts[-1].close()
    assert children() == []


def ended(host: Host) -> str:
    state = host.model_job()
    return state.outcome if state is not None else ""


def test_a_model_that_is_waited_for_takes_over(served: Served, begun: Callable[[], Host]) -> None:
    host = begun()
    host.start_model_job("get", "tiny", then_use=True)
    assert host.settings().next_model == "tiny"
    wait_until(lambda: ended(host) == "done")
    assert (host.settings().model, host.settings().next_model) == ("tiny", "")
    state = host.model_job()
    assert state is not None
    assert state.message.startswith("It is in use from now on.")


def test_the_wish_outlives_the_program_and_a_failure(served: Served, begun: Callable[[], Host]) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    begun().start_model_job("get", "tiny", then_use=True)
    wait_until(lambda: bool(served.hub.requests(GRAPH)))
    # Ended in the midst of it, then with a proxy in the way, then without.
    served.hub.lies[GRAPH] = Lie("html")
    host = begun()
    wait_until(lambda: ended(host) == "failed")
    assert (host.settings().model, host.settings().next_model) == ("all-minilm-l6-v2", "tiny")
    served.hub.lies.clear()
    again = begun()
    wait_until(lambda: ended(again) == "done")
    assert (again.settings().model, again.settings().next_model) == ("tiny", "")
    assert begun().model_job() is None


def test_what_takes_a_wish_back(served: Served, begun: Callable[[], Host]) -> None:
    host = begun()
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    host.start_model_job("get", "tiny", then_use=True)
    wait_until(lambda: bool(served.hub.requests(GRAPH)))
    host.cancel_model_job()
    wait_until(lambda: ended(host) == "cancelled")
    assert host.settings().next_model == ""
    served.hub.lies[GRAPH] = Lie("html")
    for take_back in (lambda: host.use_model("all-minilm-l6-v2"), lambda: host.remove_model("tiny")):
        host.start_model_job("get", "tiny", then_use=True)
        wait_until(lambda: ended(host) == "failed")
        assert host.settings().next_model == "tiny"
        take_back()
        assert (host.settings().model, host.settings().next_model) == ("all-minilm-l6-v2", "")


def test_a_model_that_was_waited_for_in_vain_is_told(served: Served, begun: Callable[[], Host]) -> None:
    host = begun()
    host.change_settings(dims=4096)
    host.start_model_job("get", "tiny", then_use=True)
    wait_until(lambda: ended(host) == "done")
    state = host.model_job()
    assert state is not None
    assert state.message.startswith("It cannot be used. ")
    assert (host.settings().model, host.settings().next_model) == ("all-minilm-l6-v2", "")


def test_a_model_in_use_that_is_replaced_is_taken_up(served: Served, paths: Paths) -> None:
    served.get()
    slot = ModelSlot(paths)
    settings = Settings(model="tiny")
    old = slot.use(settings)
    assert old is not None
    try:
        before = old.embed_query("roses")
        assert not slot.has_changed()
        publish(served)
        served.get()
        assert slot.has_changed()
        assert slot.has_changed()  # until somebody takes it up
        assert old.embed_query("roses") == before  # its child has the old files in memory
        new = slot.use(settings)
        assert new is not None
        assert new.fingerprint == served.find().fingerprint != old.fingerprint
        assert new.embed_query("roses") != before
        assert not slot.has_changed()
        assert slot.use(settings) is new
        # The same files with another record, or none at all for a moment, are no other model.
        os.utime(served.folder / "installed.toml")
        assert not slot.has_changed()
        shutil.move(served.folder, served.models / "elsewhere")
        assert not slot.has_changed()
        assert slot.use(settings) is new
    finally:
        slot.close()


def test_the_running_program_takes_up_a_model_that_another_process_replaced(
    served: Served, paths: Paths, tmp_path: Path
) -> None:
    served.get()
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "a.txt").write_text("Prune the roses in late winter.", encoding="utf-8")
    SettingsStore(paths.settings_file).set(model="tiny", folders=(str(documents),))
    host = Host(paths)
    host.start()
    try:
        wait_until(lambda: host.status().counts.embedded == 1)
        publish(served)
        served.get()
        new = served.find().fingerprint
        wait_until(lambda: embedded_by(paths, new) == 1)
        assert [hit.path for hit in host.search("roses", mode="meaning").hits] == [str(documents / "a.txt")]
    finally:
        host.close()


def embedded_by(paths: Paths, fingerprint: str) -> int:
    with Index.open(paths.index_file, write=False) as index:
        generation = index.generation(fingerprint)
        return index.counts(generation.id).embedded if generation else 0
