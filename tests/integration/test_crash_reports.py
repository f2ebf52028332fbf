"""Faults that nobody foresaw, in processes that really have them; and the bundle that goes to whoever helps."""

from __future__ import annotations

import json
import linecache
import logging
import os
import signal
import subprocess
import sys
import threading
import weakref
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.engine.crash_reports import MESSAGE_LINE, CrashReport, CrashReports
from pplx_desktop.engine.diagnostics import without_names, write_bundle
from pplx_desktop.engine.recent_searches import RecentSearches
from tests.support.homes import Home

_SECRET = "the-secret-of-ada"


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[CrashReports, list[CrashReport]]]:
    told: list[CrashReport] = []
    # What pytest itself makes of a thread's fault is not wanted here.
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    reports = CrashReports(tmp_path / "reports")
    assert reports.begin(told.append) is None
    yield reports, told
    reports.close()


def _fail(text: str = _SECRET) -> None:
    raise ValueError(f"{text}: cannot read /home/ada/{text}.pdf")


def test_a_fault_in_a_thread_is_written_once_and_told(reports: tuple[CrashReports, list[CrashReport]]) -> None:
    written, told = reports
    for _ in range(3):
        thread = threading.Thread(target=_fail, name="indexer")
        thread.start()
        thread.join()
    written.close()
    (report,) = told
    assert report.origin == "thread"
    text = report.path.read_text()
    assert "thread: indexer" in text
    assert "in _fail" in text
    assert "ValueError" in text
    assert written.all() == [report.path]
    if sys.platform != "win32":
        assert report.path.stat().st_mode & 0o077 == 0


def test_a_thread_that_leaves_by_exit_is_told_too(reports: tuple[CrashReports, list[CrashReport]]) -> None:
    written, told = reports
    thread = threading.Thread(target=sys.exit, args=(3,), name="indexer")
    thread.start()
    thread.join()
    written.close()
    (report,) = told
    assert report.origin == "thread"
    assert "SystemExit" in report.path.read_text()


def test_bugs_that_are_logged_and_children_that_die_are_written(
    reports: tuple[CrashReports, list[CrashReport]],
) -> None:
    written, told = reports
    log = logging.getLogger("pplx_desktop.test")
    try:
        _fail()
    except ValueError:
        log.exception("a listener failed on %s", _SECRET)
    log.warning("the process died (%s)", "signal 11", extra={"is_crash": True})
    log.warning("nothing to write about: %s", _SECRET)
    written.close()
    assert [report.origin for report in told] == ["logged", "logged"]
    assert "signal 11" in told[1].path.read_text()
    lines = written.log_file.read_text()
    assert "a listener failed on %s [ValueError]" in lines
    assert "nothing to write about: %s" in lines
    assert _SECRET not in lines


def test_a_fault_in_the_thread_that_paints_waits_for_no_disk_and_keeps_no_frame(
    reports: tuple[CrashReports, list[CrashReport]], monkeypatch: pytest.MonkeyPatch
) -> None:
    written, told = reports
    writers: list[int] = []
    real_open = os.open

    def open_and_tell(*arguments: object) -> int:
        writers.append(threading.get_ident())
        return real_open(*arguments)

    class Painter:
        """Stands for what crashes where another thread is the last that holds it."""

    alive: list[weakref.ref[Painter]] = []

    def paint() -> None:
        painter = Painter()
        alive.append(weakref.ref(painter))
        _fail()

    monkeypatch.setattr(os, "open", open_and_tell)
    monkeypatch.setattr(linecache, "getlines", lambda *_: writers.append(threading.get_ident()) or [])
    try:
        paint()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert alive[0]() is None
    logging.getLogger("pplx_desktop.test").warning("a child died", extra={"is_crash": True})
    written.close()
    assert [report.origin for report in told] == ["window", "logged"]
    assert writers
    assert threading.get_ident() not in writers
    assert "in paint" in told[0].path.read_text()


def test_old_reports_make_room(reports: tuple[CrashReports, list[CrashReport]]) -> None:
    written, told = reports
    log = logging.getLogger("pplx_desktop.test")
    for number in range(25):
        log.warning(f"fault {number}", extra={"is_crash": True})
    written.close()
    assert len(written.all()) == 20
    assert written.all()[0] == told[-1].path


