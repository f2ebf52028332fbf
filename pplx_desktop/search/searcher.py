"""A search, from what was typed to hits: the legs, their fusion, files with their passages.

Invariant: a query's conditions hold for every hit, and the search by words works without a model.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from datetime import time as time_of_day
from functools import partial

from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.types import Passage, Query, SearchMode, SearchResult
from pplx_desktop.index.conditions import Conditions
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search.asked import Asked, read_asked
from pplx_desktop.search.asking import Meaning, Models, nobody
from pplx_desktop.search.candidates import find_candidates
from pplx_desktop.search.explaining import Stopwatch, conditions_in_words
from pplx_desktop.search.file_passages import find_passages
from pplx_desktop.search.fusion import blend
from pplx_desktop.search.hits import build_hits, hit_of
from pplx_desktop.search.meaning import begin_like
from pplx_desktop.search.names import NameScore, score_names
from pplx_desktop.search.ordering import order_found
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.snippets import wanted_marks
from pplx_desktop.search.terms import Terms, weigh_terms
from pplx_desktop.search.topic import passages_likeness
from pplx_desktop.search.verdict import judge_match

_LATEST_NS = 2**63 - 1


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
        others: Callable[[Generation], QueryEmbedder | None] = nobody,
    ) -> None:
        self._index = index
        self._models = Models(index, embedder, others)
        self._ranking = ranking

    def search(self, raw: str, *, limit: int = 20, mode: SearchMode = "hybrid", typing: bool = False) -> SearchResult:
        """Answer a query, best file first, `limit` files at most.

        `typing` says that the last word may not be complete: it also stands for words that begin like it. In hybrid
        mode a model that cannot answer becomes a notice, and the words decide; in mode `meaning` its `ModelProblem`
        is raised.
        """
        started = time.perf_counter()
        watch = Stopwatch()
        query, notices = parse_query(raw)
        if query.is_empty:
            return SearchResult(query, (time.perf_counter() - started) * 1000, (), notices)
        # The model is asked before the index, so that no state of the index is held while it thinks; and not at all where no
        # file is left.
        leaves_nothing = self._leaves_nothing(query)
        watch.lap("filters")
        meaning = Meaning() if leaves_nothing else self._models.ask(query, mode)
        watch.lap("model")
        with self._index.snapshot():
            found = self._find(query, meaning, mode, limit, watch, typing=typing)
        notices += (meaning.notice,) if meaning.notice else ()
        return replace(found, took_ms=(time.perf_counter() - started) * 1000, notices=(*notices, *found.notices))

    def passages_of(self, raw: str, path: str, *, typing: bool) -> tuple[Passage, ...]:
        """See `find_passages`."""
        return find_passages(self._index, self._models, raw, path, self._ranking, typing=typing)

    def _leaves_nothing(self, query: Query) -> bool:
        """Whether no file fulfils the query's conditions."""
        conditions = conditions_of(query)
        if conditions == Conditions():
            return False
        with self._index.snapshot():
            files = self._index.retrieval.scope(conditions).files
        return files is not None and not len(files)

    def _find(
        self, query: Query, meaning: Meaning, mode: SearchMode, limit: int, watch: Stopwatch, *, typing: bool
    ) -> SearchResult:
        retrieval, ranking = self._index.retrieval, self._ranking.for_files(limit)
        scope = retrieval.scope(conditions_of(query))
        watch.lap("filters")
        told = Explanation(
            conditions=conditions_in_words(query), in_scope=None if scope.files is None else len(scope.files)
        )
        if not query.text:
            hits = tuple(hit_of(file, score=0.0) for file in retrieval.newest_files(scope, limit))
            watch.lap("passages")
            return SearchResult(query, 0.0, hits, explanation=replace(told, stages_ms=watch.stages_ms))
        there = self._models.roles()
        legs = [leg for leg in meaning.legs if leg.generation in there]
        # Codes are scanned while the words are read.
        asking = begin_like(retrieval, legs, scope, ranking.meaning_limit)
        asked = Asked(query.terms, query.phrases)
        terms = Terms()
        names: dict[int, NameScore] = {}
        if mode != "meaning":
            asked = read_asked(retrieval, query, typing=typing)
            terms = weigh_terms(retrieval, asked.words, ranking, beginning=asked.beginning)
            watch.lap("words")
            names = score_names(
                retrieval, asked.named, scope, ranking, beginning=asked.named_beginning, typed=query.text
            )
            watch.lap("names")
        # Without a vector the words decide alone.
        mode = mode if legs else "words"
        candidates = find_candidates(
            retrieval, terms, legs, scope, ranking, asking=asking, phrases=asked.exact, lap=watch.lap
        )
        mixed = blend(candidates, mode, ranking)
        ranked = order_found(
            candidates,
            mixed,
            names,
            limit,
            ranking,
            likeness_of=partial(passages_likeness, retrieval, () if mode == "words" else legs),
        )
        # The words are no leg of a search by meaning, but tell something of what it found.
        read = weigh_terms(retrieval, asked.words, ranking) if mode == "meaning" else terms
        verdict = judge_match(retrieval, candidates, ranked, asked.explain(read.evidence), mode)
        watch.lap("ranking")
        wanted = wanted_marks(
            retrieval.tokenizers, [term for term in asked.marked if term in terms.terms], asked.beginning
        )
        hits = build_hits(retrieval, ranked, names, scope, wanted, ranking)
        watch.lap("passages")
        told = replace(
            told,
            terms=asked.explain(terms.evidence),
            legs=candidates.legs,
            words_trust=mixed.trust,
            meaning_weight=mixed.meaning_weight,
            confidence=verdict.confidence,
            stages_ms=watch.stages_ms,
        )
        return SearchResult(
            query,
            0.0,
            hits,
            notices=(asked.notice,) if asked.notice else (),
            is_good_match=verdict.is_good_match,
            closest=asked.closest,
            explanation=told,
        )


def conditions_of(query: Query) -> Conditions:
    """What every hit must fulfil, as the index wants it said."""
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
