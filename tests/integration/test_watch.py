"""The watcher on real folders: what asks for a scan, what does not, and what happens when watching breaks."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, WatchDescriptor

from pplx_desktop.files.ignore import IgnoreRules
from pplx_desktop.files.looks import Look
from pplx_desktop.files.watch import LIMIT_TROUBLE, OVERFLOW_TROUBLE, RESTART_TROUBLE, Watcher
from tests.support.waiting import eventually

# As errors, they would end the library's thread; the watcher turns them off outside of tests.
pytestmark = pytest.mark.filterwarnings("ignore:Callback with id:RuntimeWarning")


class Listener:
    """Collects what a watcher tells."""

    def __init__(self) -> None:
        self.changes: list[str] = []
        self.looks: list[dict[str, frozenset[Look]]] = []
        self.troubles: list[str] = []
        self._told = threading.Condition()

    def changed(self, looks: Mapping[str, frozenset[Look]]) -> None:
        with self._told:
            self.changes += looks
            self.looks.append(dict(looks))
            self._told.notify_all()

    def trouble(self, text: str) -> None:
        with self._told:
            self.troubles.append(text)
            self._told.notify_all()

    def wait(self, condition: Callable[[], bool], timeout_s: float = 60) -> bool:
        with self._told:
            return self._told.wait_for(condition, timeout_s)

    def wait_changes(self, count: int) -> bool:
        return self.wait(lambda: len(self.changes) >= count)


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def watcher(listener: Listener) -> Iterator[Watcher]:
    rules = IgnoreRules((), include_hidden=False)
    with Watcher(
        listener.changed, listener.trouble, admits=rules.admits, limit_reached=lambda: False, supervision_s=0.2
    ) as made:
        yield made


def quiet(listener: Listener, seconds: float = 1.0) -> int:
    """Changes that come within some time in which there should be none."""
    before = len(listener.changes)
    time.sleep(seconds)
    return len(listener.changes) - before


def test_many_events_do_not_ask_for_many_scans(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    watcher.watch(str(tmp_path))
    for number in range(200):
        (tmp_path / f"{number}.txt").write_text("x")
    assert listener.wait_changes(1)
    while quiet(listener):
        pass
    # More than one where the machine has so much else to do that there are pauses between them.
    assert len(listener.changes) <= 20
    assert set(listener.changes) == {str(tmp_path)}


def test_every_way_to_change_is_seen(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "a.txt").write_text("x")
    (tmp_path / "outside.txt").write_text("x")
    watcher.watch(str(root))
    steps: list[Callable[[], object]] = [
        lambda: (root / "a.txt").write_text("y"),
        lambda: (root / "a.txt").rename(root / "sub" / "b.txt"),
        lambda: (tmp_path / "outside.txt").rename(root / "in.txt"),
        lambda: (root / "in.txt").rename(tmp_path / "out.txt"),
        lambda: (root / "new" / "deep").mkdir(parents=True),
        lambda: (root / "new" / "deep" / "c.txt").write_text("x"),
        lambda: (root / "sub").rename(root / "renamed"),
        lambda: (root / "renamed" / "b.txt").write_text("z"),
        lambda: shutil.rmtree(root / "renamed"),
    ]
    for number, step in enumerate(steps):
        before = len(listener.changes)
        step()
        assert listener.wait_changes(before + 1), number
        # Let what one step causes come to its end before the next.
        while quiet(listener, 0.35):
            pass


def test_a_stream_of_events_is_told_of_before_it_ends(
    tmp_path: Path, watcher: Watcher, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.files.watch.LONGEST_WAIT_S", 0.5)
    # Longer than a busy machine lets them rest.
    monkeypatch.setattr("pplx_desktop.files.watch.QUIET_S", 5.0)
    watcher.watch(str(tmp_path))

    def is_told_of_twice() -> bool:
        (tmp_path / "a.txt").write_text(str(time.monotonic()))
        return len(listener.changes) >= 2

    eventually(is_told_of_twice)


def test_a_log_that_never_rests_holds_up_no_other_folder(
    tmp_path: Path, watcher: Watcher, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.files.watch.LONGEST_WAIT_S", 3600.0)
    # Longer than a busy machine lets the log rest.
    monkeypatch.setattr("pplx_desktop.files.watch.QUIET_S", 1.0)
    logs, docs = tmp_path / "logs", tmp_path / "docs"
    logs.mkdir()
    docs.mkdir()
    watcher.watch(str(tmp_path))
    rounds = itertools.count()

    def is_told_of() -> bool:
        with (logs / "a.log").open("a") as log:
            log.write("line\n")
        if next(rounds) == 20:
            (docs / "letter.txt").write_text("x")
        return any(Look(str(docs)) in looks[str(tmp_path)] for looks in listener.looks)

    # If the folder had to wait for the log, it would wait for ever.
    eventually(is_told_of, pause_s=0.03)


def test_reading_and_what_is_left_out_ask_for_nothing(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / ".cache").mkdir()
    (tmp_path / "node_modules").mkdir()
    watcher.watch(str(tmp_path))
    (tmp_path / "a.txt").read_text()
    list(tmp_path.iterdir())
    (tmp_path / ".cache" / "b").write_text("x")
    (tmp_path / "node_modules" / "c.js").write_text("x")
    assert quiet(listener, 1.5) == 0


def test_handlers_that_raise_stop_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    calls = threading.Semaphore(0)

    def fail(_: object) -> None:
        calls.release()
        raise RuntimeError("on purpose")

    def refuse(_root: str, path: str, /, *, is_folder: bool = False) -> bool:
        if path.endswith("bad"):
            raise RuntimeError("on purpose")
        return True

    with Watcher(fail, fail, admits=refuse, limit_reached=lambda: False) as watcher:
        watcher.watch(str(tmp_path))
        for name in ("bad", "good", "better"):
            (tmp_path / name).write_text("x")
            if name != "bad":
                assert calls.acquire(timeout=8)
                time.sleep(0.2)
    assert "on purpose" in caplog.text


def test_unwatched_root_is_silent(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    watcher.watch(str(tmp_path))
    watcher.unwatch(str(tmp_path))
    (tmp_path / "a.txt").write_text("x")
    assert quiet(listener, 1.2) == 0


def test_root_that_comes_back_is_watched_again(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    root = tmp_path / "drive"
    watcher.watch(str(root))
    root.mkdir()
    assert listener.wait_changes(1)
    shutil.rmtree(root)
    assert listener.wait_changes(2)
    root.mkdir()
    assert listener.wait_changes(3)
    (root / "a.txt").write_text("x")
    assert listener.wait_changes(4)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="inotify is Linux'")
def test_dead_reader_is_started_again_and_all_is_scanned(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    watcher.watch(str(tmp_path))
    reader = watcher._observer._inotify_fd
    reader.stop()
    assert listener.wait(lambda: RESTART_TROUBLE in listener.troubles)
    assert listener.wait_changes(1)
    while quiet(listener, 0.7):
        pass
    before = len(listener.changes)
    (tmp_path / "a.txt").write_text("x")
    assert listener.wait_changes(before + 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="inotify is Linux'")
def test_lost_events_lead_to_a_scan_of_every_root(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        watcher.watch(str(tmp_path / name))
    # What the kernel sends when its queue is full, by the library's own way.
    reader = watcher._observer._inotify_fd
    reader.handle_event(InotifyEvent(WatchDescriptor(-1), InotifyConstants.IN_Q_OVERFLOW, 0, b""))
    assert listener.wait_changes(2)
    assert sorted(listener.changes) == [str(tmp_path / "a"), str(tmp_path / "b")]
    assert listener.troubles == [OVERFLOW_TROUBLE]


def test_limit_of_watches_is_told_once_until_it_is_over(
    tmp_path: Path, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.files.watch.LIMIT_RETRY_S", 0.0)
    reached = threading.Event()
    reached.set()
    with Watcher(listener.changed, listener.trouble, limit_reached=reached.is_set, supervision_s=0.1) as watcher:
        watcher.watch(str(tmp_path))
        assert listener.wait(lambda: bool(listener.troubles))
        time.sleep(0.5)
        assert listener.troubles == [LIMIT_TROUBLE]
        assert not watcher.tells_all(str(tmp_path))
        reached.clear()
        # What happened below folders without a watch is looked for.
        assert listener.wait(lambda: {str(tmp_path): frozenset({Look(str(tmp_path), is_deep=True)})} in listener.looks)
        assert watcher.tells_all(str(tmp_path))
        reached.set()
        assert listener.wait(lambda: len(listener.troubles) == 2)


LIMIT_PROBE = """
import sys, time
from pathlib import Path
Path("/proc/sys/user/max_inotify_watches").write_text("20")
from pplx_desktop.files.looks import Look
from pplx_desktop.files.watch import Watcher
troubles = []
with Watcher(lambda root: None, troubles.append, supervision_s=0.1) as watcher:
    watcher.watch(sys.argv[1])
    while not troubles:
        time.sleep(0.05)
    time.sleep(0.5)
