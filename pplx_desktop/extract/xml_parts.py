"""Parses XML that came from anywhere: no entities, no network, no DTD, bounded depth.

Invariant: parsing never reads another file, opens a socket or expands an entity.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from lxml import etree

from pplx_desktop.core.errors import ExtractionCode, ExtractionError

Element = etree._Element  # pyright: ignore[reportPrivateUsage]  # noqa: SLF001 -- lxml has no public name for it


_MAX_DIGITS = 10


def parse_xml(data: bytes) -> Element:
    """The root element. Raises `ExtractionError` (damaged)."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ExtractionError(
            ExtractionCode.DAMAGED,
            "This document is damaged inside.",
            detail=str(error),
            hint="Open it in the program it comes from, and save it again.",
        ) from error


def local_name(element: Element) -> str:
    """The element's name without its namespace; empty for what is no element."""
    # Entities that were not resolved stand in the tree as elements whose tag is a function.
    tag = cast("object", element.tag)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """The value of the attribute with this local name, or an empty string."""
    for key, value in element.attrib.items():
        key = str(key)  # noqa: PLW2901
        if key == name or key.endswith("}" + name):
            return str(value)
    return ""


def children(element: Element, name: str) -> Iterator[Element]:
    """The children with this local name."""
    return (child for child in element if local_name(child) == name)


def child_of(element: Element | None, name: str) -> Element | None:
    """The first child with this local name."""
    return None if element is None else next(children(element, name), None)


def grandchildren(element: Element | None, parent: str, name: str) -> Iterator[Element]:
    """The elements of this name in the first child of the other name."""
    found = child_of(element, parent)
    return iter(()) if found is None else children(found, name)


def integer(text: str, default: int = 0) -> int:
    """The number that an attribute says, or `default` where it says none that anything has so many of."""
    try:
        return int(text) if len(text) <= _MAX_DIGITS else default
    except ValueError:
        return default
