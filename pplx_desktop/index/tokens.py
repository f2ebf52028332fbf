"""How text becomes words: the full text index's own tokenizers, for queries and for marking matches.

Invariant: a word is matched here exactly where the full text index matches it, for it is the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

import apsw
import numpy as np

from pplx_desktop.index.rewriting import is_rewritten, is_short_piece, rewrite, rewrite_with_places

_UNICODE = ["remove_diacritics", "2", "categories", "L* N* Co M*"]
"""As in the schema: a mark belongs to the letter that it stands on."""


_KNOWN_FORMS = 4_000


class Token(NamedTuple):
    """A word of a text: its place in characters, and its form in the index (`term`)."""

    start: int
    end: int
    term: str


class Tokenizers:
    """The tokenizers of one connection. Used by the connection's thread."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._plain = connection.fts5_tokenizer("unicode61", _UNICODE)
        self._stemming = connection.fts5_tokenizer("porter", ["unicode61", *_UNICODE])
        self.known_forms = lru_cache(_KNOWN_FORMS)(self._read_forms)
        """As `forms`, for short texts that come again and again, such as names."""

    def words(self, text: str) -> list[str]:
        """The words of what was typed, in lower case, without diacritics, unstemmed: what `phrase` makes a query of."""
        return [word for _, _, word in _cut(self._plain, rewrite(text, typed=True), apsw.FTS5_TOKENIZE_QUERY)]

    def sought(self, text: str) -> list[str]:
        """The words of what was typed, as the full text index holds them."""
        return [stem for _, _, stem in _cut(self._stemming, rewrite(text, typed=True), apsw.FTS5_TOKENIZE_QUERY)]

    def phrase_of(self, stem: str) -> str:
        """The FTS5 string for a word as the full text index holds it; "" where none is known. It is made of nothing else, so
        that it tells of no text.
        """
        # A stem that is stemmed again may lose more.
        for word in (stem, f"{stem}e", f"{stem}ness"):
            if self.sought(word) == [stem] and not (found := phrase(self.words(word))).endswith("*"):
                return found
        return ""

    def begun(self, words: Sequence[str]) -> str:
        """The FTS5 string for words that were typed, the last one of which is the beginning of a word. Where it can be, of
        words that begin as it was typed, not like its stem: "ins" is not that of "into".
        """
        *whole, last = words
        found = phrase(words)
        if not whole and (as_typed := self.phrase_of(last)):
            found = as_typed
        return found if found.endswith("*") else f"{found} *"

    def _read_forms(self, text: str) -> frozenset[str]:
        return frozenset(self.forms(text))

    def forms(self, text: str) -> set[str]:
        """The different words of a document's text, in the form that the full text index holds."""
        data = rewrite(clean_text(text)).encode("utf-8")
        tokenize = cast("Callable[..., list[str]]", self._stemming)
        return set(tokenize(data, apsw.FTS5_TOKENIZE_DOCUMENT, None, include_offsets=False, include_colocated=False))

    def stems(self, text: str) -> list[Token]:
        """The words of a document's text with their places, in the form that the full text index holds."""
        return list(map(Token._make, self.cut(text)))

    def cut(self, text: str) -> list[tuple[int, int, str]]:
        """As `stems`, without making a `Token` of each: a search cuts some ten thousand words and looks at few of them."""
        text = clean_text(text)
        if not is_rewritten(text):
            return _cut(self._stemming, text, apsw.FTS5_TOKENIZE_DOCUMENT)
        rewritten, (starts, ends) = rewrite_with_places(text)
        return [
            (starts[start], ends[end - 1], stem)
            for start, end, stem in _cut(self._stemming, rewritten, apsw.FTS5_TOKENIZE_DOCUMENT)
        ]


@lru_cache(maxsize=1)
def shared_tokenizers() -> Tokenizers:
    """Those of a connection to nothing, for whoever has no index at hand. Used by one thread at a time."""
    return Tokenizers(apsw.Connection(":memory:"))


def phrase(words: Sequence[str]) -> str:
    """Words of a query as one FTS5 string: they follow each other. A word of the tokenizer holds no quote; it is doubled
    all the same. A last word that is shorter than the pieces of its script is the beginning of them.
    """
    quoted = '"' + " ".join(words).replace('"', '""') + '"'
    return f"{quoted} *" if words and is_short_piece(words[-1]) else quoted


def clean_text(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold. Offsets stay what they are."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _cut(tokenizer: apsw.FTS5Tokenizer, text: str, reason: int) -> list[tuple[int, int, str]]:
    """The words of a text as it is: from which character to which, and what the index makes of it."""
    text = clean_text(text)
    data = text.encode("utf-8")
    # The call gives (start, end, term) for each word; its stub says less.
    found = cast("list[tuple[int, int, str]]", tokenizer(data, reason, None))
    if len(data) == len(text):
        return found
    # Byte offsets to character offsets: before each byte, how many bytes begin a character.
    begins = (np.frombuffer(data, np.uint8) & 0xC0) != 0x80
    chars: list[int] = np.concatenate(([0], np.cumsum(begins))).tolist()
    return [(chars[start], chars[end], term) for start, end, term in found]
