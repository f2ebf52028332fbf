"""Broken files: small real ones of every format, changed by chance, through the readers.

Whatever the bytes are, a file ends as a document that keeps its promises or as a reason. A child that dies or hangs costs
its file, as in the program, and is counted; what no reader may do is raise something that is no reason, break a promise
of its documents, or take so long that only the deadline ends it.
"""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.campaigns.tally import Tally
from tests.support.made_files import make_docx, make_pdf, paragraph
from tests.support.made_office import odf_content, odf_package, presentation, shape, slide, workbook
from tests.support.made_old_office import make_doc, make_msg, make_ppt
from tests.support.reading_child import Child

SHARED = Path(os.environ.get("PPLX_DESKTOP_SHARED", Path(__file__).parents[3] / "shared")) / "files"
MAX_SHARED_BYTES = 300_000
_BOMBS = frozenset({"deflate_bomb_1GiB.pdf", "form_self_recursion.pdf", "zip_bomb_1GiB.docx"})
# The last net catches these too, but they are mistakes of a reader, not the file's.
_MISTAKES = ("AssertionError", "AttributeError", "NameError", "NotImplementedError", "UnboundLocalError")


def run(tally: Tally) -> None:
    """`count` broken files."""
    samples = samples_in(tally.folder)
    child = Child()
    try:
        for number, chance in tally.attempts():
            name, content = chance.choice(samples)
            path = tally.folder / f"broken-{name}"
            path.write_bytes(_broken(content, chance))
            answer = child.read(path)
            tally.counts[answer["state"]] += 1
            if problem := _problem(answer):
                kept = path.rename(tally.folder / f"lost-{number}-{name}")
                tally.lose(number, f"{kept.name}: {problem}")
    finally:
        child.close()


def _problem(answer: dict[str, Any]) -> str:
    if answer["state"] == "timeout":
        return "hangs"
    if answer["state"] == "indexed":
        return ""
    if answer["state"] != "died" and not answer["title"]:
        return "no reason"
    detail = answer.get("detail", "")
    return detail if detail.startswith(_MISTAKES) else ""


def _broken(content: bytes, chance: Random) -> bytes:
    # A change in packed bytes only breaks the packing: mostly, what is packed is changed.
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _broken_inside(content, chance)
    data = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        if not data:
            break
        chance.choice(_CHANGES)(data, chance)
    return bytes(data)


def _broken_inside(content: bytes, chance: Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return content[: chance.randrange(len(content))]
    if members:
        name = chance.choice(sorted(members))
        members[name] = _broken(members[name], chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _flip(data: bytearray, chance: Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data))
    size = chance.choice((1, 2, 4, 8, 64))
    data[at : at + size] = chance.choice((b"\0", b"\xff", b"\x7f", b"\x80")) * size


def _cut(data: bytearray, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def _remove(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, 200)]


def _repeat(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data))
    part = data[at : at + chance.randrange(1, 2000)]
    data[at:at] = part * chance.choice((1, 2, 50))


def _swap(data: bytearray, chance: Random) -> None:
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    size = min(chance.randrange(1, 512), second - first)
    data[first : first + size], data[second : second + size] = data[second : second + size], data[first : first + size]


def _noise(data: bytearray, chance: Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.randbytes(chance.randrange(1, 300))


_CHANGES: tuple[Callable[[bytearray, Random], None], ...] = (_flip, _overwrite, _cut, _remove, _repeat, _swap, _noise)


def samples_in(folder: Path) -> list[tuple[str, bytes]]:
    """Whole files: one made of each format, and those of other projects where they are at hand."""
    made = made_in(folder)
    if not SHARED.is_dir():
        return made
    shared = [
        (path.name, path.read_bytes())
        for path in sorted(SHARED.glob("*/*"))
        if path.name not in _BOMBS and 0 < path.stat().st_size <= MAX_SHARED_BYTES and path.suffix != ".py"
    ]
    # As often the one as the other: formats that others have few files of are broken too.
    return made * max(1, len(shared) // len(made)) + shared


def made_in(folder: Path) -> list[tuple[str, bytes]]:
    pdf = make_pdf(folder / "sample.pdf", [["One", "text"], ["Two"]], title="Bill", outline=[("One", 0), ("Two", 1)])
    docx = make_docx(folder / "sample.docx", paragraph("One", "H1") + paragraph("text"), title="Letter")
    text = b"# One\n\ntext and more text\n\n## Two\n\n| a | b |\n"
    mail = b"From: a@b.c\nSubject: x\nContent-Type: multipart/mixed; boundary=e\n\n--e\nContent-Type: text/plain\n\nhi\n--e--\n"
    office = {
        "a.xlsx": workbook({"Prices": '<row r="1"><c r="A1" t="inlineStr"><is><t>apples</t></is></c></row>'}),
        "a.pptx": presentation(["slide1"], {"ppt/slides/slide1.xml": slide(shape("Welcome", "title"))}),
        "a.odt": odf_package(odf_content("text", "<text:h text:outline-level='1'>One</text:h><text:p>text</text:p>")),
    }
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as archive:
        archive.add(pdf, "sample.pdf")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(docx, "in/sample.docx")
        archive.writestr("a.txt", text)
    samples = {
        "a.pdf": pdf.read_bytes(),
        "a.docx": docx.read_bytes(),
        **{name: stream.getvalue() for name, stream in office.items()},
        "a.doc": make_doc([("One\r", 1), ("text\r", 0), ("cell\x07", 0), ("\x07", -1)], comments="note\r"),
        "a.ppt": make_ppt([("Welcome", "text", "notes")]),
        "a.msg": make_msg({"0037": "Subject", "1000": "body"}, rtf=b"{\\rtf1 hello}"),
        "a.rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\stylesheet{\\s1 heading 1;}}\\pard\\s1 One\\par text \\u8364 ?}",
        "a.md": text,
        "a.html": b"<html><head><title>x</title></head><body><h1>One</h1><p>text<table><tr><td>1<td>2</table></body></html>",
        "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><text>kitchen</text></svg>',
        "a.tex": b"\\documentclass{article}\\begin{document}\\section{One}text\\end{document}",
        "a.csv": b'name,age\n"Ann, B",7\n' * 40,
        "a.srt": b"1\n00:00:01,000 --> 00:00:02,500\nHello\n\n" * 20,
        "a.ics": b"BEGIN:VEVENT\nSUMMARY:Meeting\nDTSTART:20240502T093000\nEND:VEVENT\n",
        "a.ipynb": b'{"cells": [{"cell_type": "markdown", "source": ["# One"]}, {"cell_type": "code", "source": "x"}]}',
        "a.eml": mail,
        "a.mbox": b"From a@b.c Mon Jan  1 00:00:00 2024\n" + mail,
        "a.zip": packed.getvalue(),
        "a.tar": tar.getvalue(),
        "a.txt.gz": gzip.compress(text * 20),
        "a.tgz": gzip.compress(tar.getvalue()),
    }
    return list(samples.items())
