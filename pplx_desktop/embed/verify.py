"""Whether an installed model is what it should be, and does here what it should do.

Looks at checksums, tokenizer, graphs, vectors and the ways it is run on this machine, and says of each what was found.
Vectors are compared with the model in full precision where that is here, else with what was recorded when it was.

Invariant: nothing is opened before its checksum was compared, and no doubt is passed over: what could not be looked at is
told as not checked, with the reason. The verdict follows from the checks alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.card_samples import (
    CONTEXTUAL,
    INDEPENDENT,
    QUESTIONS,
    ROVER_QUESTION,
    STRANGERS,
    order_of_contextual,
    order_of_independent,
)
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.choosing import choose, choose_on_processor
from pplx_desktop.embed.graph_facts import read_facts
from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.measuring import Measurer
from pplx_desktop.embed.pooling import Floats
from pplx_desktop.embed.provider_checks import forget_checks
from pplx_desktop.embed.reference_record import ReferenceRecord, read_reference, write_reference
from pplx_desktop.embed.reports import Check, GraphFacts, Outcome, VerifyReport
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import ONNXRUNTIME, Session
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.tune.likeness import Likeness, likeness
from pplx_desktop.embed.tune.texts import BuiltInTexts, built_in, plan_texts

Report = Callable[[ModelJobProgress], None]

SAME_MODEL_COSINE = 0.999
"""How near the same files have to come to what they gave before; another onnxruntime or processor rounds otherwise."""
FOREIGN_COSINE = 0.98
"""How near a delivered graph has to come, text by text, to values of another implementation: as near as int8 does."""
TUNED_COSINE = 0.96
"""Both may be 0.99 from full precision, on different sides."""
COLLAPSED_COSINE = 0.995
NOTHING = "nothing, for the model in full precision is not here, and this is its first check"
_STEPS = 7


def verify(model: InstalledModel, records: Path, progress: Report) -> VerifyReport:
    """Look at everything. A model that fails is told in the report, not raised."""
    return _Verification(model, records, progress).run()


class _Verification:
    def __init__(self, model: InstalledModel, records: Path, progress: Report) -> None:
        self._model, self._manifest, self._records, self._progress = model, model.manifest, records, progress
        self._checks: list[Check] = []
        self._graphs: list[GraphFacts] = []
        self._reference = ""
        self._provider = "cpu"
        self._steps = 0

    def run(self) -> VerifyReport:
        try:
            self._look()
        except ModelProblem as problem:
            self._add("model", "failed", f"{problem.title} {problem.detail}".strip())
        failed = [check for check in self._checks if check.outcome == "failed"]
        if failed:
            more = f", and {len(failed) - 1} more" if len(failed) > 1 else ""
            verdict = f"{self._manifest.name} cannot be trusted: {failed[0].name}: {failed[0].found}{more}."
        elif self._reference:
            verdict = f"{self._manifest.name} is what it should be; compared with {self._reference}."
        else:
            verdict = f"Nothing is wrong with {self._manifest.name} as far as it can be seen; compared with {NOTHING}."
        return VerifyReport(
            model=self._manifest.name,
            passed=not failed,
            verdict=verdict,
            reference=self._reference or NOTHING,
            provider=self._provider,
            graphs=tuple(self._graphs),
            checks=tuple(self._checks),
        )

    def _look(self) -> None:
        reference = self._check_files()
        self._step("Reading the graphs")
        self._graphs.append(read_facts(self._model.path(self._manifest.graph), self._manifest.graph))
        if reference is not None:
            self._graphs.append(read_facts(reference, self._name(reference)))
        self._step("Reading the tokenizer")
        tokenizer = ModelTokenizer.load(self._model)
        self._check_tokenizer(tokenizer)
        self._step("Embedding texts")
        texts = built_in()
        delivered = self._model.delivered_runtime()
        with Measurer(delivered, self._manifest.native_dims, tokenizer.pad_id) as measurer:
            vectors = _embed(measurer, tokenizer, texts, self._manifest.max_tokens)
            self._check_values(vectors)
            self._check_samples(measurer, tokenizer)
            self._check_foreign_values(measurer, tokenizer)
        self._step("Comparing the vectors")
        self._compare(vectors, reference, tokenizer, texts)
        self._check_graph_codes(tokenizer)
        self._step("Looking at how it runs here")
        self._check_ways(vectors, tokenizer, texts)

    def _step(self, text: str) -> None:
        self._progress(ModelJobProgress(text, self._steps, _STEPS))
        self._steps += 1

    def _add(self, name: str, outcome: Outcome, found: str) -> None:
        self._checks.append(Check(name, outcome, found))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._model.folder).as_posix()

    def _check_files(self) -> Path | None:
        """Compare all checksums; the graph in full precision, if it is there. Raises `ModelProblem`."""
        self._step("Comparing checksums")
        self._model.check()
        total = sum(file.size for file in self._model.files)
        self._add("checksums", "passed", f"{len(self._model.files)} files, {total / 1e6:,.1f} MB, all SHA-256 match")
        self._step("Comparing checksums of the model in full precision")
        reference = self._model.reference_graph()
        if reference is not None:
            self._add("checksums of the reference", "passed", f"{self._name(reference)} and its data match")
        return reference

    def _check_tokenizer(self, tokenizer: ModelTokenizer) -> None:
        if tokenizer.separator_id is not None:
            self._add("separator", "passed", f"the tokenizer has one, with the id {tokenizer.separator_id}")
            # What looks like the separator in a user's text must not become one.
            separator = self._manifest.separator
            token = separator.token if separator else ""
            if tokenizer.separator_id in tokenizer.encode([f"a {token} b"])[0]:
                self._add("separator in a text", "failed", "it is taken for the end of a passage")
            else:
                self._add("separator in a text", "passed", "it is read as text")
        ids = tokenizer.encode(["Where is the letter from the insurance?"])[0]
        found = f"{len(ids)} tokens for a sentence of 7 words"
        self._add("tokenizer", "passed" if 7 <= len(ids) <= 60 else "failed", found)

    def _check_values(self, vectors: Floats) -> None:
        bad = int((~np.isfinite(vectors)).any(axis=1).sum())
        found = f"{bad} of {len(vectors)} texts have values that are no finite numbers" if bad else "in all of them"
        self._add("finite values", "failed" if bad else "passed", found)
        if bad:
            return
        # A graph whose weights are wrong often gives every text the same vector, or zeros.
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not norms.all():
            self._add("different texts differ", "failed", f"{int((norms == 0).sum())} texts have nothing but zeros")
            return
        unit = vectors / norms
        alike = float(((unit @ unit.T).sum() - len(unit)) / (len(unit) * (len(unit) - 1)))
        outcome: Outcome = "passed" if alike < COLLAPSED_COSINE else "failed"
        self._add("different texts differ", outcome, f"their mean cosine is {alike:.3f}")

    def _check_samples(self, measurer: Measurer, tokenizer: ModelTokenizer) -> None:
        def embedded(documents: Sequence[tuple[str, ...]], queries: Sequence[str]) -> Floats:
            texts = BuiltInTexts(tuple(documents), tuple(queries), ())
            return _embed(measurer, tokenizer, texts, self._manifest.max_tokens)

        if self._manifest.kind == "contextual":
            rows = embedded(CONTEXTUAL, (ROVER_QUESTION, *STRANGERS))
            wrong = order_of_contextual([rows[:3], rows[3:5]], rows[5], rows[6:])
        else:
            rows = embedded([], (*INDEPENDENT, *QUESTIONS, *STRANGERS))
            wrong = order_of_independent(rows[:5], rows[5:10], rows[10:])
        found = "; ".join(wrong) or "they are in the right order"
        self._add("the card's sample sentences", "failed" if wrong else "passed", found)

    def _check_foreign_values(self, measurer: Measurer, tokenizer: ModelTokenizer) -> None:
        """Values of another implementation, where the model came with some."""
        path = self._model.folder.with_name(f"{self._manifest.name}.reference.json")
        if not path.is_file():
            return
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        texts = [str(case["text"]) for case in stored["cases"]]
        ids = [[*tokenizer.prefix, *tokens, *tokenizer.suffix] for tokens in tokenizer.encode(texts)]
        if any(found != case["ids"] for found, case in zip(ids, stored["cases"], strict=True)):
            self._add("values of another implementation", "failed", "the tokenizer splits a text in another way")
            return
        rows = _embed(measurer, tokenizer, BuiltInTexts((), tuple(texts), ()), self._manifest.max_tokens)
        wanted = np.array([case["pooled"] for case in stored["cases"]], np.float32)
        cosines = (rows * wanted).sum(1) / (np.linalg.norm(rows, axis=1) * np.linalg.norm(wanted, axis=1))
        outcome: Outcome = "passed" if cosines.min() >= FOREIGN_COSINE else "failed"
        found = f"cosine {cosines.min():.4f} at the least, {cosines.mean():.4f} on average, with {len(texts)} texts"
        self._reference = f"the values of another implementation ({str(stored['made_with']).split(':')[0]})"
        self._add("values of another implementation", outcome, found)

    def _compare(self, vectors: Floats, reference: Path | None, tokenizer: ModelTokenizer, texts: BuiltInTexts) -> None:
        digest = _digest(texts)
        if reference is not None:
            runtime = replace(self._model.delivered_runtime(), graph=reference)
            with Measurer(runtime, self._manifest.native_dims, tokenizer.pad_id) as measurer:
                wanted = _embed(measurer, tokenizer, texts, self._manifest.max_tokens)
            self._reference = "the model in full precision (fp32)"
            self._judge(likeness(vectors, wanted, _passages(texts), self._manifest))
            write_reference(self._records, self._model, digest, ReferenceRecord("fp32", wanted))
            return
        record = read_reference(self._records, self._model, digest)
        if record is None:
            kept = write_reference(self._records, self._model, digest, ReferenceRecord("first-check", vectors))
            what = "what it gives now was recorded for the next check" if kept else "no record could be written"
            self._add("vectors", "not-checked", f"there is nothing to compare them with; {what}")
            return
        found = likeness(vectors, record.vectors, _passages(texts), self._manifest)
        if record.origin == "fp32":
            self._reference = "the record of the model in full precision (fp32)"
            self._judge(found)
            return
        self._reference = self._reference or "the record of its first check on this computer"
        outcome: Outcome = "passed" if found.cosine >= SAME_MODEL_COSINE else "failed"
        self._add("vectors", outcome, f"mean cosine {found.cosine:.5f}, at least {SAME_MODEL_COSINE} is wanted")

    def _judge(self, found: Likeness) -> None:
        values = (
            f"mean cosine {found.cosine:.4f}, {found.same_top_10:.1%} of the ten nearest, {found.same_bits:.1%} bits"
        )
        self._add("vectors", "passed" if found.is_faithful else "failed", found.complaint() or values)

    def _check_graph_codes(self, tokenizer: ModelTokenizer) -> None:
        """That the codes which a graph makes itself are those that the card describes."""
        manifest = self._manifest
        if manifest.pooling != "graph" or not (manifest.int8_output or manifest.binary_output):
            return
        names = [name for name in (manifest.output, manifest.int8_output, manifest.binary_output) if name]
        runtime = Runtime(self._model.path(manifest.graph), tuple(names), pooled=True)
        session = Session(runtime, manifest.native_dims)
        wrong: dict[str, int] = {}
        for text in tokenizer.encode([*INDEPENDENT, *STRANGERS]):
            rows = session.run_pooled([[*tokenizer.prefix, *text, *tokenizer.suffix]], tokenizer.pad_id)
            pooled = np.asarray(rows[manifest.output], np.float32)
            if manifest.int8_output:
                made = np.clip(np.rint(np.tanh(pooled) * 127), -128, 127)
                # Where a value lies between two codes, another order of sums may round it the other way.
                different = np.abs(np.asarray(rows[manifest.int8_output], np.float32) - made) > 1
                wrong[manifest.int8_output] = wrong.get(manifest.int8_output, 0) + int(different.sum())
            if manifest.binary_output:
                different = (np.asarray(rows[manifest.binary_output], np.float32) >= 0) != (pooled >= 0)
                wrong[manifest.binary_output] = wrong.get(manifest.binary_output, 0) + int(different.sum())
        for name, count in wrong.items():
            found = (
                f"{count} codes do not follow from {manifest.output}" if count else f"follows from {manifest.output}"
            )
            self._add(f"the output {name}", "failed" if count else "passed", found)

    def _check_ways(self, vectors: Floats, tokenizer: ModelTokenizer, texts: BuiltInTexts) -> None:
        on_processor = choose_on_processor(self._model, self._records, this_machine(), str(ONNXRUNTIME.__version__))
        runtime = on_processor.runtime
        if runtime.graph != self._model.path(self._manifest.graph):
            name = runtime.graph.relative_to(self._records).as_posix()
            self._graphs.append(read_facts(runtime.graph, name))
            with Measurer(runtime, self._manifest.native_dims, tokenizer.pad_id) as measurer:
                rows = _embed(measurer, tokenizer, texts, self._manifest.max_tokens)
            found = likeness(rows, vectors, _passages(texts), self._manifest)
            values = f"cosine {found.cosine:.4f}, {found.same_top_10:.1%} of the ten nearest"
            outcome: Outcome = "passed" if found.cosine >= TUNED_COSINE else "failed"
            self._add(f"as it was tuned ({runtime.variant})", outcome, f"compared with the delivered graph: {values}")
        elif on_processor.told:
            self._add("as it was tuned", "not-checked", "; ".join(on_processor.told))
        forget_checks(self._records)
        choice = choose(self._model, self._records)
        self._provider = choice.runtime.provider
        told = [sentence for sentence in choice.told if sentence not in on_processor.told]
        self._add("what computes", "passed", "; ".join(told) or "the processor; this onnxruntime has nothing else")


def _embed(measurer: Measurer, tokenizer: ModelTokenizer, texts: BuiltInTexts, max_tokens: int) -> Floats:
    """A row for each passage, then for each query."""
    plan = plan_texts(texts, tokenizer, max_tokens)
    return measurer.embed(plan.windows, plan.passages + plan.queries)[0]


def _passages(texts: BuiltInTexts) -> int:
    return sum(len(document) for document in texts.documents)


def _digest(texts: BuiltInTexts) -> str:
    return hashlib.sha256(repr((texts.documents, texts.queries)).encode()).hexdigest()
