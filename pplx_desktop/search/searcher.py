"""A search, from what was typed to hits: the legs, their fusion, files with their passages.

Invariant: a query's conditions hold for every hit, and the search by words works without a model.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day

import numpy as np

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.types import Hit, Query, SearchMode, SearchResult, Source
from pplx_desktop.index.conditions import Conditions
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search.candidates import Candidates, Floats, Leg, find_candidates
from pplx_desktop.search.fusion import mix, with_name
from pplx_desktop.search.hits import Ranked, ScoredChunk, build_hits, hit_of
from pplx_desktop.search.names import NameScore, score_names
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.snippets import wanted_marks
from pplx_desktop.search.terms import Terms, weigh_terms

LEAST_TYPED = 3
"""Fewer characters are the beginning of too many words."""

_ONLY_BY_WORDS = "Nothing was indexed by meaning yet: only words and names were searched."
_NOTHING_BY_MEANING = (
    "Nothing was indexed by meaning yet, so nothing was searched. Let indexing go on, or search by words meanwhile."
)
_NOT_ALL_BY_MEANING = "Some files were searched by words and names only."
_ROLES = ("searched", "next", "first")
"""Who is heard first about a file that several models have."""
_MOST_TRIES = 3
"""So often the models are asked where sets of vectors give way to others meanwhile."""
_LATEST_NS = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What the search by meaning needs, or why there is none. `legs` are in the order of who is heard first."""

    legs: tuple[Leg, ...] = ()
    notice: str = ""


def _nobody(_: Generation) -> QueryEmbedder | None:
    return None


