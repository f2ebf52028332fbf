"""How good the search is, measured on sets with human judgments, through the program's own path.

Texts become Markdown files in a folder of their own index; these are scanned, read, cut, embedded and stored like a
user's, and each query goes through the same search as one that is typed. What is judged is a *view* of the answer:

- `rows`: each row of the corpus is a file, and files are ranked.
- `passages`: each whole document is a file, and the passages of all files are ranked, in the files' own order: a
  passage stands as far below its file's score as it is behind that file's best passage. The first that overlaps one of
  the answer's spans is right; what else overlaps counts no more, so that no way of cutting is paid for cutting small.
- `within`: the same, with the query asked within the right document alone (`in:` its folder).
- `documents`: the files of the same answer as `passages`, against the judgments of documents.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Hit, Passage, QueryVector, RunSummary, SearchMode
from pplx_desktop.engine.beir import CorpusRow, RetrievalSet, WholeDocuments
from pplx_desktop.engine.eval_corpus import Places, Span, overlaps, write_files
from pplx_desktop.engine.eval_outcomes import Evaluation, Outcome, View, excerpt, judged_passages, judged_rows
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.index.store import Generation
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking

Tick = Callable[[int, int], None]
"""Called with how many queries are done, and of how many."""

DEPTH = 100
"""How many files are asked for: the deepest measure is recall@100."""
_PASSAGES_OF_FILE = 10
"""So many of each file, for the first ten over all files may be of one; within one file as many as `DEPTH`."""


class _Remembered:
    """A `QueryEmbedder` that is asked for each text once: all legs and views ask the same queries."""

    def __init__(self, embedder: QueryEmbedder, known: dict[tuple[str, str], QueryVector]) -> None:
        self._embedder, self._known = embedder, known

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    def embed_query(self, text: str) -> QueryVector:
        key = self.fingerprint, text
        if key not in self._known:
            self._known[key] = self._embedder.embed_query(text)
        return self._known[key]


class _RememberingSlot(ModelSlot):
    """As `ModelSlot`; what answers queries remembers its answers."""

    def __init__(self, paths: Paths) -> None:
        super().__init__(paths)
        self._vectors: dict[tuple[str, str], QueryVector] = {}

    def embedder_of(self, generation: Generation) -> QueryEmbedder | None:
        embedder = super().embedder_of(generation)
        return None if embedder is None else _Remembered(embedder, self._vectors)


class EvaluationIndex:
    """The index of some texts, in a folder of its own. A folder that was used before is brought up to date."""

    def __init__(
        self,
        rows: Sequence[CorpusRow],
        folder: Path,
        models: Path,
        settings: Settings,
        events: EventBus,
        *,
        apart: bool = False,
    ) -> None:
        """Writes the files, `apart` in a folder each, and indexes them. Raises `ModelProblem` where the model cannot be
        used.
        """
        self.paths = Paths(folder / "config", folder / "index", models, folder / "run")
        self.paths.create()
        self.model = _RememberingSlot(self.paths)
        corpus = folder / "corpus"
        self.ids = write_files(rows, corpus, apart=apart)
        """Path of a file to the id of its row."""
        lane = self.model.use(settings)
        if self.model.problem is not None:
            raise self.model.problem
        try:
            self.indexing = self._index(corpus, settings, lane, events)
        except BaseException:
            self.model.close()
            raise

    def _index(self, corpus: Path, settings: Settings, lane: ModelLane | None, events: EventBus) -> RunSummary:
        with IndexSession(self.paths, settings, lane, events, Gate()) as session:
            summary = session.indexer.run([str(corpus)], scan_rules(settings, self.paths))
        if session.model_problem is not None:
            raise session.model_problem
        return summary

    @contextmanager
    def searching(self, ranking: Ranking) -> Generator[SearchService]:
        """The program's search, with these constants."""
        service = SearchService(self.paths, self.model, ranking)
        try:
            yield service
        finally:
            service.close()

    def close(self) -> None:
        """End the model's child. Idempotent."""
        self.model.close()


class RowsIndex:
    """A set whose rows are files."""

    def __init__(self, data: RetrievalSet, folder: Path, models: Path, settings: Settings, events: EventBus) -> None:
        """As `EvaluationIndex`."""
        self._data = data
        self._rows = {row.row_id: row for row in data.corpus}
        self.index = EvaluationIndex(data.corpus, folder, models, settings, events)

    def evaluate(
        self,
        mode: SearchMode,
        ranking: Ranking = DEFAULT_RANKING,
        *,
        limit_queries: int | None = None,
        tick: Tick | None = None,
    ) -> tuple[Evaluation, ...]:
        """Ask the queries, the first `limit_queries` of them, by one leg."""
        queries = self._data.queries[:limit_queries]
        ranking = replace(ranking, passages_per_file=1, snippet_chars=0)
        begun = time.monotonic()
        outcomes: list[Outcome] = []
        with self.index.searching(ranking) as service:
            for query, text in _counted(queries, tick):
                hits = service.search(text, limit=DEPTH, mode=mode).hits
                judged = self._data.judgments[query]
                outcomes.append(judged_rows(query, hits, self.index.ids, judged, partial(self._piece, text)))
        return (Evaluation(self._data.name, "rows", mode, tuple(outcomes), time.monotonic() - begun),)

    def _piece(self, query: str, row: str, _: Hit) -> str:
        return excerpt(self._rows[row].text, query)

    def close(self) -> None:
        """As `EvaluationIndex.close`."""
        self.index.close()


