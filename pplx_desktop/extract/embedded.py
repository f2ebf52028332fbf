"""Finds the files inside office documents: whole documents, and what is packed into OLE objects.

After ECMA-376 part 1, 15.2.11 (embedded objects), [MS-OLEDS] 2.3.6 (Ole10Native) and [MS-CFB]. Invariant: an object
that cannot be unpacked costs itself alone.
"""

from __future__ import annotations

import io
import posixpath
import struct
from collections.abc import Callable
from dataclasses import dataclass

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.compound import Compound
from pplx_desktop.extract.detection import HEAD_BYTES
from pplx_desktop.extract.document_builder import DocumentBuilder
from pplx_desktop.extract.reading import Members, Reading

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_WHOLE = ("CONTENTS", "Package", "EmbeddedOdf")
_FILES = frozenset(name.lower() for name in (_NATIVE, *_WHOLE))
_DOCUMENTS = {"worddocument": "doc", "workbook": "xls", "book": "xls", "powerpoint document": "ppt"}
"""Streams whose folder is a document of its own, and its kind."""

_FOLDER = "embeddings/"
_ODF_OBJECT = "Object "


@dataclass(frozen=True, slots=True)
class _File:
    """A file in a document; no bytes where a place holds none. `size` is what is its own of its bytes, None for all."""

    name: str
    data: bytes
    size: int | None = None


def add_embedded(archive: Archive, builder: DocumentBuilder, reading: Reading | None) -> None:
    """Add the text of the files inside a document that is a zip file, as its members."""
    names = [name for name in sorted(archive.names()) if _is_embedded(name)]
    _add_all(names, lambda name: _unpacked(posixpath.basename(name), archive.read(name)), builder, reading)


def add_objects(compound: Compound, builder: DocumentBuilder, reading: Reading | None) -> None:
    """Add the text of the files inside a document that is a compound file: those in the folders of its objects."""
    found: dict[str, str] = {}
    for name in compound.names():
        folder, _, stream = name.rpartition("/")
        if folder and stream.lower() in {*_FILES, *_DOCUMENTS}:
            found.setdefault(folder, name)
    # What lies deeper is inside a document that is an object itself.
    names = [name for folder, name in found.items() if not any(folder.startswith(f"{above}/") for above in found)]
    numbers = {name: number for number, name in enumerate(names, 1)}
    _add_all(names, lambda name: _object_in(compound, name, f"Object {numbers[name]}"), builder, reading)


def _object_in(compound: Compound, name: str, called: str) -> _File:
    """The file in the folder of an object."""
    folder, _, stream = name.rpartition("/")
    if kind := _DOCUMENTS.get(stream.lower()):
        return _File(f"{called}.{kind}", compound.unpacked(folder), compound.size_below(folder))
    return _object(f"{called}/{stream}", compound.read(name))


def _add_all(
    places: list[str],
    unpack: Callable[[str], _File],
    builder: DocumentBuilder,
    reading: Reading | None,
) -> None:
    if reading is None or not places:
        return
    members = Members(builder, reading)
    if not members.reads_members:
        return
    for place in places:
        if not members.room_bytes:
            break
        try:
            file = unpack(place)
        except ExtractionError as error:
            members.leave_out(posixpath.basename(place), error)
            continue
        if file.data and members.wants(file.name, file.data[:HEAD_BYTES]):
            members.add(file.name, file.data, size=file.size)
    members.finish()


def _is_embedded(name: str) -> bool:
    folder, file = posixpath.split(name)
    return bool(file) and ((folder + "/").lower().endswith(_FOLDER) or (not folder and file.startswith(_ODF_OBJECT)))


def _unpacked(name: str, data: bytes) -> _File:
    """The file that a part holds; without bytes where it holds a picture of it, or nothing."""
    if not data.startswith(_OLE_MAGIC):
        return _File(name, data)
    with Compound(io.BytesIO(data)) as compound:
        stream = next((stream for stream in (_NATIVE, *_WHOLE) if compound.has(stream)), None)
        return (
            _File(name, data)
            if stream is None
            else _object(f"{posixpath.splitext(name)[0]}/{stream}", compound.read(stream))
        )


def _object(path: str, data: bytes) -> _File:
    """The file in a stream of an object; without bytes where it holds none."""
    folder, stream = posixpath.split(path)
    if stream.lower() == _NATIVE.lower():
        return _native_file(data) or _File(folder, b"")
    return _File(posixpath.basename(folder) + (".pdf" if data.startswith(b"%PDF") else ""), data)


def _native_file(data: bytes) -> _File | None:
    """The file in an `Ole10Native` stream: sizes and names stand before its bytes."""
    try:
        label_end = data.index(b"\0", 6)
        path_end = data.index(b"\0", label_end + 1)
        (temporary_length,) = struct.unpack_from("<I", data, path_end + 5)
        start = path_end + 9 + temporary_length
        (length,) = struct.unpack_from("<I", data, start)
    except (ValueError, struct.error):
        return None
    label = data[6:label_end].decode("utf-8", "replace") or "file"
    return _File(label.replace("\\", "/").rpartition("/")[2], data[start + 4 : start + 4 + length])
