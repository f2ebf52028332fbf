"""What this program is, and under which licence."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

import pplx_desktop
from pplx_desktop.gui.labels import plain_label
from pplx_desktop.gui.theme import Theme

_TEXT = (
    "Search your own files by meaning, on your own computer.\n\n"
    "Nothing leaves this computer: no account, no telemetry. The network is used only when you download a model.\n\n"
    "MIT licence. Made with Qt (LGPL), SQLite, sqlite-vec and ONNX Runtime."
)


class AboutDialog(QDialog):
    """Shown from the menu."""

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About pplx-desktop")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(32), theme.px(26), theme.px(32), theme.px(22))
        column.setSpacing(theme.px(10))
        if not icon.isNull():
            picture = QLabel()
            picture.setPixmap(icon.pixmap(theme.px(64), theme.px(64)))
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(picture)
        for text, name in (
            ("pplx-desktop", "headline"),
            (f"Version {pplx_desktop.__version__}  ·  Qt {qVersion()}", "muted"),
            (_TEXT, ""),
        ):
            label = plain_label(text, name)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setMinimumWidth(theme.px(360))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        close = QPushButton("Close")
        close.clicked.connect(self.close)
        column.addSpacing(theme.px(6))
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignCenter)
