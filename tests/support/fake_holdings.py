"""What the fake engine says of kinds, room on disk and the last run."""

from __future__ import annotations

from pplx_desktop.core.holdings import DiskUse, Holdings, KindShare, ModelRoom, ProgressPoint
from pplx_desktop.core.ledger_types import FileEntry
from pplx_desktop.core.types import FileState


class FakeHoldings:
    """A part of `FakeEngine`: kinds come from its entries; `disk` and `history` are what a test puts there."""

    entries: list[FileEntry]
    disk: DiskUse = DiskUse(
        text=182_000_000,
        words=331_000_000,
        meanings=(ModelRoom("all-minilm-l6-v2", 96_000_000), ModelRoom("pplx-embed-context-v1-0.6b", 71_000_000)),
        spare=4_000_000,
        models=706_000_000,
        free=48_200_000_000,
    )
    history: tuple[ProgressPoint, ...] = ()

    def holdings(self) -> Holdings:
        kinds: dict[str, KindShare] = {}
        for entry in self.entries:
            if entry.state is FileState.INDEXED:
                known = kinds.get(entry.kind, KindShare(entry.kind, 0, 0, 0))
                kinds[entry.kind] = KindShare(
                    entry.kind, known.files + 1, known.size_bytes + entry.size, known.chunks + entry.chunks
                )
        shares = sorted(kinds.values(), key=lambda share: (-share.files, share.kind))
        return Holdings(tuple(shares), self.disk, self.history)


def sample_history(*, is_done: bool = False) -> tuple[ProgressPoint, ...]:
    """A run of about an hour: words are there after a quarter of it, meaning comes behind."""
    end = 3_600 if is_done else 2_200
    return tuple(
        ProgressPoint(
            float(at), min(1.0, (at / 900) ** 0.85), min(1.0, 0.06 * min(1.0, at / 900) + 0.94 * (at / 3_600) ** 1.2)
        )
        for at in range(0, end + 1, 60)
    )
