"""What of the ledger is looked for: a part of the path, a state, a reason."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pplx_desktop.core.reasons import label_of
from pplx_desktop.core.types import FileState, FolderStatus
from pplx_desktop.gui import index_wording, wording
from pplx_desktop.gui.choice import Choice
from pplx_desktop.gui.flow import FlowLayout
from pplx_desktop.gui.labels import fit_height
from pplx_desktop.gui.text_field import TextField
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import noop, number, tr, trn

_TYPING_MS = 150
_ANY_REASON = noop("Any reason")


class LedgerFilter(QWidget):
    """`changed` comes when something else is looked for; `moved(QKeyEvent)` at a key that is meant for the table."""

    changed = Signal()
    moved = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = FolderStatus("")
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self.changed)
        self._edit = TextField(self)
        self._edit.setObjectName("filterEdit")
        self._edit.setPlaceholderText(tr("Part of a name or folder"))
        self._edit.setAccessibleName(tr("Part of the path"))
        self._edit.setClearButtonEnabled(True)
        self._edit.setMaxLength(500)
        self._edit.textChanged.connect(self._wait)
        self._edit.installEventFilter(self)
        self._reason = Choice(tr("Reason"), self)
        self._reason.offer([(tr(_ANY_REASON), "")])
        self._reason.chosen.connect(self.changed)
        self._states = QButtonGroup(self)
        self._states.setExclusive(True)
        chips = FlowLayout(spacing=theme.px(6))
        for place, (name, _) in enumerate(index_wording.STATES):
            chip = QPushButton(tr(name))
            chip.setProperty("chip", "true")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(place == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._states.addButton(chip, place)
            chips.addWidget(chip)
        self._states.idClicked.connect(self._take_state)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        top.addWidget(self._edit, 1)
        top.addWidget(self._reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(top)
        column.addLayout(chips)
        self.show_counts(self._counts)

    @property
    def field(self) -> TextField:
        """What the part of the path is written in."""
        return self._edit

    @property
    def text(self) -> str:
        """The part of the path that is looked for."""
        return self._edit.text().strip()

    @property
    def state(self) -> FileState | None:
        """The state that is looked for; None for every file of the index."""
        return index_wording.STATES[self._states.checkedId()][1]

    @property
    def reason(self) -> str:
        """The reason that is looked for; empty for any."""
        return str(self._reason.value)

    def show_counts(self, folder: FolderStatus) -> None:
        """Say how many there are in each state."""
        self._counts = folder
        for place, (name, state) in enumerate(index_wording.STATES):
            count = index_wording.count_of(folder, state)
            chip = self._states.button(place)
            text = f"{tr(name)}  {number(count)}" if count else tr(name)
            if chip.text() != text:
                chip.setText(text)
                chip.setAccessibleName(f"{tr(name)}: {trn('%n file', '%n files', count)}")
        fit_height(self)

    def show_reasons(self, reasons: Mapping[str, int]) -> None:
        """Offer these reasons, the most frequent first, with the one that is chosen."""
        offered = dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))
        if self.reason and self.reason not in offered:
            offered[self.reason] = 0
        entries: list[tuple[str, object]] = [(tr(_ANY_REASON), "")]
        entries += [
            (wording.on_one_line(f"{told(label_of(code))}  ({number(count)})"), code) for code, count in offered.items()
        ]
        self._reason.offer(entries)

    def choose_state(self, state: FileState | None) -> None:
        """Look for this state, as a press on its chip does."""
        place = next(place for place, (_, known) in enumerate(index_wording.STATES) if known is state)
        self._states.button(place).click()

    def choose_reason(self, code: str) -> None:
        """Look for this reason, which must be offered."""
        self._reason.choose(code)

    def set_text(self, text: str) -> None:
        """Look for this part of the path, as if it had been typed."""
        self._edit.setText(text)

    def clear(self) -> bool:
        """Look for no part of the path. False where none was looked for."""
        had_text = bool(self._edit.text())
        self._edit.clear()
        return had_text

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            fit_height(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move belong to the table."""
        if (
            watched is self._edit
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
        ):
            self.moved.emit(event)
            return True
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        self._typing.start()

    def _take_state(self, _: int) -> None:
        # A reason of one state is none of another.
        self._reason.reset()
        self.changed.emit()
