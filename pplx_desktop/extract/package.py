"""An Office Open XML package: parts in a zip file, and the relations between them.

After ECMA-376 part 2 (Open Packaging Conventions). Part names are compared whatever their case, as the standard has it.
Invariant: a relation leads to a part of this file or nowhere; nothing outside the file is looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.xml_parts import Element, attribute, local_name, parse_xml

_PROPERTIES = {"creator": "author"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A part refers to another: `kind` is the last word of the relation's type (styles, comments, chart)."""

    id: str
    kind: str
    target: str


class Package:
    """An opened package. Raises `ExtractionError` (damaged, encrypted, decompression-bomb)."""

    def __init__(self, stream: BinaryIO) -> None:
        self.archive = Archive(stream)
        self._relations: dict[str, tuple[Relation, ...]] = {}

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.archive.__exit__(kind, error, trace)

    def main_part(self, usual_name: str) -> str:
        """The name of the part that everything else hangs on."""
        for relation in self.relations(""):
            if relation.kind == "officeDocument":
                return relation.target
        name = self.archive.find(usual_name)
        if name is None:
            raise ExtractionError(
                ExtractionCode.DAMAGED, "This document has no text part.", hint="Open it in the program it comes from."
            )
        return name

    def relations(self, part: str) -> tuple[Relation, ...]:
        """The relations of a part, or of the package (empty name), to parts that are there. Broken ones are none."""
        if part not in self._relations:
            try:
                self._relations[part] = tuple(self._read_relations(part))
            except ExtractionError as error:
                if error.code != ExtractionCode.DAMAGED.value:
                    raise
                self._relations[part] = ()
        return self._relations[part]

    def targets(self, part: str, kind: str) -> list[str]:
        """The parts that `part` refers to by relations of this kind."""
        return [relation.target for relation in self.relations(part) if relation.kind == kind]

    def parse(self, part: str) -> Element:
        """The root element of a part."""
        return parse_xml(self.archive.read(part))

    def parse_if_sound(self, part: str) -> Element | None:
        """The root element of a side part; None where it is broken, so that it costs no more than itself."""
        try:
            return self.parse(part)
        except ExtractionError as error:
            if error.code != ExtractionCode.DAMAGED.value:
                raise
            return None

    def open(self, part: str) -> AbstractContextManager[BinaryIO]:
        """A part's bytes, as a stream."""
        return self.archive.open(part)

    def read(self, part: str) -> bytes:
        """A part's bytes."""
        return self.archive.read(part)

    def title(self) -> str:
        """The title in the document's properties, or an empty string."""
        return self.properties().get("title", "")

    def properties(self) -> dict[str, str]:
        """What the document says of itself: title, author, subject, keywords, description (part 2, chapter 8)."""
        found: dict[str, str] = {}
        for name in [*self.targets("", "core-properties"), self.archive.find("docProps/core.xml")]:
            root = self.parse_if_sound(name) if name else None
            for child in root if root is not None else ():
                found.setdefault(_PROPERTIES.get(local_name(child), local_name(child)), child.text or "")
        return found

    def _read_relations(self, part: str) -> Iterator[Relation]:
        folder, name = posixpath.split(part)
        member = self.archive.find(f"{folder}/_rels/{name}.rels")
        if member is None:
            return
        for relation in self.parse(member):
            if attribute(relation, "TargetMode") == "External":
                continue
            path = posixpath.normpath(posixpath.join("/", folder, attribute(relation, "Target").replace("\\", "/")))
            target = self.archive.find(path)
            if target is not None:
                kind = attribute(relation, "Type").rpartition("/")[2]
                yield Relation(attribute(relation, "Id"), kind, target)
