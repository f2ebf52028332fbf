"""Turns the bytes of a text file into text, and tells text from binary.

Order: byte order mark, zero bytes that betray UTF-16, UTF-8, then a guess by chardet. Invariant: bytes that are no
text in any encoding are refused as unsupported, not shown as garbage.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import BinaryIO

import chardet

from pplx_desktop.core.errors import ExtractionCode, ExtractionError

MAX_TEXT_BYTES = 20 * 1024 * 1024
"""At most so much of a text file is read: a log of hundreds of megabytes is no reading matter."""

_SAMPLE_BYTES = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Escape (27) is left out of the count: ISO-2022 encodings and coloured logs use it.
_CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in {9, 10, 11, 12, 13, 26, 27}) + b"\x7f"
# Below this chardet picks among the single-byte encodings at random.
_LEAST_CONFIDENCE = 0.08
_SHIFTS = re.compile(rb"\x1b[$(]|~\{")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)


def read_limited(stream: BinaryIO, max_bytes: int = MAX_TEXT_BYTES) -> tuple[bytes, bool]:
    """The first `max_bytes` of a stream, and whether there is more."""
    data = stream.read(max_bytes + 1)
    return data[:max_bytes], len(data) > max_bytes


def decode(data: bytes, *, declared_first: bool = False) -> str:
    """The text of `data`, which may end in the middle of a character.

    With `declared_first`, an encoding that the text names in its head (HTML, XML) is tried before any guess. Raises
    `ExtractionError` (unsupported-type) where the bytes are no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], encoding)
    sample = data[:_SAMPLE_BYTES]
    if sample.count(0) * 20 > len(sample) and (encoding := _wide_encoding(sample)):
        return _lenient(data, encoding)
    if _SHIFTS.search(sample) and sample.isascii() and (encoding := _shifting_encoding(sample)):
        return _lenient(data, encoding)
    text = _utf8(data)
    if text is None:
        return _decode_other(data, sample, declared_first=declared_first)
    if _control_share(sample) > 0.1:
        raise not_text()
    return text


def not_text() -> ExtractionError:
    """The error for bytes that are no text."""
    return ExtractionError(
        ExtractionCode.UNSUPPORTED,
        "This is a binary file of a type that cannot be read.",
        hint="It can still be found by its name.",
    )


def _decode_other(data: bytes, sample: bytes, *, declared_first: bool) -> str:
    """Text that is not UTF-8."""
    if 0 in sample and (encoding := _wide_encoding(sample)):
        return _lenient(data, encoding)
    if sample.count(0) * 1000 > len(sample) or _control_share(sample) > 0.02:
        raise not_text()
    if declared_first and (encoding := _declared_encoding(data)):
        return _lenient(data, encoding)
    return _lenient(data, _guessed_encoding(sample))


def _lenient(data: bytes, encoding: str) -> str:
    """Decode what can be decoded; an unfinished character at the end is dropped."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(data, final=False)


def _utf8(data: bytes) -> str | None:
    try:
        return codecs.getincrementaldecoder("utf-8")("strict").decode(data, final=False)
    except UnicodeDecodeError as error:
        # A few broken bytes in a long text (a log, a mail folder) do not make it another encoding.
        if error.start < 4096:
            return None
    sample = data[:_SAMPLE_BYTES]
    text = sample.decode("utf-8", "replace")
    beyond_ascii = sum(character > "\x7f" for character in text)
    if text.count("�") * 50 > beyond_ascii:
        return None
    return _lenient(data, "utf-8")


def _control_share(sample: bytes) -> float:
    if not sample:
        return 0.0
    return 1 - len(sample.translate(None, _CONTROL_BYTES)) / len(sample)


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, where the text in it reads well."""
    sample = sample[:8192]
    best, best_share = None, 0.9
    for encoding, width in (("utf-16-le", 2), ("utf-16-be", 2), ("utf-32-le", 4), ("utf-32-be", 4)):
        whole = sample[: len(sample) // width * width]
        try:
            # The sample may end inside a pair of surrogates.
            text = codecs.getincrementaldecoder(encoding)("strict").decode(whole, final=False)
        except UnicodeDecodeError:
            continue
        share = _readable_share(text)
        if share > best_share:
            best, best_share = encoding, share
    return best


def _readable_share(text: str) -> float:
    """How much of `text` are letters, digits, usual marks and spaces; scattered scripts count against it."""
    if not text:
        return 0.0
    good = 0
    for character in text:
        category = unicodedata.category(character)
        if character in "\n\r\t " or (
            category[0] in "LNPZ"
            and (ord(character) < 0x3100 or 0x4E00 <= ord(character) < 0xA000 or ord(character) > 0xAC00)
        ):
            good += 1
    common = sum(character in " \n\r\t,.、。，" or "a" <= character <= "z" for character in text)
    return good / len(text) if common else 0.0


def _shifting_encoding(sample: bytes) -> str | None:
    """The encodings of mail in East Asia that switch scripts with escape sequences, in bytes that are all ASCII."""
    encoding = chardet.detect(sample, compat_names=False)["encoding"] or ""
    name = encoding.lower().replace("-", "_")
    return name if name.startswith(("iso2022", "iso_2022", "hz")) else None


def _declared_encoding(data: bytes) -> str | None:
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = match.group(1).decode("ascii")
    try:
        codec = codecs.lookup(name)
        data[:_SAMPLE_BYTES].decode(codec.name, "replace")
    except (LookupError, TypeError):
        return None
    # Pages that say Latin-1 mean Windows' superset of it.
    return "cp1252" if codec.name in {"iso8859-1", "ascii"} else codec.name


def _guessed_encoding(sample: bytes) -> str:
    guess = chardet.detect(sample, prefer_superset=True, compat_names=False)
    encoding = guess["encoding"]
    if encoding is None:
        raise not_text()
    if guess["confidence"] < _LEAST_CONFIDENCE and _reads_as_western(sample):
        return "cp1252"
    try:
        codec = codecs.lookup(encoding)
        codecs.getincrementaldecoder(codec.name)
    except LookupError:
        return "cp1252"
    return codec.name


def _reads_as_western(sample: bytes) -> bool:
    """True where few bytes are beyond ASCII, as in the languages of western Europe, and all of them are letters there."""
    beyond = bytes(byte for byte in sample if byte > 127)
    try:
        beyond.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return len(beyond) * 4 < len(sample)
