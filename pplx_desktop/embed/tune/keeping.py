"""What tuning leaves on disk: the graph that won, and the record that names it.

Invariant: what the record names is on disk before the record is, and is removed by nobody while the record names it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Generator
from pathlib import Path

from filelock import Timeout

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.records import measured
from pplx_desktop.embed.reports import TuneReport
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.tuning import VARIANTS, Tuned, clear, tuning_lock, weights_of, write_tuned


@contextlib.contextmanager
def workshop(records: Path) -> Generator[Path]:
    """A new folder to make variants in, for one tuning at a time. What an interruption left is removed before, what the
    record does not name after.

    Raises `EnvironmentProblem` (`tune-running`, `tune-unwritable`).
    """
    with contextlib.ExitStack() as stack:
        try:
            make_private_folder(records / VARIANTS)
            stack.enter_context(tuning_lock(records))
            clear(records)
            folder = Path(tempfile.mkdtemp(dir=records / VARIANTS, prefix="made-"))
        except Timeout:
            raise EnvironmentProblem(
                "tune-running", "This model is being tuned already.", hint="Let that finish, or stop it."
            ) from None
        except OSError as error:
            raise _unwritable(records, error) from error
        try:
            yield folder
        finally:
            with contextlib.suppress(OSError):
                clear(records)


def keep(records: Path, model: InstalledModel, runtime: Runtime, folder: Path | None, report: TuneReport) -> None:
    """Record that the model is run by `runtime`, whose files are those of `folder`, None for the delivered graph.

    Raises `EnvironmentProblem("tune-unwritable")`.
    """
    others = sorted(path for path in folder.rglob("*") if path.is_file() and path != runtime.graph) if folder else []
    made = [runtime.graph, *others] if folder else []
    try:
        for path in made:
            _to_disk(path)
        tuned = Tuned(
            variant=runtime.variant,
            threads=runtime.threads or this_machine().cores,
            pooled=runtime.pooled,
            outputs=runtime.outputs,
            files=tuple(measured(records, path.relative_to(records).as_posix()) for path in made),
            machine=report.machine,
            onnxruntime=report.onnxruntime,
            weights=weights_of(model),
            ratio=report.ratio,
            report=report.as_json(),
        )
        write_tuned(records, tuned)
    except OSError as error:
        raise _unwritable(records, error) from error


def _to_disk(path: Path) -> None:
    """What the record names has to survive a power cut as the record does."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _unwritable(records: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "tune-unwritable",
        f"What tuning finds cannot be kept in {records}: {error.strerror or error}.",
        hint="Check the permissions of this folder and the free space of its disk.",
    )
