"""More like this: asks for the files that are like a passage, shows them in the place of the results, and knows the way
back.

Invariants: what was shown stays until the answer is there; each step back shows what stood there before, the same row
chosen; an answer that comes after the user typed something else is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from pplx_desktop.core.types import Hit, Passage, SearchResult
from pplx_desktop.gui import wording
from pplx_desktop.gui.bridge import Bridge, Lane
from pplx_desktop.gui.found_page import FoundPage, Shown
from pplx_desktop.gui.translation import tr

LIMIT = 50

InOrder = Callable[[Sequence[Hit]], list[Hit]]


@dataclass(frozen=True, slots=True)
class Subject:
    """The passage that the files are to be like, or the file where `start` is None, and what it is called."""

    path: str
    start: int | None
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """What was asked for, and the file whose row was chosen before (empty: none)."""

    path: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Awaited:
    """The steps from the answer to `query` to what was shown, and the file whose row was chosen there (empty: none)."""

    query: str
    steps: tuple[Step, ...]
    path: str


class LikeThis(QObject):
    """`shown(SearchResult)` comes with each answer that is on the page from then on, those of the way back too; `failed` with
    a `PplxError`. `left_unfinished` comes where the way back leads to an answer that was not complete, or by other filters.
    """

    shown = Signal(object)
    failed = Signal(object)
    left_unfinished = Signal()

    def __init__(
        self, bridge: Bridge, page: FoundPage, in_order: InOrder, conditions: Callable[[], str], parent: QObject
    ) -> None:
        """`in_order` puts hits into the order that the user wants, `conditions` are the filters."""
        super().__init__(parent)
        self._lane = Lane(bridge)
        self._page, self._in_order, self._conditions = page, in_order, conditions
        self._before: list[tuple[Subject | None, Shown]] = []
        self._subject: Subject | None = None
        self._is_outdated = False
        self._awaited: Awaited | None = None
        self._again: list[Step] = []
        self._path_at_end = ""
        page.like.back_asked.connect(self.back)

    @property
    def subject(self) -> Subject | None:
        """What the files that are shown are like; None while what was typed is shown."""
        return self._subject

    @property
    def is_on(self) -> bool:
        """True while files that are like a passage are shown."""
        return self._subject is not None

    @property
    def steps(self) -> tuple[Step, ...]:
        """How it came to what is shown."""
        subjects = [subject for subject, _ in self._before[1:]] + [self._subject]
        return tuple(
            Step(before.path, subject)
            for (_, before), subject in zip(self._before, subjects, strict=False)
            if subject is not None
        )

    def await_answer(self, awaited: Awaited | None) -> None:
        """Once the whole answer to a query is there, go all steps of `awaited` again, as another window did."""
        self._awaited = awaited

    def go_on(self, query: str) -> None:
        """The whole answer to `query` is there."""
        awaited, self._awaited = self._awaited, None
        if awaited is not None and awaited.query == query:
            self._again, self._path_at_end = list(awaited.steps), awaited.path
            self._take_step()

    def begin(self) -> None:
        """Show what is like the passage that is chosen."""
        hit = self._page.results.hit
        passage = self._page.passage
        self._again.clear()
        if hit is not None:
            # Quotation marks would make conditions of what stands between them.
            text = passage.snippet.text.replace('"', " ").strip(" …") if passage is not None else ""
            start = passage.start if passage is not None else None
            self._ask(Subject(hit.path, start, _called(hit, passage), text))

    def ask_again(self) -> None:
        """Show it anew: by other filters, or in another order, which what stood there before is not by."""
        self._is_outdated = True
        if self._subject is not None:
            self._ask(self._subject)

    def back(self) -> None:
        """Show what was shown before."""
        self._lane.forget()
        self._again.clear()
        if not self._before:
            return
        self._subject, before = self._before.pop()
        self._say(before.result)
        self._page.restore(before)
        self.shown.emit(before.result)
        if self._subject is not None and self._is_outdated:
            self._ask(self._subject)
        elif self._subject is None and (self._is_outdated or not before.is_final):
            self.left_unfinished.emit()

    def leave(self) -> None:
        """Something else was typed: there is no way back."""
        self._lane.forget()
        self._again.clear()
        self._before.clear()
        self._subject, self._is_outdated = None, False
        self._page.like.hide()

    def _take_step(self) -> None:
        """Go the next step of those that another window went."""
        if self._again:
            step = self._again.pop(0)
            self._page.results.choose(step.path)
            if not self._again:
                self._page.await_path(self._path_at_end)
            self._ask(step.subject)

    def _ask(self, subject: Subject) -> None:
        conditions = self._conditions()
        self._lane.ask(
            lambda engine, _: engine.like_this(subject.path, subject.start, limit=LIMIT, conditions=conditions),
            lambda result: self._show(subject, result),
            self.failed.emit,
        )

    def _show(self, subject: Subject, result: SearchResult) -> None:
        before = self._page.shown
        if subject != self._subject and before is not None:
            self._before.append((self._subject, before))
        self._subject = subject
        self._say(result)
        hits = self._in_order(result.hits)
        self._page.show_answer(result, hits, is_new=True, is_final=True, asked=subject.text)
        self.shown.emit(result)
        self._take_step()

    def _say(self, result: SearchResult) -> None:
        if self._subject is None:
            self._page.like.hide()
        else:
            is_passage = self._subject.start is not None
            self._page.like.say(self._subject.name, is_passage=is_passage, has_hits=bool(result.hits))


def _called(hit: Hit, passage: Passage | None) -> str:
    title = wording.on_one_line(hit.title) or wording.file_name(hit.path)
    place = wording.place(passage, hit) if passage is not None else ""
    return tr("{title}, {place}", title=title, place=place) if place else title
