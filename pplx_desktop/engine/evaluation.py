"""How good the search is, measured on sets with human judgments, through the program's own path.

Each row of the corpus becomes a Markdown file in a folder of its own index; the files are scanned, read, cut, embedded
and stored like a user's, and each query goes through the same search as one that is typed.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.paths import Paths
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import RunSummary, SearchMode
from pplx_desktop.engine.beir import RetrievalSet
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.retrieval_metrics import ndcg, recall, reciprocal_rank
from pplx_desktop.engine.search_service import SearchService

_DEPTH = 100
"""How many files are asked for: the deepest measure is recall@100."""
_FILES_IN_FOLDER = 1000


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Means over the queries. `seconds` is that of the queries, without the indexing."""

    name: str
    mode: SearchMode
    queries: int
    ndcg_10: float
    recall_10: float
    recall_100: float
    mrr_10: float
    seconds: float


class EvaluationIndex:
    """The index of one set, in a folder of its own. A folder that was used before is brought up to date."""

    def __init__(self, data: RetrievalSet, folder: Path, models: Path, settings: Settings, events: EventBus) -> None:
        """Writes the files and indexes them. Raises `ModelProblem` where the model cannot be used."""
        self._data = data
        self._paths = Paths(folder / "config", folder / "index", models, folder / "run")
        self._paths.create()
        self._model = ModelSlot(self._paths)
        corpus = folder / "corpus"
        self._ids = _write_corpus(data, corpus)
        lane = self._model.use(settings)
        if self._model.problem is not None:
            raise self._model.problem
        try:
            self.indexing = self._index(corpus, settings, lane, events)
        except BaseException:
            self._model.close()
            raise
        self._search = SearchService(self._paths, self._model)

    def _index(self, corpus: Path, settings: Settings, lane: ModelLane | None, events: EventBus) -> RunSummary:
        with IndexSession(self._paths, settings, lane, events, Gate()) as session:
            summary = session.indexer.run([str(corpus)], scan_rules(settings, self._paths))
        if session.model_problem is not None:
            raise session.model_problem
        return summary

    def evaluate(
        self, mode: SearchMode, *, limit_queries: int | None = None, tick: Callable[[int, int], None] | None = None
    ) -> Evaluation:
        """Ask the queries, the first `limit_queries` of them. `tick` is called with how many are done, and of how many."""
        queries = self._data.queries[:limit_queries]
        ndcg_10: list[float] = []
        recall_10: list[float] = []
        recall_100: list[float] = []
        mrr_10: list[float] = []
        begun = time.monotonic()
        for done, (query, text) in enumerate(queries, start=1):
            found = self._search.search(text, limit=_DEPTH, mode=mode)
            ranked = [row for hit in found.hits for path in (hit.path, *hit.copies) if (row := self._ids.get(path))]
            judged = self._data.judgments[query]
            ndcg_10.append(ndcg(ranked, judged, 10))
            recall_10.append(recall(ranked, judged, 10))
            recall_100.append(recall(ranked, judged, 100))
            mrr_10.append(reciprocal_rank(ranked, judged, 10))
            if tick is not None:
                tick(done, len(queries))
        return Evaluation(
            name=self._data.name,
            mode=mode,
            queries=len(queries),
            ndcg_10=mean(ndcg_10),
            recall_10=mean(recall_10),
            recall_100=mean(recall_100),
            mrr_10=mean(mrr_10),
            seconds=time.monotonic() - begun,
        )

    def close(self) -> None:
        """End the model's child and close the index. Idempotent."""
        self._search.close()
        self._model.close()


def _write_corpus(data: RetrievalSet, folder: Path) -> dict[str, str]:
    """One Markdown file for each row; returns path to id. A file that is there already is left alone, and one that is
    no row of the set is deleted. Raises `EnvironmentProblem` where the folder cannot be written.
    """
    try:
        return _bring_up_to_date(data, folder)
    except OSError as error:
        raise EnvironmentProblem(
            "eval-work", f"{folder} cannot be written: {error.strerror}.", hint="Choose another folder with --work."
        ) from error


def _bring_up_to_date(data: RetrievalSet, folder: Path) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number, row in enumerate(data.corpus):
        parent = folder / _opaque(f"folder {number // _FILES_IN_FOLDER}")
        parent.mkdir(parents=True, exist_ok=True)
        path = parent / f"{_opaque(row.row_id)}.md"
        title = " ".join(row.title.split())
        content = f"# {title}\n\n{row.text}\n" if title else f"{row.text}\n"
        encoded = content.encode("utf-8", "replace")
        if not path.exists() or path.read_bytes() != encoded:
            path.write_bytes(encoded)
        ids[str(path)] = row.row_id
    for path in folder.rglob("*.md"):
        if str(path) not in ids:
            path.unlink()
    return ids


def _opaque(text: str) -> str:
    """A name that no query can match: names are searched too, and an id would give the answer away."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return "q" + digest.translate(str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst"))
