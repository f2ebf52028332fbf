"""Texts of the engine in the user's language.

The engine says all in English, with its values filled in, for the log, the command line and the database. Here the text
that they were filled into is found again (`translation.engine_texts`). Invariant: what nobody knows stays as it is, and
a value is translated only where it is a text of the engine itself, never a path or a name.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.translation import engine_texts, language, noop, number, percent, tr

_LONGEST = 2_000
_FEWEST_LETTERS = 6
"""A text with fewer of its own would be found in anything; it is known inside of others only."""
_MOST_WAYS = 8
_NAME = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(%| kB| MB| GB| bytes|)")
_QUOTED = re.compile("“[^“”]+”(?:, “[^“”]+”)*")
_UNITS = {
    " kB": noop("{number} kB"),
    " MB": noop("{number} MB"),
    " GB": noop("{number} GB"),
    " bytes": noop("{number} bytes"),
}


@dataclass(frozen=True, slots=True)
class _Template:
    """A text of the engine with values: `literals` stand around `names`."""

    text: str
    literals: tuple[str, ...]
    names: tuple[str, ...]
    kinds: Mapping[str, str]

    @property
    def letters(self) -> int:
        """How many letters of its own it has."""
        return sum(character.isalpha() for literal in self.literals for character in literal)

    def values_in(self, text: str) -> Iterator[dict[str, str]]:
        """What was filled in, where `text` was made of this, in each way in which it can be read."""
        first, *between, last = self.literals
        # A sentence may have been made of a part of one; then the full stop is no part of the last value.
        if not text.startswith(first) or not text.endswith(last or text[-1:].replace(".", "\n")):
            return
        for values in itertools.islice(_parted(text[len(first) : len(text) - len(last)], between), _MOST_WAYS):
            yield dict(zip(self.names, values, strict=True))


def _parted(text: str, literals: list[str]) -> Iterator[tuple[str, ...]]:
    """What stands between these, none of it empty, in each way in which `text` can be parted."""
    if not literals:
        if text:
            yield (text,)
        return
    at = text.find(literals[0], 1)
    while at >= 0:
        for rest in _parted(text[at + len(literals[0]) :], literals[1:]):
            yield (text[:at], *rest)
        at = text.find(literals[0], at + 1)


def told(text: str) -> str:
    """A text of the engine, in the user's language; as it is where nobody translated it."""
    spoken = language()
    if spoken == "en" or not text or len(text) > _LONGEST:
        return text
    return "\n".join(_told(line, spoken, is_inner=False) or line for line in text.split("\n"))


def told_part(text: str) -> str:
    """A part of a sentence of the engine, however short, in the user's language."""
    spoken = language()
    return (_told(text, spoken, is_inner=True) if spoken != "en" and len(text) <= _LONGEST else "") or text


def told_error(error: PplxError) -> str:
    """What went wrong and what to do, in the user's language."""
    return f"{told(error.title)} {told(error.hint)}".strip()


@functools.lru_cache(maxsize=1_000)
def _told(text: str, spoken: str, *, is_inner: bool) -> str:
    """Empty where it is not known."""
    exact, templates = _known(spoken)
    if text in exact:
        return tr(text)
    # Before a text with values: the last of them would take in all sentences that follow.
    if said := _in_sentences(text, spoken, is_strict=True):
        return said
    for template in templates:
        if is_inner or template.letters >= _FEWEST_LETTERS:
            # Where it can be read in two ways, the one in which all that should be a text of the engine is one.
            for is_strict in (True, False):
                for values in template.values_in(text):
                    said = {
                        name: _value(value, template.kinds.get(name, ""), spoken, is_strict=is_strict)
                        for name, value in values.items()
                    }
                    if all(said.values()):
                        return tr(template.text, **said)
    if said := _in_sentences(text, spoken, is_strict=False):
        return said
    if text.endswith("."):
        # A part of a sentence that was made a sentence.
        said = _told(text[:-1], spoken, is_inner=False)
        return f"{said}." if said else ""
    return ""


def _in_sentences(text: str, spoken: str, *, is_strict: bool) -> str:
    """A title with its hint behind it, say; if `is_strict`, only where what is behind begins as sentences do."""
    for first, rest in itertools.islice(_splits(text), _MOST_WAYS):
        if is_strict and not rest[:1].isupper():
            continue
        begun = _told(first, spoken, is_inner=False)
        ended = _told(rest, spoken, is_inner=False) if begun else ""
        if begun and ended:
            return f"{begun} {ended}"
    return ""


def _splits(text: str) -> Iterator[tuple[str, str]]:
    at = text.find(". ")
    while at >= 0:
        yield text[: at + 1], text[at + 2 :]
        at = text.find(". ", at + 1)


def _value(value: str, kind: str, spoken: str, *, is_strict: bool) -> str:
    """A value as it is said; empty where it is not of its kind. A name may stand where a text of the engine could."""
    match kind:
        case "number":
            return _localised(value)
        case _ if _QUOTED.fullmatch(value):
            # Words of the user's, in the quotation marks of the engine.
            return ", ".join(tr("“{word}”", word=word) for word in value[1:-1].split("”, “"))
        case "inner":
            said = _joined(value, spoken) or _told(value, spoken, is_inner=True) or _localised(value)
            return said if said or is_strict else value
        case _:
            return value


def _joined(text: str, spoken: str) -> str:
    """Parts of a sentence with an `and` between them."""
    at = text.find(" and ")
    while at >= 0:
        first, rest = text[:at], text[at + len(" and ") :]
        begun = _told(first, spoken, is_inner=True)
        ended = (_joined(rest, spoken) or _told(rest, spoken, is_inner=True)) if begun else ""
        if begun and ended:
            return tr("{first} and {second}", first=begun, second=ended)
        at = text.find(" and ", at + 1)
    return ""


def _localised(value: str) -> str:
    found = _NUMBER.fullmatch(value)
    if found is None:
        return ""
    plain = found[1].replace(",", "")
    decimals = len(plain.partition(".")[2])
    match found[2]:
        case "%":
            return percent(float(plain) / 100, decimals)
        case "":
            return number(float(plain), decimals) if decimals else number(int(plain))
        case unit:
            return tr(_UNITS[unit], number=number(float(plain), decimals))


@functools.lru_cache(maxsize=4)
def _known(spoken: str) -> tuple[frozenset[str], tuple[_Template, ...]]:
    """The texts without values, and those with, what has most of its own first."""
    del spoken
    exact, templates = set[str](), list[_Template]()
    for text, kinds in engine_texts().items():
        names = tuple(_NAME.findall(text)) if "{" in text else ()
        if not names:
            exact.add(text)
            continue
        literals = tuple(part.replace("{{", "{").replace("}}", "}") for part in _NAME.split(text)[::2])
        templates.append(_Template(text, literals, names, kinds))
    return frozenset(exact), tuple(sorted(templates, key=lambda template: -template.letters))
