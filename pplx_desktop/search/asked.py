"""What the words and the names are asked for, of all that was typed.

Invariant: a word that is in the index is asked for as it was typed; what it might have been meant to be is asked for only
where nothing holds it, and beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pplx_desktop.core.evidence import TermEvidence
from pplx_desktop.core.types import Query
from pplx_desktop.index.fulltext import ColumnWeights
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.index.rewriting import has_pieces, parted
from pplx_desktop.search.long_query import telling_terms
from pplx_desktop.search.spelling import Correction, correct_terms, notice_of

_PATH_BORDER = re.compile(r"[/\\_]")
LEAST_TYPED = 3
"""Fewer characters are the beginning of too many words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The query's phrases and free words. While typing the last word is a `beginning`, and `whole` where it is a word
    already. `run` is all that was typed, where it is a word or a sentence of a script without spaces. `corrections` stand
    for words that nothing holds.
    """

    terms: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    beginning: str = ""
    whole: tuple[str, ...] = ()
    run: str = ""
    corrections: tuple[Correction, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for in texts; a phrase's words one by one, too: it may lie across the border of two chunks. A word
        that is only written otherwise there is not missed: another way to write it is as good.
        """
        written_otherwise = {correction.typed for correction in self.corrections if not correction.distance}
        return (
            *(part for phrase in self.phrases for word in phrase.split() for part in parted(word)),
            *(word for word in self.marked if word not in written_otherwise),
        )

    @property
    def exact(self) -> tuple[str, ...]:
        """What comes first where it is as it was typed. Text without spaces is looked for by its pieces, which other words
        have, too: whoever holds all of it holds what was meant.
        """
        return (*self.phrases, *filter(None, [self.run]))

    @property
    def marked(self) -> tuple[str, ...]:
        """What is marked in a passage that was found."""
        return (*self.phrases, *self.terms, *self.whole, *self.closest)

    @property
    def named(self) -> tuple[str, ...]:
        """What is looked for in names: for a word that was corrected the best correction. Parts of a path one by one."""
        best = {correction.typed: correction.term for correction in reversed(self.corrections)}
        terms = (*self.phrases, *(best.get(term, term) for term in self.terms))
        return (*(part for term in terms for part in _parts(term)), *_parts(self.beginning)[:-1])

    @property
    def named_beginning(self) -> str:
        """The beginning of a word that is looked for in names."""
        return "".join(_parts(self.beginning)[-1:])

    @property
    def closest(self) -> tuple[str, ...]:
        """The words that stand in for what was typed."""
        return tuple(dict.fromkeys(correction.term for correction in self.corrections))

    @property
    def notice(self) -> str:
        """What the user should know of the corrections; empty without."""
        return notice_of(self.corrections)

    def explain(self, terms: Sequence[TermEvidence]) -> tuple[TermEvidence, ...]:
        """What is told of the terms, with what they stand in for and the beginning of a word."""
        typed = {correction.term: correction.typed for correction in self.corrections}
        told = [replace(one, use="corrected", replaces=typed[one.term]) if one.term in typed else one for one in terms]
        begun = [TermEvidence(self.beginning, "beginning")] if self.beginning and not self.whole else []
        return (*told, *begun)


def read_asked(retrieval: Retrieval, query: Query, *, typing: bool) -> Asked:
    """Take a query's words apart. `typing` says that the last one may not be complete."""
    terms, beginning, whole = query.terms, "", ()
    if typing and terms and query.raw.endswith(last := terms[-1]) and len(last) >= LEAST_TYPED:
        known = bool(retrieval.count_chunks(last))
        # What nothing begins with is complete, and may be corrected.
        if known or _begins_something(retrieval, last):
            terms, beginning, whole = terms[:-1], last, ((last,) if known else ())
    terms = telling_terms(retrieval, terms)
    run = query.text if has_pieces(query.text) and not query.phrases and len(query.text.split()) == 1 else ""
    return Asked(terms, query.phrases, beginning, whole, run, correct_terms(retrieval, terms))


def _parts(term: str) -> list[str]:
    return [part for part in _PATH_BORDER.split(term) if part]


def _begins_something(retrieval: Retrieval, beginning: str) -> bool:
    words = retrieval.tokenizers.words(beginning)
    if len(words) > 1:
        found = bool(retrieval.match_words([], 1, ColumnWeights(), documents=None, beginning=beginning))
    else:
        next_word = retrieval.vocabulary.next_word(words[-1]) if words else None
        found = next_word is not None and next_word.startswith(words[-1])
    return found or bool(retrieval.match_names([], 1, files=None, beginning=beginning))
