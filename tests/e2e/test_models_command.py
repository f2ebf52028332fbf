"""`pplx-desktop models …` as its documentation has it, each in a process of its own, against a hub on this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExitStatus
from tests.e2e.test_no_network import internet_calls, outside_ci, traced
from tests.support.homes import Home, Ran, write_notes
from tests.support.lying_hub import LIST, Lie, LyingHub, Proxy
from tests.support.served_models import (
    GRAPH,
    TOKENIZER,
    Served,
    make_certificate,
    served_model,
    without_hub_settings,
)
from tests.support.waiting import eventually

TINY = "tiny"


@pytest.fixture
def served(home: Home) -> Iterator[Served]:
    home.folder.mkdir()
    with served_model(home.folder) as model:
        yield model


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A program that a shell starts in the background ignores Ctrl+C, and so do those that it starts, as this one."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def environment(home: Home, **variables: str) -> dict[str, str]:
    return {**without_hub_settings(home.environment()), "HF_HOME": str(home.folder / "hf"), **variables}


def run(home: Home, *arguments: str, **variables: str) -> Ran:
    command = [sys.executable, "-m", "pplx_desktop", "models", *arguments]
    done = subprocess.run(
        command, env=environment(home, **variables), capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


def test_from_a_hub_to_an_answer(home: Home, served: Served) -> None:
    write_notes(home.documents)
    hub = {"HF_ENDPOINT": served.hub.endpoint}
    ran = run(home, "get", TINY, **hub)
    assert ran.status == 0, ran.err
    assert "tiny is installed" in ran.out
    assert "models tune tiny" in ran.err
    assert "models use tiny" in ran.err
    ran = run(home, "get", TINY, "--json", **hub)
    assert (ran.json["name"], ran.json["downloaded_bytes"]) == (TINY, 0)
    assert ran.json["present_bytes"] == sum(map(len, served.hub.files.values()))
    ran = run(home, "use", TINY, "--json")
    assert (ran.status, ran.json) == (0, {"model": TINY, "before": "all-minilm-l6-v2"})
    models = {model["name"]: model for model in run(home, "list", "--json").json["models"]}
    assert (models[TINY]["active"], models[TINY]["installed"], models[TINY]["removable"]) == (True, True, True)
    assert home.run("index", str(home.documents)).status == 0
    ran = home.run("search", "prune roses", "--mode", "meaning", "--json")
    assert ran.status == 0
    assert ran.json["hits"]
    ran = run(home, "remove", TINY)
    assert ran.status == ExitStatus.USER
    assert "in use" in ran.err
    assert run(home, "use", "all-minilm-l6-v2").status == 0
    ran = run(home, "remove", TINY, "--json")
    assert ran.json["bytes"] > 0
    assert not served.folder.exists()


def test_from_a_folder_to_an_answer(home: Home, served: Served) -> None:
    ran = run(home, "import", str(served.source), "--name", "mine", "--kind", "contextual", "--json")
    assert ran.status == ExitStatus.MODEL  # no config.json, and none of our manifests
    assert "config.json" in ran.err
    (served.source / "config.json").write_text(
        '{"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 512}'
    )
    ran = run(home, "import", str(served.source), "--name", "mine", "--kind", "contextual")
    assert ran.status == 0, ran.err
    assert "mine is imported" in ran.out
    assert run(home, "use", "mine").status == 0


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["get", "nothing"], ExitStatus.MODEL, "no model named 'nothing'"),
        (["get", "all-minilm-l6-v2"], ExitStatus.USER, "not on a hub"),
        (["import", "/no/such/folder"], ExitStatus.USER, "nothing at /no/such/folder"),
        (["import", "~nobody-of-this-name/x"], ExitStatus.USER, "nothing at"),
        (["import", ""], ExitStatus.USER, "empty path"),
        (["use", "nothing"], ExitStatus.MODEL, "no model named 'nothing'"),
        (["use", "pplx-embed-context-v1-0.6b"], ExitStatus.MODEL, "is not installed"),
        (["remove", "nothing"], ExitStatus.MODEL, "no model named 'nothing'"),
        (["remove", "pplx-embed-context-v1-0.6b"], ExitStatus.USER, "not on this computer"),
        (["get"], ExitStatus.USAGE, "NAME"),
        (["import", "x", "--kind", "odd"], ExitStatus.USAGE, "--kind"),
        ([], ExitStatus.USAGE, "ACTION"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(home: Home, arguments: list[str], status: int, says: str) -> None:
    ran = run(home, *arguments)
    assert ran.status == status
    assert says in ran.err
    assert ran.out == ""
    if status != ExitStatus.USAGE:
        assert len([line for line in ran.err.splitlines() if line.startswith("pplx-desktop:")]) == 1


def test_descriptions_of_strangers_do_not_write_on_the_terminal(home: Home, served: Served) -> None:
    served.change_manifest(title="A \033[2J title", note="A \033]0;note")
    ran = run(home, "list")
    assert "A \\x1b[2J title" in ran.out
    assert "\033" not in ran.out


def test_an_address_that_the_library_cannot_read_is_told(home: Home) -> None:
    ran = run(home, "get", "pplx-embed-v1-0.6b", HF_ENDPOINT="https://me:se#secret@hub")
    assert ran.status == ExitStatus.ENVIRONMENT
    assert "HF_ENDPOINT" in ran.err
    assert "secret" not in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to another process")
def test_ctrl_c_while_the_program_starts_is_no_crash(home: Home) -> None:
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'argparse': signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupt()); sys.argv[1:] = ['models', 'list']\n"
        "from pplx_desktop.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(home), capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (ExitStatus.CANCELLED, "", "")


def test_failures_have_their_exit_status(home: Home, served: Served) -> None:
    hub = {"HF_ENDPOINT": served.hub.endpoint}
    for path, lie, status, says in (
        (GRAPH, Lie("html"), ExitStatus.MODEL, "Hotel WLAN"),
        (LIST, Lie("status", status=404), ExitStatus.MODEL, "404"),
        (GRAPH, Lie("altered", at=5), ExitStatus.MODEL, "checksum"),
    ):
        served.hub.lies = {path: lie}
        ran = run(home, "get", TINY, **hub)
        assert (ran.status, says in ran.err) == (status, True), ran.err
        assert not served.folder.exists()
    served.hub.lies.clear()
    served.hub.sizes[GRAPH] = 10**13
    ran = run(home, "get", TINY, **hub)
    assert ran.status == ExitStatus.ENVIRONMENT
    assert "10,000.0 GB" in ran.err
    assert run(home, "get", TINY, HF_HUB_OFFLINE="1").status == ExitStatus.ENVIRONMENT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to another process")
@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_keeps_what_came_and_the_next_call_goes_on(home: Home, served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("stall", at=60_000)
    hub = environment(home, HF_ENDPOINT=served.hub.endpoint)
    command = [sys.executable, "-m", "pplx_desktop", "models", "get", TINY]
    with subprocess.Popen(command, env=hub, stderr=subprocess.PIPE, text=True) as process:
        eventually(lambda: served.part.exists() and served.part.stat().st_size == 60_000)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == ExitStatus.CANCELLED
    assert "is kept" in err
    assert "Traceback" not in err
    served.hub.lies.clear()
    served.hub.seen.clear()
    assert run(home, "get", TINY, HF_ENDPOINT=served.hub.endpoint).status == 0
    assert served.hub.requests(GRAPH)[0].range == "bytes=60000-"


def test_progress_has_bytes_speed_and_time_left(home: Home, served: Served) -> None:
    """On a terminal, where the line changes: script(1) would be one more program to need."""
    pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")
    served.hub.lies[GRAPH] = Lie("trickle", at=9000, pause_s=0.08)
    ours, theirs = pty.openpty()
    pytest.importorskip("termios").tcsetwinsize(theirs, (24, 100))
    command = [sys.executable, "-m", "pplx_desktop", "models", "get", TINY]
    with subprocess.Popen(
        command, env=environment(home, HF_ENDPOINT=served.hub.endpoint), stdout=subprocess.PIPE, stderr=theirs
    ) as process:
        os.close(theirs)
        seen = b""
        try:
            while block := os.read(ours, 4096):
                seen += block
        except OSError:
            pass  # how Linux tells that the other side is closed
        process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0
    lines = seen.decode().split("\r")
    assert any("Downloading onnx/model.onnx" in line and " MB/s, about " in line and " left" in line for line in lines)


def test_plain_requests_and_tunnels_go_by_the_proxy(home: Home, served: Served) -> None:
    with Proxy() as proxy:
        ran = run(
            home, "get", TINY, HF_ENDPOINT=served.hub.endpoint, HTTP_PROXY=proxy.address, http_proxy=proxy.address
        )
        assert ran.status == 0, ran.err
        assert len(proxy.asked) == 4
        assert all(line.startswith(f"GET {served.hub.endpoint}/") for line in proxy.asked)


def test_a_mirror_with_a_certificate_of_its_own_by_a_tunnel(home: Home, served: Served, tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    with LyingHub(served.hub.files, certificate=(certificate, key)) as hub, Proxy() as proxy:
        ran = run(home, "get", TINY, HF_ENDPOINT=hub.endpoint, HTTPS_PROXY=proxy.address)
        assert (ran.status, "certificate" in ran.err) == (ExitStatus.ENVIRONMENT, True), ran.err
        trusted = {"SSL_CERT_FILE": str(certificate)}
        ran = run(home, "get", TINY, HF_ENDPOINT=hub.endpoint, HTTPS_PROXY=proxy.address, **trusted)
        assert ran.status == 0, ran.err
        assert set(proxy.asked) == {f"CONNECT 127.0.0.1:{hub.port}"}
        served.find().check()
    with Proxy(refuses=407) as proxy:
        ran = run(home, "get", "pplx-embed-v1-0.6b", HF_ENDPOINT="https://127.0.0.1:9", HTTPS_PROXY=proxy.address)
        assert (ran.status, "proxy" in ran.err) == (ExitStatus.ENVIRONMENT, True), ran.err


def test_the_cache_of_the_environment_is_used(home: Home, served: Served) -> None:
    served.cache = home.folder / "hf" / "hub"
    served.fill_cache()
    ran = run(home, "get", TINY, "--json", HF_ENDPOINT=served.hub.endpoint)
    assert ran.status == 0, ran.err
    assert ran.json["downloaded_bytes"] == 0
    assert served.hub.requests(GRAPH) + served.hub.requests(TOKENIZER) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a file system of a known size is mounted as on Linux")
def test_a_disk_that_is_full_in_the_middle(home: Home, served: Served) -> None:
    """A real file system that ends in the middle of a file, whose size a careless mirror did not tell."""
    listing = served.hub.listing()
    for row in listing["siblings"]:
        del row["size"]
        row.pop("lfs", None)
    served.hub.listing = lambda: listing  # type: ignore[method-assign]
    small = home.folder / "small"
    small.mkdir()
    script = (
        f"mount -t tmpfs -o size=300k tmpfs {small} && mkdir -p {small}/models/tiny/onnx"
        f" && echo old > {small}/models/tiny/{GRAPH} && cp {served.models}/tiny.toml {small}/models"
        f" && {sys.executable} -m pplx_desktop models get tiny; echo status $?; cat {small}/models/tiny/{GRAPH};"
        f" stat -c %s {small}/models/.staging/tiny/{GRAPH}.part"
    )
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "bash", "-c", script],
        env=environment(home, HF_ENDPOINT=served.hub.endpoint, PPLX_DESKTOP_HOME=str(small)),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "is full" in done.stderr, done.stderr
    status, old, part = done.stdout.splitlines()
    assert (status, old) == ("status 4", "old")
    assert 100_000 < int(part) < len(served.hub.files[GRAPH])


def test_verify_prints_what_the_graph_is_and_what_was_checked(home: Home) -> None:
    ran = run(home, "verify")
    assert ran.status == 0, ran.err
    for word in (
        "all-minilm-l6-v2",
        "MatMulInteger",
        "input_ids int64",
        "last_hidden_state float32",
        "ok",
        "checksums",
    ):
        assert word in ran.out
    report = run(home, "verify", "all-minilm-l6-v2", "--json").json
    assert report["passed"] is True
    assert {check["outcome"] for check in report["checks"]} <= {"passed", "not-checked"}


def test_a_model_that_fails_its_checks_is_an_error_for_scripts(home: Home, served: Served) -> None:
    served.get()
    ran = run(home, "verify", TINY)  # its weights are random
    assert ran.status == ExitStatus.MODEL
    assert "FAILED" in ran.out


def test_json_reports_go_to_stdout_alone(home: Home) -> None:
    ran = run(home, "list", "--json")
    assert json.loads(ran.out)["models"]
    assert ran.err == ""


def test_only_a_download_opens_an_internet_socket_and_only_to_the_hub(home: Home, served: Served) -> None:
    (served.source / "config.json").write_text(
        '{"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 512}'
    )
    outside = {name: value for name, value in outside_ci(home.folder).items() if not name.startswith("HF_")}
    variables = {
        **without_hub_settings(outside),
        "HF_HOME": str(home.folder / "hf"),
        "HF_ENDPOINT": served.hub.endpoint,
    }
    for number, arguments in enumerate(
        (
            ["import", str(served.source), "--name", "mine", "--kind", "contextual"],
            ["verify"],
            ["use", "all-minilm-l6-v2"],
            ["remove", "mine"],
            ["get", TINY],
        )
    ):
        trace = home.folder / f"trace-{number}"
        command = traced([sys.executable, "-m", "pplx_desktop", "models", *arguments], trace)
        done = subprocess.run(command, env=variables, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        if arguments[0] != "get":
            assert internet_calls(trace) == [], arguments
    connected = [line for line in internet_calls(trace) if " connect(" in line]
    assert connected
    assert all(f"htons({served.hub.port})" in line and '"127.0.0.1"' in line for line in connected)
    assert len({line.split()[0] for line in connected}) == 1  # one thread of one child
