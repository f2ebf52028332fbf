"""What can be written behind `type:` and `in:`, as far as the index holds something of it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pplx_desktop.core.condition_value import Condition, ConditionValue
from pplx_desktop.index.store import Index
from pplx_desktop.search.query import KIND_GROUPS


def values_of(index: Index, condition: Condition, beginning: str, *, limit: int) -> tuple[ConditionValue, ...]:
    """The values that go on from `beginning`, then those that hold it, the most common first."""
    wanted = beginning.casefold()
    known = _kinds(index) if condition == "type" else _folders(index, beginning)
    fitting = [value for value in known if wanted in value.text.casefold()]
    fitting.sort(key=lambda value: (not value.text.casefold().startswith(wanted), not value.is_group, -value.files))
    return tuple(fitting[:limit])


def _kinds(index: Index) -> Iterator[ConditionValue]:
    counts = index.kind_counts()
    for group, kinds in KIND_GROUPS.items():
        files = sum(counts.get(kind, 0) for kind in kinds)
        if files:
            yield ConditionValue(group, files, is_group=True)
    yield from (ConditionValue(kind, files) for kind, files in counts.items() if kind not in KIND_GROUPS)


def _folders(index: Index, beginning: str) -> Iterator[ConditionValue]:
    if beginning.startswith(os.sep) or beginning[1:3] in {":/", ":\\"}:
        found = iter(index.path_counts())
    else:
        found = iter(index.folder_names().items())
    # A condition is written in quotation marks where it must be, and there is no way to write one inside of them.
    yield from (ConditionValue(name, files) for name, files in found if '"' not in name and name.isprintable())
