"""How text is rewritten before FTS5 cuts it into words: one spelling for what is the same to a reader, and pieces that
overlap for scripts that are written without spaces.

    東京都に行く  ->  東京 京都 都に に行 行く く

Each character of such a run begins one piece, so a part of the run is found as a phrase of pieces, wherever it begins. What
is typed is rewritten without the short pieces at its end, for a text may go on there (`typed`).

Invariant: the same text always becomes the same words, whether it is put in, taken out, typed or shown. Text of Latin
letters without the few that are respelled is given back as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_DROPPED = (
    # Soft hyphens, joiners, variants of a character's look, circles around it.
    "\u00ad\u034f\u200c\u200d\u2060\ufeff\ufe00-\ufe0f\u20d0-\u20ff\U000e0100-\U000e01ef"
    # The vowels of Hebrew and Arabic, which few people write, and the stroke that makes Arabic words longer.
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
_RESPELLED = {
    "ß": "ss",
    "ẞ": "SS",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
    "ø": "o",
    "Ø": "O",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "ı": "i",
    "ħ": "h",
    "Ħ": "H",
    "ŧ": "t",
    "Ŧ": "T",
    "ё": "е",
    "Ё": "Е",
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
}
"""Letters without a decomposition that many keyboards lack, or that one word is written with and without."""
_GREEK = "\u0386\u0388-\u0390\u03aa-\u03b0\u03ca-\u03ce\u1f00-\u1fff"
_WIDE = "\ufb00-\ufb06\uff01-\uffdc"
"""Ligatures, full-width and half-width forms."""
_MARKS = "\u0300-\u034e\u0350-\u036f\u3099\u309a"
_JAMO = "\u1100-\u11ff"
_COMPOSED = re.compile(f"[^\\W\\d_][{_MARKS}]+|[{_JAMO}]+")


@dataclass(frozen=True, slots=True)
class Script:
    """A script without spaces: its letters, the marks that follow them, and how many letters a piece has."""

    letters: str
    marks: str
    piece: int


SCRIPTS = (
    # Han with the Japanese syllables, for one word has both.
    Script("\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
            "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af", "", 2),
    Script("\uac00-\ud7a3", "", 2),
    Script("\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46", "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e", 3),
    Script("\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf", "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece", 3),
    Script("\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\uaa60-\uaa7a",
            "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d", 2),
    Script("\u1780-\u17b3\u17d7\u17dc", "\u17b4-\u17d3\u17dd", 2),
)  # fmt: skip
"""`tests/benchmarks/word_pieces.py` measures other sizes."""


class Pieces:
    """Runs of scripts without spaces, and their pieces."""

    def __init__(self, scripts: tuple[Script, ...]) -> None:
        runs = "|".join(
            # A space of no width may part words in a run; who types does not.
            f"([{script.letters}](?:[{script.letters}{script.marks}\u200b]*[{script.letters}{script.marks}])?)"
            for script in scripts
        )
        self._run = re.compile(runs)
        self.letters = "".join(script.letters for script in scripts)
        marks = "".join(script.marks for script in scripts)
        # One set of characters is looked for much faster than one of several.
        self._any = re.compile(f"[{self.letters}][{self.letters}{marks}\u200b]*")
        self._units = [re.compile(_unit(script)) for script in scripts]
        self._sizes = [script.piece for script in scripts]

    def runs(self, text: str) -> Iterator[re.Match[str]]:
        """The runs of a text, each of one script."""
        for found in self._any.finditer(text):
            yield from self._run.finditer(text, *found.span())

    def of_run(self, run: re.Match[str], *, typed: bool) -> list[str]:
        """The pieces of a run; `typed` without those shorter than the others."""
        script = (run.lastindex or 1) - 1
        size = self._sizes[script]
        units = self._units[script].findall(run[0])
        pieces = list(map("".join, zip_longest(*(units[by:] for by in range(size)), fillvalue="")))
        return pieces[: max(1, len(units) - size + 1)] if typed else pieces

    def places(self, run: re.Match[str]) -> list[tuple[int, int]]:
        """Where all pieces of a run begin and end in the text."""
        script = (run.lastindex or 1) - 1
        units = [unit.span() for unit in self._units[script].finditer(run.string, run.start(), run.end())]
        last = len(units) - 1
        return [(start, units[min(at + self._sizes[script] - 1, last)][1]) for at, (start, _) in enumerate(units)]

    def is_short(self, word: str) -> bool:
        """Whether a word is a run, or the end of one, that is shorter than a piece."""
        run = self._run.fullmatch(word)
        if run is None:
            return False
        script = (run.lastindex or 1) - 1
        return len(self._units[script].findall(word)) < self._sizes[script]


def _unit(script: Script) -> str:
    if script.letters.startswith("\u1780"):
        # Khmer: a letter under another one belongs to it.
        return f"[{script.letters}](?:\u17d2[{script.letters}]|[{script.marks}])*"
    if script.letters.startswith("\u1000"):
        # Burmese: a letter with a killer ends the syllable; so does one over another.
        return f"[{script.letters}](?:\u1039[{script.letters}]|[{script.marks}]|[\u1000-\u1021]\u103a)*"
    return f"[{script.letters}][{script.marks}]*" if script.marks else f"[{script.letters}]"


def _single_letters() -> dict[str, str]:
    """What one character is respelled as, whatever stands beside it."""
    found = dict(_RESPELLED)
    for letter in _letters_in(_DROPPED):
        found[letter] = ""
    for letter in _letters_in(_GREEK):
        found[letter] = unicodedata.normalize("NFD", letter)[0]
    for letter in _letters_in(_WIDE):
        found[letter] = unicodedata.normalize("NFKC", letter)
    return {letter: other for letter, other in found.items() if letter != other}


def _letters_in(ranges: str) -> Iterator[str]:
    for found in re.finditer(r"(.)-(.)|(.)", ranges):
        first, last, alone = found.groups()
        yield from map(chr, range(ord(alone or first), ord(alone or last) + 1))


PIECES = Pieces(SCRIPTS)
_SINGLE = _single_letters()
_COMPOSING = re.compile(f"[{_MARKS}{_JAMO}]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BY_OTHERS = re.compile(f"[{_MARKS}{_JAMO}{PIECES.letters}]")
"""What is rewritten by what stands beside it."""
_WIDER = re.compile(f"[{_MARKS}{_JAMO}{PIECES.letters}{''.join(letter for letter in _SINGLE if letter > 'ÿ')}]")
_FEW = 50
_ASCII = bytes(range(128))
_LATIN = [letter for letter in _SINGLE if letter < "\u0100"]
_WORD = re.compile(r"\w")

Places = tuple[list[int], list[int]]
"""For each character of a rewritten text, where what it stands for begins and ends in the text."""


def rewrite(text: str, *, typed: bool = False) -> str:
    """A text as FTS5 is to see it. `typed` says that it is what a user looks for."""
    rewriting = _Rewriting.needed_by(text)
    return rewriting.apply(text, typed=typed) if rewriting else text


def is_rewritten(text: str) -> bool:
    """Whether a text may be rewritten; where not, it is seen as it is."""
    return _Rewriting.needed_by(text) is not None


def rewrite_all(texts: Sequence[str]) -> list[str]:
    """Several texts of one document as FTS5 is to see them: what their letters need is looked up once for all."""
    rewriting = _Rewriting.needed_by("".join(texts))
    return [rewriting.apply(text) for text in texts] if rewriting else list(texts)


@dataclass(frozen=True, slots=True)
class _Rewriting:
    """What the letters of some texts need: which are respelled, and which are rewritten by what stands beside them, and
    whether some of those are composed. All that goes into the index is looked at, most of it for nothing.
    """

    respelled: tuple[str, ...]
    by_others: tuple[str, ...]
    composes: bool

    @classmethod
    def needed_by(cls, text: str) -> _Rewriting | None:
        if text.isascii():
            return None
        letters = [letter for letter in _LATIN if letter in text]
        try:
            text.encode("latin-1")
        except UnicodeEncodeError:
            others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
            letters += _WIDER.findall("".join(set(others.decode("utf-8", "surrogatepass"))))
        if not letters:
            return None
        later = "".join(_SINGLE.get(letter, letter) for letter in letters)
        return cls(
            tuple(letter for letter in letters if letter in _SINGLE),
            tuple(_BY_OTHERS.findall(later)),
            bool(_COMPOSING.search(later)),
        )

    def apply(self, text: str, *, typed: bool = False) -> str:
        for letter in self.respelled:
            text = text.replace(letter, _SINGLE[letter])
        if len(self.by_others) < _FEW and not any(letter in text for letter in self.by_others):
            return text
        if self.composes:
            text = _COMPOSED.sub(_composed, text)
        parts: list[str] = []
        position = 0
        for run in PIECES.runs(text):
            parts += text[position : run.start()], _spelled(PIECES.of_run(run, typed=typed and _is_last(run)))
            position = run.end()
        return "".join((*parts, text[position:])) if parts else text


def rewrite_with_places(text: str) -> tuple[str, Places]:
    """A document's text as FTS5 sees it, and where each of its characters comes from."""
    edits = [(found.span(), _SINGLE[found[0]]) for found in _NOT_ASCII.finditer(text) if found[0] in _SINGLE]
    text, places = _replaced(text, edits)
    # What changes nothing is left out: most text is respelled at most.
    composes = _COMPOSING.search(text) is not None
    if composes:
        text, composed = _replaced(text, ((found.span(), _composed(found)) for found in _COMPOSED.finditer(text)))
        places = _seen_through(composed, places)
    runs = list(PIECES.runs(text))
    if not runs:
        return text, places
    parts: list[str] = []
    begins: list[int] = []
    stops: list[int] = []
    position = 0
    for run in runs:
        begins.extend(range(position, run.start()))
        stops.extend(range(position + 1, run.start() + 1))
        pieces = PIECES.of_run(run, typed=False)
        parts += text[position : run.start()], _spelled(pieces)
        for piece, (start, end) in zip(pieces, PIECES.places(run), strict=True):
            # With the space before it.
            begins += [start] * (1 + len(piece))
            stops += [end] * (1 + len(piece))
        begins.append(run.end() - 1)
        stops.append(run.end())
        position = run.end()
    begins.extend(range(position, len(text)))
    stops.extend(range(position + 1, len(text) + 1))
    of_pieces = begins, stops
    return "".join((*parts, text[position:])), _seen_through(of_pieces, places) if edits or composes else of_pieces


