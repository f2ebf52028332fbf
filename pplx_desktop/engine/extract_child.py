"""The child that reads files: path in, document and chunks out. The only process that runs a parser.

Invariant: limits are in force before the first file is opened; it opens no socket and writes no file. What a file does
to it costs that file alone: the owner starts another child.
"""

from __future__ import annotations

import re
from pathlib import Path

from pplx_desktop.chunking import ChunkLimits, TokenOffsets, cut_chunks
from pplx_desktop.core.errors import ExtractionCode, ExtractionError, ModelProblem
from pplx_desktop.core.frames import Message, serve
from pplx_desktop.core.types import ChunkedDocument
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.engine.limits import limit_memory, lower_priority, set_alarm
from pplx_desktop.engine.wanted_model import WantedModel
from pplx_desktop.engine.wire import document_to_frame, error_to_frame
from pplx_desktop.extract.registry import extract_file

_WORD = re.compile(r"\w+|[^\w\s]")


def main(arguments: list[str]) -> int:
    """Serve until stdin closes. Arguments: folder of delivered models, of installed ones, those of the `WantedModel`,
    bytes of memory.
    """
    delivered, installed, *model, memory_limit_bytes = arguments
    lower_priority()
    wanted = WantedModel.from_arguments(*model)
    token_offsets, limits = _chunking(Catalog(Path(delivered), Path(installed)), wanted)
    limit_memory(int(memory_limit_bytes))

    def handle(message: Message, _payload: bytes) -> tuple[Message, bytes]:
        set_alarm(message["alarm_s"])
        try:
            document = extract_file(message["path"])
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
    return tokenizer.token_offsets, ChunkLimits(max_tokens=installed.manifest.chunk_tokens)


def _word_offsets(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]
