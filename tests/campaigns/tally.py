"""What a campaign did, and what it found.

Invariant: a loss says how to see it again: the seed and the number of the attempt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic

_TELL_S = 10.0


@dataclass
class Tally:
    """Counts and losses of one campaign, and its source of chance."""

    name: str
    count: int
    folder: Path
    seed: int = 0
    first: int = 0
    told: bool = False
    counts: Counter[str] = field(default_factory=Counter)
    losses: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)

    def attempts(self) -> Iterator[tuple[int, Random]]:
        """Each attempt's number, and chance that depends on seed and number alone."""
        begun = told = monotonic()
        for number in range(self.first, self.first + self.count):
            yield number, Random(f"{self.name}:{self.seed}:{number}")
            self.counts["attempts"] += 1
            if self.told and monotonic() - told > _TELL_S:
                told = monotonic()
                print(f"{number + 1 - self.first} of {self.count}, {told - begun:.0f} s, {self}", flush=True)

    def lose(self, number: int, *what: str) -> None:
        """Note what an attempt lost."""
        again = f"again: python -m tests.campaigns {self.name} --seed {self.seed} --first {number} --count 1"
        self.losses += [f"attempt {number}: {loss} ({again})" for loss in what]
        if self.told and what:
            print("\n".join(self.losses[-len(what) :]), flush=True)

    def __str__(self) -> str:
        counted = ", ".join(f"{number:,} {what}" for what, number in self.counts.items())
        noted = "".join(f"; {what}: {value}" for what, value in self.notes.items())
        return f"{self.name}: {counted}{noted}; losses: {len(self.losses)}"
