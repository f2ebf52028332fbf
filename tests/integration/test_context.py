"""What is around a passage counts: from files on disk, through readers and the session, to the rows of the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.events import EventBus
from pplx_desktop.core.types import Stretch
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.index.store import Index
from tests.support.homes import Home
from tests.support.tiny_models import NAME, encode_plainly, write_tiny_model

LINES = {"context_lines": ["{title}", "{heading}"], "context_tokens": 16}
WORDS = ("the", "cat", "hat", "rain", "in", "and", "morning", "another", "straße", "one")


@dataclass(frozen=True)
class Row:
    """A chunk as the index has it."""

    text: str
    int8: bytes


def home_of(home: Home, kind: str, text: Mapping[str, object] | None = None) -> Home:
    """A home with a small model of this kind; a contextual one reads some six chunks as one."""
    pooling = {"pooling": "span-mean" if kind == "contextual" else "mean"}
    model = {"max_tokens": 200 if kind == "contextual" else 64, "batch_tokens": 800, **pooling}
    write_tiny_model(home.paths.models, kind=kind, manifest={"model": model, "text": text or {}})
    home.documents.mkdir(parents=True)
    return replace(home, settings=replace(home.settings, model=NAME))


def paragraph(random: Random, mark: str) -> str:
    """Too long for two of them to be one chunk, which has 32 tokens at most, and too short to be cut."""
    words = [mark]
    while len(encode_plainly(" ".join(words))) < 20:
        words.append(random.choice(WORDS))
    return " ".join(words) + "."


def rows(home: Home, name: str) -> list[Row]:
    """The chunks of a file, in reading order."""
    with Index.open(home.paths.index_file, write=False) as index:
        record = index.record(str(home.documents / name))
        assert record is not None
        assert record.document_id is not None
        read = index.retrieval
        codes = read.codes(1, record.document_id)
        assert codes is not None
        text = read.text(record.document_id)
        chunks = read.chunks_of(record.document_id)
        return [
            Row(text.span(chunk.start, chunk.end), codes.int8[number * codes.dims : (number + 1) * codes.dims])
            for number, chunk in enumerate(chunks)
        ]


def row_with(found: list[Row], mark: str) -> Row:
    (row,) = [row for row in found if mark in row.text]
    return row


@pytest.mark.parametrize(("kind", "is_another"), [("contextual", True), ("independent", False)])
def test_a_passage_has_another_vector_among_other_neighbours(home: Home, kind: str, *, is_another: bool) -> None:
    home = home_of(home, kind)
    random = Random(1)
    passage, shared, one, other = (paragraph(random, mark) for mark in ("mmm", "sss", "ooo", "ppp"))
    texts = {
        "before": [one, passage, shared],
        "other before": [other, passage, shared],
        "after": [shared, passage, one],
        "other after": [shared, passage, other],
    }
    for name, paragraphs in texts.items():
        (home.documents / name).with_suffix(".txt").write_text("\n\n".join(paragraphs), encoding="utf-8")
    home.index()
    found = {name: rows(home, f"{name}.txt") for name in texts}
    assert [[row.text for row in chunks] for chunks in found.values()] == [*texts.values()]
    for name in ("before", "after"):
        assert (found[name][1].int8 != found[f"other {name}"][1].int8) is is_another


def run(home: Home, lane: ModelLane) -> int:
    """Index what is on disk; how many windows went through the model for it."""
    before = lane.windows_run
    with IndexSession(home.paths, home.settings, lane, EventBus(), Gate()) as session:
        session.indexer.run([str(home.documents)], scan_rules(home.settings, home.paths))
        assert session.index.check() == []
    return lane.windows_run - before


@pytest.mark.parametrize("kind", ["contextual", "independent"])
def test_an_edit_embeds_the_windows_that_it_touches_and_no_other(home: Home, kind: str) -> None:
    home = home_of(home, kind)
    random = Random(2)
    paragraphs = [paragraph(random, f"p{number}") for number in range(40)]
    file = home.documents / "book.txt"
    file.write_text("\n\n".join(paragraphs), encoding="utf-8")
    home.paths.create()
    slot = ModelSlot(home.paths)
    try:
        lane = slot.use(home.settings)
        assert lane is not None
        run(home, lane)
        before = rows(home, "book.txt")
        paragraphs[21] = paragraphs[21].replace("p21", "p21 cat")
        file.write_text("\n\n".join(paragraphs), encoding="utf-8")
        windows_run = run(home, lane)
    finally:
        slot.close()
    after = rows(home, "book.txt")
    assert [row.text for row in after] == paragraphs, "each paragraph is a chunk"
    changed = [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old.int8 != new.int8]

    model = EmbeddingModel.load(Catalog(home.paths.models, home.paths.models).find(NAME))
    documents = [
        DocumentInput("", ("",) * len(chunks), tuple(row.text for row in chunks)) for chunks in (before, after)
    ]
    old, new = model.plan(documents)
    assert len(new) >= 5, "there are windows that the edit does not touch"
    touched = [stretch for stretch in new if stretch.key not in {known.key for known in old}]
    assert windows_run == len(touched)
    # The smallest of changes may not be seen in a code.
    assert set(changed) <= {number for stretch in touched for number in range(stretch.first, stretch.end)}
    assert 21 in changed
    # The neighbours in the window have other vectors now, though their texts are as they were.
    assert (len(changed) > 1) is (kind == "contextual")


TITLED = (
    "<html><head><title>Ornithology yearbook</title></head><body><h1>Waders</h1><h2>Curlew</h2>"
    "<p>It nests on wet moors.</p></body></html>"
)


def test_titles_and_headings_are_found_by_words(home: Home) -> None:
    home = home_of(home, "contextual")
    (home.documents / "birds.html").write_text(TITLED, encoding="utf-8")
    (home.documents / "other.html").write_text(
        "<html><head><title>Other</title></head><body><p>It nests elsewhere.</p></body></html>", encoding="utf-8"
    )
    home.index()
    for query in ("ornithology", "waders", "curlew"):
        (hit,) = home.search(query, "words").hits
        assert Path(hit.path).name == "birds.html"
        assert hit.passages, "it is the passage that is found, not the file's name"


def write_headed(folder: Path, heading: str, body: list[str]) -> str:
    """A Markdown file with some paragraphs below a heading."""
    name = f"{heading}.md"
    (folder / name).write_text("\n\n".join([f"# {heading}", *body]), encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("kind", "text", "is_another"),
    [
        ("contextual", {}, True),
        ("independent", LINES, True),
        ("independent", {}, False),
    ],
    ids=["window", "lines", "neither"],
)
def test_a_heading_reaches_the_vectors_of_what_is_below_it(
    home: Home, kind: str, text: Mapping[str, object], *, is_another: bool
) -> None:
    """Also those of a chunk in whose text it is not: through the window, or as lines before the chunk."""
    home = home_of(home, kind, text)
    random = Random(3)
    body = [paragraph(random, mark) for mark in ("bbb", "mmm")]
    names = [write_headed(home.documents, heading, body) for heading in ("Curlew", "Harbour")]
    home.index()
    below = [row_with(rows(home, name), "mmm") for name in names]
    assert below[0].text == below[1].text == body[1]
    assert (below[0].int8 != below[1].int8) is is_another


def write_book(path: Path, title: str, parts: Mapping[str, list[str]]) -> None:
    """A file with a title and some paragraphs below each heading."""
    body = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{one}</p>" for one in below) for heading, below in parts.items()
    )
    path.write_text(f"<html><head><title>{title}</title></head><body>{body}</body></html>", encoding="utf-8")


@dataclass(frozen=True)
class Read:
    """A document as the index has it: its windows, by what the model itself says, and its chunks."""

    stretches: tuple[Stretch, ...]
    rows: list[Row]

    def new_since(self, before: Read) -> list[int]:
        """Which of its windows are others than those of an older version, by their places."""
        known = {stretch.key for stretch in before.stretches}
        return [place for place, stretch in enumerate(self.stretches) if stretch.key not in known]

    def changed_since(self, before: Read) -> set[int]:
        """In which of its windows a vector is another one."""
        pairs = list(zip(before.rows, self.rows, strict=True))
        return {
            place
            for place, stretch in enumerate(self.stretches)
            if any(old.int8 != new.int8 for old, new in pairs[stretch.first : stretch.end])
        }


def read(home: Home, name: str, model: EmbeddingModel) -> Read:
    with Index.open(home.paths.index_file, write=False) as index:
        record, view = index.record(str(home.documents / name)), index.view(str(home.documents / name))
        assert record is not None
        assert record.document_id is not None
        assert view is not None
        headings = tuple(chunk.heading for chunk in index.retrieval.chunks_of(record.document_id))
    found = rows(home, name)
    (stretches,) = model.plan([DocumentInput(view.title, headings, tuple(row.text for row in found))])
    return Read(stretches, found)


def test_title_and_headings_reach_the_later_windows_of_a_document_and_no_others(home: Home) -> None:
    """With what they ask of the model: a title all of it, a heading and a paragraph what they stand in or before."""
    home = home_of(home, "contextual", LINES)
    random = Random(4)
    parts = {
        heading: [paragraph(random, f"{mark}{number}") for number in range(24)]
        for heading, mark in (("Curlew", "c"), ("Harbour", "h"))
    }
    file = home.documents / "book.html"
    home.paths.create()
    model = EmbeddingModel.load(Catalog(home.paths.models, home.paths.models).find(NAME))
    slot = ModelSlot(home.paths)
    try:
        lane = slot.use(home.settings)
        assert lane is not None

        def indexed(title: str, parts: Mapping[str, list[str]]) -> tuple[int, Read]:
            write_book(file, title, parts)
            return run(home, lane), read(home, file.name, model)

        windows_run, before = indexed("Rain", parts)
        every = len(before.stretches)
        assert windows_run == every >= 5
        below = {
            place
            for place, stretch in enumerate(before.stretches)
            if before.rows[stretch.first].text in parts["Harbour"][1:]
        }
        assert len(below) >= 2, "windows that begin below the heading, which stands in none of their texts"

        edited = {**parts, "Harbour": [*parts["Harbour"][:-1], parts["Harbour"][-1] + " cat."]}
        windows_run, after = indexed("Rain", edited)
        assert after.new_since(before) == [every - 1]
        assert windows_run == 1
        assert after.changed_since(before) == {every - 1}

        windows_run, after = indexed("Rain", {"Curlew": parts["Curlew"], "Heron": parts["Harbour"]})
        new = after.new_since(before)
        assert windows_run == len(new) <= len(below) + 1, "and the window in which it stands"
        assert below <= after.changed_since(before) <= set(new)

        windows_run, after = indexed("Hats", parts)
        assert windows_run == every
        assert after.changed_since(before) == set(range(every))
        assert [row.text for row in after.rows] == [row.text for row in before.rows]
    finally:
        slot.close()
