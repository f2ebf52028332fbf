"""Asks the models what a query means: a vector from each that has vectors of what none before it has.

Invariant: a query's vector is only compared with vectors that the same model made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.ports import QueryEmbedder
from pplx_desktop.core.types import Query, SearchMode
from pplx_desktop.index.store import Generation, Index
from pplx_desktop.search.candidates import Leg

_ONLY_BY_WORDS = "Nothing was indexed by meaning yet: only words and names were searched."
_NOTHING_BY_MEANING = (
    "Nothing was indexed by meaning yet, so nothing was searched. Let indexing go on, or search by words meanwhile."
)
_NOT_ALL_BY_MEANING = "Some files were searched by words and names only."
_ROLES = ("searched", "next", "first")
"""Who is heard first about a file that several models have."""
_MOST_TRIES = 3
"""So often the models are asked where sets of vectors give way to others meanwhile."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the search by meaning needs, or why there is none. `legs` are in the order of who is heard first."""

    legs: tuple[Leg, ...] = ()
    notice: str = ""


def by_role(generations: Iterable[Generation]) -> list[Generation]:
    """Those that may answer, the best first."""
    return sorted((known for known in generations if known.role), key=lambda known: _ROLES.index(known.role))


def nobody(_: Generation) -> QueryEmbedder | None:
    """There are no other models."""
    return None


class Models:
    """The models that know an index. Used by the thread that the index belongs to.

    `embedder` is that of the model in use; `others` gives those of other models whose vectors are there meanwhile.
    """

    def __init__(
        self, index: Index, embedder: QueryEmbedder | None, others: Callable[[Generation], QueryEmbedder | None]
    ) -> None:
        self._index = index
        self._embedder = embedder
        self._others = others

    def roles(self) -> set[int]:
        """The generations that have one."""
        return {known.id for known in self._index.generations() if known.role}

    def ask(self, query: Query, mode: SearchMode) -> Meaning:
        """Ask the models, and again where a set of vectors gave way to another while its model was thinking or because
        its model was let go. In mode `meaning` the `ModelProblem` of a model that cannot answer is raised.
        """
        for _ in range(_MOST_TRIES - 1):
            roles = self.roles()
            try:
                meaning = self._ask(query, mode)
            except ModelProblem:
                if self.roles() == roles:
                    raise
                continue
            if self.roles() == roles:
                return meaning
        return self._ask(query, mode)

    def _ask(self, query: Query, mode: SearchMode) -> Meaning:
        if mode == "words" or not query.text:
            return Meaning()
        try:
            if self._embedder is None:
                raise _no_model()
            return self._ask_each(query.text, mode)
        except ModelProblem as problem:
            if mode == "meaning":
                raise
            return Meaning(notice=f"{problem.title} Only words and names were searched.")

    def _ask_each(self, text: str, mode: SearchMode) -> Meaning:
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
                    # While the model thinks, or is loaded first.
                    self._index.retrieval.expect_nearest(generation.id)
                    legs.append(Leg(generation.id, embedder.embed_query(text), generation.model, generation.role))
            except ModelProblem as error:
                problem = problem or error
        if not legs:
            if problem is not None:
                raise problem
            if self._embedder is not None:
                _ = self._embedder.fingerprint  # says why there is none
            return Meaning(notice=_NOTHING_BY_MEANING if mode == "meaning" else _ONLY_BY_WORDS)
        return Meaning(tuple(legs), f"{problem.title} {_NOT_ALL_BY_MEANING}" if problem else "")

    def _generations(self) -> list[Generation]:
        """The sets of vectors that may answer, the best first."""
        return [known for known in by_role(self._index.generations()) if self._index.has_vectors(known.id)]

    def _embedder_of(self, generation: Generation) -> QueryEmbedder | None:
        other = self._others(generation)
        if other is not None or self._embedder is None:
            return other
        return self._embedder if self._embedder.fingerprint == generation.fingerprint else None


def _no_model() -> ModelProblem:
    return ModelProblem("model-missing", "There is no model to search by meaning with.")