class WholeIndex:
    """A set whose whole documents are files, cut and embedded as the program does it."""

    def __init__(self, data: RetrievalSet, folder: Path, models: Path, settings: Settings, events: EventBus) -> None:
        """As `EvaluationIndex`. Raises `UserError` where the set has no whole documents (`eval-set`), or what was read of
        one is not what it holds (`eval-offsets`).
        """
        self._data, self.whole = data, _whole(data)
        self.index = EvaluationIndex(self.whole.documents, folder, models, settings, events, apart=True)
        self._paths = {row: path for path, row in self.index.ids.items()}
        self._read: dict[str, str] = {}
        self.answers = self._carried()
        """Query to the path of the right document, and where in its text, as it was read, the answer is."""

    def _carried(self) -> dict[str, tuple[str, tuple[Span, ...]]]:
        places: dict[str, Places | None] = {}
        found: dict[str, tuple[str, tuple[Span, ...]]] = {}
        try:
            with self.index.searching(DEFAULT_RANKING) as service:
                for row in self.whole.documents:
                    path = self._paths[row.row_id]
                    read = self._read[path] = _read(service, path)
                    # Where nothing was read, nothing can be found.
                    places[row.row_id] = Places.between(row, read) if read else None
        except BaseException:
            self.close()
            raise
        for query, answer in self.whole.answers.items():
            known = places[answer.document]
            spans = (known.carried(span) for span in answer.spans) if known is not None else ()
            found[query] = (self._paths[answer.document], tuple(span for span in spans if span is not None))
        return found

    def evaluate(
        self,
        mode: SearchMode,
        ranking: Ranking = DEFAULT_RANKING,
        *,
        views: Sequence[View] = ("passages", "within", "documents"),
        limit_queries: int | None = None,
        tick: Tick | None = None,
    ) -> tuple[Evaluation, ...]:
        """Ask the queries that have an answer, the first `limit_queries` of them, by one leg: a value for each view."""
        queries = [(query, text) for query, text in self._data.queries if query in self.answers][:limit_queries]
        over_all = replace(ranking, passages_per_file=_PASSAGES_OF_FILE, snippet_chars=0)
        outcomes: dict[View, list[Outcome]] = {view: [] for view in views}
        seconds = dict.fromkeys(views, 0.0)
        one_file = replace(over_all, passages_per_file=DEPTH)
        with self.index.searching(over_all) as service, self.index.searching(one_file) as within:
            for query, text in _counted(queries, tick):
                if "within" in outcomes:
                    begun = time.monotonic()
                    folder = Path(self.answers[query][0]).parent.name
                    hits = within.search(f"in:{folder} {text}", limit=1, mode=mode).hits
                    outcomes["within"].append(self._judged_passages(query, text, hits))
                    seconds["within"] += time.monotonic() - begun
                if not {"passages", "documents"}.isdisjoint(outcomes):
                    begun = time.monotonic()
                    hits = service.search(text, limit=DEPTH, mode=mode).hits
                    if "passages" in outcomes:
                        outcomes["passages"].append(self._judged_passages(query, text, hits))
                    if "documents" in outcomes:
                        judged = self.whole.judgments.get(query, {})
                        piece = partial(self._best_piece, text)
                        outcomes["documents"].append(judged_rows(query, hits, self.index.ids, judged, piece))
                    for view in outcomes.keys() - {"within"}:
                        seconds[view] += time.monotonic() - begun
        return tuple(Evaluation(self._data.name, view, mode, tuple(outcomes[view]), seconds[view]) for view in views)

    def is_right(self, query: str, paths: Sequence[str], passage: Span) -> bool:
        """Whether a passage of a file, which may have copies, answers a query."""
        path, spans = self.answers[query]
        return path in paths and overlaps(passage, spans)

    def _judged_passages(self, query: str, text: str, hits: Sequence[Hit]) -> Outcome:
        def described(hit: Hit, passage: Passage) -> tuple[str, str]:
            return self.index.ids.get(hit.path, ""), self._piece(text, hit, passage)

        return judged_passages(query, hits, partial(self.is_right, query), described)

    def _best_piece(self, query: str, _: str, hit: Hit) -> str:
        return self._piece(query, hit, hit.passages[0]) if hit.passages else ""

    def _piece(self, query: str, hit: Hit, passage: Passage) -> str:
        return excerpt(self._read.get(hit.path, "")[passage.start : passage.end], query)

    def close(self) -> None:
        """As `EvaluationIndex.close`."""
        self.index.close()


def _read(service: SearchService, path: str) -> str:
    """What was read of a file; nothing where it could not be read."""
    try:
        return service.view(path).text
    except UserError as error:
        if error.code != "not-indexed":
            raise
        return ""


def _whole(data: RetrievalSet) -> WholeDocuments:
    if data.whole is None or not data.whole.answers:
        raise UserError(
            "eval-set",
            f"{data.name} holds no whole documents with answers.",
            hint="They are in documents.jsonl, and where the answers are is in the metadata of queries.jsonl.",
        )
    return data.whole


def _counted(queries: Sequence[tuple[str, str]], tick: Tick | None) -> Iterator[tuple[str, str]]:
    for done, query in enumerate(queries, start=1):
        yield query
        if tick is not None:
            tick(done, len(queries))
