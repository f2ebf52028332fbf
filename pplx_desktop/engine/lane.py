"""The way to the model: one child for everybody, started when it is needed, ended when it is idle.

Invariant: a caller gets its vectors or a `ModelProblem`; a child that dies is replaced once for a request, and what it
had in hand is asked again. There is never more than one copy of the model in memory.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from typing import TypeVar

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.frames import Message
from pplx_desktop.core.ports import DocumentTexts
from pplx_desktop.core.types import Codes, QueryVector, Stretch
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import codes_from_frame, plans_from_message, query_from_frame, raise_model_problem

log = logging.getLogger(__name__)

Answer = tuple[Message, bytes]
T = TypeVar("T")

_LOAD_DEADLINE_S = 180.0
_LOAD_BYTES_S = 10_000_000
"""Loading gets a second more for so many bytes: checksums and weights are read up to five times where a provider is
compared with the processor first, and a slow disk gives 50 MB a second."""
_IDLE_INTERVAL_S = 0.5
_QUERY_DEADLINE_S = 60.0
_DOCUMENTS_DEADLINE_S = 300.0
_CHUNK_DEADLINE_S = 10.0
"""For each chunk more: a large model on a slow processor takes a second or two."""
_QUERIES_KEPT = 256
"""Vectors of the latest queries, 2 to 12 KB each: who types asks for the same beginnings again and again."""
_CRASH_REST_S = 30.0
"""So long after the model's process ended twice in a row queries do without it, instead of loading it twice each."""


class _Connection:
    """A model child, shared by many callers: each request has an id, its answer finds the caller.

    It answers once `wait_until_loaded` has returned; `close` may come before.
    """

    def __init__(self, delivered: Path, installed: Path, model: InstalledModel, wanted: WantedModel) -> None:
        """Start the child. Raises `ChildDied`."""
        self._model = model
        self._child = ChildProcess(child_command("model", str(delivered), str(installed), *wanted.arguments()))
        self._lock = threading.Lock()
        self._ids = itertools.count()
        self._waiting: dict[int, Future[Answer]] = {}
        self.used_at = time.monotonic()
        self._reader = threading.Thread(target=self._hand_out, name="model-answers", daemon=True)

    @property
    def is_alive(self) -> bool:
        return self._child.is_alive

    @property
    def is_busy(self) -> bool:
        with self._lock:
            return bool(self._waiting)

    def ask(self, message: Message, deadline_s: float) -> Answer:
        """Send a request and wait for its answer. Raises `ChildDied`."""
        future: Future[Answer] = Future()
        with self._lock:
            number = next(self._ids)
            self._waiting[number] = future
            self._child.send({**message, "id": number})
        try:
            return future.result(deadline_s)
        except FutureTimeoutError:
            with self._lock:
                others = len(self._waiting) > 1
            if ("query" in message or "passage" in message) and others:
                # The others have deadlines of their own; a busy child is no dead one.
                raise ModelProblem("model-busy", "The model is busy with indexing.", hint="Try again later.") from None
            self._child.kill()
            raise ChildDied("timeout", None, "") from None
        finally:
            self.used_at = time.monotonic()
            with self._lock:
                self._waiting.pop(number, None)

    def close(self) -> None:
        self._child.close()
        if self._reader.is_alive():
            self._reader.join(5.0)

    def wait_until_loaded(self) -> None:
        """Raises `ChildDied`, `ModelProblem`; the child has ended then."""
        alarm = threading.Timer(_load_deadline_s(self._model), self._child.kill)
        alarm.daemon = True
        alarm.start()
        try:
            message, _ = self._child.receive()
        finally:
            alarm.cancel()
        if "error" in message:
            self._child.close()
            raise_model_problem(message)
        if message["fingerprint"] != self._model.fingerprint:
            self._child.close()
            raise ModelProblem(
                "model-altered", "The model's files are being replaced by others.", hint="Try again in a moment."
            )
        self._reader.start()

    def _hand_out(self) -> None:
        death = ChildDied("crash", None, "")
        try:
            while True:
                message, payload = self._child.receive()
                with self._lock:
                    future = self._waiting.get(message["id"])
                if future is not None:
                    future.set_result((message, payload))
        except ChildDied as own:
            death = own
        finally:
            # Whatever ended this thread: nobody gets an answer of this child any more, nor may wait for one.
            self._child.kill()
            with self._lock:
                waiting = tuple(self._waiting.values())
            for future in waiting:
                if not future.done():
                    future.set_exception(death)


