"""The engine of `window_latency`: the program's own, on an index that is only read, and queries that fit it."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from pathlib import Path

from pplx_desktop.core.paths import Paths
from pplx_desktop.core.types import DocumentView, Hit, QueryVector
from pplx_desktop.engine.bench_search.codes import DrawnVectors
from pplx_desktop.engine.bench_search.homes import FINGERPRINT, read_record
from pplx_desktop.engine.bench_search.queries import Asked, make_queries
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService
from pplx_desktop.index.store import Generation

_KINDS = ("hybrid, a question", "one rare word", "hybrid, two common words")
_MOST_TYPED = 40
"""Longer queries are cut: nobody reads what comes while the thirtieth letter is typed."""
_QUESTIONS = Path(__file__).with_name("desktop_questions.tsv")


class ReadingHost(Host):
    """A `Host` that indexes nothing, and keeps nothing of what is searched."""

    def __init__(self, home: Path, scratch: Path, *, probes: int = 60) -> None:
        """`probes` are the passages of each kind of query whose vectors are drawn."""
        paths = Paths(scratch / "config", home / "data", scratch / "models", scratch / "run")
        super().__init__(paths)
        record = read_record(home)
        if record is not None:
            self._model = _DrawnModel(paths, _asked(home, probes))
            self._model.use(self.settings())
            self._search = SearchService(paths, self._model, is_lasting=True)

    def begun(self) -> ReadingHost:
        """Itself, warming up."""
        threading.Thread(target=self._load_model, name="warm-up", daemon=True).start()
        return self

    @property
    def is_warm(self) -> bool:
        """True where the codes are in memory, and the model has answered."""
        return self._search.code_bytes > 0

    def view(self, path: str) -> DocumentView:
        """See `SearchEngine.view`."""
        return self._search.view(path)

    def remember_search(self, query: str) -> None:
        """Keep nothing."""

    def browse(self, wanted: int) -> list[Hit]:
        """So many hits, as a search of the index gives them; said twice under other names where it has no more."""
        kinds = [value.text for value in self.values_of("type", "", limit=20) if not value.is_group]
        return list(self.search(f"type:{','.join(kinds)}", limit=wanted, mode="words").hits)

    def close(self) -> None:
        """See `SearchEngine.close`."""
        self._search.close()
        self._model.close()
        self._pages.close()


class _DrawnModel(ModelSlot):
    """The delivered model, whose answers are put aside for vectors like those of the index."""

    def __init__(self, paths: Paths, asked: Sequence[Asked]) -> None:
        super().__init__(paths)
        self._asked = asked

    @property
    def embedder(self) -> _Drawn | None:
        return _Drawn(self.lane, self._asked) if self.lane is not None else None

    def lane_of(self, generation: Generation) -> ModelLane | None:
        del generation
        return self.lane

    def embedder_of(self, generation: Generation) -> _Drawn | None:
        del generation
        return self.embedder


class _Drawn:
    fingerprint = FINGERPRINT

    def __init__(self, lane: ModelLane, asked: Sequence[Asked]) -> None:
        self._lane, self._asked = lane, asked

    def embed_query(self, text: str) -> QueryVector:
        self._lane.embed_query(text)
        fitting = (asked for asked in self._asked if asked.plain.startswith(text.strip()))
        return next(fitting, self._asked[0]).vector


def _asked(home: Path, count: int) -> list[Asked]:
    record = read_record(home)
    assert record is not None
    made = make_queries(record.probes, DrawnVectors(record.seed), count)
    return [asked for kind in _KINDS for asked in made[kind]]


def typed_queries(home: Path, count: int) -> list[tuple[str, list[str]]]:
    """What is typed, by kind."""
    record = read_record(home)
    if record is None:
        lines = [line.split("\t")[0] for line in _QUESTIONS.read_text("utf-8").splitlines() if line]
        return [("questions", random.Random(1).sample(lines, count))]
    made = make_queries(record.probes, DrawnVectors(record.seed), count)
    return [(kind, [asked.plain[:_MOST_TYPED].strip() for asked in made[kind]]) for kind in _KINDS]
