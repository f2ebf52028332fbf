"""What is put before a passage when it is embedded on its own, so that it keeps its document's topic.

Invariant: nothing is said twice in a row: a line that the text after it begins with is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from pplx_desktop.core.types import HEADING_JOINT


def context_before(text: str, title: str, heading: str, lines: Sequence[str]) -> str:
    """The filled-in `lines` (templates with `{title}` and `{heading}`) for a passage, without empty ones.

    The last heading is left out where the passage begins with it, as it does right under the heading.
    """
    path = heading.split(HEADING_JOINT) if heading else []
    if path and _begins_with(text, path[-1]):
        path.pop()
    following = text
    kept: list[str] = []
    for template in reversed(lines):
        line = template.format(title=title, heading=HEADING_JOINT.join(path)).strip()
        if line and not _begins_with(following, line):
            kept.insert(0, line)
            following = line
    return "\n".join(kept)


def _begins_with(text: str, start: str) -> bool:
    return text.lstrip()[: len(start) * 2].casefold().startswith(start.strip().casefold())
