"""What is not downloaded, and what a hub is told: references, room, locks, passwords and tokens."""

from pathlib import Path

import onnx
import pytest

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem, PplxError, UserError
from pplx_desktop.embed.install.download import Options, download
from pplx_desktop.embed.install.staging import installing
from pplx_desktop.embed.records import read_record
from tests.support.lying_hub import Lie, LyingHub
from tests.support.served_models import (
    GRAPH,
    HASTY,
    TOKENIZER,
    Served,
    installed_bytes,
    publish,
)

# -- the manifest


def test_a_reference_comes_when_it_is_asked_for_and_leaves_the_rest_alone(served: Served) -> None:
    served.hub.files["onnx/full.onnx"] = served.hub.files[GRAPH] + b"\x1a\x00"
    served.change_manifest(reference={"graph": "onnx/full.onnx", "files": [{"path": "onnx/full.onnx"}]})
    served.get()
    assert not (served.folder / "onnx/full.onnx").exists()
    fingerprint, inode = served.find().fingerprint, (served.folder / GRAPH).stat().st_ino
    served.hub.seen.clear()
    served.get(reference=True)
    assert (served.folder / "onnx/full.onnx").read_bytes() == served.hub.files["onnx/full.onnx"]
    assert served.hub.requests(GRAPH) == []
    assert (served.find().fingerprint, (served.folder / GRAPH).stat().st_ino) == (fingerprint, inode)
    assert read_record(served.folder).file("onnx/full.onnx") is not None


def test_a_manifest_without_a_reference_says_so(served: Served) -> None:
    with pytest.raises(UserError) as caught:
        served.get(reference=True)
    assert caught.value.code == "no-reference"


def test_a_hub_that_has_another_file_than_the_manifest_is_refused_before_the_first_byte(served: Served) -> None:
    files = [{"path": GRAPH, "sha256": "0" * 64}, {"path": TOKENIZER}, {"path": "special_tokens_map.json"}]
    served.change_manifest(files=files)
    with pytest.raises(ModelProblem) as caught:
        served.get()
    assert caught.value.code == "source-differs"
    assert served.hub.requests(GRAPH) == []


def test_a_graph_whose_weights_are_not_there_is_not_installed(served: Served) -> None:
    graph = onnx.load_from_string(served.hub.files[GRAPH])
    apart = served.source / "apart"
    apart.mkdir()
    onnx.save(graph, str(apart / "model.onnx"), save_as_external_data=True, location="elsewhere", size_threshold=0)
    served.hub.files[GRAPH] = (apart / "model.onnx").read_bytes()
    with pytest.raises(ModelProblem) as caught:
        served.get()
    assert caught.value.code == "model-form"
    assert "elsewhere" in str(caught.value)
    assert not served.folder.exists()


def test_a_model_without_a_hub_cannot_be_downloaded(served: Served) -> None:
    served.change_manifest(source={"folder": "/somewhere"})
    with pytest.raises(UserError) as caught:
        served.get()
    assert caught.value.code == "no-source"


# -- the disk


def test_what_does_not_fit_is_refused_before_the_first_byte(served: Served) -> None:
    served.hub.sizes[GRAPH] = 10 * 10**12
    with pytest.raises(EnvironmentProblem) as caught:
        served.get()
    assert caught.value.code == "disk-too-small"
    assert "10,000.0 GB" in str(caught.value)
    assert served.hub.requests(GRAPH) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a Linux device whose every write fails for want of space")
def test_a_disk_that_becomes_full_is_told(served: Served) -> None:
    served.get()
    before = installed_bytes(served)
    publish(served)
    served.part.parent.mkdir(parents=True)
    served.part.symlink_to("/dev/full")
    with pytest.raises(EnvironmentProblem) as caught:
        served.get()
    assert caught.value.code == "disk-full"
    assert installed_bytes(served) == before


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="a folder of Linux that nobody can write")
def test_a_folder_that_cannot_be_written_is_told(served: Served) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        download(served.manifest, Path("/sys/kernel/models"), lambda _: None, Options(endpoint=served.hub.endpoint))
    assert caught.value.code == "folder-read-only"
    assert "/sys/kernel" in str(caught.value)


