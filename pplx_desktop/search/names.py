"""The leg of the names: how much of what was asked a file's name says.

Invariant: a score is between 0 and 1. Whoever types a file's name gets that file, with or without its suffix or the folders
it lies in, however its words are divided.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import NamedTuple

from pplx_desktop.index.conditions import Scope
from pplx_desktop.index.fulltext import NameMatch
from pplx_desktop.index.names import KNOWN_NAMES, folder_words, name_words
from pplx_desktop.index.retrieval import Retrieval
from pplx_desktop.search.ranking import Ranking

_MOST_COMPARED = 2_000
"""So many names are compared with what was typed where the words stand in very many."""
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


class NameScore(NamedTuple):
    """A file whose name holds some of the words. `coverage` is their share; `score` is what the name is worth without
    any text, `Ranking.name_weight` at most. `is_exact` says that the name is what was asked for.
    """

    file_id: int
    document_id: int | None
    coverage: float
    score: float
    is_exact: bool = False


def score_names(
    retrieval: Retrieval, terms: Sequence[str], scope: Scope, ranking: Ranking, *, beginning: str = "", typed: str = ""
) -> dict[int, NameScore]:
    """Files by id whose name or nearest folders hold some of the terms, or words that begin like `beginning`. `typed` is
    all that was asked for, to be compared with whole names.
    """
    stems = [stem for term in (*terms, beginning) for stem in retrieval.tokenizers.sought(term)]
    if not stems:
        return {}
    begun = stems[-1] if beginning else ""
    whole = _letters(typed)
    share = ranking.folder_share
    found: dict[int, NameScore] = {}
    of_folders: dict[str, frozenset[str]] = {}
    for match in _matches(retrieval, terms, scope, ranking, beginning, whole):
        in_name = retrieval.tokenizers.known_forms(name_words(match.name))
        if match.folder not in of_folders:
            of_folders[match.folder] = retrieval.tokenizers.known_forms(folder_words(match.folder))
        in_folder = of_folders[match.folder]
        held = [1.0 if stem in in_name else share if stem in in_folder else 0.0 for stem in stems]
        if begun and begun not in in_name and any(word.startswith(begun) for word in in_name):
            held = [1.0 if stem == begun else one for stem, one in zip(stems, held, strict=True)]
        coverage = sum(held) / len(stems)
        # The square keeps one common word of a long question, met in a name, from counting.
        score = ranking.name_weight * coverage**2
        exact = _first_letters(match.name) in whole and is_named(match.path, whole)
        if exact:
            coverage, score = 1.0, ranking.name_weight
        found[match.file_id] = NameScore(match.file_id, match.document_id, coverage, score, exact)
    return found


def is_named(path: str, letters: str) -> bool:
    """Whether the letters and digits that were typed are those of the file's name, alone or after its nearest folders."""
    *folders, name = PurePath(path).parts
    told = {_letters(one) for one in (name, PurePath(name).stem, name.split(".", 1)[0])} - {""}
    while letters and len(min(told, key=len, default=letters)) <= len(letters):
        if letters in told:
            return True
        if not folders:
            return False
        above = _letters(folders.pop())
        told = {above + one for one in told}
    return False


def _matches(
    retrieval: Retrieval, terms: Sequence[str], scope: Scope, ranking: Ranking, beginning: str, whole: str
) -> list[NameMatch]:
    found = retrieval.match_names(terms, ranking.names_limit, files=scope.files, beginning=beginning)
    if len(found) < ranking.names_limit:
        return found
    # So many hold the words that the one with nothing else may be missing.
    known = {match.file_id for match in found}
    phrase = " ".join((*terms, *((beginning,) if beginning else ())))
    more = retrieval.match_names([phrase], _MOST_COMPARED, files=scope.files, keep=_may_be(whole))
    return found + [match for match in more if match.file_id not in known and is_named(match.path, whole)]


def _may_be(letters: str) -> Callable[[bytes], bool]:
    """A quick look at a name as the index has it: it says no to most of those that `is_named` says no to, and to no other."""
    typed = letters.encode("utf-8")

    def keep(name: bytes) -> bool:
        return not name.isascii() or name.partition(b".")[0].translate(None, _NO_LETTERS).lower() in typed

    return keep


@lru_cache(KNOWN_NAMES)
def _first_letters(name: str) -> str:
    """What all that names a file begins with: most names are not in what was typed at all, which this tells."""
    return _letters(name.split(".", 1)[0])


def _letters(text: str) -> str:
    """What is left of a text without spaces, marks, diacritics and case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
    return "".join(filter(str.isalnum, text.casefold()))
