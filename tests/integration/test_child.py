"""A child may do what it wants; a request to it ends, and the reason is told."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from pplx_desktop.engine.child import ChildDied, ChildProcess
from tests.support.waiting import eventually

SCRIPT = Path(__file__).parents[1] / "support" / "misbehaving_child.py"
DEADLINE_S = 30


@pytest.fixture
def child() -> Iterator[ChildProcess]:
    process = ChildProcess([sys.executable, str(SCRIPT)], memory_limit_bytes=300 * 1024 * 1024)
    yield process
    process.close()


def test_it_answers_though_its_libraries_print(child: ChildProcess) -> None:
    message, payload = child.request({"do": "echo"}, b"payload", deadline_s=DEADLINE_S)
    assert (message["pid"], payload) == (child.pid, b"payload")
    assert message["environment"]["ORT_DISABLE_TELEMETRY"] == "1"
    assert child.request({"do": "echo"}, b"again", deadline_s=DEADLINE_S)[1] == b"again"
    assert child.requests == 2


def test_a_crash_is_told_with_its_last_words(child: ChildProcess) -> None:
    with pytest.raises(ChildDied) as caught:
        child.request({"do": "crash"}, deadline_s=DEADLINE_S)
    assert (caught.value.cause, caught.value.exit_code) == ("crash", -9)
    assert "the last words" in caught.value.stderr
    assert not child.is_alive


def test_an_exit_is_a_crash(child: ChildProcess) -> None:
    with pytest.raises(ChildDied) as caught:
        child.request({"do": "exit"}, deadline_s=DEADLINE_S)
    assert (caught.value.cause, caught.value.exit_code) == ("crash", 7)


def test_a_hang_ends_at_the_deadline(child: ChildProcess) -> None:
    begun = time.monotonic()
    with pytest.raises(ChildDied) as caught:
        child.request({"do": "hang"}, deadline_s=0.5)
    assert caught.value.cause == "timeout"
    assert time.monotonic() - begun >= 0.5
    assert not psutil.pid_exists(child.pid)


def test_a_hoard_of_memory_ends_at_the_limit(child: ChildProcess) -> None:
    with pytest.raises(ChildDied) as caught:
        child.request({"do": "grow"}, deadline_s=DEADLINE_S)
    assert caught.value.cause == "memory"
    assert child.memory_bytes() == 0


def test_garbage_is_a_crash() -> None:
    child = ChildProcess([sys.executable, str(SCRIPT), "garbage"])
    with pytest.raises(ChildDied) as caught:
        child.request({"do": "echo"}, deadline_s=DEADLINE_S)
    assert caught.value.cause == "crash"
    assert not child.is_alive


def test_after_its_death_every_request_fails_at_once(child: ChildProcess) -> None:
    child.kill()
    with pytest.raises(ChildDied):
        child.request({"do": "echo"}, deadline_s=DEADLINE_S)


def test_a_kill_from_another_thread_frees_the_waiting_one(child: ChildProcess) -> None:
    causes: list[str] = []

    def wait() -> None:
        try:
            child.request({"do": "hang"}, deadline_s=DEADLINE_S)
        except ChildDied as death:
            causes.append(death.cause)

    thread = threading.Thread(target=wait)
    thread.start()
    time.sleep(0.2)
    child.kill()
    thread.join(10)
    assert causes == ["crash"]


def test_closing_leaves_no_process_and_no_descriptor() -> None:
    me = psutil.Process()
    before = me.num_fds()
    for _ in range(5):
        child = ChildProcess([sys.executable, str(SCRIPT)])
        child.request({"do": "echo"}, deadline_s=DEADLINE_S)
        child.close()
        child.close()
        assert not psutil.pid_exists(child.pid)
    assert me.num_fds() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_child_ends_when_its_owner_is_killed() -> None:
    script = (
        "import sys, time; from pplx_desktop.engine.child import ChildProcess;"
        f"child = ChildProcess([sys.executable, {str(SCRIPT)!r}]); child.request({{'do': 'echo'}}, deadline_s=30);"
        "print(child.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        owner.kill()
    eventually(lambda: not is_running(pid))


def is_running(pid: int) -> bool:
    try:
        # Where nobody collects it, a process that has ended stays as a zombie.
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
