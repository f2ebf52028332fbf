"""Which sentence of a passage says what was asked for: by the query's words in it, and by how like the query it is.

Invariant: a sentence is named only where it leads the others; where nobody can tell, none is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pplx_desktop.core.types import Codes, Query, QueryVector, TellingSentence
from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.store import Index
from pplx_desktop.index.tokens import Token
from pplx_desktop.index.vectors import CodeRows
from pplx_desktop.search.asked import Asked, read_asked
from pplx_desktop.search.calibration import Floats
from pplx_desktop.search.meaning import likenesses
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking
from pplx_desktop.search.sentences import Span, sentences, without_headings
from pplx_desktop.search.snippets import Wanted, find_marks, make_told_snippet, wanted_marks

LIKENESS_SHARE = 0.4
"""The share of the likeness, the rest is the share of the query's words that the sentence holds. Chosen on four sets with
the answers' places (tests/benchmarks/telling_sentence.py): 0.2 to 0.5 are equally good, above that sets in languages that
the model does not know lose; the more it counts the better where the answer has few of the words.
"""
LEAST_LEAD = 0.02
"""What leads by less is right in less than half of the cases."""
_MOST_SENTENCES = 64
"""A passage of more is a list or a table, and would keep the model busy."""


@dataclass(frozen=True, slots=True)
class ReadPassage:
    """A passage with its sentences, and how much of what the query's words tell each of them holds, between 0 and 1."""

    title: str
    heading: str
    start: int
    text: str
    places: tuple[Span, ...]
    words: Floats
    marks: tuple[tuple[Span, int], ...]

    def texts(self) -> list[str]:
        """The sentences, in order."""
        return [self.text[start:end] for start, end in self.places]


def read_passage(index: Index, query: Query, path: str, start: int, end: int) -> ReadPassage | None:
    """Read a passage of a file for a query; None where it is not there any more, or no sentence of it can lead."""
    with index.snapshot():
        record = index.record(path)
        if record is None or record.document_id is None:
            return None
        retrieval = index.retrieval
        reader = retrieval.text(record.document_id)
        text = reader.span(start, end)
        places = tuple(without_headings(text, sentences(text)))
        files = retrieval.files_of([record.document_id], Scope())
        if len(text) != end - start or not 1 < len(places) <= _MOST_SENTENCES or not files:
            return None
        tokens = retrieval.tokenizers.stems(text)
        asked = read_asked(retrieval, query, typing=True)
        wanted = wanted_marks(retrieval.tokenizers, asked.marked, asked.beginning)
        heading = reader.headings_at([start])[0] or ""
        title = files[record.document_id][0].title
        words = _shares(retrieval, asked, tokens, places)
    return ReadPassage(title, heading, start, text, places, words, tuple(find_marks(tokens, wanted)))


def like_query(vector: QueryVector, codes: Codes) -> Floats:
    """How like the query each sentence is, by the codes of a model."""
    values = np.frombuffer(codes.int8, np.int8).reshape(codes.count, codes.dims)
    return likenesses(vector, CodeRows(np.arange(codes.count), values, np.ones(codes.count, np.bool_)))


def choose(words: Floats, likeness: Floats | None, least_lead: float = LEAST_LEAD) -> int | None:
    """The number of the sentence that leads; None where none does. Without a model the words decide alone."""
    scores = words if likeness is None else scored(words, likeness)
    best = int(np.argmax(scores))
    lead = float(scores[best] - np.delete(scores, best).max())
    return best if lead >= least_lead else None


def scored(words: Floats, likeness: Floats, share: float = LIKENESS_SHARE) -> Floats:
    """The mix, for each sentence. Cosines are taken as they are: where the query's words are in no sentence, they decide."""
    return (1.0 - share) * words + share * np.clip(likeness, 0.0, 1.0)


def told(passage: ReadPassage, number: int, ranking: Ranking = DEFAULT_RANKING) -> TellingSentence:
    """The sentence of this number, with a snippet of the passage around it."""
    begin, end = passage.places[number]
    snippet = make_told_snippet(passage.text, passage.marks, ranking.snippet_chars, (begin, end))
    return TellingSentence(passage.start + begin, passage.start + end, snippet)


def _shares(retrieval: Retrieval, asked: Asked, tokens: list[Token], places: tuple[Span, ...]) -> Floats:
    """For each sentence, the share of all that the query's words tell: a rare one tells more, one that nothing holds most."""
    chunks = retrieval.count_chunks()
    tokenizers = retrieval.tokenizers
    terms = {tuple(tokenizers.sought(term)): term for term in reversed(asked.words)}
    terms.pop((), None)
    weights = [math.log(1.0 + chunks / (retrieval.count_chunks(term) or 0.5)) for term in terms.values()]
    begun = wanted_marks(tokenizers, (), asked.beginning).beginning if not asked.whole else ""
    # How many words begin so is not counted: it is taken for a word like the others.
    weights.append((sum(weights) / len(weights) if weights else 1.0) if begun else 0.0)
    found = find_marks(tokens, Wanted(tuple(terms), begun))
    held = [{number for span, number in found if start <= span[0] < end} for start, end in places]
    # A beginning has the number -1, the last of the weights.
    return np.array([sum(weights[number] for number in numbers) for numbers in held]) / (sum(weights) or 1.0)
