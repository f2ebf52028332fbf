"""The part of the window's fake engine that tells which sentence says it, and what is like a passage."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.core.evidence import Explanation, LegEvidence
from pplx_desktop.core.types import Hit, Passage, SearchResult, TellingSentence
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.sentences import sentences
from pplx_desktop.search.snippets import make_told_snippet


@dataclass
class Told:
    """What is said of one passage: the sentence, by its text, with marks in the passage, or the error that comes instead."""

    sentence: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    error: PplxError | None = None


class FakeEvidence:
    """`telling` maps a path and the start of a passage to what tells there; `like` a path to the hits that are like it; `passages`
    a path to all passages that are found in it.
    """

    views: dict[str, str]
    gates: dict[tuple[str, str], threading.Event]

    def __init__(self) -> None:
        super().__init__()
        self.telling: dict[tuple[str, int], Told] = {}
        self.like: dict[str, list[Hit]] = {}
        self.passages: dict[str, tuple[Passage, ...]] = {}

    def hold_telling(self, path: str) -> threading.Event:
        """Let the question for the telling sentence of a file wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["telling", path] = gate
        return gate

    def hold_like(self, path: str) -> threading.Event:
        """Let the question for what is like a file's passage wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["like", path] = gate
        return gate

    def hold_passages(self, path: str) -> threading.Event:
        """Let the question for all passages of a file wait until the event that is returned is set."""
        gate = threading.Event()
        self.gates["passages", path] = gate
        return gate

    def passages_of(
        self, query: str, path: str, *, typing: bool = False, wanted: Wanted | None = None
    ) -> tuple[Passage, ...]:
        del typing
        self._note("passages_of", (query, path))
        self._pass(("passages", path), wanted)
        return self.passages.get(path, ()) if query.strip() else ()

    def telling_sentence(
        self, query: str, path: str, start: int, end: int, *, wanted: Wanted | None = None
    ) -> TellingSentence | None:
        self._note("telling_sentence", (query, path, start, end))
        self._pass(("telling", path), wanted)
        told, text = self.telling.get((path, start)), self.views.get(path, "")
        if told is not None and told.error is not None:
            raise told.error
        passage = text[start:end]
        if told is None or told.sentence not in passage or len(sentences(passage)) < 2:
            return None
        begin = passage.index(told.sentence)
        until = begin + len(told.sentence)
        snippet = make_told_snippet(passage, [(mark, 0) for mark in told.marks], 220, (begin, until))
        return TellingSentence(start + begin, start + until, snippet)

    def like_this(self, path: str, start: int | None, *, limit: int = 50, conditions: str = "") -> SearchResult:
        self._note("like_this", (path, start, conditions))
        self._pass(("like", path))
        if path not in self.like:
            raise UserError("not-embedded", "This passage has no vector yet.", hint="Let indexing go on.")
        hits = tuple(hit for hit in self.like[path] if hit.path != path)[:limit]
        told = Explanation(legs=(LegEvidence("fake", "searched", 400, 400),), words_trust=0.0, meaning_weight=1.0)
        return SearchResult(parse_query(conditions)[0], 8.0, hits, explanation=told)

    def _pass(self, gate_name: tuple[str, str], wanted: Wanted | None = None) -> None:
        raise NotImplementedError

    def _note(self, name: str, argument: Any) -> None:
        raise NotImplementedError
