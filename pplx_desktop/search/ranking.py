"""The constants of the ranking, in one value. `tests/benchmarks/fusion_weights.py` measures others on judged sets,
`leave_one_out.py` how they hold on sets not seen, `leg_limits.py` how much the legs have to bring, `desktop_tree.py` those
of names.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pplx_desktop.index.fulltext import ColumnWeights

_FILES = 100
"""So many files the limits of the legs are enough for."""
_MOST_TIMES = 20
"""The legs never bring more than so many times as much: each passage is judged in memory."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a search ranks.

    `words_limit` chunks are taken from the words, the `meaning_limit` nearest by Hamming distance from the bits. In a
    hybrid search `meaning_weight` (0 to 1) is the share of likeness in a chunk's score, the rest is words: where the best
    stands out by `usual_contrast` deviations of what any chunk is like the query; in proportion more or less, where by more
    or less. 0 leaves that out.
    A word that more than `common_share` of all chunks hold is left out where a rarer one is asked for.
    A word that at most `rare_chunks` chunks hold lifts their score by words towards 1, by `rare_weight` of its share of
    the query, so that a long passage with the only rare word of a query is not taken for a vague one.
    A chunk is certain, and comes before all that are not, where the rare words in it, or the numbers that at most
    `number_chunks` hold, make `certain_share` of what the query's words tell.
    The words count in full in a mix as soon as the best chunk has one part in `words_trust` of the most that bm25 could
    come to; below that, in proportion.
    A document is as good as its best passage. How like the query it is as a whole raises its score by at most
    `document_weight` of what is missing to 1; the best `least_documents` are looked at.
    `name_weight` is the most that a name is worth that holds the query's words; in a folder's name a word counts
    `folder_share` of that. Below `name_coverage` (the share of the query's words that the name holds) a name alone brings
    no file; a folder's name alone brings none, for `folder_share` is less than that.
    With `snippet_chars` 0 no text is read: for who wants to know only where passages are, a tenth of the work.
    """

    words_limit: int = 200
    meaning_limit: int = 300
    meaning_weight: float = 0.5
    usual_contrast: float = 4.5
    columns: ColumnWeights = field(default_factory=ColumnWeights)
    common_share: float = 0.5
    rare_chunks: int = 50
    rare_weight: float = 0.8
    certain_share: float = 0.6
    number_chunks: int = 500
    words_trust: float = 2.0
    document_weight: float = 0.3
    least_documents: int = 20
    name_weight: float = 0.75
    folder_share: float = 0.45
    name_coverage: float = 0.5
    names_limit: int = 200
    passages_per_file: int = 5
    snippet_chars: int = 220

    def for_files(self, limit: int) -> Ranking:
        """The same for `limit` files: where these are many, the legs bring more in proportion."""
        times = min(-(-limit // _FILES), _MOST_TIMES)
        if times <= 1:
            return self
        return replace(self, words_limit=times * self.words_limit, meaning_limit=times * self.meaning_limit)


DEFAULT_RANKING = Ranking()
