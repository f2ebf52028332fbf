"""How many mistyped words are put right, and how many words that are right are taken for mistakes:

    python -m tests.benchmarks.corrections WORK SET… [--words 200]

Each set (in BEIR's form) is indexed. Its own words with one mistake, as far as no text holds them then, should be corrected
to what they were; words of the other sets, of other languages and subjects, that the index does not hold should stay as
they are. Words have four letters or more. `WORK` is a folder for the indexes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.spelling import correct_terms
from tests.benchmarks.typed_queries import filled

_WORD = re.compile(r"[^\W\d_]{4,}")


def words_of(folder: Path) -> list[str]:
    """The words of a set, each once, in an order that is the same every time."""
    found = {
        word
        for line in (folder / "corpus.jsonl").open(encoding="utf-8")
        for word in _WORD.findall(json.loads(line)["text"])
    }
    ordered = sorted(found)
    random.Random(1).shuffle(ordered)
    return ordered


def mistyped(word: str, rng: random.Random) -> str:
    """The word with one mistake behind its first letter."""
    at = rng.randrange(1, len(word))
    before = min(at, len(word) - 2)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + rng.choice("aeiourstlnmdcpg") + word[at + 1 :],
            word[:before] + word[before + 1] + word[before] + word[before + 2 :],
        ]
    )


def is_unknown(retrieval: Retrieval, word: str) -> bool:
    """Whether no text and no name holds a word."""
    return not retrieval.count_chunks(word) and not retrieval.is_named(word)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure each set and print its shares."""
    parser = argparse.ArgumentParser(description="Measure which words are corrected, rightly and wrongly.")
    parser.add_argument("work", type=Path)
    parser.add_argument("sets", type=Path, nargs="+")
    parser.add_argument("--words", type=int, default=200)
    chosen = parser.parse_args(arguments)
    words = {folder: words_of(folder) for folder in chosen.sets}
    for folder in chosen.sets:
        index = filled(folder, chosen.work / f"typed-{folder.parent.name}-{folder.name}.sqlite3")
        retrieval = index.retrieval
        sought = retrieval.tokenizers.sought
        rng = random.Random(1)
        wrong = [(word, mistyped(word, rng)) for word in words[folder] if len(word) > 4]
        wrong = [pair for pair in wrong if is_unknown(retrieval, pair[1])][: chosen.words]
        right = sum(
            any(sought(found.term) == sought(word) for found in correct_terms(retrieval, [typed]))
            for word, typed in wrong
        )
        print(f"{folder}: {right / len(wrong):.1%} of {len(wrong)} mistakes are put right", flush=True)
        for other in (other for other in chosen.sets if other is not folder):
            strange = [word for word in words[other] if is_unknown(retrieval, word)][: chosen.words]
            taken = sum(bool(correct_terms(retrieval, [word])) for word in strange)
            print(f"  {taken / len(strange):.1%} of {len(strange)} words of {other} are taken for mistakes", flush=True)
        index.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
