"""What the command line prints of a search. Hits go to stdout, what there is to say of them to stderr.

Invariant: nothing that a file or a query brings along can move the terminal's cursor or change its colours.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from pplx_desktop.cli.explain import evidence_to_json, explanation_to_json, print_evidence, print_explanation
from pplx_desktop.cli.output import printable
from pplx_desktop.core import evidence_text
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.places import place_parts
from pplx_desktop.core.types import Hit, Passage, SearchResult, Snippet

_BOLD, _DIM, _MARK, _RESET = "\033[1m", "\033[2m", "\033[33m", "\033[0m"


def print_notices(result: SearchResult) -> None:
    """Say on stderr what the user should know of a result."""
    for notice in result.notices:
        print(printable(notice), file=sys.stderr)
    if result.hits and not result.is_good_match:
        print("Nothing here matches well. The closest there is:", file=sys.stderr)


def print_result(result: SearchResult, *, explained: bool = False) -> None:
    """Print hits for people; if `explained`, with how the search came to them."""
    if explained:
        print_explanation(result)
    for number, hit in enumerate(result.hits, start=1):
        print_hit(number, hit)
        if explained:
            print_evidence(hit, result.explanation)
    if not result.hits:
        print(printable(evidence_text.unmet_by_all(result.explanation)) or "Nothing found.")


def result_to_json(result: SearchResult, query: str, *, explained: bool = False) -> dict[str, Any]:
    """A result as the command line's documented JSON."""
    document: dict[str, Any] = {
        "query": query,
        "took_ms": round(result.took_ms, 1),
        "is_good_match": result.is_good_match,
        "closest": list(result.closest),
        "notices": list(result.notices),
    }
    if not explained:
        return {**document, "hits": [hit_to_json(hit) for hit in result.hits]}
    hits = [hit_to_json(hit) | evidence_to_json(hit) for hit in result.hits]
    return {**document, "explanation": explanation_to_json(result), "hits": hits}


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """A hit as the command line's documented JSON: the file with its best passage."""
    passage = hit.passages[0] if hit.passages else None
    return {
        "path": displayed(hit.path),
        "title": hit.title,
        "page": passage.page if passage else None,
        "heading": passage.heading if passage else "",
        "snippet": passage.snippet.text if passage else "",
        "score": round(hit.score, 6),
        "sources": list(hit.sources),
        "chunk_start": passage.start if passage else None,
        "chunk_end": passage.end if passage else None,
    }


def print_hit(number: int, hit: Hit) -> None:
    """Print a hit for people: file, place, and a snippet with what matches in another colour."""
    colour = _has_colour()
    name = printable(displayed(hit.path))
    passage = hit.passages[0] if hit.passages else None
    place = _place(passage, hit) if passage else ""
    sources = f"  [{' + '.join(hit.sources)}]" if hit.sources else ""
    print(f"{number:>3}. {_wrap(printable(hit.title) or name, _BOLD, colour)}{printable(place)}")
    print(f"     {_wrap(name + sources, _DIM, colour)}")
    if passage:
        print(f"     {_marked(passage.snippet, colour)}")


def _place(passage: Passage, hit: Hit) -> str:
    return "".join(f", {part}" for part in place_parts(hit.kind, passage.page, passage.heading, hit.title))


def _marked(snippet: Snippet, colour: bool) -> str:
    parts: list[str] = []
    at = 0
    for start, end in snippet.marks:
        parts += [_plain(snippet.text[at:start]), _wrap(_plain(snippet.text[start:end]), _MARK, colour)]
        at = end
    parts.append(_plain(snippet.text[at:]))
    return " ".join("".join(parts).split())


def _plain(text: str) -> str:
    """Printable, but with its white space, which is squeezed later."""
    return "".join(char if char.isspace() else printable(char) for char in text)


def _wrap(text: str, style: str, colour: bool) -> str:
    return f"{style}{text}{_RESET}" if colour else text


def _has_colour() -> bool:
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ
