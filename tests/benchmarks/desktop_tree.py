"""Looks for known files of the desktop tree: `python -m tests.benchmarks.desktop_tree INDEX`.

INDEX is the index of the tree, or of a part of it, with vectors of the starter model (`index.sqlite3` of a data folder).
Files are asked for by their names, parts of their names, folder and name; and by the questions in `desktop_questions.tsv`,
each with the file that answers it in words of its own. Not a test: it needs files that are no part of the project.

Prints how often the file was first, among the first three and ten, and the mean reciprocal rank; for other constants of
the names, too.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePath

from pplx_desktop.core.types import QueryVector, SearchMode
from pplx_desktop.index.names import name_words
from pplx_desktop.index.store import Index
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.searcher import Searcher
from tests.benchmarks.fusion_weights import Loaded, load_starter

QUESTIONS = Path(__file__).with_name("desktop_questions.tsv")
DEPTH = 20
SEED = 1

OTHER_CONSTANTS: dict[str, tuple[float, ...]] = {
    "name_weight": (0.3, 0.45, 0.6, 0.9),
    "folder_share": (0.0, 0.15, 0.3, 0.5),
    "name_coverage": (0.3, 0.75),
}


class Starter:
    """The starter model in this process, which answers a query once."""

    def __init__(self, loaded: Loaded) -> None:
        self.fingerprint = loaded.model.fingerprint
        self.embed_query: Callable[[str], QueryVector] = cache(loaded.model.embed_query)


def whole_name(path: PurePath, _: random.Random) -> str:
    """The name as it is."""
    return path.name


def name_as_words(path: PurePath, _: random.Random) -> str:
    """The name without its suffix, its words apart."""
    return path.stem.replace("_", " ").replace("-", " ")


def part_of_name(path: PurePath, chance: random.Random) -> str:
    """Half of the words of a name, in their order."""
    words = name_words(path.stem).replace("-", " ").replace(".", " ").split()
    kept = sorted(chance.sample(range(len(words)), (len(words) + 1) // 2))
    return " ".join(words[at] for at in kept)


def folder_and_name(path: PurePath, chance: random.Random) -> str:
    """A part of the name after the name of the folder."""
    return f"{path.parent.name} {part_of_name(path, chance)}"


WAYS = (whole_name, name_as_words, part_of_name, folder_and_name)


class Asker:
    """Asks one index, and finds where in the answer a file stands."""

    def __init__(self, index: Index, starter: Starter) -> None:
        self._index = index
        self._starter = starter

    def rank(self, query: str, wanted: Callable[[str], bool], mode: SearchMode, ranking: Ranking) -> int | None:
        """The place of the first hit that is wanted, from 1; None beyond the depth."""
        hits = Searcher(self._index, self._starter, ranking).search(query, mode=mode, limit=DEPTH).hits
        places = (place for place, hit in enumerate(hits, 1) if any(map(wanted, (hit.path, *hit.copies))))
        return next(places, None)


def questions(files: Sequence[str]) -> list[tuple[str, str]]:
    """The questions that one of the files answers, with what its path ends with."""
    lines = (line.split("\t") for line in QUESTIONS.read_text("utf-8").splitlines())
    return [(question, suffix) for question, suffix in lines if any(suffix in path for path in files)]


def row(name: str, ranks: Sequence[int | None]) -> str:
    """A row of the table."""
    found = [rank for rank in ranks if rank is not None]
    shares = [sum(rank <= most for rank in found) / len(ranks) for most in (1, 3, 10)]
    mrr = sum(1 / rank for rank in found) / len(ranks)
    return f"{name:44}" + "".join(f"{share:8.1%}" for share in shares) + f"{mrr:9.3f}"


def name_items(files: Sequence[str], count: int) -> Iterator[tuple[str, str, str]]:
    """(way, query, path) of files drawn at random, `count` for each way."""
    chance = random.Random(SEED)
    for way in WAYS:
        for path in chance.sample(files, min(count, len(files))):
            if (query := way(PurePath(path), chance)).strip():
                yield way.__name__.replace("_", " "), query, path


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask for names and questions, and print the tables."""
    parser = argparse.ArgumentParser(description="Look for known files by name and by question.")
    parser.add_argument("index", type=Path)
    parser.add_argument("--count", type=int, default=100, help="files for each way to ask for a name")
    parser.add_argument("--names", action="store_true", help="also vary the constants of the names")
    chosen = parser.parse_args(arguments)
    index = Index.open(chosen.index, write=False)
    asker = Asker(index, Starter(load_starter(chosen.index.parent)))
    files = sorted(path for path, record in index.ledger("/").items() if record.document_id)
    print(f"{len(files)} files, {index.retrieval.count_chunks()} passages\n{'':44}   first    <= 3   <= 10      MRR")
    for mode in ("words", "meaning", "hybrid"):
        ranks = [
            asker.rank(query, lambda path, f=file: f in path, mode, DEFAULT_RANKING) for query, file in questions(files)
        ]
        print(row(f"{len(ranks)} questions, {mode}", ranks), flush=True)
    items = list(name_items(files, chosen.count))
    tried = {"as set": DEFAULT_RANKING}
    if chosen.names:
        tried |= {
            f"{name} {value:g}": replace(DEFAULT_RANKING, **{name: value})
            for name, values in OTHER_CONSTANTS.items()
            for value in values
        }
    for label, ranking in tried.items():
        for way in dict.fromkeys(way for way, _, _ in items):
            ranks = [asker.rank(q, _same_name(path), "hybrid", ranking) for its, q, path in items if its == way]
            print(row(f"{way}, {label}", ranks), flush=True)
    index.close()
    return 0


def _same_name(path: str) -> Callable[[str], bool]:
    """Files that lie in folders of one name and have one name themselves cannot be told apart by what was asked."""
    wanted = PurePath(path).parts[-2:]
    return lambda other: PurePath(other).parts[-2:] == wanted


if __name__ == "__main__":
    raise SystemExit(main())
