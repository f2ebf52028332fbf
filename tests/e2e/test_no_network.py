"""The program opens no network socket, from start to exit, in none of its processes.

strace sees every system call of the program and of its children; CI is unset, because telemetry often hides behind it.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.index.store import Index

NETWORK_CALLS = "trace=socket,connect,sendto,sendmsg,bind,listen"
INTERNET = re.compile(r"\bAF_INET6?\b")
CELLAR = "# Cellar\n\nThe boiler is too large for the house, so it stops and starts again minutes later.\n"


def outside_ci(home: Path) -> dict[str, str]:
    """The environment of a user: nothing that says CI, nothing that switches telemetry off, settings of its own."""
    hidden = {
        "CI",
        "GITHUB_ACTIONS",
        "ORT_DISABLE_TELEMETRY",
        "DO_NOT_TRACK",
        "HF_HUB_OFFLINE",
        "HF_HUB_DISABLE_TELEMETRY",
    }
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return {**kept, "PPLX_DESKTOP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}


def traced(command: Sequence[str], trace: Path) -> list[str]:
    # With the filter nothing but what is looked for stops the program.
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "200", "-o", str(trace)]
    return [*strace, "-e", NETWORK_CALLS + ",execve", *command]


def calls(trace: Path) -> list[str]:
    return trace.read_text("utf-8", "replace").splitlines() if trace.exists() else []


def internet_calls(trace: Path) -> list[str]:
    return [line for line in calls(trace) if INTERNET.search(line) and " execve(" not in line]


def started_programs(trace: Path) -> int:
    return len({line.split()[0] for line in calls(trace) if " execve(" in line and line.endswith(" = 0")})


def is_all_embedded(file: Path) -> bool:
    try:
        with Index.open(file, write=False) as index:
            counts = index.counts([known.id for known in index.generations()])
    except EnvironmentProblem:  # it is being made
        return False
    return 0 < counts.chunks == counts.embedded


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    samples = tmp_path / "samples"
    samples.mkdir()
    (samples / "cellar.md").write_text(CELLAR)
    (samples / "page.html").write_text('<h1>Page</h1><p>A picture <img src="http://192.0.2.1/x.png"> from afar</p>')
    return samples


def test_trace_shows_a_socket_of_a_child_where_there_is_one(tmp_path: Path) -> None:
    inner = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.1', 9))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}], check=True)"
    subprocess.run(traced([sys.executable, "-c", outer], tmp_path / "trace"), check=True)
    assert len(internet_calls(tmp_path / "trace")) == 2


def test_index_search_and_status_open_no_internet_socket(tmp_path: Path, folder: Path) -> None:
    environment = outside_ci(tmp_path / "home")
    answers = list[dict[str, object]]()
    for number, arguments in enumerate(
        (
            ["index", str(folder), "--json"],
            ["search", "why does the heater turn on and off", "--mode", "meaning", "--json"],
            ["status", "--json"],
            ["models", "list", "--json"],
        )
    ):
        trace = tmp_path / f"trace-{number}"
        command = traced([sys.executable, "-m", "pplx_desktop", *arguments], trace)
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert internet_calls(trace) == []
        answers.append(json.loads(done.stdout))
    assert answers[0]["indexed"] == 2
    # The model was at work, and strace saw the children start.
    assert "cellar.md" in str(answers[1]["hits"][0]["path"])  # type: ignore[index]
    assert started_programs(tmp_path / "trace-0") >= 3
    assert started_programs(tmp_path / "trace-1") >= 2


def test_all_works_where_there_is_no_network_at_all(tmp_path: Path, folder: Path) -> None:
    """In a namespace without any interface; readers confine themselves there as well."""
    alone = ["unshare", "--map-root-user", "--net"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody make a namespace")
    environment = outside_ci(tmp_path / "home")
    trace = tmp_path / "trace"
    index = [*alone, *traced([sys.executable, "-m", "pplx_desktop", "index", str(folder), "--json"], trace)]
    done = subprocess.run(index, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["indexed"] == 2
    assert internet_calls(trace) == []
    assert started_programs(trace) >= 3
    search = [*alone, sys.executable, "-m", "pplx_desktop", "search", "why does the heater turn on and off", "--json"]
    done = subprocess.run(search, env=environment, capture_output=True, text=True, check=False)
    assert "cellar.md" in done.stdout


def test_window_opens_no_internet_socket_until_it_ends(tmp_path: Path, folder: Path) -> None:
    environment = outside_ci(tmp_path / "home")
    trace, index = tmp_path / "trace", tmp_path / "home" / "data" / "index.sqlite3"
    command = traced([sys.executable, "-m", "pplx_desktop", "run", str(folder)], trace)
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as strace:
        try:
            wait_until(lambda: strace.poll() is not None or is_all_embedded(index), 120)
            assert strace.poll() is None, "the window did not stay open"
        finally:
            # Only the program is asked to end, as a session that closes does; strace goes on to its last call.
            with suppress(ProcessLookupError):
                os.kill(int(calls(trace)[0].split()[0]), signal.SIGTERM)
            output, _ = strace.communicate(timeout=120)
    assert started_programs(trace) >= 3, output
    assert internet_calls(trace) == []
    assert strace.returncode in {0, -signal.SIGTERM}, output
