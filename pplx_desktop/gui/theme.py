"""Which colours and fonts the window has: those of the system, or those that the user chose.

Invariant: every widget takes its colours from one `Theme`, and is told by `changed` when they are others.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from pplx_desktop.gui.palette import DARK, LIGHT, Colours
from pplx_desktop.gui.stylesheet import stylesheet

CHOICES = ("system", "light", "dark")
USUAL_TEXT = 100
"""The size of the text that the system has, in per cent."""
_SIZES = {str(size): size for size in range(80, 201)}
"""Those that the settings take, as they are written down."""
_SMALLEST_PX = 13
_LARGEST_PX = 28


class Theme(QObject):
    """The colours and fonts of now. `changed` is sent after they are in force."""

    changed = Signal()

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._choice = "system"
        self._colours = LIGHT
        application.setStyle("Fusion")
        system = application.font()
        self._system_px = self._base_px = min(_LARGEST_PX, max(_SMALLEST_PX, QFontInfo(system).pixelSize()))
        self._text_size: int = USUAL_TEXT
        family = "Inter" if "Inter" in QFontDatabase.families() else system.family()
        self._font = QFont(family)
        self._font.setPixelSize(self._base_px)
        application.setFont(self._font)
        application.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def colours(self) -> Colours:
        """The colours of now."""
        return self._colours

    @property
    def choice(self) -> str:
        """One of `CHOICES`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Use the system's colours, or light or dark ones whatever the system has."""
        self._choice = choice if choice in CHOICES else "system"
        hints = self._application.styleHints()
        match self._choice:
            case "light":
                hints.setColorScheme(Qt.ColorScheme.Light)
            case "dark":
                hints.setColorScheme(Qt.ColorScheme.Dark)
            case _:
                hints.unsetColorScheme()
        self._apply()

    @property
    def text_size(self) -> int:
        """The size of the text in per cent of the system's."""
        return self._text_size

    def resize(self, text_size: int) -> None:
        """Have text, and what grows with it, of this size in per cent of the system's. Windows that are there keep the
        lengths they were made with: whoever calls this makes them anew.
        """
        if text_size != self._text_size:
            self._text_size = text_size
            self._base_px = round(self._system_px * text_size / USUAL_TEXT)
            self._font.setPixelSize(self._base_px)
            self._application.setFont(self._font)
            self._apply()

    def font(self, *, step: float = 0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The window's font, `step` pixels (at the usual size) larger or smaller."""
        font = QFont(self._font)
        font.setPixelSize(self.px(_SMALLEST_PX + step))
        font.setWeight(weight)
        return font

    def px(self, length: float) -> int:
        """A length that grows with the user's text size."""
        return round(length * self._base_px / _SMALLEST_PX)

    def size(self, width: float, height: float) -> QSize:
        """A size that grows with the user's text size."""
        return QSize(self.px(width), self.px(height))

    def colour(self, name: str) -> QColor:
        """A colour of now by its name in `Colours`."""
        return QColor(getattr(self._colours, name))

    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        # Unknown, as on X11 without a desktop, means light.
        is_dark = self._choice == "dark" or (
            self._choice == "system" and self._application.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        self._colours = DARK if is_dark else LIGHT
        sheet = stylesheet(self._colours, self.px)
        # Every widget there is would be styled anew: a tenth of a second, at each start a second time.
        if self._application.styleSheet() != sheet:
            self._application.setPalette(_palette(self._colours))
            self._application.setStyleSheet(sheet)
        self.changed.emit()


def remembered_theme(application: QApplication, memory: QSettings) -> Theme:
    """As the last window had it; as usual where what was kept is damaged."""
    theme = Theme(application)
    theme.choose(str(memory.value("theme", "system")))
    theme.resize(_SIZES.get(str(memory.value("text_size", USUAL_TEXT)), USUAL_TEXT))
    return theme


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.window),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.text),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.border),
        (role.Midlight, colours.hover),
        (role.Light, colours.surface),
        (role.Dark, colours.border),
        (role.Accent, colours.accent),
    ):
        palette.setColor(target, QColor(colour))
    for target in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.muted))
    return palette
