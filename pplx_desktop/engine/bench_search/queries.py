"""The queries of the benchmark: made from passages of the index, so that each has something to find.

Invariant: the same home gives the same queries. How common a word is, is counted in the probes, which are a sample.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pplx_desktop.core.types import QueryVector, SearchMode
from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.engine.bench_search.homes import Probe

_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = (0.02, 0.5)
"""Words count as common that this share of the passages hold; beyond it, a search leaves them out."""
_QUESTION_WORDS = 6
_TYPED = 4
_SINCE = "2023"

Make = Callable[["_Words", Probe], str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query as it is typed. `plain` is without filters and quotes, for others that know no such language."""

    raw: str
    plain: str
    mode: SearchMode
    typing: bool
    vector: QueryVector
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """Queries of one kind."""

    name: str
    mode: SearchMode
    make: Make
    suffix: Make | None = None
    typing: bool = False


class _Words:
    def __init__(self, probes: Sequence[Probe]) -> None:
        held = [{word.casefold() for word in _WORD.findall(probe.text)} for probe in probes]
        self._counts = Counter(word for words in held for word in words)
        self._probes = len(probes)

    def of(self, probe: Probe) -> list[str]:
        return [word.casefold() for word in _WORD.findall(probe.text)]

    def rare(self, probe: Probe) -> str:
        """The longest of those that no other probe holds."""
        words = self.of(probe)
        return max(words, key=lambda word: (-self._counts[word], len(word)), default="")

    def common(self, probe: Probe) -> str:
        """The two commonest that are not left out."""
        shares = {word: self._counts[word] / self._probes for word in self.of(probe)}
        known = [word for word, share in shares.items() if _COMMON[0] <= share <= _COMMON[1]]
        return " ".join(sorted(known, key=lambda word: -shares[word])[:2]) if len(known) > 1 else ""

    def phrase(self, probe: Probe) -> str:
        """Three words that follow each other, with a telling one among them."""
        words, rare = re.findall(r"\w+", probe.text), self.rare(probe)
        at = next((at for at, word in enumerate(words) if word.casefold() == rare), -1)
        return f'"{" ".join(words[max(0, at - 1) : max(0, at - 1) + 3])}"' if at >= 0 and len(words) > 2 else ""

    def beginning(self, probe: Probe) -> str:
        """The beginning of a word that is neither rare nor common."""
        long = [word for word in self.of(probe) if len(word) > _TYPED]
        return sorted(long, key=lambda word: self._counts[word])[len(long) // 2][:_TYPED] if long else ""

    def question(self, probe: Probe) -> str:
        """Words that follow each other, as a question has them."""
        words = self.of(probe)
        begin = len(words) // 3
        return " ".join(words[begin : begin + _QUESTION_WORDS])


_KINDS = (
    Kind("one rare word", "words", _Words.rare),
    Kind("two common words", "words", _Words.common),
    Kind("phrase", "words", _Words.phrase),
    Kind("beginning, typing", "words", _Words.beginning, typing=True),
    Kind("meaning", "meaning", _Words.question),
    Kind("hybrid, a question", "hybrid", _Words.question),
    Kind("hybrid, two common words", "hybrid", _Words.common),
    Kind("hybrid, type:", "hybrid", _Words.question, lambda _, probe: f"type:{probe.kind}"),
    Kind("hybrid, in:", "hybrid", _Words.question, lambda _, probe: f'in:"{_last_folder(probe)}"'),
    Kind("hybrid, after:", "hybrid", _Words.question, lambda _, probe: f"after:{_SINCE}"),  # noqa: ARG005
    Kind("hybrid, typing", "hybrid", _Words.beginning, typing=True),
)
KINDS = tuple(kind.name for kind in _KINDS)


def make_queries(probes: Sequence[Probe], vectors: DrawnVectors, count: int) -> dict[str, list[Asked]]:
    """At most `count` queries of each kind."""
    words = _Words(probes)
    by_kind: dict[str, list[Asked]] = {}
    for shift, kind in enumerate(_KINDS):
        asked: list[Asked] = []
        # Others for each kind, so that what one has read into memory does not help the next.
        for number, probe in enumerate(probes[shift::2]):
            plain = kind.make(words, probe)
            if not plain:
                continue
            near = vectors.document(probe.source, probe.copy, probe.count)[probe.row]
            raw = plain if kind.suffix is None else f"{plain} {kind.suffix(words, probe)}"
            asked.append(Asked(raw, plain, kind.mode, kind.typing, vectors.query(near, number)))
            if len(asked) == count:
                break
        by_kind[kind.name] = asked
    return by_kind


def _last_folder(probe: Probe) -> str:
    return os.path.split(probe.folder)[1] or probe.folder
