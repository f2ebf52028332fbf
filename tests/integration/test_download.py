"""Downloads from a hub on this machine that cuts, stalls and lies: each failure has its own code and leaves the old model."""

import hashlib

import pytest

from pplx_desktop.core.errors import Cancelled, ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.install.download import Options, download
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.records import read_record
from tests.support.lying_hub import COMMIT, LIST, Lie
from tests.support.served_models import (
    GRAPH,
    HALF,
    TOKENIZER,
    Served,
    installed_bytes,
    publish,
)


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
