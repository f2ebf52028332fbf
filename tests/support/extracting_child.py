"""A child that reads the files whose names come on stdin, a JSON text on each line, and says what came of each.

Under a limit of memory, as the program's own children are: a library that aborts takes this process, not the test.
With `--ocr`, text in pictures is recognised.
"""

from __future__ import annotations

import json
import resource
import sys

from pplx_desktop.core.errors import ExtractionError
from pplx_desktop.core.types import Document, ReadOptions
from pplx_desktop.extract.registry import extract_file

MEMORY_BYTES = 1536 * 1024 * 1024


def check(document: Document) -> None:
    """What holds for every document."""
    blocks = [document.text[block.start : block.end] for block in document.blocks]
    assert all(block and block == block.strip() for block in blocks)
    assert "".join("".join(blocks).split()) == "".join(document.text.split())
    assert all(block.page is None or block.page >= 1 for block in document.blocks)
    document.text.encode("utf-8")
    "".join(block.heading for block in document.blocks).encode("utf-8")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    options = ReadOptions(ocr="--ocr" in sys.argv)
    for line in sys.stdin:
        try:
            document = extract_file(json.loads(line), options)
            check(document)
            answer = {
                "state": "indexed",
                "kind": document.kind,
                "text": document.text[:2000],
                "chars": len(document.text),
                "pages": document.pages,
                "pictured": document.pictured_pages,
                "located": sum(block.page is not None or bool(block.heading) for block in document.blocks),
                "blocks": len(document.blocks),
                "warnings": document.warnings,
            }
        except ExtractionError as error:
            answer = {"state": error.code, "title": error.title, "hint": error.hint, "detail": error.detail}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
