"""The built-in texts that ways to run a model are compared on, as windows of one model's tokens.

Invariant: every passage and every query has one row, in the order of `texts.toml`; passages come first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.windows import Window, plan_contextual, plan_independent


@dataclass(frozen=True, slots=True)
class BuiltInTexts:
    """Documents in passages, queries, and one long text in paragraphs."""

    documents: tuple[tuple[str, ...], ...]
    queries: tuple[str, ...]
    long: tuple[str, ...]

    def first(self, documents: int, queries: int) -> BuiltInTexts:
        """A part of them, for a model that is slow."""
        return BuiltInTexts(self.documents[:documents], self.queries[:queries], self.long)


@dataclass(frozen=True, slots=True)
class PlannedTexts:
    """Windows whose parts name rows: `passages` rows first, then `queries` rows."""

    windows: tuple[Window, ...]
    passages: int
    queries: int


@cache
def built_in() -> BuiltInTexts:
    """The texts that come with the program."""
    values = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))
    return BuiltInTexts(
        tuple(tuple(document["passages"]) for document in values["documents"]),
        tuple(values["queries"]["texts"]),
        tuple(values["long"]["paragraphs"]),
    )


def plan_texts(texts: BuiltInTexts, tokenizer: ModelTokenizer, max_tokens: int) -> PlannedTexts:
    """Windows for all passages and queries. A contextual model reads a document's passages together."""
    documents = [*texts.documents, *((query,) for query in texts.queries)]
    windows: list[Window] = []
    row = 0
    for document in documents:
        windows += _plan(tokenizer.encode(document), tokenizer, max_tokens, row)
        row += len(document)
    return PlannedTexts(tuple(windows), row - len(texts.queries), len(texts.queries))


def plan_long(texts: BuiltInTexts, tokenizer: ModelTokenizer, max_tokens: int) -> list[Window]:
    """Windows of at most `max_tokens` for the long text and, after it, all passages: what one document of many pages
    is to a contextual model. A row for each paragraph and passage.
    """
    passages = [*texts.long, *(passage for document in texts.documents for passage in document)]
    return _plan(tokenizer.encode(passages), tokenizer, max_tokens, 0)


def running_text(texts: BuiltInTexts, tokenizer: ModelTokenizer, tokens: int) -> list[int]:
    """Exactly `tokens` ids of running text, for timing."""
    ids = [token for paragraph in tokenizer.encode(texts.long) for token in paragraph]
    return [ids[place % len(ids)] for place in range(tokens)]


def _plan(ids: Sequence[list[int]], tokenizer: ModelTokenizer, max_tokens: int, first_row: int) -> list[Window]:
    if tokenizer.separator_id is not None:
        return plan_contextual(ids, tokenizer.separator_id, max_tokens, first_row)
    windows = plan_independent(ids, [()] * len(ids), tokenizer.prefix, tokenizer.suffix, max_tokens)
    return [
        replace(window, parts=tuple(replace(part, row=part.row + first_row) for part in window.parts))
        for window in windows
    ]
