"""What tests of drawn pages look at: when they are there, where a character stands, and on what ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor

from pplx_desktop.core.page_types import Box
from pplx_desktop.gui.page_view import PageView

if TYPE_CHECKING:
    from tests.gui.conftest import Previewed


def view_of(shown: Previewed) -> PageView:
    return shown.preview.body.pages


def is_ready(view: PageView) -> bool:
    area = view.area
    page = area.current_page()
    image = view.sheets.image(page)
    return (
        view.isVisible()
        and view.sheets.open is not None
        and view.sheets.text(page) is not None
        and image is not None
        and image.width() == pytest.approx(area.pages.widths[page] * area.devicePixelRatioF(), abs=2)
        and not area._settle.isActive()
        and view._awaited is None
    )


def box_of(view: PageView, offset: int) -> tuple[int, Box]:
    """Where the character at an offset of the text stands: its page, from 0, and its box there."""
    document = view.sheets.open
    assert document is not None
    page = document.page_of(offset)
    assert page is not None
    placed = view.sheets.text(page)
    assert placed is not None
    box = placed.first_box((offset, offset + 1))
    assert box is not None
    return page, box


def point_of(view: PageView, offset: int, *, across: float = 0.0) -> QPoint:
    """Where it stands in the viewport; `across` its box."""
    page, (left, top, right, bottom) = box_of(view, offset)
    rect = view.area._rect(page)
    x = rect.left() + (left + (right - left) * across) * rect.width()
    return QPoint(round(x), round(rect.top() + (top + bottom) / 2 * rect.height()))


def ground_at(view: PageView, offset: int) -> QColor:
    """The lightest colour in the box of a character (the darkest on a dark page): what it is printed on."""
    page, (left, top, right, bottom) = box_of(view, offset)
    rect = view.area._rect(page)
    image = view.area.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    colours = [
        image.pixelColor(round(x * ratio), round(y * ratio))
        for x in range(round(rect.left() + left * rect.width()), round(rect.left() + right * rect.width()) + 1)
        for y in range(round(rect.top() + top * rect.height()), round(rect.top() + bottom * rect.height()))
    ]
    return (min if view.sheets.is_dark(page) else max)(colours, key=lambda colour: colour.lightness())