class Searcher:
    """Answers queries from one index. Used by the thread that the index belongs to.

    `embedder` is that of the model in use; `others` gives those of other models whose vectors are there meanwhile.
    """

    def __init__(
        self,
        index: Index,
        embedder: QueryEmbedder | None,
        ranking: Ranking = DEFAULT_RANKING,
        *,
        others: Callable[[Generation], QueryEmbedder | None] = _nobody,
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._others = others
        self._ranking = ranking

    def search(self, raw: str, *, limit: int = 20, mode: SearchMode = "hybrid", typing: bool = False) -> SearchResult:
        """Answer a query, best file first, `limit` files at most.

        `typing` says that the last word may not be complete: it also stands for words that begin like it. In hybrid
        mode a model that cannot answer becomes a notice, and the words decide; in mode `meaning` its `ModelProblem`
        is raised.
        """
        started = time.perf_counter()
        query, notices = parse_query(raw)
        hits: tuple[Hit, ...] = ()
        if not query.is_empty:
            # The model is asked before the index, so that no state of the index is held while it thinks.
            meaning = self._ask_until_settled(query, mode)
            notices += (meaning.notice,) if meaning.notice else ()
            with self._index.snapshot():
                hits = self._find(query, meaning, mode, limit, typing=typing)
        return SearchResult(query, (time.perf_counter() - started) * 1000, hits, notices)

    def _roles(self) -> set[int]:
        return {known.id for known in self._index.generations() if known.role}

    def _ask_until_settled(self, query: Query, mode: SearchMode) -> _Meaning:
        """Ask the models, and again where a set of vectors gave way to another while its model was thinking or because
        its model was let go.
        """
        for _ in range(_MOST_TRIES - 1):
            roles = self._roles()
            try:
                meaning = self._ask_model(query, mode)
            except ModelProblem:
                if self._roles() == roles:
                    raise
                continue
            if self._roles() == roles:
                return meaning
        return self._ask_model(query, mode)

    def _ask_model(self, query: Query, mode: SearchMode) -> _Meaning:
        if mode == "words" or not query.text:
            return _Meaning()
        try:
            if self._embedder is None:
                raise _no_model()
            return self._ask_models(query.text, mode)
        except ModelProblem as problem:
            if mode == "meaning":
                raise
            return _Meaning(notice=f"{problem.title} Only words and names were searched.")

    def _ask_models(self, text: str, mode: SearchMode) -> _Meaning:
        """Ask each model that has what none before it has. Raises `ModelProblem` where none can answer."""
        legs: list[Leg] = []
        problem: ModelProblem | None = None
        for generation in self._generations():
            known = [leg.generation for leg in legs]
            own = self._index.retrieval.documents_only_in(generation.id, known) if known else None
            if own is not None and not len(own):
                continue
            try:
                embedder = self._embedder_of(generation)
                if embedder is not None:
                    legs.append(Leg(generation.id, embedder.embed_query(text), generation.model))
            except ModelProblem as error:
                problem = problem or error
        if not legs:
            if problem is not None:
                raise problem
            if self._embedder is not None:
                _ = self._embedder.fingerprint  # says why there is none
            return _Meaning(notice=_NOTHING_BY_MEANING if mode == "meaning" else _ONLY_BY_WORDS)
        return _Meaning(tuple(legs), f"{problem.title} {_NOT_ALL_BY_MEANING}" if problem else "")

    def _generations(self) -> list[Generation]:
        """The sets of vectors that may answer, the best first."""
        found = [known for known in self._index.generations() if known.role and self._index.has_vectors(known.id)]
        return sorted(found, key=lambda known: _ROLES.index(known.role))

    def _embedder_of(self, generation: Generation) -> QueryEmbedder | None:
        other = self._others(generation)
        if other is not None or self._embedder is None:
            return other
        return self._embedder if self._embedder.fingerprint == generation.fingerprint else None

    def _find(self, query: Query, meaning: _Meaning, mode: SearchMode, limit: int, *, typing: bool) -> tuple[Hit, ...]:
        retrieval = self._index.retrieval
        scope = retrieval.scope(_conditions(query))
        if not query.text:
            return tuple(hit_of(file, score=0.0) for file in retrieval.newest_files(scope, limit))
        asked = (*query.phrases, *query.terms)
        beginning = ""
        if typing and query.terms and query.raw.endswith(last := query.terms[-1]) and len(last) >= LEAST_TYPED:
            asked, beginning = asked[:-1], last
        # A phrase's words one by one, too: it may lie across the border of two chunks.
        words = (*(word for phrase in query.phrases for word in phrase.split()), *asked)
        terms = Terms()
        names: dict[int, NameScore] = {}
        if mode != "meaning":
            terms = weigh_terms(retrieval, words, self._ranking, beginning=beginning)
            names = score_names(retrieval, asked, scope, self._ranking, beginning=beginning)
        there = self._roles()
        legs = [leg for leg in meaning.legs if leg.generation in there]
        candidates = find_candidates(retrieval, terms, legs, scope, self._ranking)
        # Without a vector the words decide alone.
        ranked = self._rank(candidates, names, mode if legs else "words", limit)
        wanted = wanted_marks(retrieval.tokenizers, [term for term in asked if term in terms.terms], beginning)
        return build_hits(retrieval, ranked, names, scope, wanted, self._ranking)

    def _rank(self, candidates: Candidates, names: dict[int, NameScore], mode: SearchMode, limit: int) -> list[Ranked]:
        """Documents, and files that only their name brings, best first. A document is as good as its best chunk."""
        scores = mix(candidates, mode, self._ranking)
        best_first = np.lexsort((candidates.chunks, -scores)).tolist()
        places: dict[int, list[int]] = {}
        for place, document in zip(best_first, candidates.documents[best_first].tolist(), strict=True):
            places.setdefault(document, []).append(place)
        name_of: dict[int, float] = {}
        found: list[tuple[float, int | None, int | None]] = []
        for name in names.values():
            enough = name.coverage >= self._ranking.name_coverage
            if name.document_id is None and enough:
                found.append((with_name(0.0, name.score), None, name.file_id))
            elif name.document_id is not None and (enough or name.document_id in places):
                name_of[name.document_id] = max(name.score, name_of.get(name.document_id, 0.0))
        for document in places.keys() | name_of.keys():
            score = float(scores[places[document][0]]) if document in places else 0.0
            found.append((with_name(score, name_of.get(document, 0.0)), document, None))
        found.sort(key=lambda item: (-item[0], item[1] or 0, item[2] or 0))
        most = self._ranking.passages_per_file
        return [
            Ranked(
                score,
                document,
                file,
                tuple(_scored(candidates, scores, place) for place in places.get(document or 0, [])[:most]),
            )
            for score, document, file in found[:limit]
        ]


def _scored(candidates: Candidates, scores: Floats, place: int) -> ScoredChunk:
    words: tuple[Source, ...] = ("words",) if candidates.words[place] else ()
    near: tuple[Source, ...] = ("meaning",) if candidates.near[place] else ()
    return ScoredChunk(int(candidates.chunks[place]), float(scores[place]), words + near)


def _no_model() -> ModelProblem:
    return ModelProblem("model-missing", "There is no model to search by meaning with.")


def _conditions(query: Query) -> Conditions:
    return Conditions(
        phrases=query.phrases,
        excluded=query.excluded,
        kinds=query.types,
        folders=query.folders,
        after_ns=_midnight_ns(query.after) if query.after else None,
        before_ns=_midnight_ns(query.before) if query.before else None,
    )


def _midnight_ns(day: date) -> int:
    """The beginning of a day where the computer stands, in nanoseconds since 1970, within what the index can hold."""
    try:
        seconds = datetime.combine(day, time_of_day.min).astimezone().timestamp()
    except (OverflowError, OSError, ValueError):
        # Some systems know no local time for the years before 1970.
        seconds = (day - date(1970, 1, 1)).days * 86_400.0
    return max(-_LATEST_NS, min(_LATEST_NS, int(seconds) * 1_000_000_000))
