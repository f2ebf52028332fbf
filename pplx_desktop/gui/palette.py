"""The colours of the window, light and dark, and of the tiles that show a file's type.

Invariant: text on the ground it is painted on has a contrast of at least 4.5:1; a test measures every pair.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One set of colours, as `#rrggbb`. Pairs: `on_x` is the text on `x`."""

    is_dark: bool
    window: str
    surface: str
    border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    on_accent_soft: str
    selected: str
    hover: str
    mark: str
    on_mark: str
    passage: str
    on_passage: str
    bar_empty: str
    chip_page: str
    on_chip_page: str
    scrollbar: str
    scrollbar_hover: str
    notice: str
    on_notice: str
    error: str
    good: str
    strip: str


LIGHT = Colours(
    is_dark=False,
    window="#f6f7f9",
    surface="#ffffff",
    border="#d9dde4",
    text="#1a1d24",
    muted="#586070",
    accent="#3a5bdc",
    accent_hover="#2f4cc0",
    on_accent="#ffffff",
    accent_soft="#e3e9ff",
    on_accent_soft="#2f4cc0",
    selected="#e8edff",
    hover="#eef0f5",
    mark="#ffe08a",
    on_mark="#1a1d24",
    passage="#fff3cf",
    on_passage="#1a1d24",
    bar_empty="#d5d9e2",
    chip_page="#e9ecf1",
    on_chip_page="#4f5766",
    scrollbar="#d0d5de",
    scrollbar_hover="#b4bbc8",
    notice="#eef2ff",
    on_notice="#33405f",
    error="#b3261e",
    good="#1b7440",
    strip="#b67a0a",
)

DARK = Colours(
    is_dark=True,
    window="#16171d",
    surface="#1d1f27",
    border="#343844",
    text="#e9ebf1",
    muted="#a4abba",
    accent="#8ea3ff",
    accent_hover="#a6b7ff",
    on_accent="#12141b",
    accent_soft="#2a3157",
    on_accent_soft="#c3ceff",
    selected="#2a3052",
    hover="#20232d",
    mark="#735a12",
    on_mark="#fff6dc",
    passage="#3a3420",
    on_passage="#f1ead5",
    bar_empty="#3a3e4c",
    chip_page="#2d313c",
    on_chip_page="#b9c0ce",
    scrollbar="#3a3f4c",
    scrollbar_hover="#525868",
    notice="#232842",
    on_notice="#c8d1f2",
    error="#ff9a92",
    good="#6fd39b",
    strip="#b8922e",
)

# Ink on light and on dark ground. The tile is the ink, thinned over the surface.
_INKS = {
    "red": ("#b5262e", "#ff8a8c"),
    "violet": ("#6a3fd0", "#bfa2ff"),
    "amber": ("#8c5600", "#f5b95a"),
    "green": ("#1b7440", "#6fd39b"),
    "orange": ("#a83c08", "#ff9b66"),
    "blue": ("#1a58bd", "#83b4ff"),
    "teal": ("#0b6d75", "#63cdd5"),
    "pink": ("#b42a78", "#ff93c8"),
    "slate": ("#4d586b", "#b3bccb"),
}
TILE_ALPHA = 0.16

_INK_OF_KIND = {
    "pdf": "red",
    **dict.fromkeys(("md", "org", "rst", "asciidoc", "tex", "wiki", "textile", "epub"), "violet"),
    **dict.fromkeys(("eml", "mbox", "msg", "ics", "vcf"), "amber"),
    **dict.fromkeys(("pptx", "ppt", "odp"), "orange"),
    **dict.fromkeys(("docx", "doc", "odt", "rtf"), "blue"),
    **dict.fromkeys(("xlsx", "xls", "xlsb", "ods", "csv", "tsv"), "green"),
    **dict.fromkeys(("html", "xml", "json", "yaml", "toml", "ini", "sql"), "teal"),
    **dict.fromkeys(("jpg", "png", "gif", "webp", "bmp", "tiff", "heic", "svg", "mp3", "mp4"), "pink"),
    **dict.fromkeys(("txt", "log", "other", "man"), "slate"),
}


def tile_ink(kind: str, colours: Colours, *, is_code: bool) -> str:
    """The colour of a type's tile: its ink on the ground of `colours`."""
    name = _INK_OF_KIND.get(kind, "green" if is_code else "slate")
    return _INKS[name][1 if colours.is_dark else 0]


def blended(over: str, under: str, alpha: float) -> str:
    """`over` painted with `alpha` on `under`."""
    pairs = zip(_channels(over), _channels(under), strict=True)
    return "#" + "".join(f"{round(top * alpha + ground * (1 - alpha)):02x}" for top, ground in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
