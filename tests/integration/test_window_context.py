"""Title and headings before the windows of a contextual model, held against plain NumPy: read with the passages, and no
passage themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.types import Codes
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from tests.support.reference_qwen3 import Array, int8_codes, pooled_chunks
from tests.support.tiny_models import NAME, SEPARATOR, TinyModel, encode_plainly, write_tiny_model

DIMS = 48
TEXTS = ("the cat and the hat", "in the morning there was rain", "straße, 日本", "another one", "x")
LONG = " and ".join(TEXTS[:3])
TITLE, PART = "Rain", "the one"
WORDS = ("the", "cat", "hat", "rain", "in", "and", "morning", "another", "straße", "日本", "x", "one")
HEADINGS = ("", "the", "Hats", "Part › the rain in the morning", f"a {SEPARATOR}", "X › Y")
PASSAGES = st.lists(
    st.tuples(st.sampled_from(HEADINGS), st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)), max_size=40
)
LIMIT = 14
"""Tokens that a context may have; one that is not cut has fewer."""


def write(folder: Path, max_tokens: int) -> TinyModel:
    return write_tiny_model(
        folder,
        manifest={
            "model": {"max_tokens": max_tokens, "batch_tokens": 800},
            "text": {"context_lines": ["{title}", "{heading}"], "context_tokens": LIMIT},
        },
    )


def load(tiny: TinyModel) -> EmbeddingModel:
    return EmbeddingModel.load(Catalog(tiny.installed, tiny.installed).find(NAME))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TinyModel:
    return write(tmp_path_factory.mktemp("models"), 200)


@pytest.fixture(scope="module")
def model(tiny: TinyModel) -> EmbeddingModel:
    return load(tiny)


def document(*texts: str, title: str = TITLE, headings: Sequence[str] = ()) -> DocumentInput:
    return DocumentInput(title, tuple(headings) or (PART,) * len(texts), texts)


def reference(tiny: TinyModel, context: Sequence[int], *texts: Sequence[int]) -> Array:
    """Pooled values of texts that are read behind a context, as a chunk whose vector nobody uses."""
    chunks = [context, *texts] if context else [*texts]
    return pooled_chunks(tiny.weights, tiny.shape, chunks, tiny.separator_id)[-len(texts) :]


def behind(tiny: TinyModel, context: str, *texts: str) -> bytes:
    return int8_codes(reference(tiny, encode_plainly(context), *map(encode_plainly, texts)), DIMS)


def rows(codes: Codes) -> list[bytes]:
    return [codes.int8[at : at + DIMS] for at in range(0, len(codes.int8), DIMS)]


@pytest.mark.parametrize(
    ("title", "headings", "context"),
    [
        (TITLE, (PART, "X › Y"), f"{TITLE}\n{PART}"),
        (TITLE, ("", PART), TITLE),
        ("", (PART, ""), PART),
        ("", ("", PART), ""),
        ("The Cat", (PART, PART), f"The Cat\n{PART}"),
        ("The Cat", ("", ""), ""),
        (TITLE, ("The cat", ""), TITLE),
        (TITLE, ("X › the cat", ""), f"{TITLE}\nX"),
    ],
)
def test_title_and_first_headings_are_read_before_a_window_and_have_no_row(
    tiny: TinyModel, model: EmbeddingModel, title: str, headings: tuple[str, str], context: str
) -> None:
    """What the first text begins with is not said twice; the second one's headings stand nowhere but in texts."""
    assert len(encode_plainly(context)) < LIMIT, "this is not about a context that is cut"
    (codes,) = model.embed_documents([document(*TEXTS[:2], title=title, headings=headings)])
    assert codes.count == 2
    assert codes.int8 == behind(tiny, context, *TEXTS[:2])


def test_each_window_has_the_headings_of_its_first_passage(tmp_path: Path) -> None:
    tiny = write(tmp_path, 50)
    lengths = [len(encode_plainly(text)) for text in TEXTS]
    # 11 + 1 + 17 = 29 and a context leave no room for 14 more; 14 + 1 + 7 + 1 + 1 = 24.
    assert lengths == [11, 17, 14, 7, 1]
    (codes,) = load(tiny).embed_documents([document(*TEXTS, headings=("A", "B", "C", "D", "E"))])
    windows = behind(tiny, f"{TITLE}\nA", *TEXTS[:2]), behind(tiny, f"{TITLE}\nC", *TEXTS[2:])
    assert codes.int8 == b"".join(windows)


def test_a_long_context_is_cut_and_counts_for_the_length_of_windows(tmp_path: Path) -> None:
    tiny = write(tmp_path, LIMIT + 1 + 29)
    model = load(tiny)
    titled = document(*TEXTS, title="the morning and the rain, and another hat in it all")
    context = encode_plainly(titled.title)[:LIMIT]
    assert len(encode_plainly(titled.title)) > LIMIT
    assert model.window_lengths([titled]) == [LIMIT + 1 + 29, LIMIT + 1 + 24]
    (codes,) = model.embed_documents([titled])
    windows = [reference(tiny, context, *map(encode_plainly, texts)) for texts in (TEXTS[:2], TEXTS[2:])]
    assert codes.int8 == b"".join(int8_codes(window, DIMS) for window in windows)
    # The room is kept free for any context: borders follow from the texts alone.
    plain = document(*TEXTS, title="", headings=("",) * 5)
    assert model.window_lengths([plain]) == [29, 24]
    assert [(s.first, s.end) for s in model.plan([titled])[0]] == [(s.first, s.end) for s in model.plan([plain])[0]]


