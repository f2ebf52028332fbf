"""How an installed model is run on this machine: as it was tuned, where that still holds, else as it was delivered; by
the provider that is asked for, where it gives the processor's numbers, else by the processor.

Invariant: choosing never fails for a reason that the delivered graph on the processor does not have. What is not used
is told, with its reason.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.machine import Machine, this_machine
from pplx_desktop.embed.provider_checks import checked
from pplx_desktop.embed.providers import KNOWN, available, why_missing
from pplx_desktop.embed.runtime import Provider, Runtime
from pplx_desktop.embed.session import ONNXRUNTIME
from pplx_desktop.embed.tuning import read_tuned, why_not_used

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """How to run a model, and what there is to tell about it, a sentence each. `ratio` is its speed to that of the
    delivered graph on the processor, as far as it was measured.
    """

    runtime: Runtime
    told: tuple[str, ...] = ()
    ratio: float = 1.0


def choose_runtime(model: InstalledModel, records: Path, provider: str = "auto") -> Runtime:
    """The runtime to load. `records` is the folder of this model's records on this machine (`Paths.models / name`).

    What is not used is logged. Raises `ModelProblem` where the model's own files are the trouble.
    """
    choice = choose(model, records, provider)
    for sentence in choice.told:
        log.info("%s: %s", model.manifest.name, sentence)
    return choice.runtime


def choose(model: InstalledModel, records: Path, provider: str = "auto", library: Any = ONNXRUNTIME) -> Choice:
    """As `choose_runtime`, with what there is to tell. A provider that was never compared with the processor is compared
    now, which takes as long as loading the model twice.
    """
    on_processor = choose_on_processor(model, records, this_machine(), str(library.__version__))
    if provider == "cpu":
        return on_processor
    told = list(on_processor.told)
    if provider == "auto":
        candidates: list[Provider] = [known for known in available(library) if known != "cpu"]
    else:
        candidates = [known for known in KNOWN if known == provider]
        if not candidates:
            told.append(f"there is no provider {provider}, so the processor computes")
    for candidate in candidates:
        if missing := why_missing(candidate, library):
            told.append(f"{missing}, so the processor computes")
            continue
        check = checked(model, records, candidate, library)
        if check.state == "accepted" and provider == "auto" and check.ratio < on_processor.ratio:
            told.append(f"{check.in_words()}; the processor is faster ({on_processor.ratio:.2f})")
        elif check.state == "accepted":
            runtime = replace(model.delivered_runtime(), provider=candidate)
            return Choice(runtime, (*told, check.in_words()), check.ratio)
        else:
            told.append(check.in_words())
    return replace(on_processor, told=tuple(told))


def choose_on_processor(model: InstalledModel, records: Path, machine: Machine, onnxruntime: str) -> Choice:
    """The tuned runtime where its record holds, else the delivered graph."""
    tuned = read_tuned(records)
    if tuned is None:
        return Choice(model.delivered_runtime())
    try:
        reason = why_not_used(tuned, model, records, machine, onnxruntime)
    except ModelProblem as problem:
        reason = problem.title
    if reason:
        return Choice(
            model.delivered_runtime(), (f"it runs as it was delivered: {reason}; `models tune` measures anew",)
        )
    return Choice(tuned.runtime(model, records), ratio=tuned.ratio)
