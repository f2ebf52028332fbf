"""A set that is broken is told by file and line."""

import json
from pathlib import Path

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.engine.beir import CorpusRow, read_set


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
