"""What a drawn page is made of, on its way from the child that draws to the window.

Invariant: plain numbers and bytes of known sizes; whoever receives them decodes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, as shares of the page's width and height."""

PIXEL_BYTES = 4
"""Blue, green, red, and one that is always 255."""


@dataclass(frozen=True, slots=True)
class PageOutline:
    """How many pages there are, and of what size (only their proportions count).

    They are those of the file, or of the file inside it whose blocks stand under the heading `member`. Of a picture
    each frame is a page, and its blocks have no page where it has but one.
    """

    member: str
    is_picture: bool
    sizes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A drawn page: rows of pixels from the top, without gaps. `is_dark` where it is light on dark."""

    width: int
    height: int
    pixels: bytes
    is_dark: bool = False

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1 or len(self.pixels) != self.width * self.height * PIXEL_BYTES:
            raise ValueError(f"{len(self.pixels)} bytes are no picture of {self.width} x {self.height}")


@dataclass(frozen=True, slots=True)
class PageText:
    """The characters that a page shows, in reading order, with the box of each; white space may have an empty one.

    `offsets` says for each where it stands in the text of the index, -1 for those that do not stand there. The last
    `notes` characters are those of form fields and comments: each has the box of the whole field or comment.
    """

    text: str
    boxes: tuple[Box, ...]
    offsets: tuple[int, ...]
    notes: int = 0

    def __post_init__(self) -> None:
        if not len(self.text) == len(self.boxes) == len(self.offsets):
            raise ValueError(f"{len(self.boxes)} boxes, {len(self.offsets)} offsets, {len(self.text)} characters")
        if not 0 <= self.notes <= len(self.text):
            raise ValueError(f"{self.notes} of {len(self.text)} characters")


NO_PAGE_TEXT = PageText("", (), ())


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """Where the cells of a sheet stand that hold something: for each such row its number, from 1, and its columns, from 0
    for the first that is used.
    """

    name: str
    rows: tuple[tuple[int, tuple[int, ...]], ...]
