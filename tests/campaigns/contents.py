"""All that an index holds of each file, in a form in which two indexes can be compared.

Owns reading it out: text, blocks, chunks, the words that full text really holds, names, codes. Row numbers and order
are left out, for they depend on what happened before.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from hashlib import blake2b

from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.holders import has_lists
from pplx_desktop.index.store import Index


@dataclass(frozen=True)
class FileContents:
    """What is searchable of a file. `words` and `codes` are digests of what stands in the index, chunk by chunk."""

    state: str
    reason: str
    content_hash: bytes = b""
    title: str = ""
    text: str = ""
    blocks: str = ""
    chunks: tuple[tuple[object, ...], ...] = ()
    words: str = ""
    name: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()

    @property
    def embedded(self) -> bool:
        """Whether it has vectors in any generation."""
        return bool(self.codes)


def contents(index: Index) -> dict[str, FileContents]:
    """What the index holds, by path. The index must be open for writing: full text is read through a table of its own."""
    database = index._db
    words = _words(index)
    found: dict[str, FileContents] = {}
    for path in index.paths_outside([]):
        record = index.record(path)
        assert record is not None
        name = tuple(database.row("SELECT name, folder FROM file_names WHERE rowid = ?", record.file_id) or ())
        if record.document_id is None:
            found[path] = FileContents(str(record.state), record.reason, name=name)
            continue
        view = index.view(path)
        assert view is not None
        chunks = index.retrieval.chunks_of(record.document_id)
        ids = [chunk.id for chunk in chunks]
        codes = [
            (generation.fingerprint, _digest([made.bits, made.int8]))
            for generation in sorted(index.generations(), key=lambda generation: generation.fingerprint)
            if (made := index.retrieval.codes(generation.id, record.document_id)) is not None
        ]
        found[path] = FileContents(
            str(record.state),
            record.reason,
            database.value("SELECT content_hash FROM documents WHERE id = ?", record.document_id),
            view.title,
            view.text,
            _digest([repr(view.blocks).encode()]),
            tuple((chunk.start, chunk.end, chunk.page, chunk.heading) for chunk in chunks),
            _digest([words[chunk] for chunk in ids]),
            name,
            tuple(codes),
        )
    return found


def differences(found: dict[str, FileContents], expected: dict[str, FileContents]) -> list[str]:
    """Where two indexes differ, one line for each file."""
    lines: list[str] = []
    for path in sorted(found.keys() | expected.keys()):
        ours, theirs = found.get(path), expected.get(path)
        if ours is None or theirs is None:
            lines.append(f"{path!r} is {'missing' if ours is None else 'there, and should not be'}")
        elif ours != theirs:
            fields = [name for name in vars(ours) if getattr(ours, name) != getattr(theirs, name)]
            values = [f"{name} {_short(getattr(ours, name))} for {_short(getattr(theirs, name))}" for name in fields]
            lines.append(f"{path!r}: {'; '.join(values)}")
    return lines


def other_answers(index: Index) -> list[str]:
    """The most frequent words for which lists of common words do not find the chunks, with the scores, that FTS5 finds."""
    fulltext, database = index._fulltext, index._db
    if not has_lists(database):
        return []
    frequent = database.rows(
        "SELECT word FROM word_lists WHERE word <> '' GROUP BY word ORDER BY sum(chunks) DESC LIMIT 20"
    )
    everything = fulltext.count_all() + 1
    lines: list[str] = []
    for (word,) in frequent:
        asked = [word], everything, ColumnWeights()
        found = fulltext.match_words(*asked, chunks=None)
        expected = dict(fulltext.match_with_fts5(*asked, chunks=None))
        if {match.chunk_id: match.score for match in found} != expected:
            lines.append(f"{word!r} is found in other chunks than FTS5 finds it in")
    return lines


def _words(index: Index) -> dict[int, bytes]:
    """For each chunk, a digest of all terms that full text has for it, with their places."""
    database = index._db
    database.run("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_places USING fts5vocab(main, chunk_words, instance)")
    digests: dict[int, list[str]] = defaultdict(list)
    for term, chunk, column, place in database.rows('SELECT term, doc, col, "offset" FROM temp.word_places'):
        digests[chunk].append(f"{column} {place} {term}")
    return defaultdict(
        bytes, {chunk: _digest(["\n".join(sorted(lines)).encode()]).encode() for chunk, lines in digests.items()}
    )


def _digest(parts: list[bytes]) -> str:
    digest = blake2b(digest_size=12)
    for part in parts:
        digest.update(len(part).to_bytes(4, "little") + part)
    return digest.hexdigest()


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 90 else f"{text[:60]}… ({len(text)})"
