"""One file from the hub to the disk: resumed, retried, watched for standing still, and never taken for whole unseen.

Invariant: a part on disk is a prefix of what the server sent, in order; the finished file has the size and checksum that
it must have, or it is deleted. A failure keeps the part, unless its content is known to be wrong.
"""

from __future__ import annotations

import logging
import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx2

from pplx_desktop.core.errors import PplxError
from pplx_desktop.embed.install import problems
from pplx_desktop.embed.install.contents import Digest, Measured, check_kind, html_title, looks_like_html, measure
from pplx_desktop.embed.install.hub import Broken, Hub, Patience, Refusal
from pplx_desktop.embed.install.meter import Meter

log = logging.getLogger(__name__)

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file of the hub, with what it has to be."""

    path: str
    commit: str
    digest: Digest


class _Altered(Exception):
    """All bytes are there, and they are the wrong ones."""


class Transfer:
    """Fetches files of one repository. For one thread."""

    def __init__(self, hub: Hub, patience: Patience, meter: Meter) -> None:
        self._hub, self._patience, self._meter = hub, patience, meter

    def fetch(self, wanted: Wanted, part: Path, target: Path) -> Measured:
        """Bring a file to `target` by way of `part`, which may hold its beginning. Returns what it is.

        Raises OSError of the disk, and `PplxError`: see `problems`.
        """
        resumed = _size(part) > 0
        try:
            return self._whole(wanted, part, target)
        except _Altered as error:
            part.unlink(missing_ok=True)
            if not resumed:
                raise problems.altered(wanted.path, str(error)) from error
            # The beginning came from an earlier run: perhaps only that was wrong.
            log.warning("%s was put together from two downloads that do not fit: once more", wanted.path)
        try:
            return self._whole(wanted, part, target)
        except _Altered as error:
            part.unlink(missing_ok=True)
            raise problems.altered(wanted.path, str(error)) from error

    def _whole(self, wanted: Wanted, part: Path, target: Path) -> Measured:
        self._meter.step(f"Downloading {wanted.path}")
        self._download(wanted, part)
        self._meter.step(f"Checking {wanted.path}")
        measured = measure(part)
        if complaint := wanted.digest.complaint(measured):
            self._meter.skip(-measured.size)
            raise _Altered(complaint)
        try:
            check_kind(part, wanted.path)
        except PplxError:
            part.unlink(missing_ok=True)
            raise
        part.replace(target)
        return measured

    def _download(self, wanted: Wanted, part: Path) -> None:
        attempt = 0
        while True:
            before = _size(part)
            try:
                self._attempt(wanted, part)
            except (Refusal, Broken) as error:
                attempt = 0 if _size(part) - before >= self._patience.least_bytes else attempt
                if not error.is_transient or attempt + 1 >= self._patience.attempts:
                    size = wanted.digest.size or 0
                    raise self._hub.problem(error, wanted.path, _size(part), size) from error
                log.warning("%s: %s; tried again", wanted.path, error)
                time.sleep(self._patience.pause_s(attempt, error.retry_after_s))
                attempt += 1
            else:
                return

    def _attempt(self, wanted: Wanted, part: Path) -> None:
        """One request, from where the part ends to the end of the file."""
        size = wanted.digest.size
        with part.open("ab", buffering=0) as stream:
            if size is not None and stream.tell() > size:
                self._start_over(stream)
            if size is None or stream.tell() < size:
                with self._hub.opened(wanted.path, wanted.commit, stream.tell(), self._patience) as response:
                    self._receive(response, wanted, stream)
            if size is not None and stream.tell() > size:
                raise _Altered(f"more than {size:,} bytes")
            if size is not None and stream.tell() < size:
                raise Broken("cut", f"the server ended at {stream.tell():,} of {size:,} bytes")
            os.fsync(stream.fileno())

    def _receive(self, response: httpx2.Response, wanted: Wanted, stream: BinaryIO) -> None:
        self._check_answer(response, wanted, stream)
        watch = _Watch(self._patience)
        size = wanted.digest.size
        with self._hub.translated():
            for block in response.iter_bytes():
                if stream.tell() == 0 and looks_like_html(block):
                    raise problems.html_page(wanted.path, self._hub.host, html_title(block))
                _write(stream, block)
                self._meter.add(len(block))
                watch.saw(len(block))
                if size is not None and stream.tell() > size:
                    return

    def _check_answer(self, response: httpx2.Response, wanted: Wanted, stream: BinaryIO) -> None:
        offset, size = stream.tell(), wanted.digest.size
        if "text/html" in response.headers.get("Content-Type", "") and not wanted.path.endswith(".html"):
            with self._hub.translated():
                head = next(response.iter_bytes(), b"")
            if looks_like_html(head):
                raise problems.html_page(wanted.path, self._hub.host, html_title(head))
            raise Broken("cut", "an answer that says it is HTML")
        if response.status_code == 416:
            self._start_over(stream)
            raise Broken("cut", "the server has no such range")
        if response.status_code == 206:
            found = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if found is None or int(found.group(1)) != offset:
                self._start_over(stream)
                raise Broken("cut", "the server sent another range than was asked for")
            announced = None if found.group(2) == "*" else int(found.group(2))
        else:
            if offset:
                # It does not know ranges: from the beginning, then.
                self._start_over(stream)
            length = response.headers.get("Content-Length", "")
            is_plain = response.headers.get("Content-Encoding", "identity") == "identity"
            announced = int(length) if length.isdigit() and is_plain else None
        if size is not None and announced is not None and announced != size:
            with self._hub.translated():
                head = next(response.iter_bytes(), b"")
            if looks_like_html(head):
                raise problems.html_page(wanted.path, self._hub.host, html_title(head))
            raise problems.wrong_size(wanted.path, announced, size)

    def _start_over(self, stream: BinaryIO) -> None:
        self._meter.skip(-stream.tell())
        stream.seek(0)
        stream.truncate()


class _Watch:
    """Tells a line that drips from one that flows: a read that returns in time can still bring nearly nothing."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._since = time.monotonic()
        self._count = 0

    def saw(self, count: int) -> None:
        """So many bytes came. Raises `Broken`."""
        self._count += count
        now = time.monotonic()
        if now - self._since >= self._patience.stall_s:
            if self._count < self._patience.least_bytes:
                raise Broken("stalled", f"{self._count} bytes in {now - self._since:.0f} s")
            self._since, self._count = now, 0


def _write(stream: BinaryIO, block: bytes) -> None:
    """All of it: an unbuffered file may take less at the end of a disk, and says why with the next call."""
    view = memoryview(block)
    while view:
        view = view[stream.write(view) :]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
