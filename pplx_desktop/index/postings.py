"""Who holds a term, in a form that tells of some chunks without looking at all of them.

Chunks go by their places: those of the blocks that have lists follow each other, the others come after them. Invariant: what
is told of a chunk does not depend on which others are asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Floats = NDArray[np.float64]
Bits = NDArray[np.uint8]
Lengths = NDArray[np.unsignedinteger]
Sums = NDArray[np.unsignedinteger]
LimitsOf = Callable[[Floats, Lengths], NDArray[np.uint16]]
"""What chunks add at most that hold a term so often and are so long."""

_WORD_BITS = 64
_LONGEST = 512
"""Of chunks with more words than this it is not looked at how many they have."""


@dataclass(frozen=True, eq=False)
class Looked:
    """Places that are looked at, in order. `marks` says of each place whether it is one of them, None that all are."""

    places: Ids
    marks: NDArray[np.bool_] | None = None

    @cached_property
    def words(self) -> Ids:
        """In which word of 64 bits each place is."""
        return self.places >> 6

    @cached_property
    def bits(self) -> NDArray[np.uint64]:
        """The bit of it that each place is."""
        return np.uint64(1) << (self.places & (_WORD_BITS - 1)).astype(np.uint64)

    @cached_property
    def below(self) -> NDArray[np.uint64]:
        """The bits of it that lie before each place."""
        return self.bits - np.uint64(1)

    def number_of(self, places: Ids) -> tuple[Ids, Ids]:
        """Which of some places are looked at, by their number among these, and their number among those looked at."""
        if self.marks is None:
            return np.arange(len(places)), places
        there = np.flatnonzero(self.marks.take(places))
        return there, self._numbers.take(places.take(there)).astype(np.int64)

    @cached_property
    def _numbers(self) -> NDArray[np.int32]:
        """The number of each place that is looked at; anything elsewhere."""
        numbers = np.empty(len(self.marks) if self.marks is not None else 0, np.int32)
        numbers[self.places] = np.arange(len(self.places), dtype=np.int32)
        return numbers


class Holders(Protocol):
    """The chunks that hold a term, or some of them."""

    @property
    def count(self) -> int:
        """How many they are."""
        ...

    def add_to(self, sums: Sums, value: int) -> None:
        """Add a number at the place of each."""
        ...

    def add_finely_to(
        self, sums: Sums, most: int, lengths_at: Callable[[Ids], Lengths], limits_of: LimitsOf, /
    ) -> None:
        """Add what each can add, `most` at most."""
        ...

    def times_at(self, looked: Looked) -> tuple[Ids, Floats]:
        """Which of the places that are looked at hold the term, by their number, and how often."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Few:
    """Chunks one by one: their places, and how often each holds the term."""

    places: Ids
    times: Floats

    @property
    def count(self) -> int:
        """See `Holders`."""
        return len(self.places)

    def add_to(self, sums: Sums, value: int) -> None:
        """See `Holders`."""
        sums[self.places] += sums.dtype.type(value)

    def add_finely_to(self, sums: Sums, most: int, _: Callable[[Ids], Lengths], __: LimitsOf) -> None:
        """See `Holders`. They are few: all count in full."""
        self.add_to(sums, most)

    def times_at(self, looked: Looked) -> tuple[Ids, Floats]:
        """See `Holders`."""
        there, at = looked.number_of(self.places)
        return at, self.times.take(there)


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """The few chunks of a word's lists: their places, growing, and for each a code that stands for how often it holds the
    word. `others` are the counts of those whose code says that it is another one.
    """

    at: Ids
    codes: Bits
    others: NDArray[np.uint16]

    @property
    def size_bytes(self) -> int:
        """What it takes in memory, about."""
        return self.at.nbytes + self.codes.nbytes + self.others.nbytes

    def places(self) -> Ids:
        """The place of each, growing."""
        return self.at

    def add_to(self, sums: Sums, value: int) -> None:
        """Add a number at the place of each."""
        sums[self.at] += sums.dtype.type(value)

    def find(self, looked: Looked) -> tuple[Ids, Ids]:
        """Which of the places that are looked at are among these, by their number, and the number of each among these."""
        there, at = looked.number_of(self.at)
        return at, there


