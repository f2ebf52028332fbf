"""What can be written behind a condition of the query language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Condition = Literal["type", "in"]
"""The conditions whose values come from what is indexed."""


@dataclass(frozen=True, slots=True)
class ConditionValue:
    """A kind of file or a folder, as it is written, and how many files are of it. A group stands for several kinds."""

    text: str
    files: int
    is_group: bool = False
