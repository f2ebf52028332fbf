"""A set that is broken is told by file and line."""

import json
from pathlib import Path

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.engine.beir import Answer, CorpusRow, read_set


def write(folder: Path, *, corpus: str | None = None, queries: str | None = None, qrels: str | None = None) -> Path:
    row = json.dumps({"_id": "d1", "title": "T", "text": "body"}) + "\n"
    asked = "".join(json.dumps({"_id": key, "text": f"query {key}"}) + "\n" for key in ("q1", "unjudged"))
    (folder / "corpus.jsonl").write_text(row if corpus is None else corpus)
    (folder / "queries.jsonl").write_text(asked if queries is None else queries)
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t2\n" if qrels is None else qrels)
    return folder


def test_a_set_is_read_and_queries_without_judgment_are_left_out(tmp_path: Path) -> None:
    data = read_set(write(tmp_path))
    assert data.corpus == (CorpusRow("d1", "T", "body"),)
    assert data.queries == (("q1", "query q1"),)
    assert data.judgments == {"q1": {"d1": 2}}


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ({"corpus": '{"_id": "d1"}\n'}, "corpus.jsonl, line 1"),
        ({"corpus": "not json\n"}, "corpus.jsonl, line 1"),
        ({"queries": '{"_id": 3, "text": "x"}\n'}, "queries.jsonl, line 1"),
        ({"qrels": "h\tx\ty\nq1\td1\n"}, "qrels.tsv, line 2"),
        ({"qrels": "h\tx\ty\nq1\td1\tmuch\n"}, "qrels.tsv, line 2"),
        ({"corpus": ""}, "no document"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, broken: dict[str, str], where: str) -> None:
    with pytest.raises(UserError) as caught:
        read_set(write(tmp_path, **broken))
    assert where in str(caught.value)


def test_a_folder_without_a_set_says_what_one_is(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"qrels\.tsv cannot be read.*corpus\.jsonl"):
        read_set(tmp_path)


def write_whole(folder: Path, metadata: object, *, qrels_doc: str | None = None) -> Path:
    write(folder, queries=json.dumps({"_id": "q1", "text": "query", "metadata": metadata}) + "\n")
    (folder / "documents.jsonl").write_text(json.dumps({"_id": "w1", "title": "T", "text": "a body"}) + "\n")
    if qrels_doc is not None:
        (folder / "qrels_doc.tsv").write_text(qrels_doc)
    return folder


def test_whole_documents_come_with_where_the_answers_are(tmp_path: Path) -> None:
    whole = read_set(write_whole(tmp_path, {"doc_id": "w1", "spans": [[2, 6], [0, 1]]})).whole
    assert whole is not None
    assert whole.documents == (CorpusRow("w1", "T", "a body"),)
    assert whole.answers == {"q1": Answer("w1", ((2, 6), (0, 1)))}
    assert whole.judgments == {"q1": {"w1": 1}}
    judged = "query-id\tcorpus-id\tscore\nq1\tw2\t3\n"
    whole = read_set(write_whole(tmp_path, {"doc_id": "w1", "spans": [[2, 6]]}, qrels_doc=judged)).whole
    assert whole is not None
    assert whole.judgments == {"q1": {"w2": 3}}


@pytest.mark.parametrize("metadata", [None, "none", {"doc_id": "w1"}, {"doc_id": "w1", "spans": []}])
def test_a_query_may_have_no_answer_in_a_document(tmp_path: Path, metadata: object) -> None:
    data = read_set(write_whole(tmp_path, metadata))
    assert data.queries
    assert data.whole is not None
    assert data.whole.answers == {}


@pytest.mark.parametrize(
    "metadata",
    [
        {"doc_id": "w1", "spans": [[2, 7]]},
        {"doc_id": "w1", "spans": [[2, 2]]},
        {"doc_id": "w1", "spans": [[-1, 2]]},
        {"doc_id": "w1", "spans": [[1, 2, 3]]},
        {"doc_id": "w9", "spans": [[0, 2]]},
        {"spans": [[0, 2]]},
    ],
)
def test_an_answer_that_is_nowhere_is_told(tmp_path: Path, metadata: object) -> None:
    with pytest.raises(UserError, match=r"queries\.jsonl, line 1"):
        read_set(write_whole(tmp_path, metadata))
