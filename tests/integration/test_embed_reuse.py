"""What is reused has the codes that embedding it again would give: on real sessions, of small models and the starter."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import onnx
import pytest
from onnx import helper

from pplx_desktop.core.events import EventBus
from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.index.store import Index
from tests.support.homes import Home
from tests.support.tiny_models import TinyModel, write_tiny_model

LINES = {"context_lines": ["{title}", "{heading}"], "context_tokens": 12}
WORDS = ["the", "cat", "hat", "rain", "in", "and", "morning", "another", "straße", "日本", "x", "one"]


def load(tiny: TinyModel) -> EmbeddingModel:
    return EmbeddingModel.load(Catalog(tiny.installed, tiny.installed).find(tiny.name))


def made_document(random: Random, count: int) -> DocumentInput:
    texts = [" ".join(random.choices(WORDS, k=random.randrange(0, 14))) for _ in range(count)]
    return DocumentInput("A title", tuple(random.choice("AB") for _ in texts), tuple(texts))


def part(document: DocumentInput, first: int, end: int) -> DocumentInput:
    return DocumentInput(document.title, document.headings[first:end], document.texts[first:end])


def joined(parts: list[Codes]) -> tuple[bytes, bytes]:
    return b"".join(codes.bits for codes in parts), b"".join(codes.int8 for codes in parts)


@pytest.mark.parametrize("text", [{}, LINES], ids=["texts alone", "titled"])
@pytest.mark.parametrize("kind", ["contextual", "independent"])
def test_stretches_alone_have_the_codes_of_the_whole_document(
    tmp_path: Path, kind: str, text: dict[str, object]
) -> None:
    pooling = {"pooling": "span-mean" if kind == "contextual" else "mean"}
    manifest = {"model": {"max_tokens": 60, **pooling}, "text": text}
    model = load(write_tiny_model(tmp_path, kind=kind, manifest=manifest))
    random = Random(3)
    documents = [made_document(random, count) for count in (40, 1, 0, 17, 90)]
    whole = model.embed_documents(documents)
    plans = model.plan(documents)
    for document, plan, codes in zip(documents, plans, whole, strict=True):
        alone = [model.embed_documents([part(document, s.first, s.end)])[0] for s in plan]
        assert joined(alone) == joined([codes])
        assert [p.key for s in plan for p in model.plan([part(document, s.first, s.end)])[0]] == [s.key for s in plan]


@pytest.mark.parametrize("text", [{}, LINES], ids=["texts alone", "titled"])
def test_a_beginning_has_the_stretches_of_the_whole_but_for_the_last(tmp_path: Path, text: dict[str, object]) -> None:
    model = load(write_tiny_model(tmp_path, manifest={"model": {"max_tokens": 60}, "text": text}))
    document = made_document(Random(4), 80)
    (whole,) = model.plan([document])
    for end in range(1, 80, 7):
        (beginning,) = model.plan([part(document, 0, end)])
        assert whole[: len(beginning) - 1] == beginning[:-1]


def test_a_graph_that_mixes_the_rows_of_a_batch_runs_them_one_by_one(tmp_path: Path) -> None:
    """As one does that is quantised while it runs, with one scale for all that is in the batch."""
    tiny = write_tiny_model(tmp_path / "mixing")
    path = tiny.folder / "onnx" / "model.onnx"
    graph = onnx.load(path)
    nodes = graph.graph.node
    nodes[-1].output[0] = "apart"
    nodes.extend(
        [
            helper.make_node("ReduceMax", ["apart"], ["largest"], keepdims=0),
            helper.make_node("Mul", ["apart", "largest"], ["last_hidden_state"]),
        ]
    )
    onnx.save(graph, path)
    mixing, plain = load(tiny), load(write_tiny_model(tmp_path / "plain"))
    texts = ["the cat", "the hat", "x the x one"]
    documents = [DocumentInput("", ("",), (text,)) for text in texts]
    assert len({s.tokens for plan in plain.plan(documents) for s in plan}) < len(texts), "some are of one length"
    assert (plain._keeps_rows_apart, mixing._keeps_rows_apart) == (True, False)
    for model in (plain, mixing):
        assert model.embed_documents(documents) == [model.embed_documents([document])[0] for document in documents]
    mixing.__dict__["_keeps_rows_apart"] = True
    together, alone = (
        mixing.embed_documents(documents),
        [mixing.embed_documents([document])[0] for document in documents],
    )
    assert together[:2] != alone[:2], "else this test could not fail"


def test_an_edit_sends_only_what_it_touches_through_the_model(notes_home: Home) -> None:
    random = Random(9)
    paragraphs = [" ".join(random.choices(WORDS, k=150)) + "." for _ in range(30)]
    for name in ("book", "copy with an end"):
        text = "\n\n".join([*paragraphs, *(["The end."] if "end" in name else [])])
        (notes_home.documents / f"{name}.txt").write_text(text, encoding="utf-8")
    paths, model = notes_home.paths, ModelSlot(notes_home.paths)
    paths.create()

    def run(home: Home) -> int:
        before = lane.windows_run
        with IndexSession(home.paths, home.settings, lane, EventBus(), Gate()) as session:
            session.indexer.run([str(notes_home.documents)], scan_rules(home.settings, home.paths))
            assert session.index.check() == []
            generation = session.index.generation(lane.fingerprint)
            assert generation is not None
            counts.append(session.index.counts(generation.id).embedded)
        return lane.windows_run - before

    counts: list[int] = []
    try:
        lane = model.use(notes_home.settings)
        assert lane is not None
        assert run(notes_home) == counts[-1] - 29, "the two books share all but their ends, and titles are not theirs"
        paragraphs[14] = "An albatross nests on the cliff. " + paragraphs[14]
        (notes_home.documents / "book.txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
        assert 1 <= run(notes_home) <= 3
        assert run(notes_home) == 0
        # A fresh index has the same codes.
        fresh = Home(notes_home.folder / "fresh")
        fresh.paths.create()
        run(fresh)
        codes = [codes_by_content(home) for home in (notes_home, fresh)]
        assert codes[0] == codes[1]
        assert len(codes[0]) == 6
    finally:
        model.close()


def codes_by_content(home: Home) -> dict[bytes, Codes | None]:
    with Index.open(home.paths.index_file, write=False) as index:
        rows = index._db.rows("SELECT id, content_hash FROM documents")
        return {content_hash: index.retrieval.codes(1, document) for document, content_hash in rows}


def test_the_bits_of_a_row_without_tokens_are_those_of_zeros(tmp_path: Path) -> None:
    model = load(write_tiny_model(tmp_path))
    (codes,) = model.embed_documents([DocumentInput("", ("", ""), ("", "the cat"))])
    assert codes.int8[: codes.dims] == bytes(codes.dims)
    assert np.unpackbits(np.frombuffer(codes.bits, np.uint8))[: codes.dims].all()
