"""The race of all ways to run a model on this machine, and what comes of it: the record that `choosing` reads.

The delivered graph runs beside each candidate, in a process of its own as they do, and the candidate's speed is its ratio
to it. The fastest at 256 tokens, about what a passage has, is kept, if its vectors are faithful and it is faster by more
than chance.

Invariant: until the new record is in its place, the old one and the files that it names are untouched. Besides those, at
most two variants are on disk at any time, and none that lost.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.graph.variants import VARIANTS, VariantFiles, VariantUnavailable, find_variant, make_variant
from pplx_desktop.embed.graph_facts import read_facts
from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.measuring import Measurer
from pplx_desktop.embed.pooling import Floats
from pplx_desktop.embed.reports import Candidate, TuneReport, WindowSize
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import ONNXRUNTIME
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.tune.keeping import keep, workshop
from pplx_desktop.embed.tune.likeness import Likeness, likeness
from pplx_desktop.embed.tune.texts import BuiltInTexts, PlannedTexts, built_in, plan_texts, running_text
from pplx_desktop.embed.tune.timing import Speed, race, spread
from pplx_desktop.embed.tune.window_sizes import measure_windows, recommended
from pplx_desktop.embed.tuning import DELIVERED

Report = Callable[[ModelJobProgress], None]
Maker = Callable[[InstalledModel, str, Path, Report, Path], VariantFiles]

DECIDING_TOKENS = 256
QUERY_TOKENS = 16
LEAST_GAIN = 1.05
"""How many times as fast as what is there a candidate has to be, beyond what the rounds of both leave in doubt."""
BUSY_SPREAD = 0.3
BUSY_SHARE = 25.0
_ROUNDS, _SLOW_ROUNDS = 7, 3
_SPARE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Effort:
    """How thoroughly is measured: the texts, the rounds for quick passes and for slow ones, and the sizes of windows
    that are tried (None for those that the model allows).
    """

    texts: BuiltInTexts = field(default_factory=built_in)
    rounds: int = _ROUNDS
    slow_rounds: int = _SLOW_ROUNDS
    windows: tuple[int, ...] | None = None


def tune(
    model: InstalledModel,
    records: Path,
    progress: Report,
    *,
    variants: Sequence[str] = tuple(variant.name for variant in VARIANTS),
    effort: Effort | None = None,
    make: Maker = make_variant,
) -> TuneReport:
    """Measure the delivered graph and `variants` of it, keep the fastest that is faithful, and record it in `records`.

    Raises `ModelProblem` where the model itself cannot be used, `EnvironmentProblem` where nothing can be kept
    (`tune-unwritable`), or another process tunes it (`tune-running`).
    """
    model.check()
    with workshop(records) as folder:
        tuning = _Tuning(model, records, folder, progress, effort or Effort(), make, len(variants))
        try:
            return tuning.run(variants)
        finally:
            tuning.close()


@dataclass(frozen=True, slots=True)
class _Contender:
    """A way that ran and was faithful. `doubt` is how far its ratio may be from the truth, as a share of it."""

    runtime: Runtime
    folder: Path | None
    ratio: float
    doubt: float = 0.0

    def beats(self, other: _Contender) -> bool:
        """True where it is faster by more than chance: what was measured first is kept in doubt."""
        return self.ratio * (1 - self.doubt) > other.ratio * (1 + other.doubt) * LEAST_GAIN


class _Tuning:
    def __init__(
        self,
        model: InstalledModel,
        records: Path,
        workshop: Path,
        progress: Report,
        effort: Effort,
        make: Maker,
        variants: int,
    ) -> None:
        self._model, self._records, self._workshop = model, records, workshop
        self._progress, self._effort, self._make = progress, effort, make
        self._machine = this_machine()
        self._tokenizer = ModelTokenizer.load(model)
        self._plan: PlannedTexts = plan_texts(effort.texts, self._tokenizer, model.manifest.max_tokens)
        lengths = sorted({QUERY_TOKENS, min(DECIDING_TOKENS, self._longest), self._longest})
        self._texts = [running_text(effort.texts, self._tokenizer, tokens) for tokens in lengths]
        self._deciding = min(DECIDING_TOKENS, self._longest)
        self._source = model.path(model.manifest.graph)
        self._is_full_precision = read_facts(self._source, "").is_full_precision
        self._rows: list[Candidate] = []
        self._warnings: list[str] = []
        self._quiet: list[float] = []
        self._done, self._total = 0, 2 * variants + 6
        self._baseline: Measurer | None = None

    @property
    def _longest(self) -> int:
        return self._model.manifest.max_tokens

    def run(self, variants: Sequence[str]) -> TuneReport:
        busy = psutil.cpu_percent(interval=0.3)
        if busy > BUSY_SHARE:
            self._warnings.append(f"Other programs took {busy:.0f} % of the processor when it began.")
        self._step("Measuring the delivered graph")
        delivered = self._model.delivered_runtime()
        self._baseline = baseline = Measurer(delivered, self._model.manifest.native_dims, self._tokenizer.pad_id)
        own = self._vectors(baseline)
        reference, name = self._reference(own)
        best = self._delivered_row(baseline, likeness(own, reference, self._plan.passages, self._model.manifest))
        for place, variant in enumerate(variants):
            self._done = 2 + 2 * place
            contender = self._try(variant, reference)
            if contender is not None and (best is None or contender.beats(best)):
                best, contender = contender, best
            if contender is not None and contender.folder is not None:
                shutil.rmtree(contender.folder, ignore_errors=True)
        if best is None:
            # Nothing is faithful. The delivered graph is what the model's author made; it stays, and the report says so.
            best = _Contender(replace(delivered, threads=self._machine.cores), None, 1.0)
        best = self._choose_threads(best)
        self._mark(best)
        baseline.close()
        windows = self._windows(best)
        report = self._report(best, name, windows)
        self._step("Writing the record")
        keep(self._records, self._model, best.runtime, best.folder, report)
        return report

    def close(self) -> None:
        if self._baseline is not None:
            self._baseline.close()

    def _step(self, text: str) -> None:
        self._progress(ModelJobProgress(text, min(self._done, self._total), self._total))
        self._done += 1

    def _within_step(self, inner: ModelJobProgress) -> None:
        """What a step of its own tells, as a part of the whole."""
        share = f" ({inner.done} of {inner.total})" if inner.total else ""
        self._progress(ModelJobProgress(f"{inner.step}{share}", min(self._done, self._total), self._total))

    def _vectors(self, measurer: Measurer) -> Floats:
        return measurer.embed(self._plan.windows, self._plan.passages + self._plan.queries)[0]

    def _reference(self, own: Floats) -> tuple[Floats, str]:
        """The vectors to be faithful to, and what they are of."""
        graph = self._model.reference_graph()
        if graph is None and self._is_full_precision:
            return own, "the delivered graph, which is in full precision"
        if graph is None:
            return own, "the delivered graph, for the model in full precision is not here"
        self._source = graph
        files = self._model.manifest.reference.files if self._model.manifest.reference else ()
        try:
            _check_memory(sum(size for file in files if (size := _bytes_of(self._model.path(file.path)))))
        except VariantUnavailable as reason:
            self._warnings.append(f"The model in full precision was not loaded to compare with: {reason}.")
            return own, "the delivered graph, for there is no memory for the model in full precision"
        self._step("Reading the model in full precision")
        runtime = replace(self._model.delivered_runtime(), graph=graph)
        with Measurer(runtime, self._model.manifest.native_dims, self._tokenizer.pad_id) as measurer:
            return self._vectors(measurer), "the model in full precision (fp32)"

    def _delivered_row(self, baseline: Measurer, found: Likeness) -> _Contender | None:
        speed = race(baseline, baseline, self._texts, self._effort.rounds, self._effort.slow_rounds)
        row = Candidate(
            variant=DELIVERED,
            threads=self._machine.cores,
            state="slower",
            tokens_per_s=_rounded(speed.tokens_per_s),
            ratio=1.0,
            cosine=round(found.cosine, 5),
            same_top_10=round(found.same_top_10, 4),
            same_bits=round(found.same_bits, 4),
            size_bytes=self._model.size_bytes,
            peak_bytes=baseline.peak_bytes(),
            load_s=round(baseline.load_s, 2),
            note=found.complaint(),
        )
        self._rows.append(replace(row, state="dropped") if found.complaint() else row)
        if found.complaint():
            self._warnings.append(f"The delivered graph itself is not faithful: {found.complaint()}.")
            return None
        return _Contender(replace(self._model.delivered_runtime(), threads=self._machine.cores), None, 1.0)

    def _try(self, variant: str, reference: Floats) -> _Contender | None:
        """Make a variant and measure it. None where it cannot be used; nothing of it is left on disk then."""
        self._step(f"Making {variant}")
        if variant == "fp32" and self._is_full_precision:
            self._rows.append(Candidate(variant, 0, "unavailable", note="the delivered graph is that"))
            return None
        folder = self._workshop / variant
        kept = False
        try:
            folder.mkdir()
            made = self._make(self._model, variant, folder, self._within_step, self._source)
            self._step(f"Measuring {variant}")
            _check_memory(made.size_bytes)
            contender = self._measure(made.runtime(self._machine.cores), folder, made.size_bytes, reference)
            kept = contender is not None
        except VariantUnavailable as reason:
            self._rows.append(Candidate(variant, 0, "unavailable", note=str(reason)))
            return None
        except ModelProblem as problem:
            detail = next(iter(problem.detail.splitlines()), "")
            self._rows.append(Candidate(variant, 0, "unavailable", note=f"{problem.title} {detail}"[:300].strip()))
            return None
        except OSError as error:
            self._rows.append(Candidate(variant, 0, "unavailable", note=f"it could not be written: {error.strerror}"))
            return None
        finally:
            if not kept:
                shutil.rmtree(folder, ignore_errors=True)
        return contender

    def _measure(self, runtime: Runtime, folder: Path, size: int, reference: Floats) -> _Contender | None:
        assert self._baseline is not None  # noqa: S101 - `run` made it
        with Measurer(runtime, self._model.manifest.native_dims, self._tokenizer.pad_id) as measurer:
            found = likeness(self._vectors(measurer), reference, self._plan.passages, self._model.manifest)
            complaint = found.complaint() or self._batch_complaint(runtime.variant)
            speed = self._race(measurer)
            row = Candidate(
                variant=runtime.variant,
                threads=runtime.threads or 0,
                state="dropped" if complaint else "slower",
                tokens_per_s=_rounded(speed.tokens_per_s),
                ratio=round(speed.ratio[self._deciding], 3),
                cosine=round(found.cosine, 5),
                same_top_10=round(found.same_top_10, 4),
                same_bits=round(found.same_bits, 4),
                size_bytes=size,
                peak_bytes=measurer.peak_bytes(),
                load_s=round(measurer.load_s, 2),
                note=complaint,
            )
        self._rows.append(row)
        if complaint:
            return None
        return _Contender(runtime, folder, speed.ratio[self._deciding], speed.doubt[self._deciding])

    @staticmethod
    def _batch_complaint(variant: str) -> str:
        try:
            depends = find_variant(variant).depends_on_batch
        except KeyError:
            depends = False
        return "its vectors change with what else is in the same run" if depends else ""

    def _race(self, measurer: Measurer) -> Speed:
        assert self._baseline is not None  # noqa: S101 - `run` made it
        speed = race(measurer, self._baseline, self._texts, self._effort.rounds, self._effort.slow_rounds)
        self._quiet += speed.baseline[self._deciding]
        return speed

    def _choose_threads(self, best: _Contender) -> _Contender:
        machine = self._machine
        counts = sorted({1, max(1, machine.cores // 2), machine.cores, machine.threads} - {best.runtime.threads})
        for count in counts:
            self._step(f"Measuring {best.runtime.variant} with {count} threads")
            runtime = replace(best.runtime, threads=count)
            try:
                with Measurer(runtime, self._model.manifest.native_dims, self._tokenizer.pad_id) as measurer:
                    speed = self._race(measurer)
                    peak = measurer.peak_bytes()
            except ModelProblem as problem:
                self._rows.append(Candidate(runtime.variant, count, "unavailable", note=problem.title))
                continue
            like = next(row for row in self._rows if row.variant == runtime.variant)
            self._rows.append(
                replace(
                    like,
                    threads=count,
                    tokens_per_s=_rounded(speed.tokens_per_s),
                    ratio=round(speed.ratio[self._deciding], 3),
                    peak_bytes=peak,
                )
            )
            # Where others take the processor, one thread seems as good as all.
            contender = replace(
                best, runtime=runtime, ratio=speed.ratio[self._deciding], doubt=speed.doubt[self._deciding]
            )
            if spread(self._quiet) <= BUSY_SPREAD and contender.beats(best):
                best = contender
        return best

    def _mark(self, best: _Contender) -> None:
        for place, row in enumerate(self._rows):
            if (row.variant, row.threads) == (best.runtime.variant, best.runtime.threads):
                self._rows[place] = replace(row, state="kept")

    def _windows(self, best: _Contender) -> tuple[WindowSize, ...]:
        if self._model.manifest.kind != "contextual":
            return ()
        self._step("Measuring sizes of windows")
        with Measurer(best.runtime, self._model.manifest.native_dims, self._tokenizer.pad_id) as measurer:
            return measure_windows(
                measurer, self._model.manifest, self._tokenizer, self._effort.texts, self._effort.windows
            )

    def _report(self, best: _Contender, reference: str, windows: tuple[WindowSize, ...]) -> TuneReport:
        apart = spread(self._quiet)
        if apart > BUSY_SPREAD:
            self._warnings.append(
                f"The same work took times that differ by {apart:.0%}: the machine was busy or changed its clock. "
                f"The number of threads was left alone; tune again when nothing else runs."
            )
        return TuneReport(
            model=self._model.manifest.name,
            machine=str(self._machine),
            onnxruntime=str(ONNXRUNTIME.__version__),
            reference=reference,
            chosen=best.runtime.variant,
            threads=best.runtime.threads or self._machine.cores,
            ratio=round(best.ratio, 3),
            candidates=tuple(self._rows),
            windows=windows,
            window_tokens=self._model.manifest.max_tokens if windows else 0,
            recommended_window_tokens=recommended(windows, self._model.manifest.max_tokens),
            spread=round(apart, 3),
            warnings=tuple(self._warnings),
        )


def _bytes_of(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _check_memory(size: int) -> None:
    """Raise `VariantUnavailable` where there is no memory for a graph of `size` bytes beside what runs."""
    needed, free = int(size * 1.3) + _SPARE_BYTES, psutil.virtual_memory().available
    if free < needed:
        raise VariantUnavailable(f"it needs about {needed / 1e9:.1f} GB of memory, and {free / 1e9:.1f} GB are free")


def _rounded(rates: dict[int, float]) -> dict[int, float]:
    return {tokens: round(rate, 1) for tokens, rate in rates.items()}
