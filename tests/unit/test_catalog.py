from __future__ import annotations

import hashlib
import shutil
import tomllib
from pathlib import Path

import pytest
import tomli_w

from pplx_desktop.core.errors import ExitStatus, ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel, ModelOptions
from pplx_desktop.embed.records import RECORD, CheckedFile, InstallRecord, read_record, write_record
from pplx_desktop.embed.runtime import Runtime
from tests.support.tiny_models import TinyModel, write_tiny_model

STARTER = "all-minilm-l6-v2"


@pytest.fixture
def tiny(tmp_path: Path) -> TinyModel:
    return write_tiny_model(tmp_path / "installed")


def catalog(tiny: TinyModel) -> Catalog:
    return Catalog(delivered("models"), tiny.installed)


def test_delivered_and_installed_models_are_known(tiny: TinyModel) -> None:
    family = [f"pplx-embed-{kind}v1-{size}" for kind in ("context-", "") for size in ("0.6b", "4b")]
    assert catalog(tiny).names() == [STARTER, *family, "tiny"]
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
        fingerprint("title", manifest={"text": {"context_lines": ["{title}"], "context_tokens": 8}}),
        fingerprint("context", manifest={"text": {"context_lines": ["{title}", "{heading}"], "context_tokens": 8}}),
        fingerprint(
            "more context", manifest={"text": {"context_lines": ["{title}", "{heading}"], "context_tokens": 9}}
        ),
        fingerprint("tokenizer", add_separator=False),
    ]
    assert len({first, *others}) == 1 + len(others)


def test_vectors_that_users_have_stay_valid(tmp_path: Path) -> None:
    """Fingerprints as they were when the first vectors were made: where one changes, everything is embedded anew."""
    known = Catalog(delivered("models"), tmp_path)
    assert known.find("all-minilm-l6-v2").fingerprint == "762dfdf21eba62da140967546c371c00"
    independent = {
        "pplx-embed-v1-0.6b": "2d4c405bda1d33e80121b7809f68fac4",
        "pplx-embed-v1-4b": "52b49ecde274634bd4e8767e215c0f17",
    }
    for name, fingerprint in independent.items():
        manifest = known.manifest(name)
        files = tuple(CheckedFile(file.path, 1, "0" * 64) for file in manifest.files)
        assert InstalledModel(manifest, tmp_path, files).fingerprint == fingerprint


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (ModelOptions(), (48, 64, 256)),
        (ModelOptions(dims=64), (64, 64, 256)),
        (ModelOptions(window_tokens=32), (48, 32, 256)),
        (ModelOptions(dims=64, window_tokens=400), (64, 400, 400)),
    ],
)
def test_options_stand_in_for_what_the_manifest_has(
    tmp_path: Path, options: ModelOptions, expected: tuple[int, int, int]
) -> None:
    tiny = write_tiny_model(tmp_path, manifest={"model": {"positions": 400}})
    default, model = catalog(tiny).find("tiny"), catalog(tiny).find("tiny", options)
    manifest = model.manifest
    assert (manifest.dims, manifest.max_tokens, manifest.batch_tokens) == expected
    assert (model.fingerprint == default.fingerprint) is (expected[:2] == (48, 64))


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (ModelOptions(dims=72), "vectors of 64 dimensions, by multiples of 8, and none of 72"),
        (ModelOptions(dims=63), "none of 63"),
        (ModelOptions(dims=56), "none of 56"),
        (ModelOptions(dims=-8), "none of -8"),
        (ModelOptions(window_tokens=31), "reads 32 to 64 tokens at once, and cannot read 31"),
        (ModelOptions(window_tokens=65), "cannot read 65"),
        (ModelOptions(window_tokens=-1), "cannot read -1"),
    ],
)
def test_options_that_the_model_cannot_have_are_refused(tiny: TinyModel, options: ModelOptions, complaint: str) -> None:
    with pytest.raises(ModelProblem, match=complaint) as caught:
        catalog(tiny).find("tiny", options)
    assert caught.value.code == "model-options"
    assert "`dims`" in caught.value.hint


def test_a_window_has_room_for_a_whole_chunk_and_what_stands_before_it(tmp_path: Path) -> None:
    manifest = Catalog(delivered("models"), tmp_path).manifest("pplx-embed-context-v1-0.6b")
    assert ModelOptions(window_tokens=256 + 48 + 1).applied(manifest).max_tokens == 305
    with pytest.raises(ModelProblem, match="reads 305 to 32768 tokens at once"):
        ModelOptions(window_tokens=304).applied(manifest)


def test_a_large_model_may_be_cut_to_128_dimensions_by_eights(tmp_path: Path) -> None:
    manifest = Catalog(delivered("models"), tmp_path).manifest("pplx-embed-context-v1-4b")
    for dims in (128, 136, 2560):
        assert ModelOptions(dims=dims).applied(manifest).dims == dims
    for dims in (120, 130, 2568):
        with pytest.raises(ModelProblem, match="128 to 2560"):
            ModelOptions(dims=dims).applied(manifest)


