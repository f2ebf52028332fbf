"""The child that reads files: path in, document and chunks out. The only process that runs a parser.

Invariant: it is confined before the first file is opened (`sandbox`): it opens no socket, writes no file, starts no
program, and cannot take any of this back. What a file does to it costs that file alone: the owner starts another child.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from pplx_desktop.chunking import ChunkLimits, TokenOffsets, cut_chunks
from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.frames import Message, serve
from pplx_desktop.core.types import ChunkedDocument
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.engine.limits import lower_priority, set_alarm
from pplx_desktop.engine.sandbox.confinement import confine
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import document_to_frame, error_to_frame, read_options
from pplx_desktop.extract.registry import extract_file

_WORD = re.compile(r"\w+|[^\w\s]")


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. Arguments: folder of delivered models, of installed ones, those of the `WantedModel`,
    bytes of memory. The message `{"tell": "confinement"}` is answered with what it is confined by.
    """
    delivered, installed, *model, memory_limit_bytes = arguments
    lower_priority()
    wanted = WantedModel.from_arguments(*model)
    token_offsets, limits = _chunking(Catalog(Path(delivered), Path(installed)), wanted)
    # Compiled modules could not be written any more; each import of a reader would try.
    sys.dont_write_bytecode = True
    confinement = confine(int(memory_limit_bytes))

    def handle(message: Message, _payload: bytes) -> tuple[Message, bytes]:
        if "tell" in message:
            return {"in_force": confinement.in_force, "lacking": confinement.lacking}, b""
        set_alarm(message["alarm_s"])
        try:
            document = extract_file(message["path"], read_options(message["options"]))
            chunks = cut_chunks(document, token_offsets, limits)
            if chunks:
                return document_to_frame(ChunkedDocument(document, chunks))
            return error_to_frame(ExtractionError(ExtractionCode.EMPTY, "There is no text in this file."))
        except ExtractionError as error:
            return error_to_frame(error)
        except MemoryError:
            return error_to_frame(out_of_memory())
        except RecursionError:
            return error_to_frame(
                ExtractionError(ExtractionCode.DAMAGED, "Its parts are nested too deeply to be read.")
            )
        finally:
            set_alarm(0)

    serve(handle)
    return 0


def out_of_memory() -> ExtractionError:
    """The reason of a file that needs more memory than a child may take."""
    return ExtractionError(
        ExtractionCode.MEMORY,
        "Reading this file takes more memory than one file may use.",
        hint="It stays findable by its name.",
    )


def _chunking(catalog: Catalog, wanted: WantedModel) -> tuple[TokenOffsets, ChunkLimits]:
    """Chunks are cut by the model's own tokens; without a model by words, so that search by words still works."""
    from pplx_desktop.embed.tokenization import ModelTokenizer  # noqa: PLC0415 - only where there is a model

    try:
        installed = wanted.find(catalog)
        tokenizer = ModelTokenizer.load(installed)
    except ModelProblem:
        return _word_offsets, ChunkLimits()
    return tokenizer.tokens, ChunkLimits(max_tokens=installed.manifest.chunk_tokens)


def _word_offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]
