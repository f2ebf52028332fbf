"""The way into the room: a path in, a `Document` out, by the reader that the file's content asks for.

Invariant: whatever a file holds and whatever a library raises, what leaves here is a `Document` or an
`ExtractionError`; no reader opens a socket or writes.
"""

from __future__ import annotations

import logging
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.opening import open_regular, reading_failed
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import Document
from pplx_desktop.extract.detection import Format, detect
from pplx_desktop.extract.kinds import kind_of
from pplx_desktop.extract.text import read_text
from pplx_desktop.extract.version import EXTRACTOR_VERSION

log = logging.getLogger(__name__)

__all__ = ["EXTRACTOR_VERSION", "extract_file", "kind_of"]


def extract_file(path: str) -> Document:
    """Read a file. Raises `ExtractionError` with the reason why it has no text."""
    with open_regular(path) as stream:
        try:
            return _read(stream, path)
        except ExtractionError:
            raise
        except MemoryError as error:
            raise ExtractionError(
                ExtractionCode.MEMORY, "Reading this file takes more memory than it may.", hint="It was left alone."
            ) from error
        except OSError as error:
            raise reading_failed(error) from error
        except RecursionError as error:
            raise _damaged("This file is nested too deeply.", error) from error
        except Exception as error:
            # The last net: whatever a library trips over costs this file, with what happened as its detail.
            log.exception("a reader failed on %s", displayed(path))
            raise _damaged("This file could not be read.", error) from error


def _read(stream: BinaryIO, path: str) -> Document:
    # Readers are loaded when they are first needed: most children never see every format.
    match detect(stream, path):
        case Format.PDF:
            from pplx_desktop.extract.pdf import read_pdf  # noqa: PLC0415

            return read_pdf(stream)
        case Format.DOCX:
            from pplx_desktop.extract.docx import read_docx  # noqa: PLC0415

            return read_docx(stream)
        case Format.HTML:
            from pplx_desktop.extract.html import read_html  # noqa: PLC0415

            return read_html(stream)
        case Format.MAIL:
            from pplx_desktop.extract.mail import read_mail  # noqa: PLC0415

            return read_mail(stream)
        case Format.TEXT:
            return read_text(stream, kind_of(path))


def _damaged(title: str, error: Exception) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.DAMAGED,
        title,
        detail=f"{type(error).__name__}: {error}",
        hint="Open it in the program it comes from, or get another copy.",
    )