@dataclass(frozen=True, eq=False)
class Dense:
    """The many chunks of a word's lists, as `Sparse`: a bit for each place, 1 where there is one."""

    bits: Bits
    codes: Bits
    others: NDArray[np.uint16]

    @property
    def size_bytes(self) -> int:
        """See `Sparse`."""
        return self.bits.nbytes * 3 // 2 + self.codes.nbytes + self.others.nbytes

    def places(self) -> Ids:
        """See `Sparse`."""
        return np.flatnonzero(np.unpackbits(self.bits, bitorder="little").view(np.bool_))

    def add_to(self, sums: Sums, value: int) -> None:
        """See `Sparse`."""
        marks = np.unpackbits(self.bits, bitorder="little").astype(sums.dtype, copy=False)
        marks *= marks.dtype.type(value)
        sums[: len(marks)] += marks

    def find(self, looked: Looked) -> tuple[Ids, Ids]:
        """See `Sparse`."""
        # Behind the bits are those that no list tells of.
        inside = int(looked.words.searchsorted(len(self._words)))
        words = self._words.take(looked.words[:inside])
        at = np.flatnonzero((words & looked.bits[:inside]).astype(np.bool_))
        counts = np.bitwise_count(words.take(at) & looked.below.take(at))
        return at, np.add(self._before.take(looked.words.take(at)), counts, dtype=np.int64)

    @cached_property
    def _words(self) -> NDArray[np.uint64]:
        """The bits, in words."""
        return _in_words(self.bits)

    @cached_property
    def _before(self) -> NDArray[np.int32]:
        """How many there are before each word."""
        counts = np.bitwise_count(self._words)
        return np.cumsum(counts, dtype=np.int32) - counts


Listed = Sparse | Dense


def count_bits(bits: Bits) -> int:
    """How many are 1."""
    return int(np.bitwise_count(_in_words(bits)).sum())


def _in_words(bits: Bits) -> NDArray[np.uint64]:
    """Bits in words of 64, the last one filled up."""
    missing = -len(bits) % (_WORD_BITS // 8)
    return (np.concatenate((bits, np.zeros(missing, np.uint8))) if missing else bits).view("<u8")


@dataclass(frozen=True, eq=False)
class Common:
    """The chunks that hold any of some words that have lists, in a room of so many places for these. `times` says how often,
    by code; `others` is that of counts without a code, of each word.
    """

    words: Sequence[Listed]
    size: int
    times: Floats
    others: Sequence[Floats]
    other: int
    """The code that stands for `others`."""

    @property
    def count(self) -> int:
        """See `Holders`."""
        return len(self.words[0].codes) if len(self.words) == 1 else int(np.count_nonzero(self._any))

    def add_to(self, sums: Sums, value: int) -> None:
        """See `Holders`."""
        if len(self.words) == 1:
            self.words[0].add_to(sums, value)
        else:
            sums[: self.size] += self._any * sums.dtype.type(value)

    def add_finely_to(self, sums: Sums, most: int, lengths_at: Callable[[Ids], Lengths], limits_of: LimitsOf) -> None:
        """See `Holders`."""
        own = sums if len(self.words) == 1 else np.zeros(self.size, sums.dtype)
        for number, word in enumerate(self.words):
            places = word.places()
            limits = self._limits_of(number, lengths_at(places), limits_of).astype(sums.dtype)
            before = own.take(places)
            if own is not sums:
                # Several words add no more together than each does alone, nor more than `most`.
                limits = np.minimum(limits, own.dtype.type(most) - before)
            own[places] = before + limits
        if own is not sums:
            sums[: self.size] += own

    def times_at(self, looked: Looked) -> tuple[Ids, Floats]:
        """See `Holders`."""
        if len(self.words) == 1:
            return self._times_of(0, looked)
        sums = np.zeros(len(looked.places))
        for number in range(len(self.words)):
            at, times = self._times_of(number, looked)
            sums[at] += times
        at = np.flatnonzero(sums > 0.0)
        return at, sums.take(at)

    @cached_property
    def _any(self) -> NDArray[np.bool_]:
        """Which places hold any of the words."""
        marks = np.zeros(self.size, np.uint8)
        for number, word in enumerate(self.words):
            word.add_to(marks, 1 << number)
        return marks != 0

    def _limits_of(self, number: int, lengths: Lengths, limits_of: LimitsOf) -> NDArray[np.uint16]:
        """What each chunk of a word can add, looked up: few are different in how often and how long."""
        times = self.times.copy()
        times[self.other] = self.others[number].max(initial=1.0)
        longest = int(lengths.max(initial=0))
        if longest >= _LONGEST:
            lengths, longest = np.minimum(lengths, _LONGEST - 1), _LONGEST - 1
        table = limits_of(times[:, None], np.arange(longest + 1, dtype=np.uint16)[None, :])
        index = self.words[number].codes.astype(np.uint16)
        index *= np.uint16(longest + 1)
        return table.reshape(-1).take(np.add(index, lengths, dtype=np.uint16, casting="same_kind"))

    def _times_of(self, number: int, looked: Looked) -> tuple[Ids, Floats]:
        word = self.words[number]
        at, numbers = word.find(looked)
        codes = word.codes.take(numbers)
        times = self.times.take(codes)
        if len(self.others[number]):
            without = np.flatnonzero(codes == self.other)
            if len(without):
                uncoded = np.flatnonzero(word.codes == self.other)
                times[without] = self.others[number].take(uncoded.searchsorted(numbers.take(without)))
        return at, times
