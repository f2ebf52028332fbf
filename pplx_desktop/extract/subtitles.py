"""Reads subtitles (SubRip, WebVTT, Advanced SubStation): what is said, in blocks that say when.

Invariant: a file that holds no time is read as the text that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from pplx_desktop.core.types import Document
from pplx_desktop.extract.document_builder import DocumentBuilder, clean
from pplx_desktop.extract.text import limited_text, text_document

BLOCK_CHARS = 500

_TIME = r"((?:\d{1,3}:)?\d{1,2}:\d{2})[.,]\d{1,3}"
_TIMES = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_SPOKEN = re.compile(r"^Dialogue:[^,]*,\s*(\d+:\d\d:\d\d)\.\d+,\s*(\d+:\d\d:\d\d)\.\d+,(?:[^,]*,){6}(.*)$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{1,80})>")
_STYLING = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: str
    end: str
    text: str


def read_subtitles(stream: BinaryIO, kind: str) -> Document:
    """Raises `ExtractionError` (unsupported-type, no-text)."""
    builder = DocumentBuilder(kind)
    text = clean(limited_text(stream, builder))
    lines = text.split("\n")
    waiting: list[_Cue] = []
    length = 0
    has_cues = False
    for cue in _spoken_lines(lines) if kind == "ass" else _cues(lines):
        has_cues = True
        # Captions that roll up repeat the line before.
        if waiting and cue.text == waiting[-1].text:
            continue
        if length > BLOCK_CHARS:
            _add(builder, waiting)
            waiting, length = [], 0
        waiting.append(cue)
        length += len(cue.text)
    _add(builder, waiting)
    return builder.build() if has_cues else text_document(builder, text, kind)


def _add(builder: DocumentBuilder, cues: list[_Cue]) -> None:
    if cues:
        builder.add("\n".join(cue.text for cue in cues), heading=f"{cues[0].start}–{cues[-1].end}")


def _cues(lines: list[str]) -> Iterator[_Cue]:
    """What stands under a line of times, up to an empty line."""
    times: re.Match[str] | None = None
    said: list[str] = []
    for line in [*lines, ""]:
        if times is None:
            times = _TIMES.match(line)
        elif line.strip():
            said.append(_STYLING.sub("", _VOICE.sub(r"\1: ", line)).strip())
        else:
            if text := "\n".join(filter(None, said)):
                yield _Cue(times.group(1), times.group(2), text)
            times, said = None, []


def _spoken_lines(lines: list[str]) -> Iterator[_Cue]:
    for line in lines:
        if match := _SPOKEN.match(line):
            text = (
                _STYLING.sub("", match.group(3)).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ").strip()
            )
            if text:
                yield _Cue(match.group(1), match.group(2), text)
