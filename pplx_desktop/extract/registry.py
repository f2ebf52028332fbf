"""The way into the room: a path in, a `Document` out, by the reader that the file's content asks for.

Invariant: whatever a file holds and whatever a library raises, what leaves here is a `Document` or an
`ExtractionError`; no reader opens a socket or writes. Files inside files come in by the same way.
"""

from __future__ import annotations

import logging
import os
from typing import BinaryIO

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.opening import open_regular, reading_failed
from pplx_desktop.core.paths import displayed
from pplx_desktop.core.types import PLAIN_READING, Document, ReadOptions
from pplx_desktop.extract.detection import detect
from pplx_desktop.extract.kinds import kind_of
from pplx_desktop.extract.readers import read_as
from pplx_desktop.extract.reading import Reading
from pplx_desktop.extract.version import EXTRACTOR_VERSION

log = logging.getLogger(__name__)

__all__ = ["EXTRACTOR_VERSION", "extract_file", "extract_stream", "kind_of"]


def extract_file(path: str, options: ReadOptions = PLAIN_READING) -> Document:
    """Read a file. Raises `ExtractionError` with the reason why it has no text."""
    with open_regular(path) as stream:
        return extract_stream(stream, path, options)


def extract_stream(stream: BinaryIO, name: str, options: ReadOptions = PLAIN_READING) -> Document:
    """Read an open file, from its start, that has this name. Raises `ExtractionError`."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return _read(stream, Reading.begin(name, size, _read, options))


def _read(stream: BinaryIO, reading: Reading) -> Document:
    try:
        return read_as(detect(stream, reading.name), stream, reading)
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
        log.exception("a reader failed on %s", displayed(reading.name))
        raise _damaged("This file could not be read.", error) from error


def _damaged(title: str, error: Exception) -> ExtractionError:
    return ExtractionError(
        ExtractionCode.DAMAGED,
        title,
        detail=f"{type(error).__name__}: {error}",
        hint="Open it in the program it comes from, or get another copy.",
    )
