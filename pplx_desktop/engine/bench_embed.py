"""The benchmark of embedding: the model card's recipe and this program's way, side by side on the same documents.

Makes a model of the true shape with random weights, reads real documents by the program's own extractors, cut by its own
chunking, and gives them batch by batch to both, each in a process of its own. Between two of our runs stands one of the
recipe, so that a machine that is busy for a while is busy for both.

Invariant: speed counts the documents' own tokens, never padding. Nothing is measured that is not in the report.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import statistics
import tempfile
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from pplx_desktop.core.errors import EnvironmentProblem, ExtractionError, ModelProblem, UserError
from pplx_desktop.core.frames import Message
from pplx_desktop.core.paths import delivered, displayed
from pplx_desktop.core.types import FileStat
from pplx_desktop.embed.graph.shape import TRUE_SHAPE, Qwen3Shape
from pplx_desktop.engine.bench_report import BenchReport, Limits, Way, operations
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.extract_pool import ExtractPool
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import raise_model_problem
from pplx_desktop.files.scan import Found, ScanRules, scan

Documents = list[list[str]]
Tell = Callable[[str], None]

VARIANT = "fused-int8-rows"
SMALL = Qwen3Shape(32_768, 64, 2, 4, 2, 16, 96)
"""Enough to go through every step."""
RECIPE_BATCH = 32
"""What `encode` on the model card takes when it is not told otherwise."""
MAX_PASSAGES = 2
"""A document's first passages, of up to 256 tokens each: with whole books, the recipe's padded batch would need more
memory than most machines have, and more time than anybody waits.
"""
_DEADLINE_S = 1800.0
_SMALLEST_TEXT = 40
_TRIES = 20
"""So many files are tried for each document that is wanted."""
_QUERY = "how do I renew the lease of the small flat near the harbour before May"
_QUERIES = 7


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """What to measure. `keep` is a folder where the model is kept and used again; without one it is removed."""

    folders: tuple[str, ...]
    documents: int = 60
    layers: int = TRUE_SHAPE.layers
    batch: int = RECIPE_BATCH
    variant: str = VARIANT
    keep: Path | None = None
    is_quick: bool = False

    @property
    def encoder(self) -> Qwen3Shape:
        """The sizes of the model."""
        return SMALL if self.is_quick else replace(TRUE_SHAPE, layers=self.layers)

    @property
    def model(self) -> str:
        """The model's name: another for each shape, so that one that was kept is not taken for another."""
        return f"random-{self.encoder.layers}x{self.encoder.hidden}"


def run_benchmark(options: BenchOptions, rules: ScanRules, tell: Tell) -> BenchReport:
    """Run it all. `tell` is given a line now and then.

    Raises `UserError("bench-documents")` where no document can be read, `EnvironmentProblem("disk-full")`, `ModelProblem`.
    """
    with _folder(options, tell) as folder:
        tell("Making the model with random weights")
        made = _made(options, folder)
        tell(f"Reading {options.documents} documents")
        documents = read_documents(options, rules, folder)
        limits = _measured_limits(folder, options)
        tell("Loading the model twice: by the card's recipe, and by ours")
        with _Child(folder, options) as recipe, _Child(folder, options) as ours:
            recipe_load = recipe.ask({"load_recipe": True})
            ours_load = ours.ask({"load_ours": {"graph": made["graph"], "variant": options.variant}})
            queries = [ours.ask({"query": _QUERY}) for _ in range(_QUERIES)]
            rounds = _alternate(recipe, ours, documents, options.batch, tell)
            peaks = [int(child.ask({"peak": True})["peak_bytes"]) for child in (recipe, ours)]
        # Again at the end: the better of both is nearer to what the machine can do.
        limits = limits.better(_measured_limits(folder, options))
    return _report(options, rounds, limits, made, [recipe_load, ours_load], peaks, queries)


def read_documents(options: BenchOptions, rules: ScanRules, folder: Path) -> Documents:
    """The first passages of documents in the folders, chosen at random but the same at each run."""
    files = sorted(_files(options.folders, rules), key=lambda file: file.path)
    random.Random(1).shuffle(files)  # noqa: S311 - to be the same each time
    pool = ExtractPool(delivered("models"), folder, WantedModel(options.model), size=1)
    documents: Documents = []
    try:
        for file in files[: options.documents * _TRIES]:
            if len(documents) == options.documents:
                break
            with contextlib.suppress(ExtractionError):
                texts = pool.extract(file).texts()[:MAX_PASSAGES]
                if sum(map(len, texts)) >= _SMALLEST_TEXT:
                    documents.append(texts)
    finally:
        pool.close()
    if not documents:
        where = ", ".join(map(displayed, options.folders)) or "no folder"
        raise UserError(
            "bench-documents",
            f"There is no document to measure with in {where}.",
            hint="Name a folder with documents: pplx-desktop bench embed FOLDER",
        )
    return documents


@dataclass(frozen=True, slots=True)
class _Round:
    documents: int
    recipe: Message
    ours: tuple[Message, Message]


