"""Texts that are wider than their row end in an ellipsis."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from pplx_desktop.gui.card_text import LineMaker


@pytest.mark.usefixtures("qapp")
def test_no_full_stop_or_space_stands_before_the_ellipsis() -> None:
    maker = LineMaker(QApplication.font())
    name = "Read me. v1.2. final.pdf"
    widths = range(round(maker.width("… ")), round(maker.width(name)) + 2)
    cuts = {maker.elided(name, width) for width in widths}
    assert {"Read me…", "Read me. v1…", "Read me. v1.2…", name} <= cuts
    assert not [cut for cut in cuts if cut.endswith((" …", ".…"))]
    assert all(maker.width(maker.elided(name, width)) <= width + 1 for width in widths)
