"""How text becomes words: the full text index's own tokenizers, for queries and for marking matches.

Invariant: a word is matched here exactly where the full text index matches it, for it is the same code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import apsw

_UNICODE = ["remove_diacritics", "2"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: its place in characters, and its form in the index (`term`)."""

    start: int
    end: int
    term: str


class Tokenizers:
    """The tokenizers of one connection. Used by the connection's thread."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._plain = connection.fts5_tokenizer("unicode61", _UNICODE)
        self._stemming = connection.fts5_tokenizer("porter", ["unicode61", *_UNICODE])

    def words(self, text: str) -> list[str]:
        """The words of a text, in lower case, without diacritics, unstemmed."""
        return [token.term for token in _tokens(self._plain, text, apsw.FTS5_TOKENIZE_QUERY)]

    def stems(self, text: str) -> list[Token]:
        """The words of a text with their places, in the form that the full text index holds."""
        return list(_tokens(self._stemming, text, apsw.FTS5_TOKENIZE_DOCUMENT))


def clean_text(text: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot hold. Offsets stay what they are."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text


def _tokens(tokenizer: apsw.FTS5Tokenizer, text: str, reason: int) -> Iterator[Token]:
    text = clean_text(text)
    data = text.encode("utf-8")
    # The call gives (start, end, term) for each word; its stub says less.
    found = cast("list[tuple[int, int, str]]", tokenizer(data, reason, None))
    if len(data) == len(text):
        for start, end, term in found:
            yield Token(start, end, term)
        return
    # Byte offsets to character offsets, walking along with the tokens, which come in order.
    at_byte = at_char = 0
    for start, end, term in found:
        at_char += len(data[at_byte:start].decode("utf-8", "replace"))
        length = len(data[start:end].decode("utf-8", "replace"))
        yield Token(at_char, at_char + length, term)
        at_byte, at_char = end, at_char + length
