"""Everything that can be asked of the window by menu or by key, in one place."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolButton

from pplx_desktop.gui import glyphs
from pplx_desktop.gui.about_dialog import AboutDialog
from pplx_desktop.gui.theme import Theme

_THEMES = (("system", "Like the system"), ("light", "Light"), ("dark", "Dark"))


class Actions(QObject):
    """The actions, and the button with the menu that holds them. `theme_chosen(str)` comes from the theme's menu."""

    theme_chosen = Signal(str)

    def __init__(self, window: QMainWindow, theme: Theme, icon: QIcon) -> None:
        super().__init__(window)
        self._window, self._theme, self._icon = window, theme, icon
        self.find = self._action("Search", "Ctrl+K", "Ctrl+F", "Ctrl+L")
        self.add_folder = self._action("Add a folder…", "Ctrl+Shift+A")
        self.index = self._action("Folders and index…", "Ctrl+Shift+I", "Ctrl+Shift+F")
        self.models = self._action("Models…", "Ctrl+Shift+M")
        self.settings = self._action("Settings…", "Ctrl+,")
        self.settings.setMenuRole(QAction.MenuRole.PreferencesRole)
        self.pause = self._action("Pause indexing")
        self.next_passage = self._action("Next passage", "F3")
        self.previous_passage = self._action("Previous passage", "Shift+F3")
        self.copy_passage = self._action("Copy passage", "Ctrl+Shift+C")
        self.why = self._action("Why this hit?", "Ctrl+I")
        self.about = self._action("About pplx-desktop")
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.about.triggered.connect(self._show_about)
        self.show_window = QAction("Show the window", window)
        self.quit = self._action("Quit", "Ctrl+Q")
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._themes = QActionGroup(self)
        self.menu_button = self._make_button()
        theme.changed.connect(self._follow_theme)
        self._follow_theme()

    def show_paused(self, *, is_paused: bool, is_running: bool) -> None:
        """The pause entry says what it would do."""
        self.pause.setText("Go on with indexing" if is_paused else "Pause indexing")
        self.pause.setEnabled(is_running)

    def _action(self, text: str, *keys: str) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        self._window.addAction(action)
        return action

    def _make_button(self) -> QToolButton:
        menu = QMenu("pplx-desktop", self._window)
        menu.addAction(self.add_folder)
        for action in (self.index, self.models, self.settings, self.pause):
            menu.addAction(action)
        menu.addSeparator()
        themes = menu.addMenu("Theme")
        for choice, text in _THEMES:
            action = QAction(text, self._themes)
            action.setCheckable(True)
            action.setData(choice)
            themes.addAction(action)
        self._themes.triggered.connect(self._tell_theme)
        menu.addSeparator()
        for action in (self.next_passage, self.previous_passage, self.copy_passage, self.why):
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.about)
        menu.addAction(self.quit)
        button = QToolButton()
        button.setAccessibleName("Menu")
        button.setToolTip("Menu (F10)")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))
        button.setFixedSize(self._theme.px(38), self._theme.px(38))
        show_menu = self._action("Menu", "F10")
        show_menu.triggered.connect(button.showMenu)
        if sys.platform == "darwin":
            self._window.menuBar().addMenu(menu)
        return button

    def _tell_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _show_about(self) -> None:
        dialog = AboutDialog(self._theme, self._icon, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _follow_theme(self) -> None:
        for action in self._themes.actions():
            action.setChecked(action.data() == self._theme.choice)
        colour = self._theme.colour("muted")
        self.menu_button.setIcon(glyphs.glyph_icon(glyphs.menu, colour, size_px=self._theme.px(20)))
