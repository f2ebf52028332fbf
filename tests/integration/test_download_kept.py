"""Downloads where files are there already: installed, in a cache of the hub, lying there without a record."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.model import EmbeddingModel
from tests.support.lying_hub import COMMIT, LIST, Lie
from tests.support.served_models import (
    GRAPH,
    HALF,
    TOKENIZER,
    Served,
    installed_bytes,
    publish,
)

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
