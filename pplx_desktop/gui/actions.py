"""Everything that can be asked of the window by menu or by key, in one place."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from pplx_desktop.gui import glyphs
from pplx_desktop.gui.found_menus import make_findable
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr

_THEMES = (("system", noop("Like the system")), ("light", noop("Light")), ("dark", noop("Dark")))


class Actions(QObject):
    """The actions, and the button with the menu that holds them. `theme_chosen(str)` comes from the theme's menu."""

    theme_chosen = Signal(str)

    def __init__(self, window: QMainWindow, theme: Theme, icon: QIcon) -> None:
        super().__init__(window)
        self._window, self._theme, self._icon = window, theme, icon
        self.find = self._action(tr("Search"), "Ctrl+K", "Ctrl+F", "Ctrl+L")
        self.complete = self._action(tr("Complete the query"), "Ctrl+Space")
        self.earlier = self._action(tr("Earlier searches"), "Alt+Down")
        self.query_help = self._action(tr("What can be searched for"), "F1")
        self.add_folder = self._action(tr("Add a folder…"), "Ctrl+Shift+A")
        self.index = self._action(tr("Folders and index…"), "Ctrl+Shift+I", "Ctrl+Shift+F")
        self.models = self._action(tr("Models…"), "Ctrl+Shift+M")
        self.settings = self._action(tr("Settings…"), "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.pause = self._action(tr("Pause indexing"))
        self.hurry = self._action(tr("Go on anyway"))
        self.hurry.setVisible(False)
        self.diagnostics = self._action(tr("Diagnostic bundle…"))
        self.next_passage = self._action(tr("Next passage"), "F3")
        self.previous_passage = self._action(tr("Previous passage"), "Shift+F3")
        self.copy_passage = self._action(tr("Copy passage"), "Ctrl+Shift+C")
        self.like = self._action(tr("More like this"), "Ctrl+Shift+L")
        self.find_in_file = self._action(tr("Find in the file"), "Ctrl+G")
        self.show_text = self._action(tr("Show as text"), "Ctrl+Shift+T")
        self.zoom_in = self._action(tr("Larger preview"), "Ctrl++", "Ctrl+=")
        self.zoom_out = self._action(tr("Smaller preview"), "Ctrl+-")
        self.zoom_usual = self._action(tr("Usual size of the preview"), "Ctrl+0")
        self.why = self._action(tr("Why this hit?"), "Ctrl+I")
        self.keys = self._action(tr("Keyboard…"), "Ctrl+/")
        self.about = self._action(tr("About pplx-desktop"))
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.show_window = QAction(tr("Show the window"), window)
        self.quit = self._action(tr("Quit"), "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._themes = QActionGroup(self)
        self.menu_button = self._make_button()
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def show_paused(self, *, is_paused: bool, is_running: bool) -> None:
        """The pause entry says what it would do."""
        self.pause.setText(tr("Go on with indexing") if is_paused else tr("Pause indexing"))
        self.pause.setEnabled(is_running)

    def show_held(self, *, is_held: bool) -> None:
        """The way around a pause that the machine asks for is there where it does."""
        self.hurry.setVisible(is_held)

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)
        return action

    def _make_button(self) -> QToolButton:
        menu = QMenu("pplx-desktop", self._window)
        menu.addAction(self.add_folder)
        for action in (self.index, self.models, self.settings, self.pause, self.hurry):
            menu.addAction(action)
        menu.addSeparator()
        themes = menu.addMenu(tr("Theme"))
        for choice, text in _THEMES:
            action = QAction(tr(text), self._themes)
            action.setCheckable(True)
            action.setData(choice)
            themes.addAction(action)
        self._themes.triggered.connect(self._tell_theme)
        menu.addSeparator()
        for action in (self.next_passage, self.previous_passage, self.copy_passage, self.like, self.why):
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.query_help)
        menu.addAction(self.diagnostics)
        menu.addAction(self.keys)
        menu.addAction(self.about)
        menu.addAction(self.quit)
        button = QToolButton()
        button.setAccessibleName(tr("Menu"))
        button.setToolTip(tr("Menu (F10)"))
        button.setMenu(menu)
        make_findable(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        button.setFixedSize(self._theme.px(38), self._theme.px(38))
        show_menu = self._action(tr("Menu"), "F10")
        show_menu.triggered.connect(button.showMenu)
        if sys.platform == "darwin":
            self._window.menuBar().addMenu(menu)
        return button

    def _tell_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _follow_theme(self) -> None:
        for action in self._themes.actions():
            action.setChecked(action.data() == self._theme.choice)
        colour = self._theme.colour("muted")
        self.menu_button.setIcon(glyphs.glyph_icon(glyphs.menu, colour, size_px=self._theme.px(20)))
