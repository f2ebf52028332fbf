"""Drawn pages for the preview, from confined children of their own: one draws, one recognises text in pictures.

Invariants: whatever a file does, each call ends with an answer or an error, within its deadline; a page that ended its
child is not asked for again. What is looked at now comes first: a child that is busy with another file is ended. Both
end after `REST_S` without a question.
"""

from __future__ import annotations

import logging
import math
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from pplx_desktop.core.errors import Cancelled, ExtractionCode, ExtractionError
from pplx_desktop.core.frames import Message
from pplx_desktop.core.opening import reading_failed
from pplx_desktop.core.page_types import PageOutline, PagePicture, PageText, SheetPlaces
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.child import ChildDied, ChildProcess, child_command
from pplx_desktop.engine.page_alignment import Parts, align
from pplx_desktop.engine.page_wire import boxes_from_bytes
from pplx_desktop.engine.wire import raise_extraction_error
from pplx_desktop.extract.ocr import is_available

log = logging.getLogger(__name__)

REST_S = 45.0
_MEMORY_BYTES = 1024 * 1024 * 1024
_DRAWING_S, _OPENING_S, _RECOGNISING_S = 12.0, 25.0, 60.0
_STARTING_S = 40.0
"""For a child to be there, on a machine that has much else to do: no page is blamed for it."""
_PATIENCE_S = 1.0
"""For so long the page of another file may go on being drawn."""
_FROM_OUTSIDE = frozenset({-signal.SIGTERM, -getattr(signal, "SIGKILL", signal.SIGTERM)})
_MAX_BAD = 1_000
_MAX_PAGES = 20_000
_MAX_SIDE_PX = 20_000
_MAX_SIDE = 100_000.0

Command = list[str]


class PageService:
    """Answers from any thread."""

    def __init__(self, settings: Callable[[], Settings], command: Command | None = None) -> None:
        """`command` starts a child; that of this program if it is None."""
        self._settings = settings
        command = command or child_command("page", str(_MEMORY_BYTES))
        self._drawing, self._recognising = _Desk("drawing", command), _Desk("recognising", command)

    def outline(self, path: str, heading: str = "") -> PageOutline:
        """See `SearchEngine.page_outline`."""
        answer, _ = self._drawing.ask(path, {"do": "outline", "heading": heading}, _OPENING_S)
        try:
            sizes = tuple((_side(width), _side(height)) for width, height in answer["sizes"][:_MAX_PAGES])
            outline = PageOutline(str(answer["member"]), bool(answer["is_picture"]), sizes)
        except (KeyError, TypeError, ValueError) as error:
            raise _senseless(error) from error
        if not sizes:
            raise ExtractionError(ExtractionCode.UNSUPPORTED, "There is no page to draw.")
        return outline

    def draw(self, path: str, heading: str, page: int, width_px: int, *, dark: bool = False) -> PagePicture:
        """See `SearchEngine.draw_page`."""
        width_px = min(max(1, width_px), _MAX_SIDE_PX)
        question: Message = {"do": "draw", "heading": heading, "page": page, "width": width_px, "dark": dark}
        answer, pixels = self._drawing.ask(path, question, _DRAWING_S)
        try:
            return PagePicture(int(answer["width"]), int(answer["height"]), pixels, bool(answer["is_dark"]))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            raise _senseless(error) from error

    def text(self, path: str, heading: str, page: int, parts: Parts, *, is_picture: bool = False) -> PageText:
        """See `SearchEngine.page_text`."""
        question: Message = {"do": "text", "heading": heading, "page": page, "languages": ()}
        answer, sides = ({"text": ""}, b"") if is_picture else self._drawing.ask(path, question, _DRAWING_S)
        placed = _page_text(answer, sides, parts)
        printed = placed.offsets[: len(placed.offsets) - placed.notes]
        if not parts or any(offset >= 0 for offset in printed):
            return placed
        # None of what the index has of this page is printed on it as text: it was recognised.
        settings = self._settings()
        if not (settings.ocr and is_available(settings.ocr_languages)):
            return placed
        question["languages"] = list(settings.ocr_languages)
        return _page_text(*self._recognising.ask(path, question, _RECOGNISING_S), parts)

    def source_text(self, path: str) -> str:
        """See `SearchEngine.source_text`."""
        answer = self._drawing.ask(path, {"do": "source", "heading": ""}, _OPENING_S)
        return answer[1].decode("utf-8", "replace")

    def cell_places(self, path: str) -> tuple[SheetPlaces, ...]:
        """See `SearchEngine.cell_places`."""
        answer, _ = self._drawing.ask(path, {"do": "cells", "heading": ""}, _OPENING_S)
        try:
            return tuple(
                SheetPlaces(str(name), tuple((int(number), tuple(map(int, columns))) for number, columns in rows))
                for name, rows in answer["sheets"]
            )
        except (KeyError, TypeError, ValueError) as error:
            raise _senseless(error) from error

    def close(self) -> None:
        """End the children. Idempotent."""
        self._drawing.close()
        self._recognising.close()


def _side(length: object) -> float:
    """The width or height of a page, as a child has told it. Raises TypeError, ValueError."""
    side = float(str(length))
    if not math.isfinite(side):
        raise ValueError(f"{side} is no length")
    return min(max(side, 1.0), _MAX_SIDE)


def _page_text(answer: Message, sides: bytes, parts: Parts) -> PageText:
    try:
        text = str(answer["text"])
        return PageText(text, boxes_from_bytes(sides), align(text, parts), int(answer.get("notes", 0)))
    except (KeyError, TypeError, ValueError) as error:
        raise _senseless(error) from error


