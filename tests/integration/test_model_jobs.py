"""Jobs with models in their own process: told while they run, stopped when asked, one at a time; the host stays light."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator

import psutil
import pytest

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ModelProblem, PplxError, UserError
from pplx_desktop.core.events import Event, EventBus, ModelJobChanged
from pplx_desktop.core.model_types import ModelJobState
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.engine.model_choice import use_model
from pplx_desktop.engine.model_jobs import JobRequest, ModelJobs
from pplx_desktop.engine.model_slot import ModelSlot
from tests.support.job_waiting import DEADLINE_S, children, wait_until
from tests.support.lying_hub import Lie
from tests.support.served_models import GRAPH, Served


@pytest.fixture
def served(served: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    monkeypatch.setenv("HF_ENDPOINT", served.hub.endpoint)
    return served


@pytest.fixture
def told() -> list[ModelJobState]:
    return []


@pytest.fixture
def jobs(paths: Paths, told: list[ModelJobState]) -> Iterator[ModelJobs]:
    def listen(event: Event) -> None:
        if isinstance(event, ModelJobChanged):
            told.append(event.state)

    events = EventBus()
    events.subscribe(listen)
    made = ModelJobs(paths, events)
    yield made
    made.close()


def test_a_download_is_told_from_its_beginning_to_its_end(
    served: Served, jobs: ModelJobs, told: list[ModelJobState]
) -> None:
    served.hub.lies[GRAPH] = Lie("trickle", at=12000, pause_s=0.08)
    begun = time.monotonic()
    jobs.start(JobRequest("get", "tiny"))
    state = jobs.wait(DEADLINE_S)
    seconds = time.monotonic() - begun
    assert state is not None
    assert (state.kind, state.target, state.outcome, state.code) == ("get", "tiny", "done", "")
    assert "verified" in state.message
    assert state.report["downloaded_bytes"] == sum(map(len, served.hub.files.values()))
    assert told[0].outcome == "running"
    assert told[0].progress is None
    assert [state.outcome for state in told[:-1]] == ["running"] * (len(told) - 1)
    assert told[-1] == state
    progress = [state.progress.done for state in told if state.progress and GRAPH in state.progress.step]
    assert len(progress) >= 3
    assert progress == sorted(progress)
    assert len(told) <= 10 * seconds + 3
    assert jobs.problem is None
    assert children() == []
    served.find().check()


def test_a_failure_is_told_with_its_code_and_class(served: Served, jobs: ModelJobs, told: list[ModelJobState]) -> None:
    served.hub.lies[GRAPH] = Lie("html")
    jobs.start(JobRequest("get", "tiny"))
    state = jobs.wait(DEADLINE_S)
    assert state is not None
    assert (state.outcome, state.code) == ("failed", "html-page")
    assert "browser" in state.message
    assert isinstance(jobs.problem, ModelProblem)
    served.hub.lies.clear()
    served.hub.sizes[GRAPH] = 10**13
    jobs.start(JobRequest("get", "tiny"))
    assert jobs.wait(DEADLINE_S) is not None
    assert isinstance(jobs.problem, EnvironmentProblem)
    assert not isinstance(jobs.problem, ModelProblem)
    jobs.start(JobRequest("import", "/no/such/folder"))
    jobs.wait(DEADLINE_S)
    assert isinstance(jobs.problem, UserError)
    assert told[-1].code == "import-missing"


def test_a_cancelled_download_keeps_its_part_and_the_next_one_goes_on(served: Served, jobs: ModelJobs) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=60_000)
    jobs.start(JobRequest("get", "tiny"))
    wait_until(lambda: served.part.exists() and served.part.stat().st_size == 60_000)
    begun = time.monotonic()
    jobs.cancel()
    state = jobs.wait(DEADLINE_S)
    assert time.monotonic() - begun < 20
    assert state is not None
    assert (state.outcome, state.code) == ("cancelled", "cancelled")
    assert isinstance(jobs.problem, Cancelled)
    assert children() == []
    assert served.part.stat().st_size == 60_000
    assert not served.folder.exists()
    served.hub.lies.clear()
    served.hub.seen.clear()
    jobs.start(JobRequest("get", "tiny"))
    jobs.wait(DEADLINE_S)
    assert served.hub.requests(GRAPH)[0].range == "bytes=60000-"
    served.find().check()


def test_a_cancelled_import_leaves_nothing(served: Served, jobs: ModelJobs) -> None:
    with (served.source / "onnx" / "model.onnx_data").open("wb") as stream:
        stream.truncate(2_000_000_000)  # a hole: it takes no room here, and time to copy
    served.change_manifest(source={"hub": "nobody/tiny", "revision": "main"})
    staged = served.models / ".staging" / ".import" / "staged" / "onnx" / "model.onnx_data"
    jobs.start(JobRequest("import", str(served.source), name="tiny"))
    wait_until(lambda: staged.exists() and staged.stat().st_size > 0)
    jobs.cancel()
    state = jobs.wait(DEADLINE_S)
    assert state is not None
    assert state.outcome == "cancelled"
    assert not served.folder.exists()
    assert not staged.parents[2].exists()
    jobs.cancel()  # nothing runs: nothing happens


def test_one_job_at_a_time(served: Served, jobs: ModelJobs) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    jobs.start(JobRequest("get", "tiny"))
    with pytest.raises(UserError) as caught:
        jobs.start(JobRequest("verify", "tiny"))
    assert caught.value.code == "model-job-running"
    assert jobs.state is not None
    assert jobs.state.kind == "get"


def test_closing_ends_what_runs(served: Served, jobs: ModelJobs, told: list[ModelJobState]) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    jobs.start(JobRequest("get", "tiny"))
    wait_until(lambda: bool(served.hub.requests(GRAPH)))
    jobs.close()
    assert children() == []
    assert told[-1].outcome == "cancelled"
    with pytest.raises(EnvironmentProblem):
        jobs.start(JobRequest("get", "tiny"))


def test_a_child_that_is_killed_is_a_failure_that_is_told(served: Served, jobs: ModelJobs) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=50_000)
    jobs.start(JobRequest("get", "tiny"))
    wait_until(lambda: served.part.exists() and served.part.stat().st_size == 50_000)
    psutil.Process(children()[0]).kill()
    state = jobs.wait(DEADLINE_S)
    assert state is not None
    assert (state.outcome, state.code) == ("failed", "job-crashed")
    assert served.part.stat().st_size == 50_000


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_child_ends_with_its_owner(served: Served, paths: Paths) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    script = (
        "import sys, time; from pathlib import Path; from pplx_desktop.core.events import EventBus;"
        "from pplx_desktop.core.paths import Paths; from pplx_desktop.engine.model_jobs import *;"
        f"jobs = ModelJobs(Paths(*map(Path, {[str(p) for p in (paths.config, paths.data, paths.models, paths.runtime)]!r})),"
        " EventBus()); jobs.start(JobRequest('get', 'tiny')); print('begun', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        wait_until(lambda: bool(served.hub.requests(GRAPH)))
        (child,) = psutil.Process(owner.pid).children()
        owner.kill()
    wait_until(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def test_the_host_loads_nothing_of_it(served: Served, paths: Paths) -> None:
    folders = [str(folder) for folder in (paths.config, paths.data, paths.models, paths.runtime)]
    script = f"""
