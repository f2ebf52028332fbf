"""SIGKILL at random points of the real engine, while files change under it.

Host, extract children, the model's child and the starter model are real. What is killed is the host, at a random moment or
before a random write to the index, or one of its children. After each kill everything in the index agrees, no file has a
text that it never had, and what was searchable before and did not change still is. In the end, and now and then between,
the engine is left alone until it is done: then the index equals a fresh one.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from types import TracebackType

import psutil

from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.index.store import Index
from tests.campaigns.contents import FileContents, contents, differences, other_answers
from tests.campaigns.tally import Tally
from tests.campaigns.trees import RandomTree, version_of
from tests.support.homes import Home
from tests.support.small_blocks import small_blocks

ROOT = Path(__file__).parent.parent.parent
_LEFT_ALONE = 25
"""After so many kills the engine may come to an end once."""
_PATIENCE_S = 120.0
_EAGER = {"on_battery": "full", "in_power_saver": "full", "when_hot": "full", "when_busy": "full"}
"""A campaign makes the machine busy by itself."""


def run(tally: Tally) -> None:
    """`count` kills."""
    home = Home(tally.folder / "home", settings=replace(Settings(), **_EAGER))
    tree = RandomTree(home.documents, Random(tally.seed), without=("ignore",))
    tree.happen(40, ("create", "make_folder"))
    home.paths.create()
    known: dict[str, FileContents] = {}
    with _Engines(home) as engines:
        for number, chance in tally.attempts():
            before = _versions(tree)
            write = int(2 ** chance.uniform(0, 11)) if chance.random() < 0.6 else None
            engine = engines.start(write)
            _disturb(tree, engine, chance, tally)
            unchanged = {path for path, version in _versions(tree).items() if before.get(path) == version}
            if home.paths.index_file.exists():
                found, losses = _look(home)
                losses += _strange(found, tree)
                losses += [
                    f"{path!r} did not change, and is not what it was in the index"
                    for path, old in known.items()
                    if path in unchanged
                    and old.content_hash == before[path]
                    and (
                        (now := found.get(path)) is None or now.text != old.text or not set(now.codes) >= set(old.codes)
                    )
                ]
                known = found
                tally.lose(number, *losses)
            if (number + 1) % _LEFT_ALONE == 0:
                tally.lose(number, *_settle(engines, home))
                tally.counts["comparisons with a fresh index"] += 1
                known, _ = _look(home)
        tally.lose(tally.count, *_settle(engines, home))
        tally.counts["comparisons with a fresh index"] += 1


class _Engine:
    """One life of the engine."""

    def __init__(self, pid: int, lines: queue.SimpleQueue[str]) -> None:
        self.pid, self._lines = pid, lines

    def wait_idle(self, seconds: float) -> bool:
        """True when a run was done; False where it ended before, or the time did."""
        with suppress(queue.Empty):
            return self._lines.get(timeout=max(0.0, seconds)) == "idle"
        return False

    def wait_end(self) -> None:
        """Until it is gone."""
        while not self._lines.get(timeout=_PATIENCE_S).startswith("ended"):
            pass

    def kill(self) -> None:
        """SIGKILL, where it is not gone yet."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


class _Engines:
    """The process that starts engines in a home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        write_settings(home, home.documents)
        self._log = (home.folder / "engine.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.campaigns.engine_process"],
            cwd=ROOT,
            env={**home.environment(), "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="engine-lines", daemon=True)
        self._reader.start()
        assert self._lines.get(timeout=_PATIENCE_S) == "ready"

    def start(self, write: int | None = None) -> _Engine:
        """Start an engine. The one before has to be dead."""
        assert self._process.stdin is not None
        print(json.dumps({"home": str(self._home.folder), "write": write}), file=self._process.stdin, flush=True)
        line = self._lines.get(timeout=_PATIENCE_S)
        assert line.startswith("pid "), line
        return _Engine(int(line[4:]), self._lines)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.strip())

    def __enter__(self) -> _Engines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for child in psutil.Process(self._process.pid).children():
            child.kill()
        self._process.stdin.close()
        self._process.wait(_PATIENCE_S)
        self._reader.join(_PATIENCE_S)
        self._process.stdout.close()
        self._log.close()


def write_settings(home: Home, *folders: Path) -> None:
    """Give the home its folders, and a pace that nothing holds down."""
    home.paths.create()
    SettingsStore(home.paths.settings_file).update(
        lambda settings: replace(settings, folders=tuple(map(str, folders)), **_EAGER)
    )


def _disturb(tree: RandomTree, engine: _Engine, chance: Random, tally: Tally) -> None:
    """Let things happen to the files and to the children, then kill the engine."""
    end = time.monotonic() + 2 ** chance.uniform(-4, 1)
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0, max(0.0, end - time.monotonic())))
        with suppress(psutil.NoSuchProcess):
            children = psutil.Process(engine.pid).children()
            if children:
                chance.choice(children).kill()
                tally.counts["kills of a child"] += 1
    else:
        tree.happen(chance.randrange(4))
    while time.monotonic() < end and psutil.pid_exists(engine.pid):
        time.sleep(0.01)
    engine.kill()
    engine.wait_end()
    tally.counts["kills of the host"] += 1


def _look(home: Home) -> tuple[dict[str, FileContents], list[str]]:
    with small_blocks(), Index.open(home.paths.index_file, write=True) as index:
        return contents(index), [*index.check(), *other_answers(index)]


def _strange(found: dict[str, FileContents], tree: RandomTree) -> list[str]:
    """A file that waits may have been edited and then renamed: its older text is from under its older name."""
    ever = set().union(*tree.versions.values())
    return [
        f"{path!r}, {file.state}, has a text that it never had"
        for path, file in found.items()
        if file.content_hash and file.content_hash not in (ever if file.state == "pending" else tree.versions[path])
    ]


def _versions(tree: RandomTree) -> dict[str, bytes]:
    return {str(path): version_of(path) for path in tree.files()}


def _settle(engines: _Engines, home: Home) -> list[str]:
    """Leave the engine alone until it is done, and compare what it made with a fresh index."""
    engine = engines.start()
    finished = engine.wait_idle(_PATIENCE_S)
    engine.kill()
    engine.wait_end()
    if not finished:
        return ["the engine did not come to an end"]
    found, faults = _look(home)
    fresh = Home(home.folder.parent / "fresh", settings=home.settings)
    with small_blocks():
        fresh.index(home.documents)
    expected, _ = _look(fresh)
    shutil.rmtree(fresh.folder)
    return [*faults, *differences(found, expected)]
