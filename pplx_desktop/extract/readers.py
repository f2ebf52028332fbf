"""Which reader takes which format.

Invariant: a reader and its library are loaded when a file first needs them; most processes never see every format.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from typing import BinaryIO

from pplx_desktop.core.types import Document
from pplx_desktop.extract.detection import Format
from pplx_desktop.extract.kinds import kind_of
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.text import read_text


def read_as(format_: Format, stream: BinaryIO, reading: Reading) -> Document:
    """Read a stream of this format. Raises `ExtractionError`, and whatever a library raises."""
    match format_:
        case Format.TEXT:
            return read_text(stream, kind_of(reading.name))
        case Format.PDF:
            from pplx_desktop.extract.pdf import read_pdf

            return read_pdf(stream, reading)
        case Format.HTML:
            from pplx_desktop.extract.html import read_html

            return read_html(stream)
        case Format.ZIP | Format.TAR | Format.PACKED | Format.MAIL | Format.MAILBOX | Format.MSG:
            return _read_container(format_, stream, reading)
        case Format.NOTEBOOK | Format.TABLE | Format.SUBTITLES | Format.CALENDAR | Format.PICTURE:
            return _read_other(format_, stream, reading)
        case _:
            return _read_office(format_, stream, reading)


def _read_office(format_: Format, stream: BinaryIO, reading: Reading) -> Document:
    match format_:
        case Format.DOCX:
            from pplx_desktop.extract.docx import read_docx

            return read_docx(stream, reading)
        case Format.XLSX:
            from pplx_desktop.extract.xlsx import read_xlsx

            return read_xlsx(stream, reading)
        case Format.XLS:
            from pplx_desktop.extract.xls import read_xls

            return read_xls(stream, reading)
        case Format.XLSB:
            from pplx_desktop.extract.xlsb import read_xlsb

            return read_xlsb(stream, reading)
        case Format.PPTX:
            from pplx_desktop.extract.pptx import read_pptx

            return read_pptx(stream, reading)
        case Format.ODF:
            from pplx_desktop.extract.odf import read_odf

            return read_odf(stream, reading)
        case _:
            return _read_less_common(format_, stream, reading)


def _read_less_common(format_: Format, stream: BinaryIO, reading: Reading) -> Document:
    match format_:
        case Format.EPUB:
            from pplx_desktop.extract.epub import read_epub

            return read_epub(stream, reading)
        case Format.RTF:
            from pplx_desktop.extract.rtf import read_rtf

            return read_rtf(stream)
        case Format.GNUMERIC:
            from pplx_desktop.extract.gnumeric import read_gnumeric

            return read_gnumeric(stream)
        case Format.OFFICE_XML:
            from pplx_desktop.extract.office_xml import read_office_xml

            return read_office_xml(stream)
        case Format.DOC:
            from pplx_desktop.extract.doc import read_doc

            return read_doc(stream, reading)
        case _:
            from pplx_desktop.extract.ppt import read_ppt

            return read_ppt(stream)


def _read_container(format_: Format, stream: BinaryIO, reading: Reading) -> Document:
    match format_:
        case Format.ZIP:
            from pplx_desktop.extract.containers import read_zip

            return read_zip(stream, reading)
        case Format.TAR:
            from pplx_desktop.extract.containers import read_tar

            return read_tar(stream, reading)
        case Format.PACKED:
            from pplx_desktop.extract.containers import read_packed

            return read_packed(stream, reading)
        case Format.MAIL:
            from pplx_desktop.extract.mail import read_mail

            return read_mail(stream, reading)
        case Format.MAILBOX:
            from pplx_desktop.extract.mail import read_mailbox

            return read_mailbox(stream, reading)
        case _:
            from pplx_desktop.extract.msg import read_msg

            return read_msg(stream, reading)


def _read_other(format_: Format, stream: BinaryIO, reading: Reading) -> Document:
    kind = kind_of(reading.name)
    match format_:
        case Format.PICTURE:
            from pplx_desktop.extract.ocr import read_picture

            return read_picture(stream, reading)
        case Format.NOTEBOOK:
            from pplx_desktop.extract.notebook import read_notebook

            return read_notebook(stream)
        case Format.TABLE:
            from pplx_desktop.extract.delimited import read_delimited

            return read_delimited(stream, kind)
        case Format.SUBTITLES:
            from pplx_desktop.extract.subtitles import read_subtitles

            return read_subtitles(stream, kind)
        case _:
            from pplx_desktop.extract.cards import read_cards

            return read_cards(stream, kind)