@dataclass(slots=True)
class _Work:
    """What a child is busy with."""

    path: str
    since: float


class _Desk:
    """One child, started when it is asked, that serves one question at a time."""

    def __init__(self, name: str, command: Command) -> None:
        self._name, self._command = name, command
        self._turn = threading.Lock()
        self._state = threading.Condition()
        self._child: ChildProcess | None = None
        self._work: _Work | None = None
        self._wanted = ""
        self._used_at = 0.0
        self._watch: threading.Thread | None = None
        self._bad: dict[tuple[object, ...], ExtractionError] = {}
        self._is_closed = False

    def ask(self, path: str, question: Message, limit_s: float) -> tuple[Message, bytes]:
        """Raises `ExtractionError`, and `Cancelled` where another file is looked at by now."""
        version = _version(path)
        key = (path, *version, question["do"], question["heading"], question.get("page"))
        if (known := self._bad.get(key)) is not None:
            raise known
        with self._state:
            self._wanted = path
        self._wait_for_turn(path)
        try:
            if self._wanted != path:
                raise _overtaken()
            message = {**question, "path": path, "version": version, "alarm_s": limit_s + 10}
            try:
                answer, payload = self._exchange(path, message, limit_s)
            except ChildDied as death:
                if not _is_from_outside(death) or self._wanted != path:
                    raise
                answer, payload = self._exchange(path, message, limit_s)
        except ChildDied as death:
            if self._is_closed or self._wanted != path:
                raise _overtaken() from death
            error = _reason(death)
            log.warning("a child ended on a page: %s", death)
            # One that never began to run tells nothing of the page.
            if death.exit_code is not None and len(self._bad) < _MAX_BAD:
                self._bad[key] = error
            raise error from death
        finally:
            self._turn.release()
        raise_extraction_error(answer)
        return answer, payload

    def close(self) -> None:
        """End the child, and whoever waits for it."""
        with self._state:
            self._is_closed = True
            child, watch = self._child, self._watch
            self._state.notify_all()
        if child is not None:
            child.kill()
        if watch is not None:
            watch.join()

    def _wait_for_turn(self, path: str) -> None:
        while not self._turn.acquire(timeout=_PATIENCE_S / 4):
            with self._state:
                if self._wanted != path:
                    raise _overtaken()
                work, child = self._work, self._child
                is_other = work is not None and work.path != path
                if child is not None and work is not None and is_other and _age(work) > _PATIENCE_S:
                    child.kill()

    def _exchange(self, path: str, message: Message, limit_s: float) -> tuple[Message, bytes]:
        child = self._running()
        with self._state:
            self._work = _Work(path, time.monotonic())
        try:
            if child.requests == 0:
                _await_start(child)
            return child.request(message, deadline_s=limit_s)
        finally:
            with self._state:
                self._work, self._used_at = None, time.monotonic()

    def _running(self) -> ChildProcess:
        with self._state:
            if self._is_closed:
                raise _overtaken()
            if self._child is not None and not self._child.is_alive:
                # It ended while nobody asked it anything; its pipes are still open.
                self._child.kill()
                self._child = None
            if self._child is None:
                self._child = ChildProcess(self._command, memory_limit_bytes=_MEMORY_BYTES)
            if self._watch is None or not self._watch.is_alive():
                self._watch = threading.Thread(target=self._end_when_idle, name=f"pages-{self._name}", daemon=True)
                self._watch.start()
            self._used_at = time.monotonic()
            return self._child

    def _end_when_idle(self) -> None:
        with self._state:
            while not self._is_closed:
                left_s = REST_S if self._work is not None else self._used_at + REST_S - time.monotonic()
                if left_s <= 0:
                    break
                self._state.wait(left_s)
            child, self._child, self._watch = self._child, None, None
        if child is not None:
            child.close()


def _await_start(child: ChildProcess) -> None:
    """Raises `ChildDied`, without an exit code where that tells nothing of a page."""
    try:
        child.request({"do": "start", "alarm_s": _STARTING_S}, deadline_s=_STARTING_S)
    except ChildDied as death:
        code = death.exit_code if _is_from_outside(death) else None
        raise ChildDied(death.cause, code, death.stderr, death.peak_bytes) from death


def _is_from_outside(death: ChildDied) -> bool:
    return death.cause == "crash" and death.exit_code in _FROM_OUTSIDE


def _age(work: _Work) -> float:
    return time.monotonic() - work.since


def _version(path: str) -> list[int]:
    """What tells one version of a file from another. Raises `ExtractionError`."""
    try:
        status = os.stat(path)  # noqa: PTH116 -- paths hold undecodable bytes as escapes
    except OSError as error:
        raise reading_failed(error) from error
    return [status.st_mtime_ns, status.st_size, status.st_ino]


def _overtaken() -> Cancelled:
    return Cancelled("overtaken", "Another file is looked at by now.")


def _reason(death: ChildDied) -> ExtractionError:
    if death.cause == "timeout":
        return ExtractionError(ExtractionCode.TIMEOUT, "Drawing this page took too long.")
    if death.cause == "memory" or "MemoryError" in death.stderr or death.peak_bytes > _MEMORY_BYTES // 2:
        return ExtractionError(ExtractionCode.MEMORY, "Drawing this page takes too much memory.", detail=death.stderr)
    return ExtractionError(ExtractionCode.CRASHED, "This page cannot be drawn.", detail=death.stderr)


def _senseless(error: Exception) -> ExtractionError:
    return ExtractionError(ExtractionCode.CRASHED, "This page cannot be drawn.", detail=repr(error))
