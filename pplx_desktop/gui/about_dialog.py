"""What this program is, under which licence, and which libraries it is built on, with theirs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import pplx_desktop
from pplx_desktop.core.libraries import Library
from pplx_desktop.gui.buttons import push_button
from pplx_desktop.gui.labels import WrappedLabel, plain_label
from pplx_desktop.gui.room import take_room
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import tr

DEFAULT_SIZE = (620, 560)


class AboutDialog(QDialog):
    """Shows the program at once, and its libraries as soon as they are known."""

    def __init__(self, theme: Theme, icon: QIcon, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About pplx-desktop"))
        self._libraries: Sequence[Library] = ()
        self._list = QListWidget()
        self._list.setObjectName("libraries")
        self._list.setAccessibleName(tr("Libraries"))
        self._list.currentRowChanged.connect(self._show_text)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setAccessibleName(tr("Licence"))
        self._text.setTabChangesFocus(True)
        self._text.setPlaceholderText(tr("Reading the licences…"))
        self._lay_out(theme, icon)
        take_room(self, theme.size(*DEFAULT_SIZE), theme.size(380, 360))

    @property
    def libraries(self) -> Sequence[Library]:
        """What is listed."""
        return self._libraries

    @property
    def text(self) -> str:
        """The licence that is shown."""
        return self._text.toPlainText()

    def show_libraries(self, libraries: Sequence[Library]) -> None:
        """List these."""
        self._libraries = libraries
        self._list.clear()
        for library in libraries:
            # Names and licences come from files: shown as plain text, on one line.
            parts = (f"{library.name} {library.version}", library.licence)
            item = QListWidgetItem("  ·  ".join(part for part in parts if part))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def show_problem(self, text: str) -> None:
        """Say why nothing is listed."""
        self._text.setPlainText(text)

    def _show_text(self, row: int) -> None:
        if 0 <= row < len(self._libraries):
            library = self._libraries[row]
            text = library.text or tr(
                "{name} came without the text of its licence ({licence}).", name=library.name, licence=library.licence
            )
            self._text.setPlainText(f"{library.address}\n\n{text}".strip())

    def _lay_out(self, theme: Theme, icon: QIcon) -> None:
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(18))
        column.setSpacing(px(9))
        head = QHBoxLayout()
        head.setSpacing(px(16))
        if not icon.isNull():
            picture = QLabel()
            picture.setPixmap(icon.pixmap(px(60), px(60)))
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.setSpacing(px(3))
        texts.addWidget(plain_label("pplx-desktop", "headline"))
        version = plain_label(
            tr("Version {version}  ·  Qt {qt}", version=pplx_desktop.__version__, qt=qVersion()), "muted"
        )
        version.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts.addWidget(version)
        head.addLayout(texts, 1)
        column.addLayout(head)
        for text in (
            tr("Search your own files by meaning, on your own computer."),
            tr(
                "Nothing leaves this computer: no account, no telemetry. The network is used only when you download a"
                " model."
            ),
            tr("MIT licence. It is built on the work of others:"),
        ):
            label = WrappedLabel()
            label.say(text)
            column.addWidget(label)
        column.addWidget(self._list, 2)
        column.addWidget(self._text, 3)
        column.addWidget(push_button(tr("Close"), self.close), 0, Qt.AlignmentFlag.AlignRight)
