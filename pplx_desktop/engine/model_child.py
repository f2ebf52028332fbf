"""The child that holds the one copy of the model: texts in, codes out. The only process that runs onnxruntime.

A thread of its own answers queries, another the sentences of the passage that is looked at, at the priority of what the
user waits for, while the main thread embeds documents at a low one. By measurement on 2 cores (tests/benchmarks/query_wait.py) both at once cost a query a few milliseconds;
waiting for the batch in hand cost it that batch, and breaking the batch off cost indexing most of its pace.

Invariant: a query that arrives is begun at once, where the provider takes two runs at a time, else before the next batch
of documents; and no batch is begun while a query is in hand, or has to wait longer than `_LONGEST_WAIT_S` for that.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import BinaryIO

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.frames import FrameError, Message, read_frame, take_over_stdio, write_frame
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.choosing import choose_runtime
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.provider_checks import withdraw
from pplx_desktop.engine.limits import lower_priority
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import codes_to_frame, error_to_frame, plans_to_message, query_to_frame

log = logging.getLogger(__name__)

Answer = tuple[Message, bytes]

_LONGEST_WAIT_S = 5.0
"""So long documents give way to queries that never end, before each batch: then one batch goes beside them."""


class _Requests:
    """What is waiting: queries, passages that are looked at, and the rest, each in the order of arrival."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._queries: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._passages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._others: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._in_hand = 0
        self._changed = threading.Condition()

    def read(self) -> None:
        """Sort what arrives, until the host closes the pipe."""
        with contextlib.suppress(FrameError, OSError):
            while (frame := read_frame(self._source)) is not None:
                message, _ = frame
                if "query" in message or "passage" in message:
                    with self._changed:
                        self._in_hand += 1
                    (self._queries if "query" in message else self._passages).put(message)
                else:
                    self._others.put(message)

    def next_query(self) -> Message:
        """The next query; waits for one. It is in hand until `query_answered`."""
        return self._queries.get()

    def next_passage(self) -> Message:
        """The next passage; waits for one. It is in hand until `query_answered`, as a query is."""
        return self._passages.get()

    def query_answered(self) -> None:
        """The last query from `next_query`, or the last passage from `next_passage`, is done with."""
        with self._changed:
            self._in_hand -= 1
            self._changed.notify_all()

    def next_other(self) -> Message:
        """The next request that is no query; waits for one."""
        return self._others.get()

    def let_queries_pass(self) -> None:
        """Wait until no query is waiting or in hand, but not for ever."""
        with self._changed:
            self._changed.wait_for(lambda: self._in_hand == 0, _LONGEST_WAIT_S)


class _Server:
    """Answers requests, each kind in the thread that it belongs to."""

    def __init__(self, requests: _Requests, sink: BinaryIO) -> None:
        self._requests = requests
        self._sink = sink
        self._writing = threading.Lock()
        self._model: Future[EmbeddingModel] = Future()

    def begin(self, model: EmbeddingModel) -> None:
        """The model is there: queries may be answered from now on."""
        self.write({"ready": True, "fingerprint": model.fingerprint})
        self._model.set_result(model)

    def write(self, message: Message, payload: bytes = b"") -> None:
        with self._writing:
            write_frame(self._sink, message, payload)

    def serve_queries(self) -> None:
        model = self._model.result()

        def embed(message: Message) -> Answer:
            return query_to_frame(model.embed_query(message["query"]))

        while True:
            message = self._requests.next_query()
            try:
                self._answer(message, embed)
            finally:
                self._requests.query_answered()

    def serve_passages(self) -> None:
        model = self._model.result()

        def embed(message: Message) -> Answer:
            title, heads, texts = message["passage"]
            return codes_to_frame(model.embed_documents([DocumentInput(title, tuple(heads), tuple(texts))]))

        while True:
            message = self._requests.next_passage()
            try:
                self._answer(message, embed)
            finally:
                self._requests.query_answered()

    def serve_documents(self) -> None:
        model = self._model.result()

        def embed(message: Message) -> Answer:
            documents = [
                DocumentInput(title, tuple(heads), tuple(texts)) for title, heads, texts in message["documents"]
            ]
            if "plan" in message:
                return plans_to_message(model.plan(documents)), b""
            self._requests.let_queries_pass()
            reply, payload = codes_to_frame(model.embed_documents(documents, self._requests.let_queries_pass))
            return {**reply, "windows_run": model.windows_run}, payload

        while True:
            self._answer(self._requests.next_other(), embed)

    def _answer(self, message: Message, make: Callable[[Message], Answer]) -> None:
        try:
            reply, payload = make(message)
        except ModelProblem as problem:
            reply, payload = error_to_frame(problem)
        self.write({**reply, "id": message["id"]}, payload)


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. Arguments: folder of delivered models, of installed ones, those of the `WantedModel`."""
    delivered, installed, *rest = arguments
    wanted = WantedModel.from_arguments(*rest)
    source, sink = take_over_stdio()
    requests = _Requests(source)
    server = _Server(requests, sink)
    # On Linux a thread keeps the priority that it was started with: these stay at that of the user's programs.
    _start("queries", server.serve_queries)
    _start("passages", server.serve_passages)
    _start("requests", requests.read, at_end=lambda: withdraw(Path(installed) / wanted.name))
    lower_priority()
    try:
        model = wanted.find(Catalog(Path(delivered), Path(installed)))
        runtime = choose_runtime(model, Path(installed) / wanted.name, wanted.provider)
        server.begin(EmbeddingModel.load(model, runtime))
    except ModelProblem as problem:
        server.write(*error_to_frame(problem))
        return 0
    server.serve_documents()
    return 0


def _start(name: str, serve: Callable[[], None], at_end: Callable[[], None] = lambda: None) -> None:
    """Serve in a thread of its own. Its end is that of the child; an orderly one does `at_end` before."""

    def run() -> None:
        try:
            serve()
            at_end()
        except Exception:
            log.exception("the thread %s ended", name)
            os._exit(1)
        # The host is gone or wants no more: nobody reads the answer of a batch in hand, so it is not waited for.
        os._exit(0)

    threading.Thread(target=run, name=name, daemon=True).start()