def test_each_piece_of_a_long_text_has_the_context_before_it(tmp_path: Path) -> None:
    tiny = write(tmp_path, 40)
    ids = encode_plainly(LONG)
    assert len(ids) == 45, "two pieces, with room for a context of 14"
    (codes,) = load(tiny).embed_documents([document(TEXTS[0], LONG, headings=("A", "B"))])
    context = encode_plainly(f"{TITLE}\nB")
    pieces = [reference(tiny, context, piece)[0] for piece in (ids[:22], ids[22:])]
    mean = (pieces[0] * 22 + pieces[1] * 23) / 45
    assert rows(codes) == [behind(tiny, f"{TITLE}\nA", TEXTS[0]), int8_codes(mean[None], DIMS)]


def test_a_separator_in_title_or_heading_is_text(tiny: TinyModel, model: EmbeddingModel) -> None:
    named = f"a{SEPARATOR}"
    context = encode_plainly(named)
    assert tiny.separator_id not in context
    assert len(context) < LIMIT
    for title, heading in ((named, ""), ("", named)):
        (codes,) = model.embed_documents([document(TEXTS[0], title=title, headings=(heading,))])
        assert codes.int8 == behind(tiny, named, TEXTS[0])


def test_texts_without_tokens_have_rows_of_zeros_and_no_window(tiny: TinyModel, model: EmbeddingModel) -> None:
    """The context is that of the first text with a token."""
    (codes,) = model.embed_documents([document("", TEXTS[0], "", TEXTS[1], headings=("A", "B", "C", "D"))])
    found = rows(codes)
    assert [found[0], found[2]] == [bytes(DIMS)] * 2
    assert found[1] + found[3] == behind(tiny, f"{TITLE}\nB", *TEXTS[:2])
    assert model.window_lengths([document("", "")]) == []
    assert model.embed_documents([document("", "")])[0].int8 == bytes(2 * DIMS)


def test_a_query_has_no_context(tiny: TinyModel, model: EmbeddingModel) -> None:
    for text in TEXTS:
        expected = reference(tiny, (), encode_plainly(text))
        assert np.abs(np.frombuffer(model.embed_query(text).values, "<f4") - np.tanh(expected[0, :DIMS])).max() < 1e-5


def test_no_batch_changes_a_code(model: EmbeddingModel) -> None:
    """Documents with contexts of other lengths, together, in any order, and each alone."""
    documents = [
        document(*TEXTS[at : at + count], title=title, headings=headings[:count])
        for at, count, title, headings in (
            (0, 3, TITLE, ("A", "B", "C")),
            (2, 2, "", ("", "A")),
            (0, 1, "in the morning", (PART,)),
            (4, 1, TITLE, ("",)),
        )
    ]
    alone = [model.embed_documents([one])[0] for one in documents]
    assert model.embed_documents(documents) == alone
    assert model.embed_documents(documents[::-1]) == alone[::-1]


def test_a_title_reaches_every_window_and_every_key(tmp_path: Path) -> None:
    model = load(write(tmp_path, 50))
    before = document(*TEXTS, LONG)
    after = replace(before, title="Hats")
    old, new = model.plan([before, after])
    assert len(old) == len(new) == 3, "two windows and a text in pieces"
    assert not {stretch.key for stretch in old} & {stretch.key for stretch in new}
    codes = model.embed_documents([before, after])
    assert all(first != second for first, second in zip(*map(rows, codes), strict=True))


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> EmbeddingModel:
    """Four to eight passages are a window to it."""
    return load(write(tmp_path_factory.mktemp("narrow"), 60))


def part(of: DocumentInput, first: int, end: int) -> DocumentInput:
    return DocumentInput(of.title, of.headings[first:end], of.texts[first:end])


@given(st.sampled_from(["", "the", TITLE, "A title that is too long for its place"]), PASSAGES, st.data())
def test_what_holds_of_windows_holds_behind_a_context(
    narrow: EmbeddingModel, title: str, passages: list[tuple[str, str]], data: st.DataObject
) -> None:
    whole = DocumentInput(title, tuple(heading for heading, _ in passages), tuple(text for _, text in passages))
    assert all(0 < length <= 60 for length in narrow.window_lengths([whole]))
    found: dict[int, list[int]] = {}
    for window in narrow._plan([whole]):
        for pooled in window.parts:
            found.setdefault(pooled.row, []).extend(window.ids[pooled.start : pooled.end])
    assert found == {row: encode_plainly(text) for row, text in enumerate(whole.texts) if text}
    (plan,) = narrow.plan([whole])
    for stretch in plan:
        ((alone,),) = narrow.plan([part(whole, stretch.first, stretch.end)])
        assert (alone.key, alone.tokens) == (stretch.key, stretch.tokens)
    end = data.draw(st.integers(0, len(passages)))
    (beginning,) = narrow.plan([part(whole, 0, end)])
    assert plan[: max(len(beginning) - 1, 0)] == beginning[:-1]
    untitled = replace(whole, title="", headings=("",) * len(passages))
    assert [(s.first, s.end) for s in narrow.plan([untitled])[0]] == [(s.first, s.end) for s in plan]


def test_after_an_edit_windows_begin_at_the_same_texts_again(tmp_path: Path) -> None:
    model, random = load(write(tmp_path, 250)), Random(1)
    texts = [" ".join(random.choices(WORDS, k=random.randrange(3, 20))) for _ in range(400)]
    headings = [f"Part {number // 15}" for number in range(400)]

    def keys(first: int, end: int) -> list[int]:
        """Of the document without these passages."""
        left = DocumentInput(TITLE, (*headings[:first], *headings[end:]), (*texts[:first], *texts[end:]))
        return [stretch.key for stretch in model.plan([left])[0]]

    before = keys(0, 0)
    for first, end in ((0, 5), (100, 107), (399, 400)):
        after = keys(first, end)
        assert sum(key not in before for key in after) < 0.35 * len(after)
