from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExitStatus, ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import RECORD, Catalog
from tests.support.tiny_models import TinyModel, write_tiny_model

STARTER = "all-minilm-l6-v2"


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "installed")


def catalog(tiny: TinyModel) -> Catalog:
    return Catalog(delivered("models"), tiny.installed)


def test_delivered_and_installed_models_are_known(tiny: TinyModel) -> None:
    assert catalog(tiny).names() == [STARTER, "pplx-embed-context-v1-0.6b", "tiny"]
    assert catalog(tiny).manifest("tiny").title == "A model for tests"


@pytest.mark.parametrize("name", ["bert", "", "../tiny", "installed/tiny", "TINY"])
def test_an_unknown_name_is_one_clear_line_with_the_known_ones(tiny: TinyModel, name: str) -> None:
    with pytest.raises(ModelProblem) as caught:
        catalog(tiny).find(name)
    assert caught.value.code == "model-unknown"
    assert caught.value.exit_status is ExitStatus.MODEL
    assert repr(name) in caught.value.title
    assert STARTER in caught.value.hint


def test_a_model_without_files_says_which_and_where(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem) as caught:
        Catalog(delivered("models"), tmp_path).find("pplx-embed-context-v1-0.6b")
    assert caught.value.code == "model-missing"
    assert "onnx/model_quantized.onnx, tokenizer.json" in caught.value.title
    assert str(tmp_path / "pplx-embed-context-v1-0.6b") in caught.value.title
    assert "perplexity-ai/pplx-embed-context-v1-0.6b" in caught.value.hint


def test_a_single_missing_file_is_named(tiny: TinyModel) -> None:
    (tiny.folder / "tokenizer.json").unlink()
    with pytest.raises(ModelProblem, match=r"not installed: tokenizer\.json not found"):
        catalog(tiny).find("tiny")


def test_a_folder_with_the_right_files_is_an_installed_model(tmp_path: Path) -> None:
    """The manifest is delivered, the files are imported into the user's folder."""
    tiny = write_tiny_model(tmp_path / "installed")
    (tmp_path / "delivered").mkdir()
    shutil.move(tiny.installed / "tiny.toml", tmp_path / "delivered")
    model = Catalog(tmp_path / "delivered", tiny.installed).find("tiny")
    assert model.folder == tiny.folder
    model.check()


def test_the_delivered_files_come_first(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path / "installed")
    shutil.copytree(tiny.installed, tmp_path / "delivered")
    assert Catalog(tmp_path / "delivered", tiny.installed).find("tiny").folder == tmp_path / "delivered" / "tiny"


def test_checksums_that_nobody_knew_are_recorded_at_first_use_and_hold(tiny: TinyModel) -> None:
    first = catalog(tiny).find("tiny")
    record = tomllib.loads((tiny.folder / RECORD).read_text(encoding="utf-8"))
    assert {row["path"] for row in record["files"]} == {"onnx/model.onnx", "tokenizer.json", "special_tokens_map.json"}
    first.check()
    with (tiny.folder / "onnx" / "model.onnx").open("r+b") as graph:
        graph.seek(1000)
        graph.write(b"\0\0\0\0")
    again = catalog(tiny).find("tiny")
    assert again.fingerprint == first.fingerprint
    with pytest.raises(ModelProblem, match=r"model\.onnx") as caught:
        again.check()
    assert caught.value.code == "model-altered"
    assert RECORD in caught.value.hint


def test_a_truncated_file_is_refused(tiny: TinyModel) -> None:
    model = catalog(tiny).find("tiny")
    graph = tiny.folder / "onnx" / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    with pytest.raises(ModelProblem) as caught:
        model.check()
    assert caught.value.code == "model-altered"


def test_a_recorded_file_that_vanishes_is_missing_even_if_it_is_optional(tiny: TinyModel) -> None:
    catalog(tiny).find("tiny")
    (tiny.folder / "special_tokens_map.json").unlink()
    with pytest.raises(ModelProblem) as caught:
        catalog(tiny).find("tiny")
    assert caught.value.code == "model-missing"


def test_a_record_that_cannot_be_read_is_not_overwritten(tiny: TinyModel) -> None:
    (tiny.folder / RECORD).write_text("files = 3", encoding="utf-8")
    with pytest.raises(ModelProblem) as caught:
        catalog(tiny).find("tiny")
    assert caught.value.code == "model-altered"
    assert (tiny.folder / RECORD).read_text(encoding="utf-8") == "files = 3"


def test_the_fingerprint_follows_files_and_recipe_and_nothing_else(tmp_path: Path) -> None:
    def fingerprint(folder: str, **options: object) -> str:
        tiny = write_tiny_model(tmp_path / folder, **options)  # type: ignore[arg-type]
        return Catalog(tmp_path / "none", tiny.installed).find("tiny").fingerprint

    first = fingerprint("a")
    assert first == fingerprint("b")
    assert first == fingerprint("batch", manifest={"model": {"batch_tokens": 512}})
    others = [
        fingerprint("weights", seed=2),
        fingerprint("dims", manifest={"model": {"dims": 40}}),
        fingerprint("scheme", manifest={"model": {"int8": "max-abs"}}),
        fingerprint("window", manifest={"model": {"max_tokens": 32}}),
        fingerprint("chunks", manifest={"text": {"chunk_tokens": 16}}),
        fingerprint("tokenizer", add_separator=False),
    ]
    assert len({first, *others}) == 1 + len(others)


def test_the_list_shows_what_is_installed_active_and_broken(tiny: TinyModel) -> None:
    (tiny.installed / "broken.toml").write_text("format = 7", encoding="utf-8")
    models = {model.name: model for model in catalog(tiny).list(active=STARTER)}
    starter, context = models[STARTER], models["pplx-embed-context-v1-0.6b"]
    assert (starter.installed, starter.active, starter.license) == (True, True, "Apache-2.0")
    assert starter.size_bytes > 20_000_000
    assert (context.installed, context.active, context.dims, context.native_dims) == (False, False, 512, 1024)
    assert (models["tiny"].installed, models["tiny"].kind) == (True, "contextual")
    assert models["tiny"].size_bytes == sum(
        path.stat().st_size for path in tiny.folder.rglob("*.*") if path.is_file() and path.name != RECORD
    )
    assert not models["broken"].installed
    assert "broken.toml" in models["broken"].note
