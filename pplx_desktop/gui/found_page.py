"""The page of results: the list on the left, what was found in the selected one on the right, and above the list what
the files are like, or that nothing matches well.

Invariant: an explanation, and the sentence that says it, is shown with the hits of the answer that brought it, and a row
that the user has chosen does not move when a later answer to the same query is merged in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from pplx_desktop.core.evidence import Explanation
from pplx_desktop.core.types import Hit, Passage, SearchResult, TellingSentence
from pplx_desktop.gui.all_passages import AllPassages
from pplx_desktop.gui.bridge import Bridge
from pplx_desktop.gui.closest_line import ClosestLine
from pplx_desktop.gui.like_line import LikeLine
from pplx_desktop.gui.preview import Preview
from pplx_desktop.gui.results_list import ResultsList
from pplx_desktop.gui.split_handle import SplitHandle
from pplx_desktop.gui.telling import Question, Telling
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.why_dialog import WhyDialog


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on the page: an answer, its rows in their order, and the file whose row was selected. `asked` is what the
    sentences were chosen by.
    """

    result: SearchResult
    hits: tuple[Hit, ...]
    path: str
    asked: str
    is_final: bool


class FoundPage(QSplitter):
    """`word_chosen(str)` comes when the user takes a word that is offered for one that no file holds."""

    word_chosen = Signal(str)

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        px = theme.px
        self._theme = theme
        self._is_wide = True
        self._explanations: dict[str, Explanation | None] = {}
        self._why: WhyDialog | None = None
        self._awaited_path = ""
        self._result: SearchResult | None = None
        self._asked = ""
        self._is_final = False
        self._telling = Telling(bridge, self)
        self._all = AllPassages(bridge, self)
        self.results = ResultsList(theme)
        self.preview = Preview(theme, bridge)
        self.closest = ClosestLine(theme)
        self.like = LikeLine(theme)
        self._left = QWidget()
        self._column = QVBoxLayout(self._left)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addWidget(self.like)
        self._column.addWidget(self.closest)
        self._column.addWidget(self.results, 1)
        self.addWidget(self._left)
        self.addWidget(self.preview)
        self.setHandleWidth(px(10))
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 48)
        self.setStretchFactor(1, 52)
        self.setSizes([px(546), px(590)])
        self.results.current_changed.connect(self._show_hit)
        self.preview.passage_shown.connect(self._ask_telling)
        self.closest.word_chosen.connect(self.word_chosen)
        self._telling.told.connect(self._show_telling)
        self._all.found.connect(self._show_all_passages)

    def createHandle(self) -> QSplitterHandle:
        """Qt asks for the border between the results and the preview."""
        return SplitHandle(self._theme, self)

    @property
    def why_dialog(self) -> WhyDialog | None:
        """What says why where there is no room for a preview, once it was asked for."""
        return self._why

    @property
    def passage(self) -> Passage | None:
        """The passage that is looked at: the one in the preview, else the best of the selected file."""
        hit = self.results.hit
        if hit is None:
            return None
        is_shown = self.preview.hit is not None and self.preview.hit.path == hit.path
        return self.preview.passage if is_shown else next(iter(hit.passages), None)

    @property
    def shown(self) -> Shown | None:
        """What is on the page, to `restore` it; None before the first answer."""
        if self._result is None:
            return None
        hit = self.results.hit
        hits = tuple(self.results.results.hits)
        return Shown(self._result, hits, hit.path if hit is not None else "", self._asked, self._is_final)

    def restore(self, shown: Shown) -> None:
        """Show again what stood there."""
        self.show_answer(shown.result, shown.hits, is_new=True, is_final=shown.is_final, asked=shown.asked)
        if shown.hits and shown.path != shown.hits[0].path:
            self.results.choose(shown.path)

    def show_answer(
        self, result: SearchResult, hits: Sequence[Hit], *, is_new: bool, is_final: bool, asked: str | None = None
    ) -> None:
        """Show an answer, its hits in this order. `is_new` says that it is the first to its query, `is_final` that none
        comes after it. `asked` is what sentences are chosen by, where it is not the query.
        """
        self._result, self._is_final = result, is_final
        self._asked = result.query.raw if asked is None else asked
        if is_new:
            self._telling.forget()
            self._all.forget()
            self._explanations.clear()
        self._explanations.update(dict.fromkeys((hit.path for hit in hits), result.explanation))
        self._say_how_close(result, is_new=is_new, is_final=is_final)
        if is_new:
            self.results.show_new(hits)
        else:
            self.results.merge(hits)
        self._ask_telling()
        if self._awaited_path and (self.results.choose(self._awaited_path) or is_final):
            self._awaited_path = ""

    def put_off(self) -> None:
        """Something else is asked for: what is read beside the results would only hold that up."""
        self.preview.put_off()
        self._telling.forget()
        self._all.forget()

    def await_path(self, path: str) -> None:
        """Choose this file's row as soon as the next query has found it; nothing where `path` is empty."""
        self._awaited_path = path

    def clear(self) -> None:
        """Show nothing."""
        self._result = None
        self._telling.forget()
        self._all.forget()
        self.like.hide()
        self._explanations.clear()
        self.closest.hide()
        self.results.show_new([])

    def show_wide(self, *, is_wide: bool) -> None:
        """Say whether there is room for a preview."""
        self._is_wide = is_wide
        self.preview.setVisible(is_wide)
        if is_wide and self._why is not None:
            self._why.close()
        self._show_hit(self.results.hit)

    def toggle_why(self) -> None:
        """Say why the selected hit stands where it does, or put that away."""
        if self._is_wide:
            self.preview.why.toggle()
            return
        if self._why is None:
            self._why = WhyDialog(self._theme, self)
        if self._why.isVisible():
            self._why.close()
        else:
            self._tell_why(self.results.hit)
            self._why.view.show_sentence(self.preview.why.sentence)
            self._why.show()

    def _say_how_close(self, result: SearchResult, *, is_new: bool, is_final: bool) -> None:
        if is_new:
            self.closest.hide()
        if result.is_good_match or not result.hits or not is_final:
            return
        # Above the hits, unless that would move the row that the user has chosen.
        place = 2 if self.results.is_held and not is_new else 1
        if self.closest.isHidden() and self._column.indexOf(self.closest) != place:
            self._column.removeWidget(self.closest)
            self._column.insertWidget(place, self.closest)
        self.closest.say(result.closest)

    def _show_hit(self, hit: Hit | None) -> None:
        if hit is None:
            self.preview.clear()
        elif self._is_wide:
            explanation = self._explanations.get(hit.path)
            self.preview.show_hit(self._all.whole(hit), explanation, is_typing=not self._is_final)
        if self._why is not None and self._why.isVisible():
            self._tell_why(hit)
        self._ask_telling()

    def _ask_telling(self) -> None:
        hit, passage = self.results.hit, self.passage
        if hit is None or passage is None or not self._asked:
            self._telling.forget()
        elif self._is_final:
            # Before the last answer, the model still has the query to read.
            question = Question(self._asked, hit.path, passage.start, passage.end)
            if self._telling.ask(question):
                self._say_sentence("")
            # What is like a passage was not asked for in words.
            if self._is_wide and self._result is not None and self._asked == self._result.query.raw:
                self._all.ask(self._asked, hit)

    def _show_all_passages(self) -> None:
        hit = self.results.hit
        if hit is not None and self._is_wide:
            whole = self._all.whole(hit)
            self.preview.take_passages(whole)
            self.results.results.tell_count(hit.path, len(whole.passages))

    def _show_telling(self, question: Question, sentence: TellingSentence | None) -> None:
        span = (sentence.start, sentence.end) if sentence is not None else None
        self.preview.show_telling(question.path, question.start, span)
        hit = self.results.hit
        if sentence is not None and hit is not None and hit.path == question.path:
            self.results.results.tell(question.path, sentence)
            snippet = sentence.snippet
            self._say_sentence(snippet.text[slice(*snippet.told)] if snippet.told is not None else "")

    def _say_sentence(self, sentence: str) -> None:
        self.preview.why.show_sentence(sentence)
        if self._why is not None:
            self._why.view.show_sentence(sentence)

    def _tell_why(self, hit: Hit | None) -> None:
        if self._why is not None:
            self._why.show_hit(hit, self._explanations.get(hit.path) if hit is not None else None)
