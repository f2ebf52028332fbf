"""Files of other projects' test suites and files made to do harm, which are not part of this repository."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[2]
FILES = Path(os.environ.get("PPLX_DESKTOP_SHARED", REPOSITORY.parent / "shared")) / "files"
DEADLINE_S = 30

pytestmark = pytest.mark.skipif(
    not FILES.is_dir(), reason=f"the external set of files is not at {FILES}; PPLX_DESKTOP_SHARED names its folder"
)


class Child:
    """Reads files one by one; started again when one kills it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def read(self, path: Path) -> dict[str, Any]:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(str(path)) + "\n")
        process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            in_time = selector.select(DEADLINE_S)
        line = process.stdout.readline() if in_time else ""
        if line:
            return json.loads(line)
        self.close()
        return {"state": "died" if in_time else "timeout"}

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.extracting_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=REPOSITORY,
        )
        return self._process


@pytest.fixture(scope="module")
def answers() -> Iterator[dict[str, dict[str, Any]]]:
    child = Child()
    try:
        yield {
            str(path.relative_to(FILES)): child.read(path)
            for path in sorted(FILES.rglob("*"))
            if path.is_file() and path.parent != FILES
        }
    finally:
        child.close()


def test_only_bombs_take_a_child_with_them(answers: dict[str, dict[str, Any]]) -> None:
    lost = {name for name, answer in answers.items() if answer["state"] in {"died", "timeout"}}
    # PDFium ends the process when it gets no more memory.
    assert lost <= {"hostile/deflate_bomb_1GiB.pdf", "hostile/form_self_recursion.pdf"}


def test_readers_read_what_they_are_for(answers: dict[str, dict[str, Any]]) -> None:
    states = Counter(answer["state"] for answer in answers.values())
    assert states["indexed"] >= 195
    assert states["damaged"] <= 10
    for name, answer in answers.items():
        assert not answer.get("detail", "").startswith(
            ("AssertionError", "AttributeError", "IndexError", "KeyError")
        ), name


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("billion_laughs.docx", "damaged"),
        ("binary_named.txt", "unsupported-type"),
        ("deep_nested.html", "indexed"),
        ("deep_quotes.md", "indexed"),
        ("deep_tables.docx", "damaged"),
        ("deep_multipart.eml", "indexed"),
        ("html_named.xls", "indexed"),
        ("page_tree_cycle.pdf", "damaged"),
        ("pdf_named.docx", "indexed"),
        ("png_named.pdf", "unsupported-type"),
        ("rtf_named.doc", "unsupported-type"),
        ("truncated.docx", "damaged"),
        ("zero_byte.pdf", "no-text"),
        ("zip_bomb_1GiB.docx", "decompression-bomb"),
    ],
)
def test_hostile_files_get_their_reason(answers: dict[str, dict[str, Any]], name: str, state: str) -> None:
    assert answers[f"hostile/{name}"]["state"] == state


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("utf16be_nobom.txt", "Grüße aus Köln – naïve café “needle”"),
        ("latin1.txt", "Grüße aus Köln, naïve café, señor, Ærø needle."),
        ("cp1251.txt", "Съешь же ещё этих мягких французских булок"),
        ("shift_jis.txt", "吾輩は猫である。"),
        ("gb18030.txt", "我们的语义搜索程序"),
    ],
)
def test_encodings_are_told_apart(answers: dict[str, dict[str, Any]], name: str, words: str) -> None:
    assert words in answers[f"hostile/{name}"]["text"]


def test_entity_does_not_bring_in_another_file(answers: dict[str, dict[str, Any]]) -> None:
    assert Path("/etc/hostname").read_text().strip() not in answers["hostile/xxe_file.xml"]["text"]
