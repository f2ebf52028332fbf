"""The child that downloads, imports, checks or tunes one model, and then ends. The only process that opens a socket to
the internet, and only to download.

It reads one frame with what is to be done, then streams `{"progress": {…}}` and ends with `{"done": {…}}` or an error.

Invariant: it ends when its owner closes its input or goes away, at once and in whatever it is doing: what is on disk then
is what a kill leaves, and every job is made for that.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.core.frames import FrameError, Message, read_frame, take_over_stdio, write_frame
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.engine.limits import lower_priority
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import error_to_frame

Report = Callable[[ModelJobProgress], None]
Outcome = tuple[str, dict[str, Any]]
"""What is said of a job that succeeded, and what it found."""

_at_end: list[Callable[[], None]] = []
"""What is left to do where the owner goes away."""


def main(arguments: list[str]) -> int:
    """Do one job. Arguments: folder of delivered models, of installed ones."""
    delivered, installed = (Path(argument) for argument in arguments)
    source, sink = take_over_stdio()
    frame = read_frame(source)
    if frame is None:
        return 0
    threading.Thread(target=_end_with_owner, args=(source,), name="owner", daemon=True).start()
    lower_priority()
    try:
        message, report = _run(frame[0], delivered, installed, _Reporter(sink))
        answer: Message = {"done": {"message": message, "report": report}}
    except PplxError as error:
        answer, _ = error_to_frame(error)
        answer["exit_status"] = int(error.exit_status)
    with contextlib.suppress(OSError):
        write_frame(sink, answer)
    return 0


class _Reporter:
    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink

    def __call__(self, progress: ModelJobProgress) -> None:
        # An owner that is gone ends this process by way of its input.
        with contextlib.suppress(OSError):
            write_frame(self._sink, {"progress": asdict(progress)})


def _end_with_owner(source: BinaryIO) -> None:
    try:
        with contextlib.suppress(FrameError, OSError):
            while read_frame(source) is not None:
                pass
        for withdraw in _at_end:
            withdraw()
    finally:
        os._exit(0)


def _run(job: Message, delivered: Path, installed: Path, report: Report) -> Outcome:
    catalog = Catalog(delivered, installed)
    kind: str = job["kind"]
    target: str = job["target"]
    match kind:
        case "get":
            return _get(catalog, installed, target, bool(job.get("reference")), report)
        case "import":
            return _import(delivered, installed, target, job, report)
        case "verify":
            return _verify(catalog, installed, target, report)
        case "tune":
            return _tune(catalog, installed, WantedModel.from_arguments(*job["wanted"]), report)
        case "try":
            return _try(catalog, installed, WantedModel.from_arguments(*job["wanted"]), report)
        case _:
            raise UserError("job-unknown", f"There is no job called {kind!r}.")


# What each needs is loaded by it alone: a download needs no onnxruntime, and nothing but it the hub's library.


def _get(catalog: Catalog, installed: Path, name: str, reference: bool, report: Report) -> Outcome:
    from pplx_desktop.embed.install.download import Options, download  # noqa: PLC0415
    from pplx_desktop.embed.install.problems import in_bytes  # noqa: PLC0415

    got = download(catalog.manifest(name), installed, report, Options(reference=reference))
    if got.downloaded_bytes:
        here = f" {in_bytes(got.present_bytes)} were here already." if got.present_bytes else ""
        message = f"{name} is installed: {in_bytes(got.downloaded_bytes)} downloaded and verified.{here}"
    else:
        message = f"{name} is installed: all its files were on this computer, and are verified."
    return message, asdict(got)


def _import(delivered: Path, installed: Path, path: str, job: Message, report: Report) -> Outcome:
    from pplx_desktop.embed.install.local import import_path  # noqa: PLC0415
    from pplx_desktop.embed.install.problems import in_bytes  # noqa: PLC0415

    name, kind = str(job.get("name", "")), str(job.get("model_kind", ""))
    got = import_path(Path(path), delivered, installed, report, name=name, kind=kind)
    return f"{got.name} is imported and verified: {in_bytes(got.size_bytes)}.", asdict(got)


def _verify(catalog: Catalog, installed: Path, name: str, report: Report) -> Outcome:
    from pplx_desktop.embed.provider_checks import withdraw  # noqa: PLC0415
    from pplx_desktop.embed.verify import verify  # noqa: PLC0415

    _at_end.append(lambda: withdraw(installed / name))
    found = verify(catalog.find(name), installed / name, report)
    return found.verdict, found.as_json()


def _tune(catalog: Catalog, installed: Path, wanted: WantedModel, report: Report) -> Outcome:
    from pplx_desktop.embed.tune import tune  # noqa: PLC0415

    found = tune(wanted.find(catalog), installed / wanted.name, report)
    runs = f"{wanted.name} runs as {found.chosen} now, {_threads(found.threads)}"
    gain = f"{found.ratio:.1f} times as fast as delivered" if found.ratio > 1.05 else "nothing faster is as faithful"
    return f"{runs}: {gain}.", found.as_json()


def _threads(count: int) -> str:
    return f"{count} thread{'s' if count > 1 else ''}"


def _try(catalog: Catalog, installed: Path, wanted: WantedModel, report: Report) -> Outcome:
    """Load a model as the model child does, and let it answer once."""
    from pplx_desktop.embed.choosing import choose_runtime  # noqa: PLC0415
    from pplx_desktop.embed.model import EmbeddingModel  # noqa: PLC0415
    from pplx_desktop.embed.provider_checks import withdraw  # noqa: PLC0415

    _at_end.append(lambda: withdraw(installed / wanted.name))
    report(ModelJobProgress("Checking and loading the model"))
    model = wanted.find(catalog)
    runtime = choose_runtime(model, installed / wanted.name, wanted.provider)
    EmbeddingModel.load(model, runtime).embed_query("A sentence to try it.")
    return f"{wanted.name} answers.", {"fingerprint": model.fingerprint}