@pytest.mark.skipif(sys.platform == "win32", reason="a signal")
def test_a_process_that_crashes_is_told_of_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path;"
        "from pplx_desktop.engine.crash_reports import CrashReports;"
        "CrashReports(Path(sys.argv[1])).begin();"
        "os.kill(os.getpid(), signal.SIGSEGV)"
    )
    died = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, env=dict(os.environ))
    assert died.returncode == -signal.SIGSEGV
    next_start = CrashReports(tmp_path)
    report = next_start.begin()
    assert report is not None
    assert report.origin == "process"
    assert "Segmentation fault" in report.path.read_text()
    next_start.close()
    # It is told once; a session that ends well leaves nothing to tell.
    assert CrashReports(tmp_path).begin() is None


def test_an_errors_own_words_stay_here(tmp_path: Path) -> None:
    report = without_names(
        f'  File "/home/ada lovelace/{_SECRET} of all/x.py", line 3, in run\nValueError\n{MESSAGE_LINE}\n'
        f"ValueError: nothing matches\n{_SECRET}\n{_SECRET}: the second line\n"
    )
    assert _SECRET not in report
    assert "lovelace" not in report
    assert 'File "<path>", line 3, in run\nValueError' in report


def _bundle(home: Home, target: Path, *, with_names: bool = False) -> dict[str, str]:
    write_bundle(home.paths, target, with_names=with_names)
    with zipfile.ZipFile(target) as bundle:
        return {name: bundle.read(name).decode() for name in bundle.namelist()}


def test_a_bundle_names_nothing_unless_it_is_asked_to(notes_home: Home, tmp_path: Path) -> None:
    home = notes_home
    secret = home.documents / f"{_SECRET}.pdf"
    secret.write_bytes(b"%PDF-1.4 broken")
    SettingsStore(home.paths.settings_file).set(folders=(str(home.documents),))
    home.index()
    queries = ("boiler of the neighbour", f"what {_SECRET} wrote")
    for query in queries:
        home.search(query)
        RecentSearches(home.paths.searches_file).remember(query)
    reports = CrashReports(home.paths.reports)
    reports.begin()
    try:
        _fail()
    except ValueError as error:
        reports.write_exception("thread", "indexer", error)
    reports.close()

    parts = _bundle(home, tmp_path / "bundle.zip")
    whole = "\n".join(parts.values())
    assert _SECRET not in whole
    assert str(home.documents) not in whole
    assert not [query for query in queries if query in whole]
    assert not [path for path in home.documents.rglob("*") if path.name in whole]
    assert home.documents.name not in parts["settings.json"] + parts["index.json"]
    assert not any(
        line in whole for file in home.documents.glob("*.txt") for line in file.read_text().split("\n") if line
    )
    report = next(text for name, text in parts.items() if name.startswith("reports/"))
    assert "ValueError" in report
    assert "in _fail" in report
    status = json.loads(parts["index.json"])
    assert status["counts"]["indexed"] > 0
    assert status["roots"][0]["path"] == "folder 1"
    assert json.loads(parts["about.json"])["libraries"]["apsw"]
    assert "data/index.sqlite3" in json.loads(parts["files.json"])
    assert json.loads(parts["models.json"])[0]["name"]

    named = _bundle(home, tmp_path / "named.zip", with_names=True)
    assert str(secret) in named["index.json"]
    assert str(home.documents) in named["settings.json"]


def test_a_bundle_is_made_where_everything_is_broken(home: Home, tmp_path: Path) -> None:
    home.paths.create()
    home.paths.settings_file.write_text("no = [toml")
    home.paths.index_file.write_bytes(b"no database" * 1_000)
    parts = _bundle(home, tmp_path / "bundle.zip")
    assert json.loads(parts["settings.json"]) == {"error": "settings-unreadable"}
    assert "error" in json.loads(parts["index.json"])
    assert json.loads(parts["about.json"])["program"]


def test_a_place_that_cannot_be_written_is_told(home: Home, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as raised:
        write_bundle(home.paths, tmp_path / "nowhere" / "bundle.zip")
    assert raised.value.code == "bundle-not-written"
