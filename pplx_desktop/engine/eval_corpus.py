"""A set's texts as files for the program to read, and where a place of a text is in what was read of its file.

A reader may change white space, and drop what nobody sees. Invariant: places are carried over by counting visible
characters, and only where those of the file and those that were read are the very same; otherwise it is an error, so
that no hit is counted at a wrong place.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.engine.beir import CorpusRow

Span = tuple[int, int]

_FILES_IN_FOLDER = 1000
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Cn"})
"""Controls, formats such as the soft hyphen, lone surrogates, and what is no character."""


def write_files(rows: Sequence[CorpusRow], folder: Path, *, apart: bool = False) -> dict[str, str]:
    """One Markdown file for each row; returns path to id. With `apart` each has a folder of its own, so that a query can
    be asked within it. A file that is there already is left alone, and one that is no row is deleted.

    Raises `EnvironmentProblem` where the folder cannot be written.
    """
    try:
        return _bring_up_to_date(rows, folder, 1 if apart else _FILES_IN_FOLDER)
    except OSError as error:
        raise EnvironmentProblem(
            "eval-work", f"{folder} cannot be written: {error.strerror}.", hint="Choose another folder with --work."
        ) from error


def file_text(row: CorpusRow) -> str:
    """What a row's file holds: its title as a heading, then its text."""
    return _head(row) + _encodable(row.text) + "\n"


@dataclass(frozen=True, slots=True)
class Places:
    """Carries places of a row's text over to the text that was read of its file."""

    _original: Sequence[int]
    _read: Sequence[int]

    @classmethod
    def between(cls, row: CorpusRow, read: str) -> Places:
        """Raises `UserError` (`eval-offsets`) where what was read is not what the file holds."""
        content = file_text(row)
        there, found = _visible(content), _visible(read)
        if [content[at] for at in there] != [read[at] for at in found]:
            raise UserError(
                "eval-offsets",
                f"The text of {row.row_id} was changed when it was read, so that nobody knows where its answers are.",
                hint="Take the document out of the set, or measure its rows only.",
            )
        begin = len(_head(row))
        first = bisect_left(there, begin)
        return cls([at - begin for at in there[first:]], found[first:])

    def carried(self, span: Span) -> Span | None:
        """Where a span is in what was read, from its first visible character to its last; None where it has none."""
        first, beyond = bisect_left(self._original, span[0]), bisect_left(self._original, span[1])
        return None if first == beyond else (self._read[first], self._read[beyond - 1] + 1)


def overlaps(passage: Span, spans: Iterable[Span]) -> bool:
    """Whether a passage has a character of one of the spans."""
    return any(passage[0] < end and start < passage[1] for start, end in spans)


def _head(row: CorpusRow) -> str:
    title = " ".join(_encodable(row.title).split())
    # A line of dashes at the very beginning would open front matter.
    return f"# {title}\n\n" if title else "\n"


def _encodable(text: str) -> str:
    """The text with a question mark for each half of a character; as long as it was."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _visible(text: str) -> list[int]:
    """Where the characters are that can be seen."""
    seen = {
        character: not character.isspace() and unicodedata.category(character) not in _UNSEEN for character in set(text)
    }
    return list(compress(range(len(text)), map(seen.__getitem__, text)))


def _bring_up_to_date(rows: Sequence[CorpusRow], folder: Path, files_in_folder: int) -> dict[str, str]:
    ids: dict[str, str] = {}
    for number, row in enumerate(rows):
        parent = folder / _opaque(f"folder {number // files_in_folder}")
        parent.mkdir(parents=True, exist_ok=True)
        path = parent / f"{_opaque(row.row_id)}.md"
        encoded = file_text(row).encode("utf-8")
        if not path.exists() or path.read_bytes() != encoded:
            path.write_bytes(encoded)
        ids[str(path)] = row.row_id
    for path in folder.rglob("*.md"):
        if str(path) not in ids:
            path.unlink()
    return ids


def _opaque(text: str) -> str:
    """A name that no query can match: names are searched too, and an id would give the answer away."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return "q" + digest.translate(str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst"))
