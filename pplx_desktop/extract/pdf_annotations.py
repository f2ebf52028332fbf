"""What stands on the pages of a PDF without being part of their text: values of form fields, and comments.

PDFium shows both only in its raw interface. Invariant: one that cannot be read costs that one; the document's form is
prepared before any page is loaded, as PDFium asks.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

Rect = tuple[float, float, float, float]
"""Left, bottom, right, top, in the document's own coordinates."""

MAX_ANNOTATIONS = 5_000
"""On one page."""
MAX_VALUE_BYTES = 200_000

# Functions whose types ctypes' generator does not say.
_RAW: Any = raw
_WRITTEN_FIELDS = frozenset({raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX})
_COMMENTS = frozenset(
    {
        raw.FPDF_ANNOT_TEXT,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_HIGHLIGHT,
        raw.FPDF_ANNOT_UNDERLINE,
        raw.FPDF_ANNOT_STRIKEOUT,
        raw.FPDF_ANNOT_SQUIGGLY,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_SQUARE,
        raw.FPDF_ANNOT_CIRCLE,
        raw.FPDF_ANNOT_CARET,
    }
)


def prepare_form(pdf: Any) -> None:
    """Make the fields of a form readable."""
    try:
        if pdf.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            pdf.init_forms()
    except pypdfium2.PdfiumError:
        return


def read_annotations(pdf: Any, page: Any) -> tuple[str, str]:
    """The values of a page's form fields with their names, a line each, and its comments."""
    fields, comments = place_annotations(pdf, page)
    return "\n".join(fields), "\n\n".join(comments)


def place_annotations(pdf: Any, page: Any) -> tuple[dict[str, Rect], dict[str, Rect]]:
    """The same, each with where it stands."""
    fields: dict[str, Rect] = {}
    comments: dict[str, Rect] = {}
    for annotation in _annotations(page):
        kind: int = _RAW.FPDFAnnot_GetSubtype(annotation)
        if kind == raw.FPDF_ANNOT_WIDGET and pdf.formenv:
            if said := _field(pdf.formenv, annotation):
                fields.setdefault(said, _rect(annotation))
        elif kind in _COMMENTS and (said := _string(_RAW.FPDFAnnot_GetStringValue, annotation, b"Contents")):
            comments.setdefault(said, _rect(annotation))
    return fields, comments


def _annotations(page: Any) -> Iterator[Any]:
    for index in range(min(int(_RAW.FPDFPage_GetAnnotCount(page)), MAX_ANNOTATIONS)):
        annotation = _RAW.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            yield annotation
        finally:
            _RAW.FPDFPage_CloseAnnot(annotation)


def _rect(annotation: Any) -> Rect:
    found = raw.FS_RECTF()
    if not _RAW.FPDFAnnot_GetRect(annotation, found):
        return 0.0, 0.0, 0.0, 0.0
    return float(found.left), float(found.bottom), float(found.right), float(found.top)


def _field(form: Any, annotation: Any) -> str:
    """A field's name, as the person who fills it in sees it, and its value; empty where nothing was written."""
    if _RAW.FPDFAnnot_GetFormFieldType(form, annotation) not in _WRITTEN_FIELDS:
        return ""
    value = _string(_RAW.FPDFAnnot_GetFormFieldValue, form, annotation)
    if not value:
        return ""
    name = _string(_RAW.FPDFAnnot_GetFormFieldAlternateName, form, annotation) or _string(
        _RAW.FPDFAnnot_GetFormFieldName, form, annotation
    )
    return f"{name}: {value}" if name else value


def _string(read: Callable[..., int], *arguments: Any) -> str:
    """A string that PDFium writes into a buffer, in UTF-16 with a zero at its end; it says first how long it is."""
    size = read(*arguments, None, 0)
    if not 2 < size <= MAX_VALUE_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read(*arguments, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").strip()
