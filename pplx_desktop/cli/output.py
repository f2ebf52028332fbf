"""What the command line prints. Answers go to stdout, everything else to stderr."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping
from typing import Any

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.events import Event, ModelJobChanged, ProgressChanged, Trouble
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.reasons import SLOWED_BY
from pplx_desktop.core.types import Fill, Progress

_ROLES = {"searched": "searched now", "next": "takes over when it has all", "first": "stands in until then"}


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document. File names that are no valid text appear with their bytes escaped."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    _write(text + "\n")
    sys.stdout.flush()


def print_json_list(head: Mapping[str, Any], name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Print one JSON document that ends with a list, a line for each of its items: it may be too long for the memory."""
    begun = json.dumps(head, ensure_ascii=False, indent=2).removesuffix("}").rstrip()
    _write(f"{begun}{',' if head else ''}\n  {json.dumps(name)}: [")
    separator = "\n"
    for row in rows:
        _write(f"{separator}    {json.dumps(row, ensure_ascii=False)}")
        separator = ",\n"
    _write("\n  ]\n}\n" if separator != "\n" else "]\n}\n")
    sys.stdout.flush()


def print_error(error: PplxError, *, verbose: bool) -> None:
    """Say what is wrong and what to do, in one line on stderr; with `verbose` the details too."""
    print(f"pplx-desktop: {printable(str(error))}", file=sys.stderr)
    if verbose and error.detail:
        for line in error.detail.splitlines():
            print(printable(line), file=sys.stderr)


class ProgressLine:
    """Shows an indexing run on stderr: one line that changes, or, where that is no terminal, a line now and then."""

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._interval_s = 0.2 if self._is_terminal else 10.0
        self._told_at = 0.0
        self._phase: str = ""
        self._width = 0

    def __call__(self, event: Event) -> None:
        """Take an event of the engine."""
        if isinstance(event, Trouble):
            self.clear()
            print(event.text, file=sys.stderr)
        elif isinstance(event, ProgressChanged):
            now = time.monotonic()
            if event.progress.phase != "idle" and (
                now - self._told_at >= self._interval_s or event.progress.phase != self._phase
            ):
                self._told_at, self._phase = now, event.progress.phase
                self._show(_progress_text(event.progress))

    def clear(self) -> None:
        """Take the line away before something else is printed."""
        if self._is_terminal and self._width:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._width = 0

    def _show(self, text: str) -> None:
        if not self._is_terminal:
            print(text, file=sys.stderr)
            return
        # Some terminals do not say how wide they are.
        columns = (os.get_terminal_size(sys.stderr.fileno()).columns or 80) - 1
        text = text[:columns]
        sys.stderr.write("\r" + text.ljust(self._width))
        sys.stderr.flush()
        self._width = len(text)


class JobLine(ProgressLine):
    """Shows a job with a model the same way."""

    def __call__(self, event: Event) -> None:
        """Take an event of the engine."""
        if not isinstance(event, ModelJobChanged) or event.state.outcome != "running":
            return
        progress = event.state.progress
        now = time.monotonic()
        if progress is not None and (now - self._told_at >= self._interval_s or progress.step != self._phase):
            self._told_at, self._phase = now, progress.step
            self._show(printable(job_text(progress)))


def job_text(progress: ModelJobProgress) -> str:
    """Where a job with a model stands, in one line."""
    parts = [progress.step]
    if progress.unit == "bytes":
        if progress.total:
            parts.append(f"{progress.done / 1e6:,.1f} of {progress.total / 1e6:,.1f} MB")
        if progress.rate is not None:
            parts.append(f"{progress.rate / 1e6:,.1f} MB/s")
    elif progress.total:
        parts.append(f"{progress.done:,} of {progress.total:,}")
    if progress.eta_s is not None and progress.done < progress.total:
        parts.append(f"about {duration(progress.eta_s)} left")
    return f"{parts[0]}: {', '.join(parts[1:])}" if len(parts) > 1 else parts[0]


def fill_text(fill: Fill) -> str:
    """How far the vectors of a model are, and what it is for."""
    left = f", about {duration(fill.eta_s)} left" if fill.eta_s is not None else ""
    return f"{fill.model}, {_ROLES[fill.role]}: {fill.done_chunks:,} of {fill.total_chunks:,} passages{left}"


def printable(text: str) -> str:
    """The text without what moves a terminal's cursor or changes its colours: file names may hold anything."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)


def duration(seconds: float) -> str:
    """A time span in words that suit its size."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _write(text: str) -> None:
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def _progress_text(progress: Progress) -> str:
    if progress.phase == "scanning":
        return f"Looking through {displayed(progress.current)}"
    if progress.phase == "reading" and progress.pictures:
        return f"Recognising text in pictures, {progress.pictures:,} to go"
    if progress.phase == "reading":
        return f"Reading {progress.done_files:,} of {progress.total_files:,} files"
    if progress.phase == "paused":
        because = SLOWED_BY.get(progress.pace_reason)
        return f"Paused: {because}" if because else "Paused"
    if len(progress.fills) > 1:
        return "Learning meanings: " + "; ".join(map(fill_text, progress.fills))
    total = progress.embedded_chunks + progress.pending_chunks
    left = f", about {duration(progress.eta_s)} left" if progress.eta_s is not None else ""
    return f"Learning the meaning of {progress.embedded_chunks:,} of {total:,} passages{left}"
