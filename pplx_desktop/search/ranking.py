"""The constants of the ranking, in one value. `tests/benchmarks/fusion_weights.py` measures others on judged sets."""

from __future__ import annotations

from dataclasses import dataclass, field

from pplx_desktop.index.fulltext import ColumnWeights


@dataclass(frozen=True, slots=True)
class Ranking:
    """How a search ranks.

    `words_limit` chunks are taken from the words, the `meaning_limit` nearest by Hamming distance from the bits. In a
    hybrid search `meaning_weight` (0 to 1) is the share of likeness in a chunk's score, the rest is words.
    A word that more than `common_share` of all chunks hold is left out where a rarer one is asked for.
    A word that at most `rare_chunks` chunks hold lifts their score by words towards 1, by `rare_weight` of its share of
    the query, so that a long passage with the only rare word of a query is not taken for a vague one.
    The words count in full in a mix as soon as the best chunk has one part in `words_trust` of the most that bm25 could
    come to; below that, in proportion.
    `name_weight` is the most that a name is worth that holds the query's words, and `exact_name_weight` what one is
    worth that is the query, with or without its suffix: whoever types a file's name wants that file. Below `name_coverage`
    (the share of the query's words that the name holds) a name alone brings no file.
    """

    words_limit: int = 500
    meaning_limit: int = 400
    meaning_weight: float = 0.5
    columns: ColumnWeights = field(default_factory=ColumnWeights)
    common_share: float = 0.5
    rare_chunks: int = 50
    rare_weight: float = 0.8
    words_trust: float = 4.0
    name_weight: float = 0.6
    exact_name_weight: float = 1.0
    name_coverage: float = 0.5
    names_limit: int = 200
    passages_per_file: int = 5
    snippet_chars: int = 220


DEFAULT_RANKING = Ranking()
