"""Chunks: all of the text, once, within the limits, cut where a reader would cut."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from pplx_desktop.chunking import ChunkLimits, TokenOffsets, cut_chunks
from pplx_desktop.core.paths import delivered
from pplx_desktop.core.types import Block, Chunk, Document

WORDS = re.compile(r"\w+|[^\w\s]")


def word_offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in WORDS.finditer(text)]


def document_of(parts: list[tuple[str, int | None, str]]) -> Document:
    """A document of blocks (text, page, heading), a blank line between two."""
    text = ""
    blocks: list[Block] = []
    for part, page, heading in parts:
        if not part.strip():
            continue
        text += "\n\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(part), page, heading))
        text += part
    return Document("txt", "", text, tuple(blocks))


def plain(text: str) -> Document:
    return document_of([(text, None, "")])


def texts(document: Document, chunks: tuple[Chunk, ...]) -> list[str]:
    return [document.text[chunk.start : chunk.end] for chunk in chunks]


def check(document: Document, chunks: tuple[Chunk, ...], limits: ChunkLimits, token_offsets: TokenOffsets) -> None:
    """What holds for every cut."""
    position = 0
    for chunk in chunks:
        text = document.text[chunk.start : chunk.end]
        assert not document.text[position : chunk.start].strip(), "text is left out, or chunks overlap"
        assert text
        assert text == text.strip()
        assert len(text) <= limits.max_chars
        assert len(token_offsets(text)) <= limits.max_tokens
        touched = [block for block in document.blocks if block.start < chunk.end and chunk.start < block.end]
        assert {block.page for block in touched} == {chunk.page}
        assert chunk.heading in {block.heading for block in touched}
        position = chunk.end
    assert not document.text[position:].strip()


pieces = st.text(alphabet=st.sampled_from("ab cé\n\n.  ,!?;。，、我们的ไทย\t-́😀"), min_size=1, max_size=120)
blocks = st.lists(
    st.tuples(pieces, st.sampled_from([None, 1, 2, 3]), st.sampled_from(["", "A", "A › B"])), min_size=0, max_size=12
)


@settings(max_examples=400, deadline=None)
@given(blocks, st.integers(1, 30), st.integers(1, 60), st.integers(0, 12))
def test_every_visible_character_lies_in_exactly_one_chunk(
    parts: list[tuple[str, int | None, str]], max_tokens: int, max_chars: int, min_tokens: int
) -> None:
    document = document_of([(text.strip(), page, heading) for text, page, heading in parts])
    limits = ChunkLimits(max_tokens, max_chars, min_tokens)
    check(document, cut_chunks(document, word_offsets, limits), limits, word_offsets)


def test_document_without_blocks_has_no_chunks() -> None:
    assert cut_chunks(Document("txt", "", "", ()), word_offsets, ChunkLimits()) == ()


def test_paragraph_border_comes_before_sentence_border() -> None:
    document = plain("One two three four. Five six.\n\nSeven eight nine. Ten eleven twelve thirteen.")
    assert texts(document, cut_chunks(document, word_offsets, ChunkLimits(max_tokens=12))) == [
        "One two three four. Five six.",
        "Seven eight nine. Ten eleven twelve thirteen.",
    ]


def test_sentence_border_comes_before_word_border() -> None:
    document = plain(
        "One two three four five. Six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen."
    )
    first = texts(document, cut_chunks(document, word_offsets, ChunkLimits(max_tokens=9)))[0]
    assert first == "One two three four five."


def test_words_stay_whole() -> None:
    document = plain(" ".join(f"word{number}" for number in range(500)))
    for text in texts(document, cut_chunks(document, word_offsets, ChunkLimits(max_tokens=7))):
        assert re.fullmatch(r"(word\d+ )*word\d+", text)


def test_chinese_is_cut_at_its_sentence_marks() -> None:
    sentence = "我们的程序必须读懂文件。"
    document = plain(sentence * 40)
    single = [(index, index + 1) for index in range(len(document.text))]
    chunks = cut_chunks(document, lambda text: single[: len(text)], ChunkLimits(max_tokens=50))
    assert len(chunks) >= 10
    assert all(text.endswith("。") for text in texts(document, chunks))


def test_long_run_without_spaces_is_capped_by_characters() -> None:
    document = plain("x" * 200_000)
    limits = ChunkLimits(max_tokens=256, max_chars=2000)
    chunks = cut_chunks(document, lambda text: [(0, len(text))], limits)
    assert [chunk.end - chunk.start for chunk in chunks] == [2000] * 100


def test_accent_stays_with_its_letter() -> None:
    document = plain("e\u0301" * 1000)
    chunks = cut_chunks(document, lambda text: [(0, len(text))], ChunkLimits(max_chars=101))
    assert all(text.startswith("e") for text in texts(document, chunks))


def test_pages_are_never_joined() -> None:
    document = document_of([("a", 1, ""), ("b", 2, ""), ("c", 2, "")])
    chunks = cut_chunks(document, word_offsets, ChunkLimits())
    assert [chunk.page for chunk in chunks] == [1, 2]
    assert texts(document, chunks) == ["a", "b\n\nc"]


def test_new_heading_starts_a_chunk_unless_what_is_open_is_tiny() -> None:
    long = "many words that make a section of their own here"
    document = document_of([("Title", None, "T"), (long, None, "T › A"), (long, None, "T › B"), ("end", None, "T › C")])
    chunks = cut_chunks(document, word_offsets, ChunkLimits(max_tokens=100, min_tokens=5))
    assert [(chunk.heading, text) for chunk, text in zip(chunks, texts(document, chunks), strict=True)] == [
        ("T › A", f"Title\n\n{long}"),
        ("T › B", long),
        ("T › C", "end"),
    ]


def test_rest_of_a_section_is_no_scrap() -> None:
    document = plain(" ".join(f"w{number}" for number in range(110)))
    sizes = [
        len(text.split()) for text in texts(document, cut_chunks(document, word_offsets, ChunkLimits(max_tokens=100)))
    ]
    assert len(sizes) == 2
    assert min(sizes) > 30


def test_text_is_tokenised_in_bounded_stretches_and_hardly_twice() -> None:
    document = plain("Some words of a sentence. " * 40_000)
    asked: list[int] = []

    def offsets(text: str) -> list[tuple[int, int]]:
        asked.append(len(text))
        return word_offsets(text)

    limits = ChunkLimits(max_tokens=240, max_chars=4000)
    cut_chunks(document, offsets, limits)
    assert max(asked) <= 32 * limits.max_chars
    assert sum(asked) < len(document.text) * 1.1


@pytest.mark.parametrize(
    "text", ["." * 300_000, "a " + " " * 300_000 + "b", "a\n" * 100_000, ". " * 100_000, "!?" * 100_000]
)
def test_hostile_text_is_cut_in_time(text: str) -> None:
    start = time.process_time()
    limits = ChunkLimits(max_tokens=240, max_chars=4000)
    document = plain(text)
    chunks = cut_chunks(document, lambda part: [(0, len(part))], limits)
    assert chunks
    assert time.process_time() - start < 5


@pytest.mark.parametrize("limits", [(0, 1, 0), (1, 0, 0), (1, 1, -1)])
def test_limits_that_make_no_sense_are_refused(limits: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no sense"):
        ChunkLimits(*limits)


SAMPLE = "Der Übergang (2024) kostet 3,50 €. Straßenbahn-Haltestelle naïve café! 東京都は日本の首都です。Слово и дело. "


def test_chunks_fit_the_starter_models_own_tokens() -> None:
    tokenizer = Tokenizer.from_file(str(delivered("models") / "all-minilm-l6-v2" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()

    def offsets(text: str) -> list[tuple[int, int]]:
        return list(tokenizer.encode(text, add_special_tokens=False).offsets)

    document = document_of(
        [(SAMPLE * 50, 1, "A"), ("x" * 9000, 1, "B"), (SAMPLE * 20, 2, "C"), ("🎉 漢字" * 300, 2, "C")]
    )
    limits = ChunkLimits(max_tokens=100, max_chars=2000)
    chunks = cut_chunks(document, offsets, limits)
    check(document, chunks, limits, offsets)
    assert len(chunks) > 20


@pytest.mark.parametrize(
    ("sections", "heading"),
    [
        # Two small sections share a chunk: what they have in common is true of both.
        ([("roses " * 10, "Garden › Roses"), ("compost " * 10, "Garden › Compost")], "Garden"),
        # A title only leads to what stands below it.
        ([("Garden", "Garden"), ("roses " * 12, "Garden › Roses")], "Garden › Roses"),
        # A running head of the chapter before is no section of its own.
        ([("Tools", "Manual › Tools › Prices"), ("split " * 14, "Manual › Tools › Splits")], "Manual › Tools › Splits"),
        # Nothing in common: the place where the chunk begins.
        ([("one " * 10, "First"), ("two " * 10, "Second")], "First"),
    ],
)
def test_a_chunk_of_several_sections_has_an_honest_heading(sections: list[tuple[str, str]], heading: str) -> None:
    document = document_of([(text.strip(), 3, path) for text, path in sections])
    chunks = cut_chunks(document, word_offsets, ChunkLimits(max_tokens=100, min_tokens=32))
    assert [(chunk.page, chunk.heading) for chunk in chunks] == [(3, heading)]


@pytest.mark.parametrize(("kind", "count"), [("zip", 2), ("mbox", 2), ("docx", 1)])
def test_a_small_file_inside_another_is_a_chunk_of_its_own(kind: str, count: int) -> None:
    document = replace(
        document_of([("roses", None, "a/roses.txt"), ("moss", None, "b/moss.md"), ("wet", None, "b/moss.md › Wet")]),
        kind=kind,
    )
    chunks = cut_chunks(document, word_offsets, ChunkLimits())
    assert [chunk.heading for chunk in chunks] == ["a/roses.txt", "b/moss.md › Wet"][:count]
