"""The starter model as it was built for this machine, by the values that another implementation recorded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.tokenization import ModelTokenizer

NAME = "all-minilm-l6-v2"
REFERENCE = json.loads((delivered("models") / f"{NAME}.reference.json").read_text(encoding="utf-8"))["cases"]
LONG = "The harbour was quiet and the boats lay still. " * 80


@pytest.fixture(scope="module")
def model() -> EmbeddingModel:
    return EmbeddingModel.load(Catalog(delivered("models"), delivered("models")).find(NAME))


def rows(codes: Codes) -> np.ndarray:
    return np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims).astype(np.float64)


def cosine(first: np.ndarray, second: np.ndarray) -> float:
    return float(first @ second / (np.linalg.norm(first) * np.linalg.norm(second)))


def plain(*texts: str) -> DocumentInput:
    return DocumentInput("", ("",) * len(texts), texts)


def test_codes_and_queries_agree_with_the_reference(model: EmbeddingModel) -> None:
    (codes,) = model.embed_documents([plain(*(case["text"] for case in REFERENCE))])
    made = rows(codes)
    cosines = []
    for case, row in zip(REFERENCE, made, strict=True):
        expected = np.array(case["pooled"])
        query = np.frombuffer(model.embed_query(case["text"]).values, "<f4")
        assert cosine(query, row) > 0.9999
        cosines.append(cosine(row, expected))
    # Measured: 0.982 for punctuation alone, 0.9949 on average.
    assert min(cosines) > 0.98
    assert np.mean(cosines) > 0.994


def test_bits_are_the_signs_of_the_reference_but_for_values_near_zero(model: EmbeddingModel) -> None:
    (codes,) = model.embed_documents([plain(*(case["text"] for case in REFERENCE))])
    bits = np.unpackbits(np.frombuffer(codes.bits, np.uint8)).reshape(codes.count, codes.dims).astype(bool)
    expected = np.array([case["pooled"] for case in REFERENCE])
    clear = np.abs(expected) > 0.1 * np.abs(expected).max(axis=1, keepdims=True)
    assert clear.mean() > 0.5
    assert ((bits == (expected >= 0)) | ~clear).mean() > 0.999


def test_the_passage_that_answers_is_nearest(model: EmbeddingModel) -> None:
    passages = [
        "The passport office renews passports within three weeks.",
        "A recipe for sourdough bread with rye flour.",
        "Our train was late, so we missed the last ferry.",
        "The kitten slept on the warm windowsill all afternoon.",
    ]
    (codes,) = model.embed_documents([plain(*passages)])
    for query, answer in (
        ("How long does it take to get travel documents?", 0),
        ("how do I bake a loaf", 1),
        ("public transport delay", 2),
        ("a cat resting", 3),
    ):
        values = np.frombuffer(model.embed_query(query).values, "<f4")
        scores = [cosine(values, row) for row in rows(codes)]
        assert scores.index(max(scores)) == answer, query


def test_a_text_has_the_same_codes_alone_and_among_others(model: EmbeddingModel) -> None:
    texts = [case["text"] for case in REFERENCE] + [LONG]
    (together,) = model.embed_documents([plain(*texts)])
    apart = model.embed_documents([plain(text) for text in texts])
    alone = [model.embed_documents([plain(text)])[0] for text in texts]
    assert apart == alone
    assert b"".join(codes.int8 for codes in alone) == together.int8
    assert b"".join(codes.bits for codes in alone) == together.bits


def test_a_text_longer_than_the_model_s_positions_is_not_truncated(model: EmbeddingModel) -> None:
    tail = "Photosynthesis turns light into sugar in the leaves of plants. " * 30
    without, with_tail, other = model.embed_documents([plain(LONG), plain(LONG + tail), plain(LONG + LONG)])
    query = np.frombuffer(model.embed_query("how plants make food from the sun").values, "<f4")
    scores = [cosine(query, rows(codes)[0]) for codes in (without, with_tail, other)]
    assert scores[1] > max(scores[0], scores[2]) + 0.1


def test_title_and_heading_tell_what_a_passage_is_about(model: EmbeddingModel) -> None:
    text = "It takes three weeks and costs 60 euros."
    bare, titled, headed = model.embed_documents(
        [
            plain(text),
            DocumentInput("Renewing a passport", ("",), (text,)),
            DocumentInput("", ("Travel › Renewing a passport",), (text,)),
        ]
    )
    query = np.frombuffer(model.embed_query("passport renewal").values, "<f4")
    scores = [cosine(query, rows(codes)[0]) for codes in (bare, titled, headed)]
    assert min(scores[1:]) > scores[0] + 0.2


def test_tokens_of_a_chunk_are_counted_as_the_model_does(model: EmbeddingModel) -> None:
    tokenizer = ModelTokenizer.load(Catalog(delivered("models"), delivered("models")).find(NAME))
    text = "Vaccination reduced admissions."
    assert len(tokenizer.token_offsets(text)) == len(tokenizer.encode([text])[0])
    assert text[slice(*tokenizer.token_offsets(text)[0])] == "Va"


def test_an_altered_or_incomplete_model_is_refused(tmp_path: Path) -> None:
    shutil.copy(delivered("models") / f"{NAME}.toml", tmp_path)
    shutil.copytree(delivered("models") / NAME, tmp_path / NAME)
    catalog = Catalog(tmp_path, tmp_path)
    graph = tmp_path / NAME / "model.onnx"
    content = bytearray(graph.read_bytes())
    content[len(content) // 2] ^= 1
    graph.write_bytes(content)
    with pytest.raises(ModelProblem, match=r"model\.onnx .* damaged or was altered") as caught:
        EmbeddingModel.load(catalog.find(NAME))
    assert caught.value.code == "model-altered"
    graph.unlink()
    with pytest.raises(ModelProblem, match=r"not installed: model\.onnx not found") as caught:
        catalog.find(NAME)
    assert caught.value.code == "model-missing"
    assert not (tmp_path / NAME / "installed.toml").exists()
