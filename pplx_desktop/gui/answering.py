"""From what is typed to what is shown of it: rows, that nothing matches, or what went wrong.

Invariant: what stands there is an answer to what was typed last, or was left standing until that has one; an order to
open the best hit is about what was typed when it was given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedLayout

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import Hit, SearchResult, Status
from pplx_desktop.gui import why_wording, wording
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.filter_bar import NEWEST, FilterBar
from pplx_desktop.gui.found_page import FoundPage
from pplx_desktop.gui.like_this import LikeThis
from pplx_desktop.gui.no_match import no_match
from pplx_desktop.gui.pages import MessagePage, WelcomePage
from pplx_desktop.gui.result_orders import ResultOrders
from pplx_desktop.gui.search_box import SearchBox
from pplx_desktop.gui.searching import Searching, Stage
from pplx_desktop.gui.status_line import StatusLine
from pplx_desktop.gui.told import told
from pplx_desktop.gui.translation import tr

_PATIENCE_MS = 350


@dataclass(frozen=True, slots=True)
class Places:
    """What is searched by, and where answers are shown: `body` shows one of the three pages."""

    box: SearchBox
    filters: FilterBar
    body: QStackedLayout
    welcome: WelcomePage
    message: MessagePage
    found: FoundPage
    status_line: StatusLine


class Answering(QObject):
    """`noticed(str)` comes with each answer, and what it says beside its hits; empty where a new one is asked for.
    `shown` comes where there are hits; `folder_wanted` where there is no folder and the user wants one.
    """

    noticed = Signal(str)
    shown = Signal()
    folder_wanted = Signal()
    failed = Signal(object)

    def __init__(self, bridge: Bridge, places: Places, orders: ResultOrders, status: Status, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._places, self._orders, self._status = bridge, places, orders, status
        self._asked = ""
        self._answered = ""
        self._opens_next = False
        self._is_noticed = False
        self._explanation: Explanation | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_still_searching)
        self.searching = Searching(bridge, self)
        self.searching.answered.connect(self._show_answer)
        self.searching.failed.connect(self._show_error)
        self.like = LikeThis(bridge, places.found, self._in_order, places.filters.conditions, self)
        self.like.shown.connect(self._show_like)
        self.like.failed.connect(self.failed)
        self.like.left_unfinished.connect(self.search)
        places.found.preview.like_asked.connect(self.like.begin)
        places.box.edited.connect(self._take_text)
        places.box.open_asked.connect(self._open_when_shown)
        places.filters.changed.connect(self._narrow)
        places.found.word_chosen.connect(self._take_word)
        places.message.suggestions.chosen.connect(self._take_word)
        places.welcome.sample_chosen.connect(self.take_sample)
        places.found.results.verticalScrollBar().valueChanged.connect(self._look_ahead)

    @property
    def asked(self) -> str:
        """What is searched: what is typed, and the filters."""
        return self._asked

    def search(self) -> None:
        """Search what is typed now."""
        places = self._places
        self.like.leave()
        query = self._query
        places.found.put_off()
        self._asked, self._answered, self._opens_next, self._is_noticed = query, "", False, False
        self._patience.stop()
        self.noticed.emit("")
        if not query:
            self.searching.forget()
            places.found.clear()
            places.status_line.show_found("")
            places.body.setCurrentWidget(places.welcome)
        elif self._bridge.is_ready:
            self._search_for(query)
            self._patience.start()

    def take_status(self, status: Status) -> None:
        """What nothing matched may be in the index now; what was found by words alone, and with a notice of it, is asked
        again when the first is known by meaning. What is read is left in peace after that.
        """
        counts, before = status.counts, self._status.counts
        self._status = status
        has_grown = (counts.files, counts.indexed, counts.embedded) != (before.files, before.indexed, before.embedded)
        is_first_meaning = bool(counts.embedded and not before.embedded) and self._is_noticed and not self.like.is_on
        if ((has_grown and self._shows_message) or is_first_meaning) and self._asked and self._bridge.is_ready:
            self._search_for(self._asked)

    def take_sample(self, text: str) -> None:
        """Search this, as if it had been typed."""
        self._places.box.set_text(text)
        self._places.box.setFocus()

    def _search_for(self, query: str) -> None:
        in_sight = self._places.found.results.rows_in_sight
        self.searching.search(query, in_sight=in_sight, thorough=self._is_newest_first)

    def _take_text(self) -> None:
        """A space behind the last word asks for nothing else; but somebody types on."""
        if self._query != self._asked or self.like.is_on:
            self.search()
        else:
            self._places.found.preview.put_off()
            self.searching.put_off()

    @property
    def _query(self) -> str:
        """What stands in the box and in the filters now."""
        return f"{self._places.box.text.strip()} {self._places.filters.conditions()}".strip()

    @property
    def _is_newest_first(self) -> bool:
        return self._places.filters.order == NEWEST

    @property
    def _shows_message(self) -> bool:
        return self._places.body.currentWidget() is self._places.message

    def _say(self, title: str, text: str) -> None:
        self._places.message.say(title, text)
        self._places.body.setCurrentWidget(self._places.message)

    def _say_still_searching(self) -> None:
        self._say(tr("Searching by meaning…"), tr("No file holds these words. The model looks for what they mean."))

    def _show_answer(self, result: SearchResult, stage: Stage) -> None:
        if stage is Stage.WORDS and not result.hits:
            # Nothing yet: what stands there is left until the model has answered, or it takes long.
            return
        self._patience.stop()
        places, is_final = self._places, stage is Stage.FINAL
        hits = self._in_order(result.hits)
        self._explanation, self._is_noticed = result.explanation, bool(result.notices)
        places.found.show_answer(result, hits, is_new=self._answered != self._asked, is_final=is_final)
        self._answered = self._asked
        places.status_line.show_found(wording.result_count(result, is_cut=self.searching.is_cut))
        self.noticed.emit("\n".join(map(told, result.notices)))
        if hits or places.found.results.hit is not None:
            places.body.setCurrentWidget(places.found)
            self.shown.emit()
            self._open_if_asked()
        else:
            self._show_no_match(result)
        if is_final:
            self.like.go_on(self._asked)

    def _look_ahead(self) -> None:
        """Where the end of the list is near, more is asked for before it is reached."""
        bar = self._places.found.results.verticalScrollBar()
        if self._answered == self._asked and not self.like.is_on and bar.maximum() - bar.value() < 2 * bar.pageStep():
            self.searching.more()

    def _open_when_shown(self) -> None:
        """Enter, in the search box: of what was typed, not of what stands there until it is answered."""
        if self._answered == self._asked or self.like.is_on:
            self._orders.open()
        else:
            self._opens_next = True

    def _open_if_asked(self) -> None:
        if self._opens_next:
            self._opens_next = False
            self._orders.open()

    def _in_order(self, hits: Sequence[Hit]) -> list[Hit]:
        return sorted(hits, key=lambda hit: hit.mtime_ns, reverse=True) if self._is_newest_first else list(hits)

    def _show_like(self, result: SearchResult) -> None:
        """Files that are like a passage stand there now, or again what was typed."""
        self.searching.forget()
        self._patience.stop()
        self._explanation = result.explanation
        if not self.like.is_on:
            self.searching.go_on()
        is_cut = self.searching.is_cut and not self.like.is_on
        self._places.status_line.show_found(wording.result_count(result, is_cut=is_cut))

    def _narrow(self) -> None:
        """Other filters, or another order, for what is shown."""
        if self.like.is_on:
            self.like.ask_again()
        else:
            self.search()

    def _show_no_match(self, result: SearchResult) -> None:
        places = self._places
        said = no_match(self._status, result, places.box.text, is_narrowing=places.filters.is_narrowing)
        do = {
            "add-folder": self.folder_wanted.emit,
            "search-everything": places.filters.reset,
            "drop-quotes": partial(self.take_sample, said.loose),
        }.get(said.way)
        action = (said.label, do) if do is not None else None
        places.message.say(tr("Nothing here matches"), said.lead, action, result.closest)
        places.body.setCurrentWidget(places.message)

    def _show_error(self, error: PplxError) -> None:
        self._patience.stop()
        self._answered = ""
        self._places.found.clear()
        self._places.status_line.show_found("")
        self._say(told(error.title), told(error.hint))

    def _take_word(self, word: str) -> None:
        self.take_sample(why_wording.corrected(self._places.box.text, word, self._explanation))