def test_only_one_process_installs(served: Served) -> None:
    with installing(served.models), pytest.raises(EnvironmentProblem) as caught:
        served.get()
    assert caught.value.code == "models-locked"


def test_a_kill_between_the_two_renames_is_mended(served: Served) -> None:
    served.get()
    served.folder.rename(served.models / ".old-tiny")
    with pytest.raises(ModelProblem):
        served.find()
    with installing(served.models):
        served.find().check()


# -- the network


def test_a_name_that_is_unknown_and_a_port_that_is_closed(served: Served) -> None:
    for endpoint, code in (("http://no-such-host.invalid", "no-network"), ("http://127.0.0.1:9", "server-unreachable")):
        with pytest.raises(EnvironmentProblem) as caught:
            download(served.manifest, served.models, lambda _: None, Options(endpoint=endpoint, patience=HASTY))
        assert caught.value.code == code
        assert type(caught.value) is EnvironmentProblem  # not the model's fault


@pytest.mark.parametrize(
    ("endpoint", "proxy", "code"),
    [
        ("http://me:secret@127.0.0.1:9", "", "server-unreachable"),
        ("https://me:se#secret@127.0.0.1", "", "address-invalid"),
        ("ftp://me:secret@127.0.0.1", "", "address-invalid"),
        ("secret@127.0.0.1", "", "address-invalid"),
        ("http://hub.invalid", "http://me:secret@127.0.0.1:9", "proxy-failed"),
        ("http://hub.invalid", "me:secret@127.0.0.1:9", "proxy-failed"),
        ("http://hub.invalid", "http://me:secret#1@127.0.0.1:9", "proxy-failed"),
        ("http://hub.invalid", "ftp://me:secret@127.0.0.1:9", "proxy-failed"),
    ],
)
def test_no_password_is_in_a_message(
    served: Served, monkeypatch: pytest.MonkeyPatch, endpoint: str, proxy: str, code: str
) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(PplxError) as caught:
        download(served.manifest, served.models, lambda _: None, Options(endpoint=endpoint, patience=HASTY))
    assert caught.value.code == code
    assert "secret" not in f"{caught.value} {caught.value.detail}"


def test_a_token_that_is_none_is_told(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_sécret")
    with pytest.raises(EnvironmentProblem) as caught:
        served.get()
    assert caught.value.code == "token-invalid"
    assert "cret" not in f"{caught.value} {caught.value.detail}"


def test_a_token_goes_to_the_hub_and_to_nobody_else(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    with LyingHub(served.hub.files) as store:
        served.hub.lies[GRAPH] = Lie("redirect", elsewhere=store.endpoint)
        served.get()
        asked = {seen.path: seen.headers.get("authorization", "") for seen in served.hub.seen}
        assert len(asked) == 4
        assert set(asked.values()) == {"Bearer hf_secret"}
        (sent_on,) = store.seen
        assert "hf_secret" not in str(sent_on.headers)


def test_a_hub_learns_the_program_and_its_versions_and_no_more(served: Served) -> None:
    served.get()
    assert {seen.method for seen in served.hub.seen} == {"GET"}
    assert all(seen.path.startswith(("/api/models/nobody/tiny/", "/nobody/tiny/resolve/")) for seen in served.hub.seen)
    for seen in served.hub.seen:
        names = [part.strip().partition("/")[0] for part in seen.headers["user-agent"].split(";")]
        assert names == ["pplx-desktop", "hf_hub", "python"]
        assert "authorization" not in seen.headers


def test_every_failure_is_an_error_with_something_to_do(served: Served) -> None:
    """No failure reaches the user as a foreign exception, whatever the list holds."""
    listing = served.hub.listing
    for change in (
        {"sha": "main"},
        {"sha": None},
        {"siblings": None},
        {"siblings": [{"rfilename": GRAPH, "size": "many", "lfs": {"sha256": "x", "size": 1, "pointerSize": 1}}]},
        {"siblings": [{"size": 3}]},
        {"siblings": [{"rfilename": GRAPH, "size": float("inf")}]},
        {"siblings": 7},
    ):
        served.hub.listing = lambda change=change: {**listing(), **change}  # type: ignore[method-assign]
        with pytest.raises(PplxError) as caught:
            served.get()
        assert caught.value.code == "not-a-hub", change
