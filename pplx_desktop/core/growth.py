"""How far an index is while it grows.

Invariant: what has not been read has no meaning either, so meaning is never ahead of words; not all is never told as all.
"""

from __future__ import annotations

from pplx_desktop.core.types import IndexCounts, Progress


def words_share(counts: IndexCounts, progress: Progress) -> float:
    """How much of all files can be searched by words, 0 to 1."""
    if progress.phase == "scanning" and not counts.files:
        return 0.0
    if progress.phase in {"reading", "paused"} and progress.total_files and not progress.pictures:
        return min(1.0, progress.done_files / progress.total_files)
    return 1 - counts.pending / counts.files if counts.files else float(progress.phase == "embedding")


def meaning_share(counts: IndexCounts, progress: Progress) -> float:
    """How much of all can be searched by meaning, 0 to 1; by a quick model that stands in, too."""
    fills = [fill for fill in progress.fills if fill.role != "next" and fill.total_chunks]
    if fills:
        share = max(fill.done_chunks / fill.total_chunks for fill in fills)
    elif counts.chunks:
        share = counts.embedded / counts.chunks
    else:
        return float(progress.phase == "idle")
    return min(1.0, share) * words_share(counts, progress)


def filled_share(progress: Progress) -> float:
    """How far the model is that is filled now, 0 to 1: while one takes another's place, the new one."""
    wanted = next((fill for fill in progress.fills if fill.role == "next"), None) or next(iter(progress.fills), None)
    if wanted is None or not wanted.total_chunks:
        return 0.0
    return min(1.0, wanted.done_chunks / wanted.total_chunks) * words_share(IndexCounts(), progress)
