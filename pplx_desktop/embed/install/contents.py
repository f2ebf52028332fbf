"""What a file is, by its first bytes, and whether it is the one that was meant, by its digest.

Invariant: a page of HTML, a pointer of Git LFS or a file of another kind is told apart from an ONNX graph and from a
JSON file before anything opens it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.install.problems import wrong_file
from pplx_desktop.embed.manifest import Manifest
from pplx_desktop.embed.records import CheckedFile

_BLOCK = 1 << 20
_HEAD = 4096
_MAX_JSON = 64 * 1024 * 1024
_SMALL_GRAPH_BYTES = 64 * 1024 * 1024
_HTML = re.compile(rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(rb"<title[^>]*>([^<]{1,120})", re.IGNORECASE)
_LFS = b"version https://git-lfs.github.com/spec"
# The keys of a protocol buffer that can stand first in an ONNX model: its fields 1 to 9, 14, 20, 25 and 26 as written by
# any exporter; nearly always it is 8, the version of the format.
_ONNX_KEYS = frozenset({0x08, 0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42, 0x72, 0xA2, 0xCA, 0xD2})
_KINDS = (
    (b"PK\x03\x04", "it is a ZIP archive or a PyTorch file"),
    (b"\x1f\x8b", "it is compressed with gzip"),
    (b"%PDF", "it is a PDF"),
    (b"GGUF", "it is a GGUF file, for other programs"),
    (b"\x80\x02", "it is a Python pickle"),
    (b"{", "it is a JSON text"),
    (b"<", "it is an XML text"),
)


@dataclass(frozen=True, slots=True)
class Digest:
    """What a file has to be: its size where it is known, and one of two checksums; `git` is that of a blob in Git."""

    size: int | None = None
    sha256: str = ""
    git: str = ""

    @property
    def is_known(self) -> bool:
        """True where a checksum is known."""
        return bool(self.sha256 or self.git)

    def merged(self, other: Digest) -> Digest:
        """This one, with what it does not know from another."""
        size = other.size if self.size is None else self.size
        return Digest(size, self.sha256 or other.sha256, self.git or other.git)

    def complaint(self, measured: Measured) -> str:
        """What differs; empty where the file is right as far as that is known."""
        if self.size is not None and measured.size != self.size:
            return f"{measured.size:,} bytes instead of {self.size:,}"
        if self.sha256 and measured.sha256 != self.sha256:
            return f"SHA-256 {measured.sha256} instead of {self.sha256}"
        if self.git and not self.sha256 and measured.git != self.git:
            return f"Git SHA-1 {measured.git} instead of {self.git}"
        return ""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a file is."""

    size: int
    sha256: str
    git: str

    def as_record(self, path: str) -> CheckedFile:
        """For the record beside the files."""
        return CheckedFile(path, self.size, self.sha256)


class Hasher:
    """Digests of a file that goes by in blocks; its size has to be known first."""

    def __init__(self, size: int) -> None:
        self._size = 0
        self._sha256 = hashlib.sha256()
        self._git = hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)

    def update(self, block: bytes) -> None:
        """The next block."""
        self._size += len(block)
        self._sha256.update(block)
        self._git.update(block)

    def finish(self) -> Measured:
        """What it was."""
        return Measured(self._size, self._sha256.hexdigest(), self._git.hexdigest())


def measure(path: Path, count: Callable[[int], None] = lambda _: None) -> Measured:
    """Read a whole file. `count` hears of each block. Raises OSError."""
    with path.open("rb") as stream:
        hasher = Hasher(os.fstat(stream.fileno()).st_size)
        while block := stream.read(_BLOCK):
            hasher.update(block)
            count(len(block))
    return hasher.finish()


def looks_like_html(head: bytes) -> bool:
    """True where a file that begins so is a web page."""
    return _HTML.match(head[:_HEAD]) is not None


def html_title(head: bytes) -> str:
    """The title of a web page, printable and short."""
    found = _TITLE.search(head[:_HEAD])
    text = " ".join(found.group(1).decode("utf-8", "replace").split()) if found else ""
    return "".join(char for char in text if char.isprintable())


def check_kind(path: Path, name: str) -> None:
    """Refuse a file that is something else than `name` says. Raises `ModelProblem("wrong-file")`, OSError."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
        size = os.fstat(stream.fileno()).st_size
    if looks_like_html(head):
        title = html_title(head)
        raise wrong_file(name, f"it is a web page{f', titled {title!r}' if title else ''}")
    if head.startswith(_LFS):
        raise wrong_file(
            name, "it is a pointer of Git LFS, which says where the file is; `git lfs pull` in its folder gets the file"
        )
    suffix = PurePosixPath(name).suffix
    if suffix == ".onnx":
        _check_onnx(name, head)
    elif suffix == ".json":
        _check_json(path, name, size)


def check_graphs(manifest: Manifest, folder: Path) -> None:
    """Refuse a graph that cannot be read, or that names weights which are not there.

    Raises `ModelProblem("model-form")`.
    """
    from pplx_desktop.embed.forms import read_graph  # noqa: PLC0415 - with onnx behind it

    for graph in (manifest.graph, *([manifest.reference.graph] if manifest.reference else [])):
        path = folder / graph
        # One that keeps its weights elsewhere is small; one of hundreds of megabytes has them in it.
        if path.is_file() and path.stat().st_size < _SMALL_GRAPH_BYTES:
            read_graph(folder, graph)


def _check_onnx(name: str, head: bytes) -> None:
    if head and head[0] in _ONNX_KEYS and not head.startswith(b"\x80\x02"):
        return
    complaint = next((text for magic, text in _KINDS if head.startswith(magic)), "it is no ONNX graph")
    raise wrong_file(name, complaint if head else "it is empty")


def _check_json(path: Path, name: str, size: int) -> None:
    if size > _MAX_JSON:
        raise wrong_file(name, "it is too large for a JSON text")
    try:
        json.loads(path.read_bytes())
    except ValueError as error:
        raise ModelProblem(
            "wrong-file", f"{name} is not what it should be: it is no JSON text.", detail=str(error)
        ) from error
