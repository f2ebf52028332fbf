"""Finds the sentence that says what was asked for, in the passage that somebody looks at.

Invariants: the model is asked about one passage at a time, beside what else it does; what was found is kept, and asked
anew once the model or the text is another. A model that cannot be asked, or sleeps, leaves the words to decide: it is not
loaded for this alone.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import AbstractContextManager

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.types import Query, TellingSentence
from pplx_desktop.core.wanted import Wanted
from pplx_desktop.engine.lane import ModelLane
from pplx_desktop.index.store import Index
from pplx_desktop.search.calibration import Floats
from pplx_desktop.search.query import parse_query
from pplx_desktop.search.telling import ReadPassage, choose, like_query, read_passage, told

log = logging.getLogger(__name__)

_KEPT = 256
"""Sentences of the passages looked at last: who goes up and down a list comes by again."""

_Key = tuple[str, str, str]


class TellingSentences:
    """Thread-safe. `reader` lends an index to read, `lane` the way to the model that answers now, if there is one."""

    def __init__(
        self, reader: Callable[[], AbstractContextManager[Index]], lane: Callable[[], ModelLane | None]
    ) -> None:
        self._reader, self._lane = reader, lane
        self._lock = threading.Lock()
        self._known: OrderedDict[_Key, int | None] = OrderedDict()

    def find(self, raw: str, path: str, start: int, end: int, wanted: Wanted | None = None) -> TellingSentence | None:
        """See `SearchEngine.telling_sentence`."""
        query, _ = parse_query(raw)
        if not query.text:
            return None
        with self._reader() as index, index.answering(wanted):
            passage = read_passage(index, query, path, start, end)
        if passage is None:
            return None
        number = self._number(query, passage)
        return told(passage, number) if number is not None else None

    def _number(self, query: Query, passage: ReadPassage) -> int | None:
        lane = self._lane()
        key = (query.text, passage.text, lane.fingerprint if lane is not None else "")
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        likeness = self._likeness(lane, query, passage) if lane is not None else None
        number = choose(passage.words, likeness)
        if likeness is not None or lane is None:
            with self._lock:
                self._known[key] = number
                while len(self._known) > _KEPT:
                    self._known.popitem(last=False)
        return number

    def _likeness(self, lane: ModelLane, query: Query, passage: ReadPassage) -> Floats | None:
        if not lane.is_running:
            return None
        texts = passage.texts()
        try:
            # The search has just asked for the query's vector, and the lane keeps it.
            vector = lane.embed_query(query.text)
            codes = lane.embed_sentences((passage.title, [passage.heading] * len(texts), texts))
        except ModelProblem as problem:
            log.info("no sentence by meaning: %s: %s", problem.code, problem)
            return None
        return like_query(vector, codes)
