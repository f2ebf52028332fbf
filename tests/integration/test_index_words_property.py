"""Whatever is written and deleted, the full text index holds exactly the words of the chunks that are there."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pplx_desktop.core.types import FileState
from pplx_desktop.index.documents import TextReader, chunks_of
from pplx_desktop.index.store import Index
from tests.support.corpus import Library, file_stat

WORDS = st.sampled_from(
    [
        *(
            "run",
            "running",
            "Élan",
            "elan",
            "été",
            "2023",
            "don't",
            "naïve",
            "\u00df",
            "东京",
            "a\x00b",
            "\ud800",
            "e\u0301",
        ),
        *("東京都に行く", "ไทยน้ำ", "ខ្មែរ", "नमस्ते", "Straße", "\ufb01n", "ｶﾞｲﾄﾞ", "soft\u00adhyphen", "a茶b", "ไ\u200bท"),
    ]
)
TEXT = st.one_of(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    st.text(min_size=1, max_size=20).map(lambda text: f"x{text}x"),
)
NAMES = st.sampled_from(["/a/one.txt", "/a/two.txt", "/b/three.txt"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), NAMES, st.lists(TEXT, min_size=1, max_size=3), TEXT),
        st.tuples(st.just("forget"), NAMES),
        st.tuples(st.just("rename"), NAMES, NAMES),
        st.tuples(st.just("fail"), NAMES),
    ),
    max_size=12,
)


def held(index: Index) -> Counter[tuple[str, int, str]]:
    """Term, chunk and column of every entry of the full text index."""
    database = index._db
    database.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.entries USING fts5vocab(main, chunk_words, instance)")
    return Counter(
        (term, chunk, column) for term, chunk, column in database.rows("SELECT term, doc, col FROM temp.entries")
    )


def expected(index: Index) -> Counter[tuple[str, int, str]]:
    """The same, from the texts as they are stored."""
    stems = index.retrieval.tokenizers.stems
    entries: Counter[tuple[str, int, str]] = Counter()
    for document, title in index._db.rows("SELECT id, title FROM documents"):
        text = TextReader(index._db, document)
        for chunk in chunks_of(index._db, document):
            for column, content in (
                ("text", text.span(chunk.start, chunk.end)),
                ("heading", chunk.heading),
                ("title", title),
            ):
                entries.update((token.term, chunk.id, column) for token in stems(content))
    return entries


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_full_text_index_holds_what_the_chunks_hold(steps: list[tuple]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder) / "index.sqlite3")
        for step in steps:
            match step:
                case ("put", name, chunks, title):
                    library.put(name, *chunks, title=title, headings=[f"under {title}"] * len(chunks))
                case ("forget", name):
                    library.index.forget([name])
                case ("rename", old, new):
                    library.index.rename(old, file_stat(new))
                case ("fail", name):
                    library.index.set_unsearchable(file_stat(name), FileState.FAILED, "damaged", "")
        assert held(library.index) == expected(library.index)
        assert library.index.check() == []
        library.index.close()
