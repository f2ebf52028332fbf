"""What the words leg costs in a large index: `python -m tests.benchmarks.common_words INDEX.sqlite3 [--queries 40]`.

INDEX is an index file (`pplx-desktop bench search --work DIR` leaves some), of at least 100k chunks better; it is copied, so that
nothing in it changes. Its lists of common words are made where they are missing, and what that takes is printed. Then, with
words drawn from it, in CPU milliseconds of the searching thread (p50 and p95), beside FTS5 alone in the same run: two common
words, one, a phrase of two common words, the beginning of a word, a rare word, a common and a rare one, the same in a tenth of
all documents, and counting a common word. Each answer is compared with FTS5's: the same 500 chunks in the same order, but for
beginnings, which stand for their most common completions; of these, what of a word's results is there while it is typed.
`--common N` makes the lists anew for words that one chunk in N holds.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from pplx_desktop.index import common_words, words
from pplx_desktop.index.chunk_rows import ChunkRuns, runs_in
from pplx_desktop.index.connection import BUSY_TIMEOUT_MS, Database
from pplx_desktop.index.fulltext import ColumnWeights, FullText, WordMatch
from pplx_desktop.index.migrate import open_index
from pplx_desktop.search.ranking import DEFAULT_RANKING

LEAST_SHARE, MOST_SHARE = 0.02, 0.4
LIMIT = DEFAULT_RANKING.words_limit


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--common", type=int)
    parser.add_argument("--in-place", action="store_true", help="do not copy the index: it is a copy already")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path: Path = given.index
        if not given.in_place:
            path = shutil.copy(given.index, Path(folder) / "index.sqlite3")
        with closing(open_index(path, write=True, busy_timeout_ms=BUSY_TIMEOUT_MS)) as database:
            make_lists(database, given.common)
        with closing(open_index(path, write=False, busy_timeout_ms=BUSY_TIMEOUT_MS)) as database:
            return measure(database, given.queries)


def make_lists(database: Database, common: int | None) -> None:
    while words.merge_step(database):
        pass
    if common is not None:
        common_words.COMMON = common
        database.run("DELETE FROM word_lists")
    steps: list[float] = []
    made: set[int] = set()
    began = time.thread_time()
    while found := common_words.list_block(database):
        before = len(steps)
        for block in found:
            made.add(block)
            steps.append(time.thread_time() - began)
            began = time.thread_time()
        if len(steps) == before:
            break
    lists, chunks, size = database.rows("SELECT count(*), sum(chunks), sum(length(data)) FROM word_lists")[0]
    print(
        f"made the lists of {len(made)} blocks: {sum(steps):.1f} s of CPU, {max(steps, default=0) * 1e3:.0f} ms at most for a step;"
        f" {lists} lists of {chunks / 1e6:.1f} M places in {size / 1e6:.1f} MB"
    )


def measure(database: Database, queries: int) -> int:
    fulltext = FullText(database)
    chunks = fulltext.count_all()
    rng = random.Random(1)
    common, rare = draw_words(database, chunks, rng)
    documents = np.array([row for (row,) in database.rows("SELECT id FROM documents ORDER BY id")], np.int64)
    tenth = runs_in(database, documents[rng.randrange(10) :: 10])
    print(f"{chunks} chunks; {len(common)} words are in {LEAST_SHARE:.0%} to {MOST_SHARE:.0%} of them\n")
    pairs = [tuple(rng.sample(common, 2)) for _ in range(queries)]
    print(f"{'query':34} {'p50':>7} {'p95':>7}   {'FTS5 p50':>8} {'p95':>7}   same 500 in the same order")
    faults = 0
    for name, asked, beginning, scope in (
        ("two common words", pairs, "", None),
        ("one common word", [(first,) for first, _ in pairs], "", None),
        ("three common words", [(*pair, rng.choice(common)) for pair in pairs], "", None),
        ("a phrase of two common words", [(f"{first} {second}",) for first, second in pairs], "", None),
        ("a phrase that is common", [(found,) for found in draw_phrases(database, common, rng, queries)], "", None),
        ("a common and a rare word", [(first, rng.choice(rare)) for first, _ in pairs], "", None),
        ("a rare word", [(rng.choice(rare),) for _ in pairs], "", None),
        ("two common words, in a tenth", pairs, "", tenth),
        (
            "beginnings of 3 characters",
            [(word[:3],) for word in rng.sample(common, min(queries, len(common)))],
            "b",
            None,
        ),
        (
            "beginnings of 4 characters",
            [(word[:4],) for word in rng.sample(common, min(queries, len(common)))],
            "b",
            None,
        ),
        ("a common word and a beginning", [(first, second[:3]) for first, second in pairs], "b", None),
    ):
        faults += compare(fulltext, name, asked, scope, typing=bool(beginning))
    ours = [spent(lambda word=word: fulltext.count_chunks(word))[0] for word in common[:queries]]
    plain = [
        spent(
            lambda word=word: database.value("SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ?", f'"{word}"')
        )[0]
        for word in common[:queries]
    ]
    print(row("counting a common word", ours, plain))
    measure_typing(database, fulltext, chunks, queries)
    return 1 if faults else 0


def measure_typing(database: Database, fulltext: FullText, chunks: int, queries: int) -> None:
    """How much of what a whole word finds (its best 20) is there before it is typed to its end."""
    rng = random.Random(2)
    counted: list[tuple[str, int]] = database.rows("SELECT term, doc FROM temp.vocabulary WHERE length(term) > 5")
    print(
        "\nof a word's best 20 chunks, among the best 20 (and 500) of its beginning; FTS5's, of all words that begin so"
    )
    for name, least, most in (("common", 0.02, 0.2), ("middling", 0.001, 0.01), ("rare", 3 / chunks, 50 / chunks)):
        held = [word for word, held in counted if least * chunks <= held <= most * chunks and word.isalpha()]
        drawn = rng.sample(held, min(queries, len(held)))
        for typed in (3, 4, 5):
            shares = np.array([shares_found(fulltext, word, typed) for word in drawn]).mean(axis=0)
            print("{:9} {} typed   {:.2f} ({:.2f})   FTS5 {:.2f} ({:.2f})".format(name, typed, *shares))


def shares_found(fulltext: FullText, word: str, typed: int) -> list[float]:
    columns = DEFAULT_RANKING.columns
    wanted = {chunk for chunk, _ in fulltext.match_with_fts5([word], 20, columns, chunks=None)}
    shares: list[float] = []
    for found in (
        fulltext.match_words([], LIMIT, columns, chunks=None, beginning=word[:typed]),
        fulltext.match_with_fts5([], LIMIT, columns, chunks=None, beginning=word[:typed]),
    ):
        chunks = [one.chunk_id if isinstance(one, WordMatch) else one[0] for one in found]
        shares += [len(wanted & set(chunks[:most])) / max(1, len(wanted)) for most in (20, LIMIT)]
    return shares


def draw_words(database: Database, chunks: int, rng: random.Random) -> tuple[list[str], list[str]]:
    """Words that many chunks hold, as frequent words are: each as often as any; and words that 1 to 100 hold."""
    database.run("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'chunk_words', 'row')")
    fulltext = FullText(database)

    def known(found: list[tuple[str, int]]) -> list[str]:
        # A stem, typed, is the word itself only where stemming it again changes nothing.
        return [word for word, _ in found if word and word.isalpha() and fulltext.tokenizers.sought(word) == [word]]

    counted = database.rows("SELECT term, doc FROM temp.vocabulary WHERE length(term) > 1")
    common = known([one for one in counted if LEAST_SHARE * chunks <= one[1] <= MOST_SHARE * chunks])
    rare = known(rng.sample([one for one in counted if 1 <= one[1] <= 100], 200))
    rng.shuffle(common)
    return common, rare


def draw_phrases(database: Database, common: Sequence[str], rng: random.Random, count: int) -> list[str]:
    """Of pairs of common words, those that follow each other most often."""
    some = rng.sample(list(common), min(len(common), 24))
    first_block = "SELECT count(*) FROM chunk_words WHERE chunk_words MATCH ? AND rowid < 20000"
    found = [
        (database.value(first_block, f'"{one} {two}"'), f"{one} {two}") for one in some for two in some if one != two
    ]
    return [words for _, words in sorted(found, reverse=True)[:count]]


def compare(
    fulltext: FullText, name: str, asked: Sequence[tuple[str, ...]], scope: ChunkRuns | None, *, typing: bool
) -> int:
    """Prints a row. Returns how many answers were not FTS5's."""
    ours: list[float] = []
    plain: list[float] = []
    same = 0
    for terms in asked:
        beginning = terms[-1] if typing else ""
        wanted = terms[:-1] if typing else terms

        def answer(wanted: Sequence[str] = wanted, beginning: str = beginning) -> list[tuple[int, float]]:
            found = fulltext.match_words(wanted, LIMIT, ColumnWeights(), chunks=scope, beginning=beginning)
            return [(match.chunk_id, match.score) for match in found]

        def answer_of_fts5(wanted: Sequence[str] = wanted, beginning: str = beginning) -> list[tuple[int, float]]:
            return fulltext.match_with_fts5(wanted, LIMIT, ColumnWeights(), chunks=scope, beginning=beginning)

        answer()
        cost, found = spent(answer)
        ours.append(cost)
        cost, expected = spent(answer_of_fts5)
        plain.append(cost)
        same += equal(found, expected)
    print(row(name, ours, plain), "" if typing else f"  {same} of {len(asked)}")
    return 0 if typing else len(asked) - same


def equal(found: Sequence[tuple[int, float]], expected: Sequence[tuple[int, float]]) -> bool:
    """The same scores, to the last bit, and the same chunks, but for the last of several that are just as good."""
    if [score for _, score in found] != [score for _, score in expected]:
        return False
    least = found[-1][1] if len(found) == LIMIT else -1.0
    return [one for one in found if one[1] > least] == [one for one in expected if one[1] > least]


def spent(ask: Callable[[], object]) -> tuple[float, object]:
    began = time.thread_time()
    answer = ask()
    return (time.thread_time() - began) * 1000, answer


def row(name: str, ours: Sequence[float], plain: Sequence[float]) -> str:
    p50, p95 = np.percentile(ours, (50, 95))
    plain_p50, plain_p95 = np.percentile(plain, (50, 95))
    return f"{name:34} {p50:7.1f} {p95:7.1f}   {plain_p50:8.1f} {plain_p95:7.1f}"


if __name__ == "__main__":
    sys.exit(main())