class ModelLane:
    """Embeds queries and chunks in the model child. Thread-safe."""

    def __init__(
        self,
        delivered: Path,
        installed: Path,
        model: InstalledModel,
        *,
        idle_s: float,
        wanted: WantedModel | None = None,
    ) -> None:
        """`wanted` is what `model` was found by; None where that was its name alone."""
        self._delivered, self._installed, self._model = delivered, installed, model
        self._wanted = wanted or WantedModel(model.manifest.name)
        self._idle_s = idle_s
        self._lock = threading.Lock()
        # Held while a child is loaded or ended, which may take long: who needs one waits, what is known is told at once.
        self._changing = threading.Lock()
        self._connection: _Connection | None = None
        self._loading: _Connection | None = None
        self._queries: OrderedDict[str, QueryVector] = OrderedDict()
        self._windows_run = 0
        self._crash: tuple[str, float] | None = None
        self._closed = threading.Event()
        self._stirred = threading.Event()
        self._idle_watch = threading.Thread(target=self._end_when_idle, name="model-idle", daemon=True)
        self._idle_watch.start()

    @property
    def fingerprint(self) -> str:
        """As the model's manifest and files have it; needs no child."""
        return self._model.fingerprint

    @property
    def dims(self) -> int:
        """Dimensions of the codes."""
        return self._model.manifest.dims

    @property
    def windows_run(self) -> int:
        """How many windows went through the model since its child was started, as of its last answer on documents."""
        return self._windows_run

    @property
    def is_running(self) -> bool:
        """True while a child holds the model in memory."""
        connection = self._connection
        return connection is not None and connection.is_alive

    def warm_up(self) -> None:
        """Start the child now, so that the first query does not wait for it. Raises `ModelProblem`."""
        self._retried(lambda _: None)

    def embed_query(self, text: str) -> QueryVector:
        """One query's vector. What was asked before is not computed again. Raises `ModelProblem`."""
        with self._lock:
            if (known := self._queries.get(text)) is not None:
                self._queries.move_to_end(text)
                return known
        self._rest_after_crash()
        answer, payload = self._retried(lambda connection: connection.ask({"query": text}, _QUERY_DEADLINE_S))
        vector = _understood(answer, lambda: query_from_frame(answer, payload))
        with self._lock:
            self._crash = None
            self._queries[text] = vector
            while len(self._queries) > _QUERIES_KEPT:
                self._queries.popitem(last=False)
        return vector

    def embed_sentences(self, passage: DocumentTexts) -> Codes:
        """Codes of the sentences of a passage that somebody looks at: beside a batch of documents, as a query is answered,
        and in nobody's way who types. Raises `ModelProblem`.
        """
        self._rest_after_crash()
        title, heads, texts = passage
        request: Message = {"passage": [title, list(heads), list(texts)]}
        answer, payload = self._retried(lambda connection: connection.ask(request, _QUERY_DEADLINE_S))
        (codes,) = _understood(answer, lambda: codes_from_frame(answer, payload))
        return codes

    def plan(self, documents: Sequence[DocumentTexts]) -> list[tuple[Stretch, ...]]:
        """See `ChunkEmbedder.plan`. Raises `ModelProblem`."""
        answer, _ = self._ask_about(documents, {"plan": True})
        plans = _understood(answer, lambda: plans_from_message(answer))
        if [plan[-1].end if plan else 0 for plan in plans] != [len(texts) for _, _, texts in documents]:
            raise _senseless("plans of other documents")
        return plans

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        """Codes of documents, in order, a row for each chunk. Raises `ModelProblem`."""
        answer, payload = self._ask_about(documents, {})
        codes = _understood(answer, lambda: codes_from_frame(answer, payload))
        with self._lock:
            self._crash = None
            self._windows_run = answer["windows_run"]
        return codes

    def _ask_about(self, documents: Sequence[DocumentTexts], request: Message) -> Answer:
        request = {**request, "documents": [[title, list(heads), list(texts)] for title, heads, texts in documents]}
        deadline_s = _DOCUMENTS_DEADLINE_S + _CHUNK_DEADLINE_S * sum(len(texts) for _, _, texts in documents)
        return self._retried(lambda connection: connection.ask(request, deadline_s))

    def renew(self) -> None:
        """End the child, so that the next request starts one that runs the model as it was tuned meanwhile. What it has
        in hand is asked again.
        """
        with self._lock:
            connection, loading = self._connection, self._loading
        if loading is not None:
            loading.close()
        self._drop(connection)

    def close(self) -> None:
        """End the child. Who still waits for it gets a `ModelProblem`. Idempotent."""
        self._closed.set()
        self._stirred.set()
        # A child that is being loaded just now is ended too, however long it would take: it must not outlive this call.
        self.renew()
        # One that was loaded at that very moment.
        with self._changing:
            connection = self._connection
        self._drop(connection)
        if self._idle_watch is not threading.current_thread():
            self._idle_watch.join(5.0)

    def _rest_after_crash(self) -> None:
        with self._lock:
            if self._crash is not None and time.monotonic() - self._crash[1] < _CRASH_REST_S:
                raise _crashed(self._crash[0])

    def _retried(self, ask: Callable[[_Connection], T]) -> T:
        death: ChildDied | None = None
        for _ in range(2):
            connection: _Connection | None = None
            try:
                connection = self._connect()
                return ask(connection)
            except ChildDied as error:
                death = error
                self._drop(connection)
                if self._closed.is_set():
                    raise _closing() from error
                log.warning("the model's process died (%s); %s", error, error.stderr, extra={"is_crash": True})
        detail = f"{death}; {death.stderr}" if death else ""
        with self._lock:
            self._crash = detail, time.monotonic()
        raise _crashed(detail) from death

    def _connect(self) -> _Connection:
        with self._changing:
            with self._lock:
                if self._closed.is_set():
                    raise _closing()
                if self._connection is not None and self._connection.is_alive:
                    self._connection.used_at = time.monotonic()
                    return self._connection
                self._connection = None
                self._loading = loading = _Connection(self._delivered, self._installed, self._model, self._wanted)
            try:
                loading.wait_until_loaded()
            except BaseException:
                with self._lock:
                    self._loading = None
                raise
            with self._lock:
                self._connection, self._loading = loading, None
            loading.used_at = time.monotonic()
            self._stirred.set()
            return loading

    def _drop(self, connection: _Connection | None) -> None:
        if connection is None:
            return
        # Nobody starts another child before this one has given its memory back.
        with self._changing:
            with self._lock:
                if self._connection is connection:
                    self._connection = None
            with contextlib.suppress(ChildDied):
                connection.close()

    def _end_when_idle(self) -> None:
        """Ends the child when its time has come; sleeps without waking up as long as there is none."""
        while not self._closed.is_set():
            connection = self._connection
            if connection is None:
                self._stirred.wait()
                self._stirred.clear()
                continue
            left_s = connection.used_at + self._idle_s - time.monotonic()
            if left_s > 0 or connection.is_busy:
                self._closed.wait(max(left_s, _IDLE_INTERVAL_S))
            else:
                self._drop(connection)


def _load_deadline_s(model: InstalledModel) -> float:
    return _LOAD_DEADLINE_S + model.size_bytes / _LOAD_BYTES_S


def _understood(answer: Message, read: Callable[[], T]) -> T:
    """What a child's answer holds. Raises `ModelProblem` where that is a problem, or makes no sense."""
    raise_model_problem(answer)
    try:
        return read()
    except (KeyError, TypeError, ValueError) as error:
        raise _senseless(repr(error)) from error


def _senseless(detail: str) -> ModelProblem:
    return ModelProblem(
        "model-run", "The model gave an answer that makes no sense.", detail=detail, hint="Start again."
    )


def _crashed(detail: str) -> ModelProblem:
    return ModelProblem(
        "model-crashed",
        "The model's process ended unexpectedly, twice in a row.",
        detail=detail,
        hint="Search by words goes on. Close other programs if memory is short, or choose a smaller model.",
    )


def _closing() -> ModelProblem:
    return ModelProblem(
        "closing", "This model is not in use any more: another one was chosen, or the program is ending."
    )