def is_short_piece(word: str) -> bool:
    """Whether a word that was typed is shorter than the pieces of its script, and so stands for the beginning of them."""
    return not word.isascii() and PIECES.is_short(word)


def parted(text: str) -> list[str]:
    """The parts of what was typed that are looked for one by one: the pieces of its runs, and what is between them.

    >>> parted("iPhone手机壳")
    ['iPhone', '手机', '机壳']
    """
    parts: list[str] = []
    position = 0
    for run in PIECES.runs(text):
        parts += [text[position : run.start()], *PIECES.of_run(run, typed=True)]
        position = run.end()
    return [part for part in (*parts, text[position:]) if _WORD.search(part)]


def has_pieces(text: str) -> bool:
    """Whether a text has letters of a script without spaces."""
    return not text.isascii() and next(PIECES.runs(text), None) is not None


def _is_last(run: re.Match[str]) -> bool:
    return not _WORD.search(run.string, run.end())


def _spelled(pieces: list[str]) -> str:
    return f" {' '.join(pieces)} "


def _composed(found: re.Match[str]) -> str:
    return "".join(_SINGLE.get(letter, letter) for letter in unicodedata.normalize("NFC", found[0]))


Edit = tuple[tuple[int, int], str]


def _replaced(text: str, edits: Iterable[Edit]) -> tuple[str, Places]:
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    for (start, end), other in edits:
        parts += text[position:start], other
        starts.extend(range(position, start))
        ends.extend(range(position + 1, start + 1))
        starts += [start] * len(other)
        ends += [end] * len(other)
        position = end
    starts.extend(range(position, len(text)))
    ends.extend(range(position + 1, len(text) + 1))
    return "".join((*parts, text[position:])), (starts, ends)


def _seen_through(later: Places, earlier: Places) -> Places:
    """Places in a text that was rewritten, as places in the text that it was made from."""
    starts, ends = earlier
    return [starts[at] for at in later[0]], [ends[at - 1] for at in later[1]]
