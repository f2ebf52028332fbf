"""How long a query waits while documents are embedded, by the order in which the model's child lets both run.

    python tests/benchmarks/query_wait.py [--layers N] [--variant NAME] [--window N] [--queries N] [--ways WAY ...]

Without layers the starter model; with them random weights of the 0.6b's width, that many layers deep (28 is true), as the
`--variant` (see `models tune`). Both through the real lane and child. `--ways`: `ours` is what the program does; in
`between` a query waits for the batch in hand; in `free` batches go on while a query is answered; in `low` the query's
thread has the priority of indexing; in `breaking` the batch in hand is broken off and begun anew. Run by hand, on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.graph.random_model import write_random_model
from pplx_desktop.embed.graph.shape import TRUE_SHAPE
from pplx_desktop.embed.graph.variants import make_variant
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.engine import lane as lane_module
from pplx_desktop.engine import model_child
from pplx_desktop.engine.lane import ModelLane

STARTER, RANDOM = "all-minilm-l6-v2", "random"
WAYS = ("ours", "between", "free", "low", "breaking")
WORDS = "boiler garden castle tram ticket compost window copper valve letter harbour engine winter bread".split()  # noqa: SIM905
QUERY_WORDS = 12


def main() -> None:
    if sys.argv[1:2] == ["--serve"]:
        way, graph, outputs, *arguments = sys.argv[2:]
        sys.exit(serve(way, graph, outputs, arguments))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--layers", type=int, default=0)
    parser.add_argument("--variant", default="fused-int8-rows")
    parser.add_argument("--window", type=int, default=1040)
    parser.add_argument("--queries", type=int, default=60)
    parser.add_argument("--ways", nargs="*", choices=WAYS, default=WAYS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        model, runtime = made(Path(folder), options.layers, options.variant, options.window)
        print(f"{model.manifest.name}, {options.layers or 'its'} layers, {runtime.variant}")
        print(
            "| way | idle p50 / p95 ms | while indexing p50 / p95 / most ms | batch p50 ms | tokens/s | without queries |"
        )
        print("|---|---|---|---|---|---|")
        for way in options.ways:
            print(measure(Path(folder), model, runtime, way, options.queries), flush=True)


def made(folder: Path, layers: int, variant: str, window: int) -> tuple[InstalledModel, Runtime]:
    """The model, and how to run it."""
    catalog = Catalog(delivered("models"), folder)
    if not layers:
        model = catalog.find(STARTER)
        return model, model.delivered_runtime()
    tokenizer = catalog.find(STARTER).path("tokenizer.json")
    write_random_model(folder, RANDOM, replace(TRUE_SHAPE, layers=layers), tokenizer=tokenizer, max_tokens=window)
    model = catalog.find(RANDOM)
    if variant == "delivered":
        return model, model.delivered_runtime()
    return model, make_variant(model, variant, folder / "variants", lambda _: None).runtime()


def measure(installed: Path, model: InstalledModel, runtime: Runtime, way: str, queries: int) -> str:
    """One row of the table."""
    command = [sys.executable, __file__, "--serve", way, str(runtime.graph), ",".join(runtime.outputs)]
    lane_module.child_command = lambda _name, *arguments: [*command, *arguments]  # type: ignore[assignment]
    lane = ModelLane(delivered("models"), installed, model, idle_s=600)
    try:
        lane.warm_up()
        idle = [timed(lambda: lane.embed_query(words(QUERY_WORDS))) for _ in range(queries)][queries // 4 :]
        alone = Indexing(lane, model)
        time.sleep(min(20.0, 4 * alone.batch_s))
        alone.stop()
        indexing = Indexing(lane, model)
        waits: list[float] = []
        for _ in range(queries):
            time.sleep(random.uniform(0.3, 1.7) * max(indexing.batch_s, 0.05))
            waits.append(timed(lambda: lane.embed_query(words(QUERY_WORDS))))
        indexing.stop()
    finally:
        lane.close()
    return (
        f"| {way} | {ms(idle, 0.5)} / {ms(idle, 0.95)} | {ms(waits, 0.5)} / {ms(waits, 0.95)} / {ms(waits, 1)} "
        f"| {alone.batch_s * 1e3:.0f} | {indexing.rate:.0f} | {alone.rate:.0f} |"
    )


class Indexing:
    """Embeds documents in a thread, a few batches in each request, until it is stopped."""

    def __init__(self, lane: ModelLane, model: InstalledModel) -> None:
        self._lane = lane
        self._texts = max(1, model.manifest.batch_tokens // model.manifest.chunk_tokens)
        self._ended = threading.Event()
        self._tokens = 0
        self.batch_s = 0.0
        self.rate = 0.0
        self._embed(1)
        self._begun = time.monotonic()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        self._thread.join()
        self.rate = self._tokens / (time.monotonic() - self._begun)

    def _run(self) -> None:
        self._tokens = 0
        while not self._ended.is_set():
            self._embed(4)

    def _embed(self, batches: int) -> None:
        # One token a word, nearly: two hundred words fit a chunk of every model here.
        documents = [("", [""] * self._texts, [words(200) for _ in range(self._texts)]) for _ in range(batches)]
        tokens = sum(stretch.tokens for plan in self._lane.plan(documents) for stretch in plan)
        seconds = timed(lambda: self._lane.embed_documents(documents))
        self.batch_s = seconds / batches
        self._tokens += tokens


def words(count: int) -> str:
    return " ".join(random.choices(WORDS, k=count))


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def ms(seconds: list[float], share: float) -> str:
    return f"{sorted(seconds)[min(int(len(seconds) * share), len(seconds) - 1)] * 1e3:.0f}"


def serve(way: str, graph: str, outputs: str, arguments: list[str]) -> int:
    """The model's child, changed in one point."""
    load = EmbeddingModel.load

    def loaded(model: InstalledModel, _runtime: Runtime) -> EmbeddingModel:
        made = load(model, Runtime(Path(graph), tuple(outputs.split(","))))
        session: Any = made._session
        if way == "between":
            session._turn = threading.Lock()
        elif way == "breaking":
            session._session = Breaking(session._session)
        return made

    changed: Any = model_child
    changed.choose_runtime = lambda *_: None
    changed.EmbeddingModel.load = loaded
    if way == "free":
        changed._Requests.let_queries_pass = lambda _: None
    elif way == "low":
        changed.lower_priority()
    return model_child.main(arguments)


class Breaking:
    """An onnxruntime session whose documents are broken off for a query, and begun anew after it."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._options: Any = None

    def run(self, names: list[str], feed: dict[str, Any]) -> list[Any]:
        import onnxruntime  # noqa: PLC0415 - in the child only

        library: Any = onnxruntime
        if threading.current_thread().name == "queries":
            if self._options is not None:
                self._options.terminate = True
            return self._session.run(names, feed)
        while True:
            options = self._options = library.RunOptions()
            try:
                return self._session.run(names, feed, options)
            except Exception:
                if not options.terminate:
                    raise
                time.sleep(0.001)


if __name__ == "__main__":
    main()
