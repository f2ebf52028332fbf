"""File types as the window names them: the filter chips, and what a result's tile says."""

from __future__ import annotations

from dataclasses import dataclass

from pplx_desktop.gui.translation import noop, tr


@dataclass(frozen=True, slots=True)
class TypeFilter:
    """A chip, and its condition in the query language; an empty one means that any file will do."""

    name: str
    condition: str


TYPE_FILTERS = (
    TypeFilter(noop("All"), ""),
    TypeFilter(noop("PDF"), "type:pdf"),
    TypeFilter(noop("Documents"), "type:docx,doc,odt,rtf,epub,web,sheet,slides"),
    TypeFilter(noop("Notes"), "type:text"),
    TypeFilter(noop("Mail"), "type:mail"),
    TypeFilter(noop("Code"), "type:code"),
)

_CODE_NAMES = (
    "py js ts c h cpp cs java kt go rs rb php pl swift scala sh ps1 bat r jl lua hs ml clj ex erl dart vb pas f90 asm m "
    "groovy gradle make cmake dockerfile vim el lisp tcl awk sed proto css scss less vue zig nim ipynb"
)
_CODE = frozenset(_CODE_NAMES.split())
_SHORT = {
    "asciidoc": "ADOC",
    "dockerfile": "DOCK",
    "textile": "TXTL",
    "gradle": "GRDL",
    "groovy": "GRVY",
    "ipynb": "NB",
}


def is_code(kind: str) -> bool:
    """True where `kind` is source code or a file that goes with it."""
    return kind in _CODE


def tile_text(kind: str) -> str:
    """What the tile of a file of this kind says: at most four letters."""
    if kind in {"", "other"}:
        return tr("FILE")
    return _SHORT.get(kind, kind[:4]).upper()
