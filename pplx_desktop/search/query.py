"""The query language: what is typed, as a `Query`.

    solar panels            free words: any of them, and what is like them in meaning
    "solar panels"          must occur, in this order
    -roof   -"flat roof"    must not occur (`--roof` and `-9` are words: programs' options look so)
    type:pdf  type:md,txt   kind of file, or a group: type:document, text, sheet, slides, web, mail, code, data
    in:reports  in:"My Folder"  in:/home/me/work    part of a folder's name, or a folder's whole path
    after:2024-01-31  after:2024-01  after:2024     changed on that day (the first of the month, of the year) or later
    before:2024             changed before that day

Words are compared by their stems, in phrases too. Conditions of one kind widen each other (`type:pdf type:md` is
either), those of different kinds narrow. A text of more than `MOST_TYPED` words was pasted: all of it is words. Text of
scripts without spaces becomes several terms, for it is a sentence, not a word.

Invariant: every text is a query. An unknown `prefix:` or a date that is none is read as words, a quote that is not
closed as a phrase up to the end. What is excluded is told, for a dash may not have been meant so.
"""

from __future__ import annotations

import re
from datetime import date

from pplx_desktop.core.types import Query
from pplx_desktop.index.rewriting import has_pieces, parted

KIND_GROUPS: dict[str, tuple[str, ...]] = {
    "document": ("pdf", "docx", "doc", "odt", "rtf", "epub", "tex", "pages"),
    "text": ("txt", "text", "md", "markdown", "rst", "log", "org", "adoc"),
    "sheet": ("xlsx", "xls", "ods", "csv", "tsv"),
    "slides": ("pptx", "ppt", "odp", "key"),
    "web": ("html", "htm", "xhtml", "mhtml"),
    "mail": ("eml", "mbox", "msg"),
    "data": ("json", "jsonl", "yaml", "yml", "toml", "xml", "ini", "csv", "tsv", "sql"),
    "code": (
        *("py", "js", "ts", "jsx", "tsx", "c", "h", "cc", "cpp", "hpp", "cs", "go", "rs", "java", "kt", "swift", "rb"),
        *("php", "pl", "lua", "r", "jl", "scala", "hs", "ml", "clj", "ex", "erl", "sh", "bash", "ps1", "bat", "sql"),
        *("css", "scss", "vue", "dart", "zig", "nim", "asm", "s", "f90", "m", "mm", "el", "lisp", "vim", "cmake"),
    ),
}
"""What a group in `type:` stands for. A file fits by its kind or by its name's suffix."""

MOST_TYPED = 64
"""Nobody types more words than that, nor conditions among them."""
_MOST_READ = 20_000
"""So many characters of a pasted text are read."""

_PART = re.compile(
    r"""
    (?P<minus>-(?=[^\s-])(?!\d{1,2}(?!\S)))?
    (?: (?P<prefix>type|in|after|before) : (?=\S) )?
    (?: "(?P<quoted>[^"]*)(?:"|$) | (?P<bare>[^\s"]+) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DATE = re.compile(r"([12]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


class _Parts:
    """What was read so far."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.terms: list[str] = []
        self.phrases: list[str] = []
        self.excluded: list[str] = []
        self.types: list[str] = []
        self.folders: list[str] = []
        self.after: date | None = None
        self.before: date | None = None
        self.notices: list[str] = []

    def add(self, part: re.Match[str]) -> None:
        quoted = part["quoted"] is not None
        value = (part["quoted"] if quoted else part["bare"]).strip()
        prefix = (part["prefix"] or "").lower()
        if not value:
            return
        if part["minus"]:
            self.excluded.append(f"{prefix} {value}".strip())
        elif prefix and self.filter(prefix, value):
            return
        elif quoted and not prefix:
            self.phrases.append(value)
            self.text.append(value)
        else:
            word = f"{prefix}:{value}" if prefix else value
            self.terms.append(word)
            self.text.append(word)

    def filter(self, prefix: str, value: str) -> bool:
        """Take a condition in. False where it is none."""
        if prefix == "type":
            for kind in (kind.strip().lstrip(".").lower() for kind in value.split(",")):
                self.types.extend(KIND_GROUPS.get(kind, (kind,)) if kind else ())
        elif prefix == "in":
            self.folders.append(value)
        else:
            day = _first_day(value)
            if day is None:
                self.notices.append(f"“{prefix}:{value}” is no date like 2024-01-31, 2024-01 or 2024; read as words.")
                return False
            setattr(self, prefix, day)
        return True


def parse_query(raw: str) -> tuple[Query, tuple[str, ...]]:
    """Read what was typed. Returns the query, and what the user should know of how it was read. Never raises."""
    parts = _Parts()
    found = list(_PART.finditer(raw[:_MOST_READ]))
    if len(found) > MOST_TYPED:
        return _pasted(raw), ("So long a text is searched for by its most telling words.",)
    for part in found:
        parts.add(part)
    if parts.excluded and (parts.terms or parts.phrases):
        words = ", ".join(f"“{words}”" for words in parts.excluded)
        parts.notices.append(f"Without files that hold {words}.")
    query = Query(
        raw=raw,
        text=" ".join(parts.text),
        terms=_terms(parts.terms),
        phrases=tuple(parts.phrases),
        excluded=tuple(parts.excluded),
        types=tuple(dict.fromkeys(parts.types)),
        folders=tuple(parts.folders),
        after=parts.after,
        before=parts.before,
    )
    return query, tuple(parts.notices)


def _pasted(raw: str) -> Query:
    words = raw[:_MOST_READ].split()
    return Query(raw=raw, text=" ".join(words), terms=_terms(words))


def _terms(words: list[str]) -> tuple[str, ...]:
    return tuple(term for word in words for term in (parted(word) if has_pieces(word) else (word,)))


def _first_day(value: str) -> date | None:
    found = _DATE.fullmatch(value)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
