"""Downloads from a hub on this machine that cuts, stalls and lies: each failure has its own code and leaves the old model."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import onnx
import pytest

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem, ModelProblem, PplxError, UserError
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.install.download import Options, download
from pplx_desktop.embed.install.staging import installing
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.records import read_record
from tests.support.lying_hub import COMMIT, LIST, Lie, LyingHub
from tests.support.served_models import (
    GRAPH,
    HALF,
    HASTY,
    TOKENIZER,
    Served,
    publish,
    served_model,
    without_hub_settings,
)


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    kept = without_hub_settings(dict(os.environ))
    for name in set(os.environ) - set(kept):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    with served_model(tmp_path) as model:
        yield model


def installed_bytes(served: Served) -> dict[str, bytes]:
    """What is installed now, without the record; empty where nothing is."""
    names = [file.path for file in read_record(served.folder).files]
    return {name: (served.folder / name).read_bytes() for name in names}


def test_it_is_downloaded_verified_recorded_and_answers(served: Served) -> None:
    got = served.get()
    assert got.revision == COMMIT
    assert got.downloaded_bytes == sum(map(len, served.hub.files.values()))
    assert installed_bytes(served) == served.hub.files
    record = read_record(served.folder)
    assert record.revision == COMMIT
    assert {file.path: file.sha256 for file in record.files} == {
        path: hashlib.sha256(content).hexdigest() for path, content in served.hub.files.items()
    }
    assert not (served.models / ".staging" / "tiny").exists()
    vector = EmbeddingModel.load(served.find()).embed_query("roses")
    assert vector.dims == 48


def test_progress_counts_bytes_up_to_the_whole(served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("trickle", at=4000, pause_s=0.012)
    served.get()
    total = sum(map(len, served.hub.files.values()))
    downloads = [state for state in served.heard if state.step == f"Downloading {GRAPH}"]
    assert [state.done for state in downloads] == sorted(state.done for state in downloads)
    assert {state.total for state in downloads} == {total}
    timed = [state for state in downloads if state.rate is not None and state.eta_s is not None]
    assert len(timed) >= 3
    assert all(0 < state.rate < 1e6 for state in timed)
    assert served.heard[-1].done == total
    # About a second of download at ten a second, and the few steps around it.
    assert len(served.heard) < 40


@pytest.mark.parametrize("how", ["truth", "redirect", "unsized", "no-range", "other-range"])
def test_odd_but_honest_servers_serve(served: Served, how: str) -> None:
    served.hub.lies[GRAPH] = Lie(how)
    served.get()
    assert installed_bytes(served) == served.hub.files


@pytest.mark.parametrize(
    ("path", "lie", "code"),
    [
        (GRAPH, Lie("cut", at=HALF), "download-cut"),
        (GRAPH, Lie("reset", at=HALF), "download-cut"),
        (GRAPH, Lie("stall", at=HALF), "download-stalled"),
        (GRAPH, Lie("trickle", at=1, pause_s=0.05), "download-stalled"),
        (GRAPH, Lie("boast", at=5000), "download-size"),
        (GRAPH, Lie("text"), "download-size"),
        (GRAPH, Lie("pointer"), "download-size"),
        (GRAPH, Lie("longer"), "download-altered"),
        (GRAPH, Lie("altered", at=HALF), "download-altered"),
        (TOKENIZER, Lie("altered", at=50), "download-altered"),
        (GRAPH, Lie("html"), "html-page"),
        (GRAPH, Lie("html-unsaid"), "html-page"),
        (LIST, Lie("html"), "html-page"),
        (LIST, Lie("text"), "not-a-hub"),
        (LIST, Lie("stall", at=10), "download-stalled"),
        (GRAPH, Lie("status", status=401), "server-wants-login"),
        (LIST, Lie("status", status=401), "server-wants-login"),
        (GRAPH, Lie("status", status=403), "server-forbids"),
        (LIST, Lie("status", status=403, headers={"X-Error-Code": "GatedRepo"}), "server-forbids"),
        (GRAPH, Lie("status", status=404), "not-on-server"),
        (LIST, Lie("status", status=404, headers={"X-Error-Code": "RevisionNotFound"}), "not-on-server"),
        (GRAPH, Lie("status", status=429, headers={"Retry-After": "9000"}), "server-busy"),
        (LIST, Lie("status", status=429), "server-busy"),
        (GRAPH, Lie("status", status=500), "server-fails"),
        (LIST, Lie("status", status=503), "server-fails"),
        (GRAPH, Lie("status", status=451), "server-refuses"),
    ],
    ids=lambda value: f"{value.how}{value.status or ''}" if isinstance(value, Lie) else str(value),
)
def test_each_failure_has_its_code_and_leaves_the_old_model(served: Served, path: str, lie: Lie, code: str) -> None:
    served.get()
    before = installed_bytes(served)
    fingerprint = served.find().fingerprint
    publish(served)
    served.hub.files[TOKENIZER] += b"\n"
    served.hub.lies[path] = lie
    with pytest.raises(ModelProblem) as caught:
        served.get()
    assert caught.value.code == code
    assert caught.value.hint
    assert installed_bytes(served) == before
    assert served.find().fingerprint == fingerprint
    served.find().check()
    # As soon as it tells the truth, the new one comes.
    served.hub.lies.clear()
    served.get()
    assert installed_bytes(served) == served.hub.files


def test_nothing_is_installed_by_a_failed_first_download(served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("cut", at=HALF)
    with pytest.raises(ModelProblem):
        served.get()
    assert not served.folder.exists()
    with pytest.raises(ModelProblem) as caught:
        served.find()
    assert caught.value.code == "model-missing"


def test_a_cut_download_goes_on_where_it_ended_in_the_same_run(served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("cut", at=HALF, times=1)
    served.get()
    assert [seen.range for seen in served.hub.requests(GRAPH)] == ["", f"bytes={HALF}-"]
    assert installed_bytes(served) == served.hub.files


def test_a_cut_download_goes_on_where_it_ended_in_the_next_run(served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("cut", at=HALF)
    with pytest.raises(ModelProblem):
        served.get()
    assert served.part.stat().st_size == HALF
    served.hub.lies.clear()
    served.hub.seen.clear()
    served.heard.clear()
    got = served.get()
    (again,) = served.hub.requests(GRAPH)
    assert again.range == f"bytes={HALF}-"
    assert sum(again.sent) == len(served.hub.files[GRAPH]) - HALF
    assert installed_bytes(served) == served.hub.files
    assert got.downloaded_bytes == sum(map(len, served.hub.files.values()))
    first = next(state for state in served.heard if state.step == f"Downloading {GRAPH}")
    assert first.done >= HALF  # what is there counts as done


def test_what_was_finished_is_not_downloaded_again(served: Served) -> None:
    served.hub.lies[TOKENIZER] = Lie("status", status=404)
    with pytest.raises(ModelProblem):
        served.get()
    served.hub.lies.clear()
    served.hub.seen.clear()
    served.get()
    assert served.hub.requests(GRAPH) == []
    assert installed_bytes(served) == served.hub.files


def test_a_part_of_another_file_is_thrown_away(served: Served) -> None:
    served.part.parent.mkdir(parents=True)
    served.part.write_bytes(b"\0" * HALF)
    served.get()
    assert [seen.range for seen in served.hub.requests(GRAPH)] == [f"bytes={HALF}-", ""]
    assert installed_bytes(served) == served.hub.files


@pytest.mark.parametrize(("how", "ranges"), [("no-range", [f"bytes={HALF}-"]), ("other-range", [f"bytes={HALF}-", ""])])
def test_a_server_that_cannot_go_on_in_the_middle_begins_anew(served: Served, how: str, ranges: list[str]) -> None:
    served.part.parent.mkdir(parents=True)
    served.part.write_bytes(served.hub.files[GRAPH][:HALF])
    served.hub.lies[GRAPH] = Lie(how)
    served.get()
    assert [seen.range for seen in served.hub.requests(GRAPH)] == ranges
    assert installed_bytes(served) == served.hub.files


def test_a_part_that_is_whole_where_nobody_says_how_large_it_is(served: Served) -> None:
    listing = served.hub.listing()
    for row in listing["siblings"]:
        del row["size"]
        row.pop("lfs", None)
    served.hub.listing = lambda: listing  # type: ignore[method-assign]
    served.part.parent.mkdir(parents=True)
    served.part.write_bytes(served.hub.files[GRAPH])
    served.get()
    assert [seen.range for seen in served.hub.requests(GRAPH)] == [f"bytes={len(served.hub.files[GRAPH])}-", ""]
    assert installed_bytes(served) == served.hub.files


def test_a_part_that_is_longer_than_the_file_is_thrown_away(served: Served) -> None:
    served.part.parent.mkdir(parents=True)
    served.part.write_bytes(b"\0" * (len(served.hub.files[GRAPH]) + 1))
    served.get()
    assert installed_bytes(served) == served.hub.files


def test_a_server_that_recovers_is_asked_again(served: Served) -> None:
    served.hub.lies[GRAPH] = Lie("status", status=503, times=2)
    served.hub.lies[LIST] = Lie("status", status=429, times=2, headers={"Retry-After": "0"})
    served.get()
    assert len(served.hub.requests(GRAPH)) == 3
    assert len(served.hub.requests(LIST)) == 3


def test_a_cancelled_download_keeps_its_part_and_goes_on(served: Served) -> None:
    def stop_at_half(progress: ModelJobProgress) -> None:
        if progress.step == f"Downloading {GRAPH}" and progress.done >= HALF:
            raise Cancelled("cancelled", "Stopped.")

    served.hub.lies[GRAPH] = Lie("trickle", at=20_000, pause_s=0.03)
    with pytest.raises(Cancelled):
        download(served.manifest, served.models, stop_at_half, Options(endpoint=served.hub.endpoint))
    kept = served.part.stat().st_size
    assert kept >= HALF
    served.hub.lies.clear()
    served.hub.seen.clear()
    served.get()
    assert served.hub.requests(GRAPH)[0].range == f"bytes={kept}-"
    assert installed_bytes(served) == served.hub.files


# -- what is here already


def test_an_installed_model_asks_nobody(served: Served) -> None:
    served.get()
    served.hub.seen.clear()
    got = served.get()
    assert served.hub.seen == []
    assert (got.downloaded_bytes, got.present_bytes) == (0, sum(map(len, served.hub.files.values())))


def test_a_damaged_file_of_an_installed_model_is_fetched_again_alone(served: Served) -> None:
    served.get()
    content = bytearray(served.hub.files[GRAPH])
    content[HALF] ^= 1
    (served.folder / GRAPH).write_bytes(content)
    (served.folder / "tuned.toml").write_text("kept", encoding="utf-8")
    served.hub.seen.clear()
    served.get()
    assert len(served.hub.requests(GRAPH)) == 1
    assert served.hub.requests(TOKENIZER) == []
    assert installed_bytes(served) == served.hub.files
    assert (served.folder / "tuned.toml").exists()  # the same weights as when it was tuned


def test_other_weights_take_what_was_tuned_along(served: Served) -> None:
    served.get()
    (served.folder / "tuned.toml").write_text("old", encoding="utf-8")
    publish(served)
    served.hub.seen.clear()
    served.get()
    assert not (served.folder / "tuned.toml").exists()
    assert served.hub.requests(TOKENIZER) == []  # it did not change
    assert installed_bytes(served) == served.hub.files


def test_files_of_the_cache_are_used_as_they_are(served: Served) -> None:
    served.fill_cache()
    got = served.get()
    # The optional file that is in no cache is asked for in the list, and no file is fetched.
    assert [seen for seen in served.hub.seen if "resolve" in seen.path] == []
    assert got.downloaded_bytes == 0
    pointer = served.cache / "models--nobody--tiny" / "snapshots" / COMMIT / GRAPH
    assert (served.folder / GRAPH).samefile(pointer)  # not a copy
    assert EmbeddingModel.load(served.find()).embed_query("roses").dims == 48
    # Who empties the cache later takes nothing away.
    shutil.rmtree(served.cache)
    served.find().check()
    assert EmbeddingModel.load(served.find()).embed_query("roses").dims == 48


def test_a_complete_cache_needs_no_network(served: Served) -> None:
    served.fill_cache()
    served.hub.lies[LIST] = Lie("status", status=503)
    assert served.get().downloaded_bytes == 0
    served.find().check()


def test_half_a_cache_is_completed(served: Served) -> None:
    served.fill_cache(TOKENIZER)
    got = served.get()
    assert served.hub.requests(TOKENIZER) == []
    assert len(served.hub.requests(GRAPH)) == 1
    assert got.present_bytes == len(served.hub.files[TOKENIZER])
    assert installed_bytes(served) == served.hub.files


def test_a_damaged_file_in_the_cache_is_not_used(served: Served) -> None:
    served.fill_cache()
    blob = (served.cache / "models--nobody--tiny" / "snapshots" / COMMIT / GRAPH).resolve()
    content = bytearray(blob.read_bytes())
    content[HALF] ^= 1
    blob.write_bytes(content)
    served.get()
    assert len(served.hub.requests(GRAPH)) == 1
    assert installed_bytes(served) == served.hub.files
    assert blob.read_bytes() == content  # somebody else's


def test_a_cache_without_links_is_used_as_it_is(served: Served) -> None:
    served.fill_cache(links=False)
    assert served.get().downloaded_bytes == 0
    assert installed_bytes(served) == served.hub.files


def test_a_cache_on_another_disk_is_linked_to(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    served.fill_cache()
    assert served.get().downloaded_bytes == 0
    assert (served.folder / GRAPH).is_symlink()
    assert EmbeddingModel.load(served.find()).embed_query("roses").dims == 48
    # A cache that is emptied later is told, not met by a crash.
    shutil.rmtree(served.cache)
    with pytest.raises(ModelProblem) as caught:
        served.find()
    assert caught.value.code == "model-missing"


def test_a_half_cache_on_another_disk_is_copied(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    served.fill_cache(GRAPH)
    served.get()
    assert served.hub.requests(GRAPH) == []
    assert not (served.folder / GRAPH).is_symlink()
    assert installed_bytes(served) == served.hub.files


def test_links_to_a_cache_become_copies_when_not_all_files_are_links(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """onnxruntime refuses weights that are a link beside a graph that is none."""

    def refuse(*_: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "hardlink_to", refuse)
        served.fill_cache()
        served.get()
    assert (served.folder / TOKENIZER).is_symlink()
    cached = served.hub.files[TOKENIZER]
    publish(served)
    served.get()
    assert not [path for path in served.folder.rglob("*") if path.is_symlink()]
    assert installed_bytes(served) == served.hub.files
    assert (served.cache / "models--nobody--tiny" / "snapshots" / COMMIT / TOKENIZER).read_bytes() == cached


def test_files_that_lie_there_without_a_record_are_kept_if_they_are_right(served: Served) -> None:
    (served.folder / "onnx").mkdir(parents=True)
    (served.folder / GRAPH).write_bytes(served.hub.files[GRAPH])
    (served.folder / TOKENIZER).write_bytes(b"{}")
    served.get()
    assert served.hub.requests(GRAPH) == []
    assert installed_bytes(served) == served.hub.files


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