print(len(troubles), "max_user_watches" in "".join(troubles))
"""


def test_the_kernels_real_limit_is_noticed(tmp_path: Path) -> None:
    """In a user namespace of its own, whose limit is lowered."""
    for number in range(40):
        (tmp_path / str(number)).mkdir()
    if subprocess.run(["unshare", "-Ur", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system allows no user namespaces")
    run = subprocess.run(
        ["unshare", "-Ur", sys.executable, "-c", LIMIT_PROBE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout.split() == ["1", "True"], run.stderr


def test_close_ends_all_threads(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    watcher = Watcher(lambda _: None, lambda _: None)
    watcher.watch(str(tmp_path))
    watcher.close()
    watcher.close()
    assert set(threading.enumerate()) <= before


def test_what_is_to_be_looked_at_is_the_folder_of_the_event(
    tmp_path: Path, watcher: Watcher, listener: Listener
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    watcher.watch(str(tmp_path))
    (tmp_path / "a" / "b" / "file.txt").write_text("x")
    assert listener.wait_changes(1)
    assert listener.looks[0] == {str(tmp_path): frozenset({Look(str(tmp_path / "a" / "b"))})}


def test_a_sleep_of_the_machine_leads_to_a_scan_of_every_root(tmp_path: Path, listener: Listener) -> None:
    """Failure mode 22."""
    now, step = [0.0, 0.0], 0.1

    def read() -> tuple[float, float]:
        now[0] += step
        now[1] += step
        return now[0], now[1]

    with Watcher(
        listener.changed, listener.trouble, limit_reached=lambda: False, supervision_s=0.1, read_clocks=read
    ) as watcher:
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            watcher.watch(str(tmp_path / name))
        now[1] += 3600
        assert listener.wait_changes(2)
        whole = {str(tmp_path / name): frozenset({Look(str(tmp_path / name), is_deep=True)}) for name in ("a", "b")}
        assert {root: looks for told in listener.looks for root, looks in told.items()} == whole
        assert listener.troubles == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere one watch takes in all of a root")
def test_no_watch_is_spent_on_what_is_left_out(tmp_path: Path, watcher: Watcher, listener: Listener) -> None:
    for name in ("seen/deep", "node_modules/a/b", ".git/objects/00", "seen/.cache/x"):
        (tmp_path / name).mkdir(parents=True)
    watcher.watch(str(tmp_path))
    (emitter,) = watcher._observer.emitters

    def watched() -> set[str]:
        return {
            str(Path(path.decode()).relative_to(tmp_path)) for path in tuple(emitter._inotify._active_callbacks_by_path)
        }

    assert watched() == {".", "seen", "seen/deep"}
    (tmp_path / "new" / "deeper" / "node_modules" / "c").mkdir(parents=True)
    (tmp_path / "node_modules" / "more").mkdir()
    assert listener.wait(lambda: watched() == {".", "seen", "seen/deep", "new", "new/deeper"})
    # What was left out by its name has another now.
    (tmp_path / "node_modules").rename(tmp_path / "modules")
    assert listener.wait(lambda: {"modules", "modules/a", "modules/a/b", "modules/more"} <= watched())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="inotify is Linux'")
def test_another_folder_in_the_place_of_a_root_is_noticed_and_watched(
    tmp_path: Path, watcher: Watcher, listener: Listener
) -> None:
    """As a drive that is mounted there: the kernel tells nobody."""
    root = tmp_path / "root"
    root.mkdir()
    watcher.watch(str(root))
    root.rename(tmp_path / "below")
    root.mkdir()
    assert listener.wait_changes(1)
    while quiet(listener, 0.7):
        pass
    before = len(listener.changes)
    (root / "a.txt").write_text("x")
    assert listener.wait_changes(before + 1)


def test_a_flood_of_events_stays_small_and_ends_as_one_look(tmp_path: Path, listener: Listener) -> None:
    with Watcher(listener.changed, listener.trouble, limit_reached=lambda: False) as watcher:
        watcher.watch(str(tmp_path))
        for number in range(20_000):
            watcher.note(str(tmp_path), (str(tmp_path / f"{number}" / "file"),), is_folder=False)
        whole = {str(tmp_path): frozenset({Look(str(tmp_path), is_deep=True)})}
        assert listener.wait(lambda: whole in listener.looks)
    # More than one where the machine has so much else to do that there are pauses in it.
    assert len(listener.looks) <= 100


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="inotify is Linux'")
def test_a_queue_that_really_overflows_ends_in_one_look_at_everything(
    tmp_path: Path, watcher: Watcher, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Failure mode 5, as when 100,000 files are made: faster than anybody reads the events."""
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text())
    reader = watcher._observer._inotify_fd
    go_on, real = threading.Event(), reader.handle_event

    def wait(event: InotifyEvent) -> None:
        go_on.wait(30)
        if event.is_queue_overflow:  # the others say nothing that this must not say by itself
            real(event)

    monkeypatch.setattr(reader, "handle_event", wait)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        watcher.watch(str(tmp_path / name))
    # Two events a file; the reader takes some of them before it is held up.
    for number in range(most // 2 + 3000):
        (tmp_path / "a" / f"{number}.txt").touch()
    go_on.set()
    whole = {Look(str(tmp_path / name), is_deep=True) for name in ("a", "b")}
    assert listener.wait(
        lambda: whole <= {look for told in listener.looks for looks in told.values() for look in looks}, 30
    )
    assert listener.troubles == [OVERFLOW_TROUBLE]