def with_reference(tmp_path: Path) -> TinyModel:
    """A model that has its weights in full precision beside it."""
    tiny = write_tiny_model(tmp_path)
    path = tiny.installed / "tiny.toml"
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    values["reference"] = {"graph": "full.onnx", "files": [{"path": "full.onnx"}, {"path": "full.onnx_data"}]}
    path.write_text(tomli_w.dumps(values), encoding="utf-8")
    return tiny


def test_a_reference_is_no_part_of_the_model_and_is_checked_when_it_is_wanted(tmp_path: Path) -> None:
    tiny = with_reference(tmp_path)
    without = catalog(tiny).find("tiny")
    assert without.reference_graph() is None
    (tiny.folder / "full.onnx").write_bytes(b"graph")
    with pytest.raises(ModelProblem, match=r"full\.onnx_data"):
        catalog(tiny).find("tiny").reference_graph()
    (tiny.folder / "full.onnx_data").write_bytes(b"weights")
    model = catalog(tiny).find("tiny")
    assert model.fingerprint == without.fingerprint
    assert {file.path for file in read_record(tiny.folder).files}.isdisjoint({"full.onnx", "full.onnx_data"})
    assert model.reference_graph() == tiny.folder / "full.onnx"
    assert read_record(tiny.folder).file("full.onnx_data") is not None
    (tiny.folder / "full.onnx_data").write_bytes(b"Weights")
    with pytest.raises(ModelProblem, match=r"full\.onnx_data") as caught:
        model.reference_graph()
    assert caught.value.code == "model-altered"
    assert catalog(tiny).find("tiny").fingerprint == without.fingerprint
    catalog(tiny).find("tiny").check()


def test_the_revision_stays_in_the_record_when_files_are_added_to_it(tmp_path: Path) -> None:
    tiny = with_reference(tmp_path)
    catalog(tiny).find("tiny")
    write_record(tiny.folder, InstallRecord(read_record(tiny.folder).files, "abc123"))
    for name in ("full.onnx", "full.onnx_data"):
        (tiny.folder / name).write_bytes(b"x")
    catalog(tiny).find("tiny").reference_graph()
    record = read_record(tiny.folder)
    assert (record.revision, len(record.files)) == ("abc123", 5)


def test_the_delivered_runtime_is_the_graph_with_the_named_outputs(tiny: TinyModel) -> None:
    runtime = catalog(tiny).find("tiny").delivered_runtime(threads=3)
    assert runtime == Runtime(tiny.folder / "onnx" / "model.onnx", ("last_hidden_state",), threads=3)


def test_the_list_reads_no_file_of_a_model(tiny: TinyModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be gigabytes."""

    def refuse(*_: object) -> None:
        raise AssertionError("a file was read")

    monkeypatch.setattr(hashlib, "file_digest", refuse)
    assert {model.name: model.installed for model in catalog(tiny).list(STARTER)}["tiny"]
    assert not (tiny.folder / RECORD).exists()


def test_the_list_tells_what_is_altered_by_its_size(tiny: TinyModel) -> None:
    catalog(tiny).find("tiny")
    graph = tiny.folder / "onnx" / "model.onnx"
    graph.write_bytes(graph.read_bytes()[:-1])
    (info,) = [model for model in catalog(tiny).list(STARTER) if model.name == "tiny"]
    assert not info.installed
    assert "model.onnx" in info.note
    assert info.removable
    (tiny.folder / RECORD).write_text("files = 3", encoding="utf-8")
    (info,) = [model for model in catalog(tiny).list(STARTER) if model.name == "tiny"]
    assert not info.installed
    assert "record" in info.note


def test_the_list_tells_what_can_be_removed_and_downloaded(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path / "installed")
    (tmp_path / "delivered").mkdir()
    known = Catalog(tmp_path / "delivered", tiny.installed)

    def shown(name: str) -> tuple[bool, bool, bool]:
        (info,) = [model for model in known.list(STARTER) if model.name == name]
        return info.installed, info.removable, info.downloadable

    assert shown("tiny") == (True, True, True)
    shutil.move(tiny.installed / "tiny.toml", tmp_path / "delivered")
    assert shown("tiny") == (True, True, True)
    (tiny.folder / "tokenizer.json").unlink()
    assert shown("tiny") == (False, True, True)
    shutil.rmtree(tiny.folder)
    assert shown("tiny") == (False, False, True)
    (tiny.installed / ".staging" / "tiny").mkdir(parents=True)  # gigabytes of a download that was stopped
    assert shown("tiny") == (False, True, True)
    starter = {model.name: model for model in Catalog(delivered("models"), tmp_path / "none").list(STARTER)}[STARTER]
    assert (starter.installed, starter.removable, starter.downloadable) == (True, False, False)


def test_the_list_tells_how_large_a_download_is(tmp_path: Path) -> None:
    models = {model.name: model for model in Catalog(delivered("models"), tmp_path).list(STARTER)}
    assert models["pplx-embed-v1-0.6b"].size_bytes == 718_000_000


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