import json, sys
from pathlib import Path
from pplx_desktop.core.paths import Paths
from pplx_desktop.engine.host import Host
host = Host(Paths(*map(Path, {folders!r})))
host.start_model_job("get", "tiny")
host._jobs.wait()
state = host.model_job()
host.use_model("tiny")
host.close()
print(json.dumps([state.outcome, host.settings().model, sorted(sys.modules)]))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    outcome, model, loaded = json.loads(done.stdout)
    assert (outcome, model) == ("done", "tiny")
    assert not {"huggingface_hub", "httpx2", "onnx", "onnxruntime", "tokenizers"} & set(loaded)


def test_a_lane_with_the_old_model_answers_during_and_after_each_failure(
    served: Served, paths: Paths, jobs: ModelJobs
) -> None:
    slot = ModelSlot(paths)
    lane = slot.use(Settings())
    assert lane is not None
    try:
        expected = lane.embed_query("roses")
        for lie in (Lie("html"), Lie("altered", at=1000), Lie("status", status=403), Lie("stall", at=1000)):
            served.hub.lies[GRAPH] = lie
            served.hub.seen.clear()
            jobs.start(JobRequest("get", "tiny"))
            if lie.how == "stall":
                wait_until(lambda: bool(served.hub.requests(GRAPH)))
                assert lane.embed_query("roses") == expected
                jobs.cancel()
            else:
                assert lane.embed_query("roses") == expected
            state = jobs.wait(DEADLINE_S)
            assert state is not None
            assert state.outcome in {"failed", "cancelled"}
            assert lane.embed_query("roses") == expected
    finally:
        slot.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to one thread")
def test_an_interrupted_wait_does_not_lose_the_job(served: Served, jobs: ModelJobs) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=1000)
    jobs.start(JobRequest("get", "tiny"))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def wait_interrupted() -> None:
        threading.Timer(0.05, signal.pthread_kill, (threading.get_ident(), signal.SIGINT)).start()
        jobs.wait(DEADLINE_S)

    try:
        for _ in range(3):
            with pytest.raises(KeyboardInterrupt):
                wait_interrupted()
    finally:
        signal.signal(signal.SIGINT, before)
    state = jobs.wait(0)
    assert state is not None
    assert state.outcome == "running"
    jobs.close()
    assert isinstance(jobs.problem, Cancelled)
    assert children() == []


def test_closing_ends_a_trial_too(served: Served, paths: Paths, jobs: ModelJobs) -> None:
    served.get()
    raised: list[BaseException] = []

    def choose() -> None:
        try:
            use_model(jobs, SettingsStore(paths.settings_file), "tiny")
        except PplxError as error:
            raised.append(error)

    thread = threading.Thread(target=choose)
    thread.start()
    wait_until(lambda: bool(children()))
    jobs.close()
    thread.join(DEADLINE_S)
    assert [type(error) for error in raised] == [Cancelled]
    assert SettingsStore(paths.settings_file).load().model == "all-minilm-l6-v2"
    with pytest.raises(EnvironmentProblem):
        use_model(jobs, SettingsStore(paths.settings_file), "tiny")
    assert children() == []
