"""Takes files out of an archive that somebody brought: ZIP, tar, and tar compressed with gzip, bzip2 or xz.

Invariant: nothing is written outside of the target folder, whatever the names and links in the archive say, and nothing
but regular files and folders; no more is written than there is room for. Names are checked, never mended.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import posixpath
import shutil
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, cast

from pplx_desktop.core.errors import ModelProblem, PplxError
from pplx_desktop.core.paths import displayed, make_private_folder
from pplx_desktop.embed.install.meter import Meter
from pplx_desktop.embed.install.problems import in_bytes

_BLOCK = 1 << 20
_MAX_MEMBERS = 2_000
_MAX_LINKS = 8
_MAX_LINK_CHARS = 4096
_OTHER_WEIGHTS = (".safetensors", ".bin", ".pt", ".pth", ".h5", ".msgpack", ".gguf", ".ckpt", ".ot")
"""Weights for other programs: they are left in the archive, for they may be larger than all that is wanted."""
_ENCRYPTED = 0x1
_TRAILER = 64 << 20
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_UNKNOWN = ((b"7z\xbc\xaf'\x1c", "7z"), (b"Rar!", "RAR"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"\x04\x22\x4d\x18", "lz4"))


def unpack(archive: Path, target: Path, room_bytes: int, meter: Meter) -> None:
    """Write what is in the archive into `target`, at most `room_bytes`.

    Raises `ModelProblem`: `archive-unknown`, `archive-damaged`, `archive-encrypted`, `archive-unsafe`,
    `archive-too-large`; OSError of the disk.
    """
    with archive.open("rb") as stream:
        head = stream.read(8)
    writer = _Writer(archive, target, room_bytes)
    try:
        if head.startswith(_ZIP_MAGIC):
            _unpack_zip(archive, writer, meter)
        else:
            _unpack_tar(archive, head, writer, meter)
        writer.make_links()
    except PplxError:
        raise
    except (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, KeyError) as error:
        raise _damaged(archive, repr(error)) from error
    except (NotImplementedError, RuntimeError) as error:
        # A method of compression that the library lacks; it raises RuntimeError for passwords.
        raise _problem(
            archive, "archive-unknown", "is packed in a way that is not known here", "Pack it as ZIP.", repr(error)
        ) from error
    except OSError as error:
        if error.errno is None:  # of gzip and bz2: the data is wrong, not the disk
            raise _damaged(archive, repr(error)) from error
        raise


class _Writer:
    """Writes members below one folder."""

    def __init__(self, archive: Path, target: Path, room_bytes: int) -> None:
        self._archive, self._target, self._left = archive, target, room_bytes
        self._room = room_bytes
        self._written: dict[str, Path] = {}
        self._links: dict[str, str] = {}
        self._members = 0

    def expect(self, size: int) -> None:
        """Raises `archive-too-large` where so much more has no room."""
        if size > self._left:
            raise _problem(
                self._archive,
                "archive-too-large",
                f"holds more than the {in_bytes(self._room)} that are free on this disk",
                "Make room, or unpack it elsewhere and import the folder.",
            )

    def name(self, raw: str) -> str:
        """A member's path, checked. Raises `archive-unsafe`."""
        self._members += 1
        path = raw.removeprefix("./").rstrip("/")
        parts = path.split("/")
        is_plain = path.isprintable() and not any(char in path for char in '\\:*?"<>|')
        if self._members > _MAX_MEMBERS:
            raise self.unsafe(f"more than {_MAX_MEMBERS:,} entries")
        if raw.startswith("/") or not is_plain or {"", ".", ".."} & set(parts) or len(parts) > 32 or len(path) > 512:
            raise self.unsafe(f"an entry named {displayed(raw)[:200]!r}")
        return path

    def wants(self, path: str) -> bool:
        """False for what no model of ours needs."""
        return not (path.endswith(_OTHER_WEIGHTS) or path.startswith("__MACOSX/") or "/._" in f"/{path}")

    def write(self, path: str, source: IO[bytes], count: Callable[[int], None]) -> None:
        """Write one member. Raises as `unpack`."""
        place = self._target / path
        try:
            make_private_folder(place.parent)
            stream = place.open("xb")
        except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
            raise self.unsafe(f"{path!r} is there twice") from error
        with stream:
            while block := source.read(_BLOCK):
                self.expect(len(block))
                self._left -= len(block)
                stream.write(block)
                count(len(block))
        self._written[path] = place

    def remember_link(self, path: str, target: str, *, from_root: bool = False) -> None:
        """A link to another member; made a file of its own at the end. Raises `archive-unsafe`."""
        joined = posixpath.normpath(target if from_root else posixpath.join(posixpath.dirname(path), target))
        if target.startswith("/") or "\\" in target or joined.startswith("..") or posixpath.isabs(joined):
            raise self.unsafe(f"a link {path!r} that leads out of it")
        self._links[path] = joined

    def make_links(self) -> None:
        """Give the files that links lead to their other names. Links that lead to nothing are left out."""
        for path in self._links:
            end = path
            for _ in range(_MAX_LINKS):
                end = self._links.get(end, end)
            if (source := self._written.get(end)) is not None and self.wants(path):
                place = self._target / path
                make_private_folder(place.parent)
                if not place.exists():
                    try:
                        place.hardlink_to(source)
                    except OSError:  # a disk without links, as sticks are
                        shutil.copyfile(source, place)

    def unsafe(self, what: str) -> ModelProblem:
        """The archive is not to be trusted."""
        return _problem(
            self._archive, "archive-unsafe", f"is not safe to unpack: it has {what}", "Get it from someone you trust."
        )


