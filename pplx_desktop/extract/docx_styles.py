"""Knows which paragraphs of a DOCX are headings, and of which level, by their styles (ECMA-376 part 1, 17.7, 17.3.1.20).

Invariant: chains of styles that lead back to themselves end.
"""

from __future__ import annotations

import re

from pplx_desktop.extract.xml_parts import Element, attribute, child_of, children

_HEADING_NAME = re.compile(r"^(?:heading|überschrift|titre|título|titolo|rubrik|kop)\s*([1-9])$", re.IGNORECASE)
_BODY_TEXT_LEVEL = 9
_MAX_CHAIN = 20


class HeadingStyles:
    """Levels of the heading styles: 0 for the title, 1 and more for headings."""

    def __init__(self, styles: Element | None) -> None:
        self._levels: dict[str, int] = {}
        self._lists: set[str] = set()
        self._based_on: dict[str, str] = {}
        for style in children(styles, "style") if styles is not None else ():
            style_id = attribute(style, "styleId")
            self._based_on[style_id] = _value(child_of(style, "basedOn"))
            properties = child_of(style, "pPr")
            if (level := _outline_level(properties)) is not None:
                self._levels[style_id] = level
            if child_of(properties, "numPr") is not None:
                self._lists.add(style_id)
            name = _value(child_of(style, "name"))
            if match := _HEADING_NAME.match(name):
                self._levels[style_id] = int(match.group(1))
            elif name.lower() == "title":
                self._levels[style_id] = 0

    def level_of(self, paragraph: Element) -> int | None:
        """The heading level of a paragraph; None for body text."""
        properties = child_of(paragraph, "pPr")
        if properties is None:
            return None
        level = _outline_level(properties)
        if level is None:
            level = self._style_level(_value(child_of(properties, "pStyle")))
        return None if level is None or level > _BODY_TEXT_LEVEL else level

    def is_list_item(self, paragraph: Element) -> bool:
        """True for a numbered or bulleted paragraph."""
        properties = child_of(paragraph, "pPr")
        numbering = child_of(properties, "numPr")
        if numbering is not None:
            return _value(child_of(numbering, "numId")) != "0"
        return _value(child_of(properties, "pStyle")) in self._lists

    def _style_level(self, style_id: str) -> int | None:
        for _ in range(_MAX_CHAIN):
            if style_id in self._levels:
                return self._levels[style_id]
            if style_id not in self._based_on:
                # Documents without a styles part still name their headings so.
                match = _HEADING_NAME.match(style_id)
                return int(match.group(1)) if match else None
            style_id = self._based_on[style_id]
        return None


def _outline_level(properties: Element | None) -> int | None:
    """1 to 9 for the stored 0 to 8; 10 for the stored 9, which says body text."""
    text = _value(child_of(properties, "outlineLvl"))
    return int(text) + 1 if len(text) == 1 and text.isdigit() else None


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")
