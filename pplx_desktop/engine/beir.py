"""Reads a retrieval set in BEIR's form: corpus.jsonl, queries.jsonl, qrels.tsv."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from pplx_desktop.core.errors import UserError


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """A document of the set."""

    row_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A set in memory. `queries` holds the judged queries only, in the file's order; `judgments` is id to grade."""

    name: str
    corpus: tuple[CorpusRow, ...]
    queries: tuple[tuple[str, str], ...]
    judgments: dict[str, dict[str, int]]


def read_set(folder: Path) -> RetrievalSet:
    """Read the three files. Raises `UserError` (`eval-set`) that names the file and the line."""
    judgments: dict[str, dict[str, int]] = {}
    for line, fields in _tab_separated(folder / "qrels.tsv"):
        try:
            query, document, grade = fields
            judgments.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise _broken(folder / "qrels.tsv", line, "three columns are expected, the last a whole number") from error
    corpus = tuple(
        CorpusRow(_field(row, "_id", where), str(row.get("title") or ""), _field(row, "text", where))
        for where, row in _json_lines(folder / "corpus.jsonl")
    )
    queries = tuple(
        (query, _field(row, "text", where))
        for where, row in _json_lines(folder / "queries.jsonl")
        if (query := _field(row, "_id", where)) in judgments
    )
    if not corpus or not queries:
        raise UserError("eval-set", f"{folder} holds no judged query or no document.")
    return RetrievalSet(folder.name, corpus, queries, judgments)


Where = tuple[Path, int]


def _field(row: dict[str, Any], name: str, where: Where) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise _broken(*where, f'"{name}" is missing or no text')
    return value


def _json_lines(path: Path) -> Iterator[tuple[Where, dict[str, Any]]]:
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _broken(path, number, str(error)) from error
        if not isinstance(row, dict):
            raise _broken(path, number, "an object is expected")
        yield (path, number), cast("dict[str, Any]", row)


def _tab_separated(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in _lines(path):
        fields = line.split("\t")
        if number > 1 or fields[-1].strip().isdecimal():  # the first line names the columns, as a rule
            yield number, fields


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        with path.open(encoding="utf-8") as stream:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, line.rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            "eval-set",
            f"{path} cannot be read: {error}.",
            hint="A set is a folder with corpus.jsonl, queries.jsonl and qrels.tsv.",
        ) from error


def _broken(path: Path, line: int, what: str) -> UserError:
    return UserError("eval-set", f"{path}, line {line}: {what}.")
