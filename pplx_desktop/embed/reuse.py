"""What of a document need not be embedded twice: stretches of chunks, each with a key made of all that the model reads
for their vectors.

Invariant: under one fingerprint, equal keys mean equal codes, row for row, whatever document they stand in. The
stretches of a document hold each of its rows once, in order.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from hashlib import blake2b
from itertools import groupby, pairwise

from pplx_desktop.core.types import Stretch
from pplx_desktop.embed.windows import Window

_KEY_BYTES = 8
"""Among a million stretches two different ones share a key with a chance of one in 37 million."""


def find_stretches(windows: Sequence[Window], first_row: int, end_row: int) -> tuple[Stretch, ...]:
    """The stretches of the document whose rows these are, from its windows in order.

    A text that was cut into windows of its own is one stretch. A row without a token, which is in no window, belongs to
    the stretch before it, or to the first.
    """
    if first_row == end_row:
        return ()
    groups = [list(group) for _, group in groupby(windows, key=lambda window: window.parts[0].row)]
    starts = [group[0].parts[0].row for group in groups]
    borders = [first_row, *starts[1:], end_row]
    return tuple(
        Stretch(start - first_row, end - first_row, _key(group, start, end), sum(len(window.ids) for window in group))
        for (start, end), group in zip(pairwise(borders), groups or [[]], strict=True)
    )


def _key(windows: Sequence[Window], start: int, end: int) -> int:
    digest = blake2b(array("q", [end - start]).tobytes(), digest_size=_KEY_BYTES)
    for window in windows:
        parts = [value for part in window.parts for value in (part.row - start, part.start, part.end, part.weight)]
        digest.update(array("q", [len(parts), *parts, len(window.ids), *window.ids]).tobytes())
    return int.from_bytes(digest.digest(), "little", signed=True)
