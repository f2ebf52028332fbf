"""The child that looks at files for the preview: a path in, pixels and boxes of characters out, or a text as it is.

Invariant: it is confined as the readers are, before the first file is opened; what a file does to it costs that file's
page alone. It keeps the last file open, and nothing else.
"""

from __future__ import annotations

import sys

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.frames import Message, serve
from pplx_desktop.core.opening import open_regular
from pplx_desktop.engine.extract_child import out_of_memory
from pplx_desktop.engine.limits import set_alarm
from pplx_desktop.engine.page_wire import boxes_to_bytes
from pplx_desktop.engine.sandbox.confinement import confine
from pplx_desktop.engine.wire import error_to_frame
from pplx_desktop.extract.cell_places import read_cell_places
from pplx_desktop.extract.drawn_file import Pages, open_drawn
from pplx_desktop.extract.encoding import decode, read_limited


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. Arguments: bytes of memory."""
    sys.dont_write_bytecode = True
    confine(int(arguments[0]))
    desk = _Desk()

    def handle(message: Message, _payload: bytes) -> tuple[Message, bytes]:
        set_alarm(message["alarm_s"])
        try:
            return desk.answer(message)
        except ExtractionError as error:
            return error_to_frame(error)
        except MemoryError:
            return error_to_frame(out_of_memory())
        except Exception as error:  # noqa: BLE001 -- the last net: whatever a library trips over costs this page
            return error_to_frame(
                ExtractionError(ExtractionCode.DAMAGED, "This page cannot be drawn.", detail=repr(error))
            )
        finally:
            set_alarm(0)

    serve(handle)
    return 0


class _Desk:
    """Holds the file that is open."""

    def __init__(self) -> None:
        self._file: tuple[object, ...] = ()
        self._headings: set[str] = set()
        self._member = ""
        self._pages: Pages | None = None

    def answer(self, message: Message) -> tuple[Message, bytes]:
        """Raises `ExtractionError`, and whatever a library raises."""
        if message["do"] == "start":
            return {}, b""
        if message["do"] == "source":
            with open_regular(message["path"]) as stream:
                return {}, decode(read_limited(stream)[0]).encode("utf-8", "replace")
        if message["do"] == "cells":
            with open_regular(message["path"]) as stream:
                return {"sheets": [[sheet.name, sheet.rows] for sheet in read_cell_places(stream)]}, b""
        pages = self._open(message["path"], message["heading"], message["version"])
        match message["do"]:
            case "outline":
                return {"member": self._member, "is_picture": pages.is_picture, "sizes": pages.sizes()}, b""
            case "draw":
                picture = pages.draw(message["page"], message["width"], dark=message["dark"])
                said = {"width": picture.width, "height": picture.height, "is_dark": picture.is_dark}
                return said, picture.pixels
            case _:
                text, boxes = pages.places(message["page"], message["languages"])
                noted, around = pages.notes(message["page"])
                return {"text": text + noted, "notes": len(noted)}, boxes_to_bytes([*boxes, *around])

    def _open(self, path: str, heading: str, version: list[int]) -> Pages:
        file = (path, *version)
        if self._pages is None or file != self._file or heading not in self._headings:
            if self._pages is not None:
                self._pages.close()
            self._pages = None
            self._member, self._pages = open_drawn(path, heading)
            self._file, self._headings = file, {heading, self._member}
        return self._pages
