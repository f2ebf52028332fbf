"""Reads a retrieval set in BEIR's form: corpus.jsonl, queries.jsonl, qrels.tsv.

A set may also hold the whole documents that its rows were cut from, in documents.jsonl: then a query's metadata says
where in which document its answer is (`doc_id`, `spans`), and qrels_doc.tsv judges documents.
"""

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


Judgments = dict[str, dict[str, int]]
"""Query id to what is judged for it: id to grade."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a query is answered: half-open character offsets into a document's text. Each of the spans is enough."""

    document: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class WholeDocuments:
    """The documents that a set's rows were cut from. `answers` is by query; a judged query may have none."""

    documents: tuple[CorpusRow, ...]
    answers: dict[str, Answer]
    judgments: Judgments


@dataclass(frozen=True, slots=True)
class RetrievalSet:
    """A set in memory. `queries` holds the judged queries only, in the file's order."""

    name: str
    corpus: tuple[CorpusRow, ...]
    queries: tuple[tuple[str, str], ...]
    judgments: Judgments
    whole: WholeDocuments | None = None


def read_set(folder: Path) -> RetrievalSet:
    """Read a set's files. Raises `UserError` (`eval-set`) that names the file and the line."""
    judgments = _judgments(folder / "qrels.tsv")
    corpus = _rows(folder / "corpus.jsonl")
    rows = [
        (where, query, row)
        for where, row in _json_lines(folder / "queries.jsonl")
        if (query := _field(row, "_id", where)) in judgments
    ]
    if not corpus or not rows:
        raise UserError("eval-set", f"{folder} holds no judged query or no document.")
    whole = None
    if (folder / "documents.jsonl").exists():
        documents = _rows(folder / "documents.jsonl")
        lengths = {document.row_id: len(document.text) for document in documents}
        answers = {query: answer for where, query, row in rows if (answer := _answer(row, lengths, where))}
        judged = {query: {answer.document: 1} for query, answer in answers.items()}
        if (path := folder / "qrels_doc.tsv").exists():
            judged |= _judgments(path)
        whole = WholeDocuments(documents, answers, judged)
    queries = tuple((query, _field(row, "text", where)) for where, query, row in rows)
    return RetrievalSet(folder.name, corpus, queries, judgments, whole)


Where = tuple[Path, int]


def _rows(path: Path) -> tuple[CorpusRow, ...]:
    return tuple(
        CorpusRow(_field(row, "_id", where), str(row.get("title") or ""), _field(row, "text", where))
        for where, row in _json_lines(path)
    )


def _judgments(path: Path) -> Judgments:
    judgments: Judgments = {}
    for line, fields in _tab_separated(path):
        try:
            query, document, grade = fields
            judgments.setdefault(query, {})[document] = int(grade)
        except ValueError as error:
            raise _broken(path, line, "three columns are expected, the last a whole number") from error
    return judgments


def _answer(row: dict[str, Any], lengths: dict[str, int], where: Where) -> Answer | None:
    """What a query's metadata says of its answer; None where it says nothing."""
    found: object = row.get("metadata")
    metadata = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    if not metadata.get("spans"):
        return None
    try:
        document = metadata["doc_id"]
        spans = tuple((int(start), int(end)) for start, end in metadata["spans"])
        length = lengths[document]
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(
            *where, '"spans" are pairs of offsets into the text of "doc_id", a document of the set'
        ) from error
    if not all(0 <= start < end <= length for start, end in spans):
        raise _broken(*where, f"a span is not within the {length:,} characters of {document}")
    return Answer(document, spans)


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
