"""The watch over the thread that paints: that it catches what must not be done there, and nothing else."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

import pplx_desktop
from tests.gui.conftest import Opened
from tests.support.stall_watch import EXCUSED, ROOT, StallWatch

_GUI = Path(pplx_desktop.__file__).parent / "gui"

FORBIDDEN = {
    "open(": "open(__import__('os').devnull).close()",
    "os.stat": "__import__('pathlib').Path('/nowhere').exists()",
    "os.scandir": "list(__import__('os').scandir('.'))",
    "os.listdir": "__import__('os').listdir('.')",
    "os.lstat": "__import__('os').lstat('/nowhere')",
    "os.remove": "__import__('pathlib').Path('/nowhere/at/all').unlink(missing_ok=True)",
    "subprocess.Popen": "__import__('subprocess').run([__import__('sys').executable, '-c', ''])",
    "socket.getaddrinfo": "__import__('socket').getaddrinfo('127.0.0.1', 9)",
    "socket.bind": "__import__('socket').create_server(('127.0.0.1', 0)).close()",
    "sqlite3.connect": "__import__('sqlite3').connect(':memory:').close()",
    "apsw.Connection": "__import__('apsw').Connection(':memory:').close()",
    "apsw execute('SELECT 1')": "__import__('apsw').Connection(':memory:').execute('SELECT 1').fetchall()",
    "InferenceSession.run": "__import__('onnxruntime').InferenceSession().run(None, {})",
    "time.sleep": "__import__('time').sleep(0.017)",
    "Condition.wait": "__import__('threading').Event().wait(0.017)",
    "Thread.join": (
        "one = __import__('threading').Thread(target=__import__('time').sleep, args=(0.1,), name='one'); "
        "one.start(); one.join(0.017)"
    ),
    "QThreadPool.waitForDone": "__import__('PySide6.QtCore').QtCore.QThreadPool().waitForDone(17)",
}
ALLOWED = (
    "__import__('time').sleep(0.001)",
    "__import__('threading').Event().wait(0.001)",
    "started = __import__('threading').Thread(target=int, name='short'); started.start()",
    "__import__('os').getcwd()",
)


def _slot(code: str, *, file: str = "made_up.py") -> Callable[..., None]:
    """A function of the program that does `code`."""
    source = f"def slot(*_):\n    try:\n        {code}\n    except (OSError, RuntimeError):\n        pass\n"
    made: dict[str, Callable[..., None]] = {}
    exec(compile(source, str(_GUI / file), "exec"), made)  # noqa: S102 -- the text above
    return made["slot"]


@pytest.fixture
def onnxruntime(monkeypatch: pytest.MonkeyPatch) -> None:
    class InferenceSession:
        def run(self, *_arguments: object) -> None: ...

    made = types.ModuleType("onnxruntime")
    made.InferenceSession = InferenceSession
    monkeypatch.setitem(sys.modules, "onnxruntime", made)


@pytest.mark.parametrize("call", FORBIDDEN)
def test_it_names_what_a_slot_must_not_do(qtbot: QtBot, onnxruntime: None, call: str) -> None:
    watch = StallWatch()
    done: list[bool] = []
    slot = _slot(FORBIDDEN[call])
    with watch.watching():
        QTimer.singleShot(0, slot)
        QTimer.singleShot(0, lambda: done.append(True))
        qtbot.waitUntil(lambda: bool(done))
    named = [stall for stall in watch.stalls if stall.call.startswith(call)]
    assert named, watch.complaint()
    assert named[0].place == "pplx_desktop/gui/made_up.py:3 slot"
    assert call in watch.complaint()


@pytest.mark.parametrize("code", ALLOWED)
def test_it_lets_through_what_takes_no_time(code: str) -> None:
    watch = StallWatch()
    with watch.watching():
        _slot(code)()
    assert watch.stalls == []


@pytest.mark.parametrize("code", [FORBIDDEN["open("], FORBIDDEN["os.stat"], FORBIDDEN["time.sleep"]])
def test_other_threads_and_tests_may(code: str) -> None:
    watch = StallWatch()
    with watch.watching():
        thread = threading.Thread(target=_slot(code), name="not-the-one-that-paints")
        thread.start()
        thread.join()
        exec(code)  # noqa: S102 -- one of the texts above
    assert watch.stalls == []


def test_excuses_are_for_the_place_that_has_one(qtbot: QtBot) -> None:
    code = FORBIDDEN["os.stat"]
    watch = StallWatch()
    with watch.watching():
        _slot(code, file="instance.py")()
        assert watch.stalls == []
        _slot(code, file="window.py")()
    assert [stall.place for stall in watch.stalls] == ["pplx_desktop/gui/window.py:3 slot"]
    for place, reason in EXCUSED.items():
        path, _, name = place.partition(":")
        assert f"def {name}(" in (ROOT / path).read_text("utf-8") if name else (ROOT / path).is_file()
        assert reason


def test_a_stall_in_the_window_fails_its_test(opened: Opened, qtbot: QtBot, stalls: StallWatch) -> None:
    opened.window.search_box.edited.connect(_slot(FORBIDDEN["open("]))
    qtbot.keyClicks(opened.window.focusWidget(), "a")
    assert "pplx_desktop/gui/made_up.py:3 slot" in [stall.place for stall in stalls.stalls]
    # As the fixture does when the test is over.
    with pytest.raises(AssertionError, match=r"open\('.*'\) in the thread that paints, called by .*made_up"):
        assert not stalls.stalls, stalls.complaint()
    stalls.stalls.clear()


def test_it_leaves_nothing_behind() -> None:
    import time  # noqa: PLC0415

    before = os.stat, time.sleep, threading.Condition.wait, threading.Thread.join
    with StallWatch().watching():
        assert os.stat is not before[0]
    assert (os.stat, time.sleep, threading.Condition.wait, threading.Thread.join) == before


def test_the_window_imports_nothing_later() -> None:
    """A module that is imported in a slot is read from the disk in the thread that paints."""
    late: list[str] = []
    for path in sorted(_GUI.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
        for function in functions:
            inner = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            late += [f"{path.name}:{node.lineno} {ast.unparse(node)}" for node in inner]
    assert late == []


@pytest.mark.parametrize("arguments", [[], ["--background"], ["--toggle", "--verbose"]])
def test_the_window_comes_before_the_engine(arguments: list[str], tmp_path: Path) -> None:
    """What the engine needs takes as long to import as everything else; another thread does it after the first painting."""
    code = (
        "import sys, pplx_desktop.gui.app as app; from pplx_desktop.__main__ import main\n"
        "app.run = lambda *_, **__: print(*sys.modules) or 0\n"
        "sys.exit(main())"
    )
    environment = os.environ | {"PPLX_DESKTOP_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env=environment,
    )
    loaded = done.stdout.split()
    heavy = {"numpy", "apsw", "lxml", "onnxruntime", "pypdfium2", "PIL"}
    # Whose whole need is the standard library, and which is wanted before anything can go wrong.
    early = {"pplx_desktop.engine", "pplx_desktop.engine.crash_reports"}
    rooms = ("engine", "index", "search", "extract", "embed", "chunking")
    assert "pplx_desktop.gui.window" in loaded
    assert [name for name in loaded if name.split(".")[0] in heavy and "." not in name] == []
    late = [name for name in loaded if name.startswith(tuple(f"pplx_desktop.{room}" for room in rooms))]
    assert set(late) - early == set()
