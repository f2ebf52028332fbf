"""Text in pictures: read last of all, a few files at a time, so that whatever else comes up goes first.

Invariant: at the pace of embedding, for it takes as much of the machine: nothing is begun while that is paused. A file is tried once in a session; what came of it is in the ledger, so that no later session tries it again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable

from pplx_desktop.core.types import FileStat
from pplx_desktop.engine.fills import Policy
from pplx_desktop.engine.text_stage import TextStage
from pplx_desktop.index.store import Index

_AT_A_TIME = 2
"""Recognising takes seconds a page: what is handed over cannot be taken back."""
_LISTED = 200


class OcrPass:
    """Hands files whose text is in pictures to the text stage, when nothing else is to be read."""

    def __init__(self, index: Index, text: TextStage, policy: Policy | None = None) -> None:
        self._index, self._text, self._policy = index, text, policy
        self.is_held = False
        self._left = 0
        self._waiting: deque[FileStat] = deque()
        self._tried: set[FileStat] = set()
        self._is_listed = False
        self._begun: float | None = None
        self._rests_until = 0.0

    @property
    def rest_s(self) -> float:
        """When held at a slow pace: how long to wait before the next step; 0 in a pause."""
        return max(0.0, self._rests_until - time.monotonic())

    @property
    def in_hand(self) -> int:
        """How many files there are to be recognised, while some of them are; else 0."""
        return self._left if self._begun is not None else 0

    def refresh(self) -> None:
        """Files came or went."""
        self._waiting.clear()
        self._is_listed = False

    def ask(self, files: Iterable[FileStat]) -> None:
        """Recognise the text of these now."""
        new = [file for file in files if file not in self._tried]
        self._tried.update(new)
        self._text.recognise(new)

    def step(self) -> bool:
        """Hand over what comes next. False when nothing is left, or `is_held`: there is more, for another time."""
        self.is_held = False
        if not self._waiting and not self._is_listed:
            self._waiting.extend(
                file for file in self._index.waiting_for_ocr(_LISTED + len(self._tried)) if file not in self._tried
            )
            self._is_listed = not self._waiting
            self._left = self._index.count_waiting_for_ocr() if self._waiting else 0
        now = time.monotonic()
        if self._begun is not None:
            # A step comes when all that was handed over is read.
            rest_s = 0.0 if self._policy is None else self._policy.rest_s(now - self._begun)
            self._rests_until, self._begun = now + rest_s, None
        if not self._waiting:
            return False
        pace = "full" if self._policy is None else self._policy.pace()[0]
        self.is_held = pace == "paused" or (pace == "slow" and now < self._rests_until)
        if self.is_held:
            return False
        together = _AT_A_TIME if pace == "full" else 1
        self._begun = now
        self.ask([self._waiting.popleft() for _ in range(min(together, len(self._waiting)))])
        return True
