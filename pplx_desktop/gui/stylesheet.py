"""The look of the standard widgets, as Qt's style sheets say it.

Invariants: no radius is over half the height of what it rounds, which Qt would show as a square corner; a menu that is
higher than the screen scrolls, where Qt would put it into columns, the last of them beyond the edge.
"""

from __future__ import annotations

from collections.abc import Callable

from pplx_desktop.gui.palette import Colours


def stylesheet(colours: Colours, px: Callable[[float], int]) -> str:
    """The style sheet of the application. `px` makes a length grow with the text."""
    c = colours
    return f"""
QWidget {{ color: {c.text}; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {c.muted}; }}
QMainWindow, QDialog, #page {{ background: {c.window}; }}
QToolTip {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border}; padding: 4px 6px; }}

#searchFrame {{ background: {c.surface}; border: 2px solid {c.border}; border-radius: 10px; }}
#searchFrame[focused="true"] {{ border-color: {c.accent}; }}
#searchEdit {{ background: transparent; border: none; padding: 0; font-size: {px(18)}px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
#shortcutHint {{ color: {c.muted}; font-size: {px(13)}px; }}

QPushButton {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 7px;
    padding: {px(6)}px {px(14)}px; min-height: {px(17)}px; }}
QPushButton:hover {{ background: {c.hover}; }}
QPushButton:focus {{ border: 2px solid {c.accent}; padding: {px(6) - 1}px {px(14) - 1}px; }}
QPushButton:disabled {{ color: {c.muted}; background: {c.window}; }}
QPushButton[primary="true"] {{ background: {c.accent}; color: {c.on_accent}; border: 1px solid {c.accent};
    font-weight: 600; }}
QPushButton[primary="true"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; }}
QPushButton[danger="true"] {{ color: {c.error}; border: 1px solid {c.error}; }}
QPushButton[danger="true"]:focus {{ border: 2px solid {c.error}; }}
QPushButton[flat="true"] {{ background: transparent; border: 1px solid transparent; padding: {px(6)}px {px(9)}px; }}
QPushButton[flat="true"]:hover {{ background: {c.hover}; }}
QPushButton[flat="true"]:focus {{ border: 2px solid {c.accent}; padding: {px(6) - 1}px {px(9) - 1}px; }}
QPushButton[flat="true"]:disabled {{ background: transparent; }}

QPushButton[chip="true"] {{ background: {c.surface}; color: {c.muted}; border: 1px solid {c.border};
    border-radius: {px(13)}px; padding: 0 {px(16)}px; min-height: {px(26)}px; max-height: {px(26)}px; }}
QPushButton[chip="true"]:hover {{ background: {c.hover}; color: {c.text}; }}
QPushButton[chip="true"]:checked {{ background: {c.accent_soft}; color: {c.on_accent_soft};
    border: 1px solid {c.accent}; }}
QPushButton[lit="true"] {{ background: {c.accent_soft}; color: {c.on_accent_soft}; border: 1px solid {c.accent}; }}
QPushButton[chip="true"]:focus {{ border: 2px solid {c.accent}; padding: 0 {px(16) - 1}px;
    min-height: {px(26) - 2}px; max-height: {px(26) - 2}px; }}
QPushButton[tight="true"] {{ padding: 0 {px(7)}px; }}
QPushButton[tight="true"]:focus {{ padding: 0 {px(7) - 1}px; }}
QPushButton[chip="true"]::menu-indicator {{ width: 0; image: none; }}

QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; }}
QToolButton:hover {{ background: {c.hover}; }}
QToolButton:focus {{ border: 1px solid {c.accent}; }}
QToolButton::menu-indicator {{ width: 0; image: none; }}

QListView {{ background: transparent; border: none; outline: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
QScrollBar::handle {{ background: {c.scrollbar}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 36px; }}
QScrollBar::handle:horizontal {{ min-width: 36px; }}
QScrollBar::handle:hover {{ background: {c.scrollbar_hover}; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
    background: transparent; border: none; width: 0; height: 0; }}
QSplitter::handle {{ background: transparent; }}

#preview {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 10px; }}
#previewTitle {{ font-size: {px(17)}px; font-weight: 600; }}
#previewPath, #passageCount, #cutNote, #muted {{ color: {c.muted}; }}
QPlainTextEdit#previewText {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 0; }}
QPlainTextEdit#previewText:focus, #sheetTable:focus {{ border: 1px solid {c.accent}; padding: 0; }}
QPlainTextEdit#pageText, QPlainTextEdit#pageText:focus {{ background: transparent; border: none; padding: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
#findBar {{ background: {c.window}; border: 1px solid {c.border}; border-radius: 8px; }}
#sheetTable {{ background: transparent; border: 1px solid {c.border}; gridline-color: {c.border};
    selection-background-color: {c.selected}; selection-color: {c.text}; outline: none; }}
#sheetTable QHeaderView {{ background: transparent; border: none; }}
#sheetTable QHeaderView::section {{ background: {c.window}; color: {c.text}; font-weight: 600; border: none;
    border-bottom: 1px solid {c.border}; border-right: 1px solid {c.border}; padding: {px(3)}px {px(6)}px; }}
#sheetTable QHeaderView::section:vertical {{ color: {c.muted}; font-weight: 400; }}
#sheetTable QTableCornerButton::section {{ background: {c.window}; border: none; border-bottom: 1px solid {c.border};
    border-right: 1px solid {c.border}; }}
#sheetTabs {{ background: transparent; border: none; }}
#sheetTabs::tab {{ background: transparent; color: {c.muted}; border: 1px solid transparent; border-radius: 6px;
    padding: {px(3)}px {px(10)}px; margin-right: {px(2)}px; }}
#sheetTabs::tab:hover {{ background: {c.hover}; }}
#sheetTabs::tab:selected {{ background: {c.accent_soft}; color: {c.on_accent_soft}; }}
#sheetTabs::tab:selected:focus {{ border: 1px solid {c.accent}; }}
#rule {{ background: {c.border}; border: none; max-height: 1px; min-height: 1px; }}

#evidenceButton {{ padding: {px(3)}px {px(8)}px; min-height: {px(17)}px; }}
#evidenceButton:focus {{ padding: {px(3) - 1}px {px(8) - 1}px; }}
#evidenceButton::menu-indicator {{ width: 0; image: none; }}
#likeLine {{ background: {c.accent_soft}; border-radius: 8px; }}
#likeLead {{ color: {c.on_accent_soft}; font-weight: 600; }}
#likeSubject {{ color: {c.on_accent_soft}; }}
#likeBack {{ padding: {px(3)}px {px(10)}px; }}
#likeBack:focus {{ padding: {px(3) - 1}px {px(10) - 1}px; }}

#whyButton {{ outline: none; color: {c.muted}; padding: {px(2)}px {px(6)}px; min-height: {px(15)}px; }}
#whyButton:focus {{ padding: {px(2) - 1}px {px(6) - 1}px; }}
#whyFound {{ color: {c.muted}; }}
#whyView {{ background: {c.window}; border: 1px solid {c.border}; border-radius: 8px; }}
#whyView:focus {{ border: 1px solid {c.accent}; }}
#whyPane, #helpPane {{ background: transparent; }}
#whyFirst {{ color: {c.accent}; font-weight: 600; }}
#offers, #queryHelp {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; }}
#offers QPushButton[flat="true"] {{ color: {c.accent}; padding: {px(2)}px {px(8)}px; }}
#helpHeadline {{ font-size: {px(16)}px; font-weight: 600; }}
#closestLine {{ background: {c.notice}; border-radius: 8px; }}
#closestText, #suggestionsLead {{ color: {c.on_notice}; }}

#firstHeadline {{ font-size: {px(24)}px; font-weight: 700; }}
#firstCard {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 12px; }}
#stepTitle {{ font-size: {px(14)}px; font-weight: 600; }}
#layerTitle {{ font-weight: 600; }}
#growth {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 10px; }}
#pill {{ background: {c.chip_page}; color: {c.on_chip_page}; border-radius: {px(10)}px; padding: {px(2)}px {px(10)}px;
    min-height: {px(17)}px; }}
#keyCap {{ background: {c.window}; color: {c.text}; border: 1px solid {c.border}; border-bottom: 2px solid {c.border};
    border-radius: 5px; padding: {px(2)}px {px(8)}px; }}
#libraries {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; padding: 3px; }}
#libraries:focus {{ border: 2px solid {c.accent}; padding: 2px; }}
#libraries::item {{ padding: {px(3)}px {px(6)}px; border-radius: 5px; }}
#libraries::item:selected {{ background: {c.selected}; color: {c.text}; }}
QPushButton#linkButton {{ color: {c.accent}; padding: {px(3)}px 1px; min-height: {px(15)}px; }}
QPushButton#linkButton:hover {{ background: transparent; text-decoration: underline; }}
QPushButton#linkButton:focus {{ padding: {px(3) - 1}px 0; }}
QPushButton#beginButton {{ font-size: {px(15)}px; padding: {px(9)}px {px(24)}px; border-radius: 8px; }}
QPushButton#beginButton:focus {{ padding: {px(9) - 1}px {px(24) - 1}px; }}
QPushButton#beginButton:disabled {{ background: {c.bar_empty}; color: {c.muted}; border-color: {c.bar_empty}; }}
#headline {{ font-size: {px(22)}px; font-weight: 600; }}
#lead {{ font-size: {px(15)}px; color: {c.muted}; }}
#privacy {{ color: {c.muted}; }}
#errorText {{ color: {c.error}; }}

#notice {{ background: {c.notice}; border-radius: 8px; }}
#noticeText {{ color: {c.on_notice}; }}
#noticeButton {{ padding: {px(2)}px {px(10)}px; }}
#noticeButton:focus {{ padding: {px(2) - 1}px {px(10) - 1}px; }}

#statusLine {{ background: {c.window}; border: none; border-top: 1px solid {c.border}; }}
#statusLine QLabel, #indexing {{ color: {c.muted}; }}
QProgressBar {{ background: {c.bar_empty}; border: none; border-radius: 2px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}

QMenu {{ background: {c.surface}; border: 1px solid {c.border}; padding: 5px; menu-scrollable: 1; }}
QMenu::item {{ padding: {px(5)}px {px(22)}px; border-radius: 5px; }}
QMenu::item:selected {{ background: {c.accent_soft}; color: {c.on_accent_soft}; }}
QMenu::item:disabled {{ color: {c.muted}; }}
QMenu::separator {{ height: 1px; background: {c.border}; margin: 5px 8px; }}

#statusModel, QPushButton#indexing {{ color: {c.muted}; padding: {px(3)}px {px(8)}px; min-height: {px(15)}px; }}
QPushButton#indexing {{ text-align: right; }}
#statusModel:focus, QPushButton#indexing:focus {{ padding: {px(3) - 1}px {px(8) - 1}px; }}

#modelsList, #modelDetails, #jobView {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; }}
#modelsList {{ padding: 3px; }}
#modelsList:focus {{ border: 2px solid {c.accent}; padding: 2px; }}
#modelPane {{ background: transparent; }}
#modelTitle {{ font-size: {px(17)}px; font-weight: 600; }}
#factName {{ color: {c.muted}; }}
#question {{ background: {c.notice}; border-radius: 8px; }}
#questionHeadline {{ color: {c.on_notice}; font-weight: 600; }}
#jobHeadline, #reportHeading {{ font-weight: 600; }}
#jobError {{ color: {c.error}; font-weight: 600; }}
#jobStep {{ color: {c.muted}; }}
#reportTable {{ background: {c.surface}; border: 1px solid {c.border}; gridline-color: {c.border};
    selection-background-color: {c.selected}; selection-color: {c.text}; }}
#reportTable:focus {{ border: 1px solid {c.accent}; }}
#reportTable QHeaderView {{ background: {c.surface}; border: none; }}
#reportTable QHeaderView::section {{ background: {c.window}; color: {c.muted}; border: none;
    border-bottom: 1px solid {c.border}; padding: {px(4)}px {px(6)}px; }}

#foldersList, #activity, #entryView, #preferenceGroup {{ background: {c.surface}; border: 1px solid {c.border};
    border-radius: 8px; }}
#foldersList {{ padding: 3px; }}
#folderButton {{ padding: {px(6)}px {px(8)}px; }}
#folderButton:focus {{ padding: {px(6) - 1}px {px(8) - 1}px; }}
#foldersList:focus {{ border: 2px solid {c.accent}; padding: 2px; }}
#activityHeadline, #entryPath {{ font-weight: 600; }}
#paceText {{ color: {c.on_notice}; }}
#said {{ color: {c.muted}; }}
#preferences {{ background: transparent; border: 1px solid transparent; border-radius: 8px; }}
#preferences:focus {{ border: 1px solid {c.accent}; }}
QLineEdit#filterEdit, QPlainTextEdit {{ background: {c.surface}; border: 1px solid {c.border};
    border-radius: 7px; padding: {px(4)}px {px(9)}px; min-height: {px(19)}px;
    selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
QLineEdit#filterEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {c.accent};
    padding: {px(4) - 1}px {px(9) - 1}px; }}
QCheckBox {{ spacing: {px(7)}px; }}
QCheckBox:focus {{ color: {c.accent}; }}
QCheckBox::indicator:unchecked {{ width: {px(13)}px; height: {px(13)}px; border: 1px solid {c.muted};
    border-radius: 3px; }}
#ledgerFrame {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 8px; }}
#ledgerFrame[focused="true"] {{ border: 1px solid {c.accent}; }}
#ledgerTable {{ background: transparent; border: none; outline: none; }}
#ledgerTable QHeaderView, #ledgerTable QHeaderView::section {{ background: transparent; border: none; }}
#ledgerTable QHeaderView::section {{ color: {c.muted}; border-bottom: 1px solid {c.border};
    padding: {px(5)}px {px(8)}px; }}
"""
