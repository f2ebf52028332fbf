"""Whether a provider may be trusted with a model: its numbers are compared with the processor's before it is used.

Owns the comparison and its record, `providers.toml` in the folder of the model's records.

Invariant: a provider that was not compared is never used. A comparison is kept under provider, device, onnxruntime and
the model's files; any of them being new, it is made anew. That it is being made is written first, so that a provider
that takes the process down is not tried again by the next.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import tempfile
import time
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import psutil
import tomli_w

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.providers import KNOWN, device_of
from pplx_desktop.embed.runtime import Provider, Runtime
from pplx_desktop.embed.session import ONNXRUNTIME, Floats, Session
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.tuning import weights_of

RECORD = "providers.toml"
LEAST_COSINE = 0.998
"""How near each sentence's vector has to be to the processor's. The graph is the same, so only rounding may differ:
another order of float32 sums gives 1 - 1e-7; activations of an int8 graph that round the other way give 0.9999 after 4
layers and 0.9994 after 28 (measured with OpenVINO and random weights of the true size). Wrong numbers are far below."""

_SENTENCES = (
    "Where is the letter from the insurance about the water damage?",
    "Der Vertrag verlängert sich um ein Jahr, wenn er nicht drei Monate vorher gekündigt wird.",
    "La recette demande deux œufs, une pincée de sel et beaucoup de patience.",
    "会议改到星期四下午三点，请带上去年的预算表。",
    "def area(radius: float) -> float:\n    return 3.14159 * radius ** 2",
    "0",
    "The kitchen was measured twice: 3.42 m by 2.87 m, with a window of 1.20 m on the north side. " * 9,
)
_RUNS = 3

State = Literal["trying", "accepted", "refused"]


@dataclass(frozen=True, slots=True)
class ProviderCheck:
    """What a comparison found. `cosine` is the least of all sentences, `ratio` the speed to the processor's with the
    same graph. `nodes_left` of `nodes` were left to the processor; both are 0 where the library did not tell.
    `owner` is the process that makes the comparison while the state is `trying`.
    """

    provider: Provider
    device: str
    onnxruntime: str
    weights: dict[str, str]
    state: State
    reason: str = ""
    cosine: float = 0.0
    ratio: float = 0.0
    nodes_left: int = 0
    nodes: int = 0
    owner: str = ""

    def is_about(self, other: ProviderCheck) -> bool:
        """True where both are kept under the same key."""
        return _key(self) == _key(other)

    def in_words(self) -> str:
        """What to tell of it."""
        left = f"; {self.nodes_left} of {self.nodes} nodes are left to the processor" if self.nodes_left else ""
        if self.state == "accepted":
            return (
                f"{KNOWN[self.provider].title} gives the processor's numbers (cosine {self.cosine:.5f} at the least) at "
                f"{self.ratio:.2f} times its speed{left}"
            )
        return f"{KNOWN[self.provider].title} is not used: {self.reason}{left}"


def checked(model: InstalledModel, records: Path, provider: Provider, library: Any = ONNXRUNTIME) -> ProviderCheck:
    """The comparison of `provider` with the processor: the recorded one, or a new one, which loads the model twice, one
    after the other. Raises `ModelProblem` where the model's own files are the trouble.
    """
    blank = ProviderCheck(
        provider, device_of(provider, library), str(library.__version__), weights_of(model), "trying", owner=_owner()
    )
    known = next((check for check in read_checks(records) if check.is_about(blank)), None)
    if known is not None and known.state != "trying":
        return known
    if known is not None and _is_alive(known.owner):
        return replace(known, state="refused", reason="another process is comparing it with the processor right now")
    if known is not None:
        found = replace(known, state="refused", reason="it took the program down when it was tried", owner="")
    else:
        model.check()
        reference = _measure(model, model.delivered_runtime(), library)
        _write(records, blank)
        found = _compare(model, replace(model.delivered_runtime(), provider=provider), blank, reference, library)
    _write(records, found)
    return found


def withdraw(records: Path) -> None:
    """Let what this process is comparing be compared again: it ends because nobody waits for it any more, which is no
    fault of the provider.
    """
    checks = read_checks(records)
    kept = [check for check in checks if check.state != "trying" or check.owner != _owner()]
    if kept != checks:
        _write_all(records, kept)


def forget_checks(records: Path) -> None:
    """Let every provider be compared anew."""
    with contextlib.suppress(OSError):
        (records / RECORD).unlink()


def read_checks(records: Path) -> list[ProviderCheck]:
    """The recorded comparisons; none where the record is missing or damaged: they can be made again."""
    try:
        rows = tomllib.loads((records / RECORD).read_bytes().decode("utf-8"))["checks"]
        return [ProviderCheck(**row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _compare(
    model: InstalledModel, runtime: Runtime, blank: ProviderCheck, reference: _Measured, library: Any
) -> ProviderCheck:
    found = replace(blank, owner="")
    try:
        measured = _measure(model, runtime, library)
    except ModelProblem as problem:
        first_line = next(iter(problem.detail.splitlines()), "")
        return replace(found, state="refused", reason=f"{problem.title} {first_line}"[:400].strip())
    left, nodes = measured.nodes or (0, 0)
    cosine = min(_cosine(one, other) for one, other in zip(measured.vectors, reference.vectors, strict=True))
    ratio = reference.seconds / measured.seconds
    found = replace(found, nodes_left=left, nodes=nodes, ratio=round(ratio, 3), cosine=round(cosine, 6))
    if not cosine >= LEAST_COSINE:
        wrong = f"its vectors differ from the processor's (cosine {cosine:.4f}, at least {LEAST_COSINE} is wanted)"
        return replace(found, state="refused", reason=wrong)
    return replace(found, state="accepted")


@dataclass(frozen=True, slots=True)
class _Measured:
    vectors: list[Floats]
    seconds: float
    nodes: tuple[int, int] | None


def _measure(model: InstalledModel, runtime: Runtime, library: Any) -> _Measured:
    """Vectors of the fixed sentences, and how long the longest of them takes."""
    tokenizer = ModelTokenizer.load(model)
    limit = model.manifest.max_tokens - len(tokenizer.prefix) - len(tokenizer.suffix)
    ids = [[*tokenizer.prefix, *text[:limit], *tokenizer.suffix] for text in tokenizer.encode(_SENTENCES)]
    session = Session(runtime, model.manifest.native_dims, library)
    vectors = [_vector(session, runtime, sequence, tokenizer.pad_id) for sequence in ids]
    times: list[float] = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        _vector(session, runtime, ids[-1], tokenizer.pad_id)
        times.append(time.perf_counter() - started)
    return _Measured(vectors, statistics.median(times), session.nodes_on_processor())


def _vector(session: Session, runtime: Runtime, ids: Sequence[int], pad_id: int) -> Floats:
    if runtime.pooled:
        return np.asarray(session.run_pooled([ids], pad_id)[runtime.outputs[0]][0], np.float32)
    return session.run([ids], pad_id)[0].mean(axis=0)


def _cosine(one: Floats, other: Floats) -> float:
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        value = float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
    return value if np.isfinite(value) else -1.0


def _key(check: ProviderCheck) -> tuple[object, ...]:
    return check.provider, check.device, check.onnxruntime, check.weights


def _write(records: Path, check: ProviderCheck) -> None:
    """Put `check` in the place of the one it is about, in one step. A folder that cannot be written keeps nothing."""
    _write_all(records, [*(other for other in read_checks(records) if not other.is_about(check)), check])


def _write_all(records: Path, checks: Sequence[ProviderCheck]) -> None:
    try:
        make_private_folder(records)
        handle, name = tempfile.mkstemp(dir=records, prefix=".providers-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(tomli_w.dumps({"checks": [asdict(check) for check in checks]}))
            stream.flush()
            # The next thing to be done may take the whole machine down, as drivers do.
            os.fsync(stream.fileno())
        Path(name).replace(records / RECORD)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def _owner() -> str:
    return f"{os.getpid()} {psutil.Process().create_time()}"


def _is_alive(owner: str) -> bool:
    pid, _, created = owner.partition(" ")
    try:
        return owner != _owner() and str(psutil.Process(int(pid)).create_time()) == created
    except (ValueError, psutil.Error):
        return False
