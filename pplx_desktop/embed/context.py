"""What is put before a passage that is embedded on its own, or before the first one of a window, so that it keeps its
document's topic.

Invariant: nothing is said twice in a row: a line that the text after it begins with is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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


def fixed_words(line: str) -> str | None:
    """What a template says where there is neither title nor heading; None for one that cannot be filled in."""
    render: Callable[..., str] = line.format
    try:
        return render(title="", heading="").strip()
    except (KeyError, IndexError, ValueError, AttributeError):
        return None


def _begins_with(text: str, start: str) -> bool:
    return text.lstrip()[: len(start) * 2].casefold().startswith(start.strip().casefold())
