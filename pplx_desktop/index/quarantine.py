"""Content that brought its reader down, by hash: it is not read again until the extractors change.

Called inside a transaction where it writes.
"""

from __future__ import annotations

from pplx_desktop.index.connection import Database


def find(database: Database, content_hash: bytes, extractor_version: int) -> tuple[str, str] | None:
    """Reason and detail for content that these extractors are not to read again."""
    row = database.row(
        "SELECT reason, detail FROM quarantine WHERE content_hash = ? AND extractor_version = ?",
        content_hash,
        extractor_version,
    )
    return (row[0], row[1]) if row else None


def put(database: Database, content_hash: bytes, extractor_version: int, reason: str, detail: str) -> None:
    """Note content that is not to be read again. What other extractors noted counts no more."""
    database.run("DELETE FROM quarantine WHERE extractor_version <> ?", extractor_version)
    database.run(
        "INSERT OR REPLACE INTO quarantine (content_hash, extractor_version, reason, detail) VALUES (?, ?, ?, ?)",
        content_hash,
        extractor_version,
        reason,
        detail,
    )


def release(database: Database, content_hash: bytes) -> None:
    """Let content be read again."""
    database.run("DELETE FROM quarantine WHERE content_hash = ?", content_hash)
