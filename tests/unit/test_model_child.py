"""In which order the model's child answers, told by events, with a model that ends a batch when it is told to."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from typing import Any, BinaryIO, Self, cast

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.frames import Message, read_frame, write_frame
from pplx_desktop.core.types import Codes, QueryVector
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.engine import model_child
from pplx_desktop.engine.model_child import _Requests, _Server

PATIENCE_S = 20


def _nothing() -> None:
    """Nobody wants to do anything between two batches."""


class SlowModel:
    """Each document is a batch of its own, which lasts until `batch` lets it go. Notes what begins and ends."""

    fingerprint = "slow"

    def __init__(self, *, is_concurrent: bool) -> None:
        self.noted: list[str] = []
        self.begun, self.batch, self.query = threading.Semaphore(0), threading.Semaphore(0), threading.Semaphore(0)
        self.windows_run = 0
        # As `Session` has it: a provider that takes one run at a time lets the others wait.
        self._turn = nullcontext() if is_concurrent else threading.Lock()

    def embed_query(self, text: str) -> QueryVector:
        with self._turn:
            self._note(f"query {text}")
            assert self.query.acquire(timeout=PATIENCE_S)
            self._note(f"answer {text}")
        return QueryVector(8, bytes(32), b"\xff")

    def embed_documents(
        self, documents: Sequence[DocumentInput], between_batches: Callable[[], None] = _nothing
    ) -> list[Codes]:
        for number, document in enumerate(documents):
            if number:
                between_batches()
            with self._turn:
                self._note(f"batch {document.title}")
                assert self.batch.acquire(timeout=PATIENCE_S)
                self._note(f"end {document.title}")
        return [Codes(8, 1, b"\xff", bytes(8)) for _ in documents]

    def _note(self, text: str) -> None:
        self.noted.append(text)
        self.begun.release()


class Child:
    """A server in threads of this process, with pipes as a host has them."""

    def __init__(self, *, is_concurrent: bool) -> None:
        self.model = SlowModel(is_concurrent=is_concurrent)
        self._requests, self._to_child = _pipe()
        self._from_child, self._answers = _pipe()
        self._pending = _Requests(self._requests)
        server = _Server(self._pending, self._answers)
        for serve in (server.serve_queries, server.serve_passages, server.serve_documents):
            threading.Thread(target=serve, daemon=True).start()
        self._reader = threading.Thread(target=self._pending.read)
        self._reader.start()
        server.begin(cast("EmbeddingModel", cast("Any", self.model)))
        assert self.answer()["ready"]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._to_child.close()
        self._reader.join(PATIENCE_S)
        for pipe in (self._requests, self._from_child, self._answers):
            pipe.close()

    def ask(self, number: int, **request: Any) -> None:
        write_frame(self._to_child, {"id": number, **request})

    def answer(self) -> Message:
        frame = read_frame(self._from_child)
        assert frame is not None
        return frame[0]

    def wait_for(self, count: int) -> None:
        """Until so many things were noted."""
        for _ in range(count):
            assert self.model.begun.acquire(timeout=PATIENCE_S)

    def wait_until_arrived(self, queries: int) -> None:
        with self._pending._changed:
            while self._pending._in_hand < queries:
                self._pending._changed.wait(0.01)


def _pipe() -> tuple[BinaryIO, BinaryIO]:
    source, sink = os.pipe()
    return os.fdopen(source, "rb"), os.fdopen(sink, "wb")


def documents(*names: str) -> list[object]:
    return [[name, [""], [name]] for name in names]


def test_a_query_is_answered_while_a_batch_runs_and_before_the_next_begins() -> None:
    with Child(is_concurrent=True) as child:
        child.ask(1, documents=documents("a", "b"))
        child.wait_for(1)
        child.ask(2, query="x")
        child.wait_for(1)
        # The first batch ends while the query is in hand: the second has to wait for it.
        child.model.batch.release(2)
        child.wait_for(1)
        child.model.query.release()
        assert [child.answer()["id"] for _ in range(2)] == [2, 1]
        assert child.model.noted == ["batch a", "query x", "end a", "answer x", "batch b", "end b"]


def test_where_one_run_at_a_time_is_allowed_all_queries_come_before_the_next_batch() -> None:
    with Child(is_concurrent=False) as child:
        child.ask(1, documents=documents("a", "b"))
        child.wait_for(1)
        child.ask(2, query="x")
        child.ask(3, query="y")
        child.wait_until_arrived(2)
        child.model.batch.release(2)
        child.model.query.release(2)
        assert [child.answer()["id"] for _ in range(3)] == [2, 3, 1]
        assert child.model.noted == [
            *("batch a", "end a", "query x", "answer x", "query y", "answer y", "batch b", "end b"),
        ]


def test_a_new_request_waits_for_queries_too() -> None:
    with Child(is_concurrent=True) as child:
        child.ask(1, query="x")
        child.wait_for(1)
        child.ask(2, documents=documents("a"))
        child.model.batch.release()
        child.model.query.release()
        assert [child.answer()["id"] for _ in range(2)] == [1, 2]
        assert child.model.noted == ["query x", "answer x", "batch a", "end a"]


def test_a_passage_that_is_looked_at_keeps_no_query_waiting_and_no_batch_is_begun_beside_it() -> None:
    with Child(is_concurrent=True) as child:
        child.ask(1, passage=["p", [""], ["p"]])
        child.wait_for(1)
        child.ask(2, documents=documents("a"))
        child.ask(3, query="x")
        child.wait_for(1)
        child.model.query.release()
        assert child.answer()["id"] == 3
        child.model.batch.release(2)
        assert [child.answer()["id"] for _ in range(2)] == [1, 2]
        assert child.model.noted == ["batch p", "query x", "answer x", "end p", "batch a", "end a"]


def test_a_query_that_fails_is_answered_and_holds_nothing_up() -> None:
    with Child(is_concurrent=True) as child:

        def fail(text: str) -> QueryVector:
            raise ModelProblem("model-run", f"no {text}")

        child.model.embed_query = fail  # type: ignore[method-assign]
        child.ask(1, query="x")
        assert child.answer()["error"]["title"] == "no x"
        child.ask(2, documents=documents("a"))
        child.model.batch.release()
        assert child.answer()["id"] == 2


def test_queries_that_never_end_do_not_keep_documents_waiting_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_child, "_LONGEST_WAIT_S", 0.05)
    with Child(is_concurrent=True) as child:
        child.ask(1, query="x")
        child.wait_for(1)
        child.ask(2, documents=documents("a"))
        child.model.batch.release()
        assert child.answer()["id"] == 2
        child.model.query.release()
        assert child.answer()["id"] == 1
