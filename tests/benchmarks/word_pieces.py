"""How well words are found in scripts that are written without spaces, by how their text is cut for the full text index.

    python -m tests.benchmarks.word_pieces FOLDER… [--queries 400]

Known items from real texts: a heading is the query and the section under it, without the heading, is what should be found
(HTML), or a message's title and the messages that belong to it (`.ftl`, what translators of Firefox write). A folder is a
collection. For each way of cutting: MRR@10 and recall@10, the size of the full text index, and the processor's time to fill
it and to answer a query. `jieba` (Chinese) and `pythainlp` (Thai) are measured where they are installed.

Measured on Debian's packages of manuals and of LibreOffice's and Firefox's translations: the figures stand in
ARCHITECTURE.md, "Words of scripts without spaces".
"""

from __future__ import annotations

import argparse
import html
import importlib
import itertools
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import apsw

from pplx_desktop.index import rewriting
from pplx_desktop.index.rewriting import PIECES, SCRIPTS, Pieces, parted, rewrite
from pplx_desktop.index.tokens import Tokenizers, phrase

_HEADING = re.compile(r"<h([1-5])\b[^>]*>(.*?)</h\1>", re.DOTALL | re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style|head)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")
_MESSAGE = re.compile(r"^([a-z][\w-]*)-(title|label|heading|header)2? = (.+)$", re.MULTILINE)
_OTHER = re.compile(r"^([a-z][\w-]*) = (.+)$", re.MULTILINE)
_PLACEHOLDER = re.compile(r"\{[^}]*\}|<[^>]+>")
_OTHER_SCRIPT = re.compile(r"[\u0900-\u1fff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LEAST_SECTION = 60


@dataclass(frozen=True)
class Item:
    """A query and the text that it should find."""

    query: str
    text: str


@dataclass(frozen=True)
class Way:
    """A way to cut text: `tokenize` is FTS5's, `document` rewrites what it gets, `query` gives the phrases to look for,
    of which any may match. `pieces` stand in for the program's own meanwhile.
    """

    name: str
    tokenize: str
    document: Callable[[str], str]
    query: Callable[[str], list[str]]
    pieces: Pieces = PIECES


def read_items(folder: Path) -> list[Item]:
    """The known items of a folder, and texts without a query of their own."""
    found: list[Item] = []
    for file in sorted(folder.rglob("*")):
        if file.suffix in {".html", ".htm"}:
            found += _sections(file.read_text("utf-8", "replace"))
        elif file.suffix == ".ftl":
            found += _messages(file.read_text("utf-8", "replace"))
    # A heading that many sections have asks for none of them.
    counts: dict[str, int] = {}
    for item in found:
        counts[item.query] = counts.get(item.query, 0) + 1
    texts = {item.text: item for item in found}
    return [
        item if counts[item.query] == 1 and len(_OTHER_SCRIPT.findall(item.query)) >= 2 else replace(item, query="")
        for item in texts.values()
    ]


def _sections(page: str) -> Iterator[Item]:
    page = _HIDDEN.sub(" ", page)
    headings = list(_HEADING.finditer(page))
    for heading, after in zip(headings, [*headings[1:], None], strict=True):
        text = _plain(page[heading.end() : after.start() if after else len(page)])
        if len(text) >= _LEAST_SECTION and _OTHER_SCRIPT.search(text):
            yield Item(re.sub(r"^[\d.\s]+", "", _plain(heading[2])), text)


def _messages(file: str) -> Iterator[Item]:
    others = [(name, _PLACEHOLDER.sub(" ", text)) for name, text in _OTHER.findall(file)]
    for name, kind, title in _MESSAGE.findall(file):
        text = " ".join(text for other, text in others if other.startswith(f"{name}-") and other != f"{name}-{kind}")
        if len(text) >= _LEAST_SECTION // 2:
            yield Item(_PLACEHOLDER.sub(" ", title).strip(), text)


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", re.sub(r"</(p|div|li|td|h\d)>", " ", markup))).split())


def _ways() -> list[Way]:
    plain = "porter unicode61 remove_diacritics 2"
    marks = f"{plain} categories 'L* N* Co M*'"
    words = str.split
    ways = [
        Way("unicode61, as before", plain, str, words),
        Way("marks with their letters", marks, str, words),
        Way("trigram of FTS5", "trigram", str, _trigrams),
    ]
    for size in (1, 2, 3, 4):
        pieces = Pieces(tuple(replace(script, piece=size) for script in SCRIPTS))
        ways += [
            Way(f"pieces of {size}", marks, rewrite, _parts, pieces),
            Way(f"pieces of {size}, and runs", marks, rewrite, lambda text: [*_parts(text), *text.split()], pieces),
        ]
    single = Pieces(tuple(replace(script, piece=1) for script in SCRIPTS))
    ways.append(Way("pieces of 1, two in a row", marks, rewrite, lambda text: _pairs(_parts(text)), single))
    for library, cut in _segmenters():
        ways.append(Way(library, marks, lambda text, cut=cut: " ".join(cut(text)), cut))
    return ways


def _parts(text: str) -> list[str]:
    return [part for word in text.split() for part in parted(word)]


def _trigrams(text: str) -> list[str]:
    return [part[at : at + 3] for part in text.split() for at in range(max(1, len(part) - 2))]


def _pairs(parts: list[str]) -> list[str]:
    return [first + second for first, second in itertools.pairwise(parts)] or parts


def _segmenters() -> Iterator[tuple[str, Callable[[str], list[str]]]]:
    for library, function in (("jieba", "lcut_for_search"), ("pythainlp", "word_tokenize")):
        try:
            yield library, getattr(importlib.import_module(library), function)
        except ImportError:
            continue


def evaluate(way: Way, items: Sequence[Item], queries: Sequence[int]) -> str:
    """Fill an index, look for the items, and give a line of the table."""
    rewriting.PIECES = way.pieces
    connection = apsw.Connection(":memory:")
    tokenize = way.tokenize.replace("'", "''")
    connection.execute(f"CREATE VIRTUAL TABLE words USING fts5 (text, content = '', tokenize = '{tokenize}')")
    way.document(items[0].text)
    started = time.thread_time()
    with connection:
        connection.executemany(
            "INSERT INTO words (rowid, text) VALUES (?, ?)",
            ((number, way.document(item.text)) for number, item in enumerate(items, 1)),
        )
    filling = time.thread_time() - started
    connection.execute("INSERT INTO words (words) VALUES ('optimize')")
    size = connection.execute("SELECT sum(length(block)) FROM words_data").fetchall()[0][0]
    cut = Tokenizers(connection).words
    ranks: list[int] = []
    started = time.thread_time()
    for number in queries:
        phrases = [f'"{part}"' for part in map(_quotable, way.query(items[number].query)) if part]
        if way.tokenize != "trigram" and way.document is rewrite:
            phrases = [phrase(words) for part in way.query(items[number].query) if (words := cut(part))]
        found = connection.execute(
            "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 10", (" OR ".join(dict.fromkeys(phrases)),)
        ).fetchall()
        ids = [row - 1 for (row,) in found]
        ranks.append(ids.index(number) + 1 if number in ids else 0)
    answering = time.thread_time() - started
    rewriting.PIECES = PIECES
    mrr = sum(1 / rank for rank in ranks if rank) / len(ranks)
    recall = sum(rank > 0 for rank in ranks) / len(ranks)
    chars = sum(len(item.text) for item in items)
    return (
        f"{way.name:28} {mrr:.3f} {recall:.3f} {size / chars:6.2f} {filling / chars * 1e6:8.2f}"
        f" {answering / len(queries) * 1000:8.2f}"
    )


def _quotable(part: str) -> str:
    return part.replace('"', "").strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all ways on all folders and print a table for each."""
    parser = argparse.ArgumentParser(description="Compare how text without spaces is cut into words.")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=400)
    chosen = parser.parse_args(arguments)
    for folder in chosen.folders:
        items = read_items(folder)
        queries = [number for number, item in enumerate(items) if item.query]
        queries = random.Random(1).sample(queries, min(chosen.queries, len(queries)))
        print(
            f"{folder}: {len(items)} texts of {sum(len(i.text) for i in items) / len(items):.0f} characters,", end=" "
        )
        print(f"{len(queries)} queries of {sum(len(items[n].query) for n in queries) / len(queries):.1f}")
        print(f"{'':28} MRR@10 R@10  B/char  us/char  ms/query")
        for way in _ways():
            print(evaluate(way, items, queries), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