def _alternate(recipe: _Child, ours: _Child, documents: Documents, batch: int, tell: Tell) -> list[_Round]:
    # Each loads what it has not loaded yet, and takes memory, before it is measured.
    for child, name in ((recipe, "recipe"), (ours, "ours")):
        child.ask({name: [documents[0][:1]]})
    rounds: list[_Round] = []
    for start in range(0, len(documents), batch):
        part = documents[start : start + batch]
        tell(f"Embedding documents {start + 1} to {start + len(part)} of {len(documents)}")
        before = ours.ask({"ours": part})
        middle = recipe.ask({"recipe": part})
        rounds.append(_Round(len(part), middle, (before, ours.ask({"ours": part}))))
    return rounds


def _report(
    options: BenchOptions,
    rounds: Sequence[_Round],
    limits: Limits,
    made: Message,
    loads: Sequence[Message],
    peaks: Sequence[int],
    queries: Sequence[Message],
) -> BenchReport:
    encoder = options.encoder
    tokens = sum(int(run.recipe["tokens"]) for run in rounds)
    padded = sum(int(run.recipe["padded"]) for run in rounds)
    recipe_s = sum(float(run.recipe["seconds"]) for run in rounds)
    ours_s = sum(statistics.mean(float(part["seconds"]) for part in run.ours) for run in rounds)
    windows = [int(length) for run in rounds for length in run.ours[0]["windows"]]
    recipe = Way(
        "the model card's recipe",
        tokens / recipe_s,
        recipe_s,
        peaks[0],
        int(made["recipe_bytes"]),
        float(loads[0]["seconds"]),
    )
    ours = Way(options.variant, tokens / ours_s, ours_s, peaks[1], int(made["ours_bytes"]), float(loads[1]["seconds"]))
    matrix, attention = operations(encoder, windows)
    return BenchReport(
        layers=encoder.layers,
        documents=sum(run.documents for run in rounds),
        tokens=tokens,
        padded_tokens=padded,
        windows=len(windows),
        longest_window=max(windows),
        recipe=recipe,
        ours=ours,
        ratio=recipe_s / ours_s,
        limits=limits,
        matrix_operations=matrix,
        attention_operations=attention,
        query_tokens=int(queries[0]["tokens"]),
        query_s=statistics.median(float(query["seconds"]) for query in queries),
    )


def _made(options: BenchOptions, folder: Path) -> Message:
    starter = delivered("models") / "all-minilm-l6-v2" / "tokenizer.json"
    wanted = {
        "shape": asdict(options.encoder),
        "variant": options.variant,
        "tokenizer": str(starter) if starter.is_file() else "",
    }
    with _Child(folder, options) as child:
        return child.ask({"make": wanted})


def _measured_limits(folder: Path, options: BenchOptions) -> Limits:
    with _Child(folder, options) as child:
        return Limits(**child.ask({"limits": 0.5 if options.is_quick else 6.0}))


@contextlib.contextmanager
def _folder(options: BenchOptions, tell: Tell) -> Generator[Path]:
    """Where the model is made, with room for it."""
    needed = _disk_bytes(options.encoder)
    parent = options.keep or Path(tempfile.gettempdir())
    tell(f"The model takes {needed / 1e9:.1f} GB in {displayed(str(parent))} while it is measured")
    parent.mkdir(parents=True, exist_ok=True)
    made_before = options.keep is not None and (options.keep / f"{options.model}.toml").exists()
    free = shutil.disk_usage(parent).free
    if not made_before and free < needed:
        raise EnvironmentProblem(
            "disk-full",
            f"There is no room for the benchmark's model in {displayed(str(parent))}.",
            detail=f"{free / 1e9:.1f} GB are free, {needed / 1e9:.1f} GB are needed",
            hint="Name a folder with more room: --keep DIR. Or measure a part of the model: --layers 4.",
        )
    if options.keep is not None:
        yield options.keep
        return
    with tempfile.TemporaryDirectory(prefix="pplx-bench-") as folder:
        yield Path(folder)


def _disk_bytes(shape: Qwen3Shape) -> int:
    """The model and its faster form: in float32 and, rather too much, in 10 bits."""
    return int((shape.matrix_parameters + shape.vocabulary * shape.hidden) * (4 + 1.25)) + (100 << 20)


def _files(folders: Sequence[str], rules: ScanRules) -> Iterator[FileStat]:
    for folder in folders:
        for entry in scan(folder, rules):
            if isinstance(entry, Found) and entry.left_out is None:
                yield entry.file


class _Child:
    """A child of the benchmark, asked one thing at a time."""

    def __init__(self, folder: Path, options: BenchOptions) -> None:
        try:
            self._process = ChildProcess(child_command("bench", str(folder), options.model))
        except ChildDied as death:
            raise _died(death) from death

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: Any) -> None:
        self._process.close()

    def ask(self, message: Message) -> Message:
        """The answer. Raises `ModelProblem`."""
        try:
            answer, _ = self._process.request(message, deadline_s=_DEADLINE_S)
        except ChildDied as death:
            raise _died(death) from death
        if "error" in answer:
            raise_model_problem(answer)
        return answer


def _died(death: ChildDied) -> ModelProblem:
    return ModelProblem(
        "bench-died",
        "A process of the benchmark crashed, or memory was too short for it.",
        detail=death.stderr or str(death),
        hint="Measure less at a time: --batch 8, or --layers 4.",
    )
