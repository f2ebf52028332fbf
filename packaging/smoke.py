"""Tries a built program on real files: it indexes a folder, answers by meaning, draws a page, and ends.

Invariant: the files' text and the questions share no word that matters, so only a working model finds the answers.
"""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, cast

from pplx_desktop.core.frames import Message, read_frame, write_frame

QUESTIONS = {
    "why does the heater turn on and off all the time": "cellar.md",
    "when do I have to tell my landlord that I am leaving the flat": "contract.pdf",
    "how do I make bread at home": "kitchen.docx",
    "looking at planets in the night sky": "hobby.html",
}
"""What is asked, and the file whose passage answers."""

CELLAR = """# Cellar

The boiler is too large for the house, so it short-cycles: it reaches its set point, stops, and starts again minutes
later. A smaller unit or a buffer tank would mend that.
"""
CONTRACT_PAGES = (
    "The rent is due on the third working day of each month.",
    "The tenant shall give three months' written notice before moving out.",
)
KITCHEN = "Knead flour, water, yeast and salt, let the dough rise for two hours, then bake the loaf at 230 degrees."
HOBBY = """<!doctype html><title>Binoculars</title><style>p { color: red }</style><h1>Binoculars</h1>
<p>Jupiter's four largest moons, and the rings of Saturn with a small telescope, are visible from the garden.</p>
<script>document.title = 'no text'</script>"""


class SmokeFailure(Exception):
    """The built program did not do its job; the text says where."""


def write_samples(folder: Path) -> None:
    """One file of each kind, written from scratch."""
    folder.mkdir(parents=True)
    (folder / "cellar.md").write_text(CELLAR, encoding="utf-8")
    (folder / "contract.pdf").write_bytes(pdf(CONTRACT_PAGES))
    (folder / "hobby.html").write_text(HOBBY, encoding="utf-8")
    write_docx(folder / "kitchen.docx", KITCHEN)


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF with one line of text on each page. The texts must be Latin-1 without parentheses or backslashes."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, text in enumerate(pages):
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * number} 0 R >>".encode())
        stream = f"BT /F1 12 Tf 60 760 Td ({text}) Tj ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    data, offsets = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % count + table + trailer


def write_docx(path: Path, text: str) -> None:
    """A Word file with one paragraph. The text must hold no markup characters."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + body)


def try_program(command: Sequence[str], work: Path, environment: Mapping[str, str]) -> list[str]:
    """Index the samples with `command` and ask every question. Lines that say what was seen; raises `SmokeFailure`.

    `work` is an empty folder; the program runs in it with `environment` alone.
    """
    samples, home = work / "samples", work / "home"
    write_samples(samples)
    settings = {**environment, "PPLX_DESKTOP_HOME": str(home)}
    index = ask([*command, "index", str(samples), "--json"], work, settings)
    expect(index["files"] == index["indexed"] == len(QUESTIONS) and index["failed"] == 0, f"index said {index}")
    lines = [f"indexed {index['indexed']} files, {index['chunks']} chunks in {index['seconds']:.1f} s"]
    for mode in ("meaning", "hybrid"):
        for question, name in QUESTIONS.items():
            answer = ask([*command, "search", question, "--mode", mode, "--json"], work, settings)
            found = [(Path(hit["path"]).name, hit["page"], hit["sources"]) for hit in answer["hits"]]
            place = next((number for number, hit in enumerate(found, start=1) if hit[0] == name), 0)
            expect(place == 1, f"{mode} {question!r}: wanted {name}, got {found}")
            page, sources = found[place - 1][1:]
            expect("meaning" in sources, f"{mode} {question!r}: {name} was not found by meaning but by {sources}")
            expect(page == (2 if name == "contract.pdf" else None), f"{name}: the answer is on page {page}")
            lines.append(f"{mode}: {question!r} -> {place}. {name}" + (f", page {page}" if page else ""))
    return [*lines, try_pages(command, samples / "contract.pdf", settings), *try_models(command, work, settings)]


def try_pages(command: Sequence[str], contract: Path, settings: Mapping[str, str]) -> str:
    """Have the child that the preview has draw a page and read it: it loads a library that nothing else does."""
    page = len(CONTRACT_PAGES)
    question: Message = {"path": str(contract), "version": [], "heading": "", "page": page, "alarm_s": 60}
    with subprocess.Popen(
        [*command, "--child", "page", str(1 << 30)],
        env=dict(settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        # Both were asked for, so neither is None.
        stdin, stdout = cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)
        write_frame(stdin, {**question, "do": "draw", "width": 600, "dark": False})
        drawn = read_frame(stdout)
        write_frame(stdin, {**question, "do": "text", "languages": []})
        read = read_frame(stdout)
        stdin.close()
    if drawn is None or read is None:
        raise SmokeFailure(f"the page child ended with {child.returncode}")
    text = str(read[0].get("text")).strip()
    expect(text == CONTRACT_PAGES[-1], f"page {page} says {text!r}: {read[0]}")
    expect(drawn[0].get("width") == 600 and len(set(drawn[1])) > 2, f"the drawn page is empty: {drawn[0]}")
    return f"page {page} drawn, {drawn[0]['width']} x {drawn[0]['height']}: {text!r}"


def try_models(command: Sequence[str], work: Path, settings: Mapping[str, str]) -> list[str]:
    """Check the starter model, and ask a hub that is not there for another: both load libraries that search does not."""
    report = ask([*command, "models", "verify", "--json"], work, settings)
    expect(report["passed"], f"models verify said {report}")
    name = "pplx-embed-v1-0.6b"
    nowhere = {**settings, "HF_ENDPOINT": "http://127.0.0.1:9", "HF_HUB_OFFLINE": "0"}
    done = subprocess.run(
        [*command, "models", "get", name], cwd=work, env=nowhere, capture_output=True, timeout=300, check=False
    )
    said = done.stderr.decode("utf-8", "replace").strip()
    expect(
        done.returncode == 4 and "127.0.0.1:9 does not answer" in said,
        f"models get ended with {done.returncode}: {said}",
    )
    return ["models verify: passed", f"models get without a hub: {said.splitlines()[-1]}"]


def ask(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Any:
    """Run a command and read the one JSON document that it prints."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=300,
        check=False,
    )
    errors = done.stderr.decode("utf-8", "replace")
    expect(done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}\n{errors}")
    return json.loads(done.stdout)


def expect(holds: bool, otherwise: str) -> None:
    """Raise `SmokeFailure` with `otherwise` unless it holds."""
    if not holds:
        raise SmokeFailure(otherwise)


def bare_environment(home: Path) -> dict[str, str]:
    """What a program gets from a system without our virtual environment."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in {"SYSTEMROOT", "TEMP", "TMP", "LANG"}}
    search = os.environ.get("SYSTEMROOT", "") + "\\System32" if os.name == "nt" else "/usr/bin:/bin"
    return {**kept, "PATH": search, "HOME": str(home), "USERPROFILE": str(home)}