def _unpack_zip(archive: Path, writer: _Writer, meter: Meter) -> None:
    with zipfile.ZipFile(archive) as packed:
        members = [member for member in packed.infolist() if not member.is_dir()]
        named = [(writer.name(member.filename), member) for member in members]
        wanted = [(path, member) for path, member in named if writer.wants(path)]
        if any(member.flag_bits & _ENCRYPTED for _, member in wanted):
            raise _problem(
                archive, "archive-encrypted", "is protected by a password", "Unpack it yourself and import the folder."
            )
        total = sum(member.file_size for _, member in wanted)
        writer.expect(total)
        meter.restart(f"Unpacking {archive.name}", total)
        for path, member in wanted:
            mode = member.external_attr >> 16
            with packed.open(member) as source:
                if stat.S_ISLNK(mode):
                    target = source.read(_MAX_LINK_CHARS).decode("utf-8", "surrogateescape")
                    writer.remember_link(path, target)
                elif stat.S_IFMT(mode) in {0, stat.S_IFREG}:
                    writer.write(path, source, meter.add)
                else:
                    raise writer.unsafe(f"{path!r}, which is a device")


def _unpack_tar(archive: Path, head: bytes, writer: _Writer, meter: Meter) -> None:
    for magic, kind in _UNKNOWN:
        if head.startswith(magic):
            raise _problem(archive, "archive-unknown", f"is a {kind} archive", "Pack it as ZIP or tar.gz instead.")
    meter.restart(f"Unpacking {archive.name}", archive.stat().st_size)
    with archive.open("rb") as raw:
        counted = io.BufferedReader(_Counted(raw, meter.add), _BLOCK)
        stream = _decompressed(head, cast("IO[bytes]", counted))
        try:
            packed = tarfile.open(fileobj=stream, mode="r|")  # noqa: SIM115 - closed below
        except tarfile.ReadError as error:
            if stream is counted:
                raise _problem(
                    archive, "archive-unknown", "is neither a folder nor an archive that is known here",
                    "Give a folder, a ZIP or a tar archive.", str(error),
                ) from error  # fmt: skip
            raise
        with packed:
            for member in packed:
                _unpack_member(packed, member, writer)
        # The end of a compressed stream has its checksum.
        left = _TRAILER
        while left > 0 and (block := stream.read(_BLOCK)):
            left -= len(block)


def _decompressed(head: bytes, stream: IO[bytes]) -> IO[bytes]:
    """What a compressed stream holds; the stream itself where it is not compressed."""
    if head.startswith(b"\x1f\x8b"):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if head.startswith(b"BZh"):
        return cast("IO[bytes]", bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ\x00"):
        return cast("IO[bytes]", lzma.LZMAFile(stream))
    return stream


def _unpack_member(packed: tarfile.TarFile, member: tarfile.TarInfo, writer: _Writer) -> None:
    if member.isdir():
        if member.name not in {".", "./"}:
            writer.name(member.name)
        return
    path = writer.name(member.name)
    if member.isreg():
        if writer.wants(path):
            writer.expect(member.size)
            source = packed.extractfile(member)
            if source is None:
                raise tarfile.ReadError(f"{path} cannot be read")
            writer.write(path, source, lambda _: None)
    elif member.issym():
        writer.remember_link(path, member.linkname)
    elif member.islnk():
        writer.remember_link(path, member.linkname.removeprefix("./"), from_root=True)
    else:
        raise writer.unsafe(f"{path!r}, which is a device or a pipe")


class _Counted(io.RawIOBase):
    """A file that tells how much of it was read."""

    def __init__(self, source: IO[bytes], count: Callable[[int], None]) -> None:
        self._source, self._count = source, count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        block = self._source.read(len(view))
        view[: len(block)] = block
        self._count(len(block))
        return len(block)


def _damaged(archive: Path, detail: str) -> ModelProblem:
    return _problem(
        archive, "archive-damaged", "is damaged or not complete", "Copy it again, and compare its size.", detail
    )


def _problem(archive: Path, code: str, complaint: str, hint: str, detail: str = "") -> ModelProblem:
    return ModelProblem(code, f"{displayed(str(archive))} {complaint}.", detail=detail, hint=hint)
