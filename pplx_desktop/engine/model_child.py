"""The child that holds the one copy of the model: texts in, codes out. The only process that runs onnxruntime.

Invariant: a query is answered before the next batch of chunks is begun, so it never waits longer than one batch. A
thread reads requests while the model works; between two batches the model's loop looks for queries first.
"""

from __future__ import annotations

import os
import queue
import threading
from pathlib import Path
from typing import BinaryIO

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.frames import FrameError, Message, read_frame, take_over_stdio, write_frame
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.engine.limits import lower_priority
from pplx_desktop.engine.wire import codes_to_frame, error_to_frame, query_to_frame

_QUERY, _DOCUMENTS = 0, 1


class _Requests:
    """What is waiting: queries before documents, each in the order of arrival."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._waiting: queue.PriorityQueue[tuple[int, int, Message]] = queue.PriorityQueue()
        self._arrived = 0
        threading.Thread(target=self._read, name="requests", daemon=True).start()

    def next(self) -> Message:
        """The next request; waits for one."""
        return self._waiting.get()[2]

    def next_query(self) -> Message | None:
        """A query, if one waits."""
        with self._waiting.mutex:
            waits = bool(self._waiting.queue) and self._waiting.queue[0][0] == _QUERY
        return self._waiting.get_nowait()[2] if waits else None

    def _read(self) -> None:
        try:
            while (frame := read_frame(self._source)) is not None:
                message, _ = frame
                self._arrived += 1
                self._waiting.put((_QUERY if "query" in message else _DOCUMENTS, self._arrived, message))
        except (FrameError, OSError):
            pass
        # Nobody reads the answer of a batch in hand any more, so it is not waited for.
        os._exit(0)


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. Arguments: folder of delivered models, of installed ones, the model's name."""
    delivered, installed, name = arguments
    source, sink = take_over_stdio()
    lower_priority()
    try:
        model = EmbeddingModel.load(Catalog(Path(delivered), Path(installed)).find(name))
    except ModelProblem as problem:
        write_frame(sink, *error_to_frame(problem))
        return 0
    write_frame(sink, {"ready": True, "fingerprint": model.fingerprint})
    requests = _Requests(source)

    def answer_waiting_queries() -> None:
        while (message := requests.next_query()) is not None:
            answer(message)

    def answer(message: Message) -> None:
        try:
            if "query" in message:
                reply, payload = query_to_frame(model.embed_query(message["query"]))
            else:
                documents = [
                    DocumentInput(title, tuple(heads), tuple(texts)) for title, heads, texts in message["documents"]
                ]
                reply, payload = codes_to_frame(
                    model.embed_documents(documents, between_batches=answer_waiting_queries)
                )
        except ModelProblem as problem:
            reply, payload = error_to_frame(problem)
        write_frame(sink, {**reply, "id": message["id"]}, payload)

    while True:
        answer(requests.next())
