"""What a place in a document is called: pages are slides in presentations, and belong to the file they are in."""

from __future__ import annotations

from collections.abc import Callable

from pplx_desktop.core.types import HEADING_JOINT

_SLIDES = frozenset({"pptx", "ppt", "odp"})
_WITH_MEMBERS = frozenset({"zip", "tar", "mbox", "eml", "msg"})


def page_name(kind: str, heading: str = "") -> str:
    """What one page of a document of this kind is called; of an archive or a mail, one of the file inside."""
    kinds = {kind}
    if kind in _WITH_MEMBERS:
        kinds.update(part.rpartition(".")[2].strip().lower() for part in heading.split(HEADING_JOINT))
    return "page" if kinds.isdisjoint(_SLIDES) else "slide"


def place_parts(
    kind: str, page: int | None, heading: str, title: str, call: Callable[[str, int], str] = "{} {}".format
) -> tuple[str, ...]:
    """Where a passage stands, the wider place first: the page and then its heading, but a file and then its page. The
    document's title is told beside it, so that it does not begin with that. `call` words a page: its name, its number.
    """
    numbered = call(page_name(kind, heading), page) if page is not None else ""
    parts = (heading, numbered) if kind in _WITH_MEMBERS else (numbered, below_title(heading, title))
    return tuple(part for part in parts if part)


def below_title(heading: str, title: str) -> str:
    """A heading without its outermost part, where that is the title of the document."""
    outermost, _, rest = heading.partition(HEADING_JOINT)
    return rest if outermost.split() == title.split() else heading


def member_of(kind: str, heading: str) -> str:
    """The name, without its folders, of the file inside an archive or a mail; empty where there is none."""
    return heading.partition(HEADING_JOINT)[0].rpartition("/")[2].strip() if kind in _WITH_MEMBERS else ""
