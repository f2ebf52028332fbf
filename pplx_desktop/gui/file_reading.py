"""Reads a file for the preview: its text as it was indexed, then what only the file itself can tell.

Invariant: one file at a time, and whoever reads for a file that is not looked at any more stops: the layout of a large one
would hold up the words of the next key.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from pplx_desktop.core.errors import PplxError
from pplx_desktop.gui.bridge import Bridge, Failed, Lane
from pplx_desktop.gui.composing import has_lines
from pplx_desktop.gui.composition import Composition, compose, numbered, placed
from pplx_desktop.gui.sheets import needs_places

T = TypeVar("T")
Done = Callable[[Composition], None]


class FileReading:
    """What is read comes to the callbacks, in the thread that paints, unless `stop` is called before."""

    def __init__(self, bridge: Bridge) -> None:
        self._text, self._source = Lane(bridge), Lane(bridge)
        self._is_on = False

    @property
    def is_on(self) -> bool:
        """True until the text is there, or is known not to come."""
        return self._is_on

    def begin(self, path: str, done: Done, failed: Failed) -> None:
        """Read the text."""
        self._is_on = True
        self._text.ask(
            lambda engine, wanted: compose(engine.view(path), wanted),
            partial(self._end, done),
            partial(self._end, failed),
        )

    def refine(self, composition: Composition, renumber: Done, replace: Done) -> None:
        """The numbers of lines and the columns of cells take a process that reads the file: the text does not wait."""
        if has_lines(composition.document.kind):
            self._source.ask(lambda engine, wanted: numbered(engine, composition, wanted), renumber, _forget)
        elif needs_places(composition.document):
            self._source.ask(lambda engine, wanted: placed(engine, composition, wanted), replace, _forget)

    def stop(self) -> None:
        """Read nothing more, and drop what comes."""
        self._is_on = False
        self._text.forget()
        self._source.forget()

    def _end(self, deliver: Callable[[T], None], value: T) -> None:
        self._is_on = False
        deliver(value)


def _forget(_: PplxError) -> None:
    """A file that is gone or another by now: its text stands there as it was indexed."""
