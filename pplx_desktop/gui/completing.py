"""What is offered under the search box: values of the condition that is being typed, conditions, earlier searches.

Invariants: only what fits what stands in the box now is shown; while nothing of the list was chosen by key or mouse, Enter
and the text are as if it were not there; nothing is offered, and no key taken, while an input method composes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pplx_desktop.core.condition_value import ConditionValue
from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.offer_list import Offer, OfferList
from pplx_desktop.gui.query_part import QueryPart, Replacement, part_at, with_condition, with_value
from pplx_desktop.gui.search_box import SearchBox
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.translation import noop, tr, trn

CONDITIONS = (
    ("type:", noop("only files of this kind")),
    ("in:", noop("only files in folders of this name")),
    ("after:", noop("changed on this day or later")),
    ("before:", noop("changed before this day")),
    ('"', noop("exactly these words, in this order")),
    ("-", noop("without this word")),
)
"""What a condition begins with, and what it asks for."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
_MOST = 50
"""So many earlier searches are shown; who looks for an older one types a part of it."""


class Completing(QObject):
    """Watches the box and its keys, and puts into it what is taken from the list."""

    def __init__(
        self, theme: Theme, bridge: Bridge, box: SearchBox, today: Callable[[], date], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._bridge, self._box, self._field, self._today = bridge, box, box.field, today
        self._lane = Lane(bridge)
        self._shows: Literal["values", "conditions", "history"] = "values"
        self._recent: tuple[str, ...] = ()
        self.offers = OfferList(theme, box, parent)
        self.offers.taken.connect(self._take)
        self.offers.action_asked.connect(self._forget)
        self._field.textEdited.connect(self._follow)
        self._field.cursorPositionChanged.connect(self._leave_part)
        self._field.installEventFilter(self)

    def show_history(self) -> None:
        """Offer what was searched before, as far as it holds what is typed."""
        if self._field.is_composing:
            return
        self._lane.ask(lambda engine, _: engine.recent_searches(), self._show_recent, self._give_up)

    def complete(self) -> None:
        """Offer what can be written where the cursor stands."""
        part = self._part
        if self._field.is_composing:
            return
        if part is not None:
            self._offer_values(part)
            return
        self._lane.forget()
        self._shows = "conditions"
        self.offers.offer(tr("Narrow the search"), [Offer(text, tr(note)) for text, note in CONDITIONS])

    def begin(self, condition: str) -> None:
        """Begin a condition where the cursor stands, and offer its values."""
        self._write(with_condition(self._field.text(), self._field.cursorPosition(), condition))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def close(self) -> None:
        """Offer nothing."""
        self._lane.forget()
        self.offers.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move in the list, open it and put it away."""
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._take_press(event)
            # A popup or another window in front takes the keyboard, but not the place in this window.
            if event.type() == QEvent.Type.FocusOut and not self._has_place:
                self.close()
        return super().eventFilter(watched, event)

    def _take_press(self, event: QKeyEvent) -> bool:
        if self._field.is_composing:
            return False
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers != _NO_MODIFIER:
            return False
        if self.offers.isVisible():
            return self._steer(key)
        if key == Qt.Key.Key_Up and not self._field.text():
            self.show_history()
            return True
        return False

    def _steer(self, key: int) -> bool:
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.offers.move(1 if key == Qt.Key.Key_Down else -1)
        elif key in _ENTER:
            return self.offers.take()
        elif key == Qt.Key.Key_Tab:
            if not self.offers.chosen:
                self.offers.move(1)
            self.offers.take()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True

    @property
    def _has_place(self) -> bool:
        return self._box.window().focusWidget() is self._field

    @property
    def _part(self) -> QueryPart | None:
        return part_at(self._field.text(), self._field.cursorPosition())

    def _follow(self) -> None:
        """Something was typed."""
        part = self._part
        if part is not None:
            self._offer_values(part)
        elif self._shows == "history" and self.offers.isVisible():
            self._show_recent(self._recent)
        else:
            self.close()

    def _leave_part(self) -> None:
        if self._shows == "values" and self.offers.isVisible() and self._part is None:
            self.close()

    def _offer_values(self, part: QueryPart) -> None:
        if part.prefix in {"after", "before"}:
            self._lane.forget()
            self._show_values(part, [one for one in self._days() if one.text.startswith(part.beginning)])
            return
        condition = "type" if part.prefix == "type" else "in"
        self._lane.ask(
            lambda engine, _: engine.values_of(condition, part.beginning),
            lambda values: self._show_known(part, values),
            self._give_up,
        )

    def _show_known(self, part: QueryPart, values: Sequence[ConditionValue]) -> None:
        if part == self._part and self._has_place:
            self._show_values(part, [Offer(value.text, trn("%n file", "%n files", value.files)) for value in values])

    def _show_values(self, part: QueryPart, offers: Sequence[Offer]) -> None:
        self._shows = "values"
        if [one.text for one in offers] == [part.beginning]:
            offers = ()
        headline = {
            "type": tr("Kinds of files"),
            "in": tr("Folders"),
            "after": tr("Changed on this day or later"),
            "before": tr("Changed before this day"),
        }[part.prefix]
        self.offers.offer(headline, offers, chosen=-1)

    def _days(self) -> list[Offer]:
        today = self._today()
        return [
            Offer(f"{today:%Y-%m-%d}", tr("today")),
            Offer(f"{today - timedelta(days=7):%Y-%m-%d}", tr("a week ago")),
            Offer(f"{today:%Y-%m}", tr("the first of this month")),
            Offer(f"{today:%Y}", tr("the first day of this year")),
            Offer(f"{today.year - 1}", tr("the first day of last year")),
        ]

    def _show_recent(self, searches: tuple[str, ...]) -> None:
        self._recent = searches
        typed = self._field.text().strip()
        fitting = [one for one in searches if typed.casefold() in one.casefold() and one != typed]
        self._shows = "history"
        self.offers.offer(
            tr("Earlier searches, kept on this computer only"),
            [Offer(one) for one in fitting[:_MOST]],
            action=tr("Clear"),
            chosen=0 if not typed else -1,
        )

    def _take(self, text: str) -> None:
        part = self._part
        if self._shows == "history":
            self._box.set_text(text)
        elif self._shows == "conditions":
            self.begin(text)
        elif part is not None:
            self._write(with_value(self._field.text(), part, text))

    def _write(self, replacement: Replacement) -> None:
        """As if it were typed, so that it can be undone."""
        self._field.setSelection(replacement.start, replacement.end - replacement.start)
        self._field.insert(replacement.text)

    def _forget(self) -> None:
        self._recent = ()
        self.offers.hide()
        self._bridge.request(lambda engine: engine.forget_searches(), lambda _: None, self._give_up)

    def _give_up(self, error: PplxError) -> None:
        # Nothing is offered; the search itself says what is wrong.
        del error
        self.offers.hide()
