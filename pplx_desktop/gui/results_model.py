"""The list of results: a row for each file.

Invariant: rows are places. An answer changes what stands in them, adds places at the end or takes them from there; so
the row that is selected stays where it is, whatever comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl

from pplx_desktop.core.ports import MOST_PASSAGES
from pplx_desktop.core.types import Hit, Snippet, TellingSentence
from pplx_desktop.gui import wording
from pplx_desktop.gui.opening import url_of
from pplx_desktop.gui.translation import tr, trn

HIT = int(Qt.ItemDataRole.UserRole)
SNIPPET, MORE = HIT + 1, HIT + 2
Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class More:
    """So many passages are known beside the one that a row shows. An answer has only the best few of each file: there may be
    others unless `is_all`.
    """

    count: int
    is_all: bool


def arranged(hits: Sequence[Hit], pinned: Mapping[int, Hit]) -> list[Hit]:
    """`hits` in their order around those that are pinned to a row. A pinned file shows what the new answer says of it,
    and stays even where the new answer has it no more.
    """
    known = {hit.path: hit for hit in hits}
    kept = {row: known.get(hit.path, hit) for row, hit in pinned.items()}
    taken = {hit.path for hit in kept.values()}
    others = iter([hit for hit in hits if hit.path not in taken])
    rows: list[Hit] = []
    for row in range(len(known.keys() | taken)):
        hit = kept.pop(row, None) or next(others, None)
        if hit is None:
            break
        rows.append(hit)
    # A row that lies behind the end of a shorter answer.
    return [*rows, *(hit for _, hit in sorted(kept.items(), key=lambda item: item[0]))]


class ResultsModel(QAbstractListModel):
    """Hits for a view. `HIT` is the role of the `Hit` itself, `SNIPPET` that of the text that its row shows: of the best
    passage, around the sentence that says it where that is known; `MORE` is how many more passages its file has (`More`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._told: dict[str, TellingSentence] = {}
        self._counts: dict[str, int] = {}

    @property
    def hits(self) -> Sequence[Hit]:
        """What stands in the rows."""
        return self._hits

    def show(self, hits: Iterable[Hit]) -> None:
        """Put `hits` into the rows."""
        new, old = list(hits), len(self._hits)
        shared = min(old, len(new))
        if len(new) < old:
            self.beginRemoveRows(QModelIndex(), len(new), old - 1)
            del self._hits[len(new) :]
            self.endRemoveRows()
        self._hits[:shared] = new[:shared]
        if shared:
            self.dataChanged.emit(self.index(0), self.index(shared - 1))
        if len(new) > old:
            self.beginInsertRows(QModelIndex(), old, len(new) - 1)
            self._hits.extend(new[old:])
            self.endInsertRows()

    def tell(self, path: str, sentence: TellingSentence) -> None:
        """Show the sentence of a file's best passage that says what was asked for."""
        self._told[path] = sentence
        self._say_changed(path)

    def tell_count(self, path: str, count: int) -> None:
        """A file has so many passages in all, or more where they are as many as anybody is told of."""
        if self._counts.get(path) != count:
            self._counts[path] = count
            self._say_changed(path)

    def forget_told(self) -> None:
        """Another question: what was told says nothing any more."""
        self._told.clear()
        self._counts.clear()

    def more_of(self, hit: Hit) -> More:
        """How many passages are known beside the one that the row of a hit shows."""
        told = self._counts.get(hit.path)
        return More(max(len(hit.passages), told or 0, 1) - 1, told is not None and told < MOST_PASSAGES)

    def snippet_of(self, hit: Hit) -> Snippet | None:
        """What the row of a hit shows; None where only its name was found."""
        if not hit.passages:
            return None
        best, told = hit.passages[0], self._told.get(hit.path)
        return told.snippet if told is not None and best.start <= told.start < best.end else best.snippet

    def hit_at(self, row: int) -> Hit | None:
        """The hit in a row; None where there is no such row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        """Qt asks for the number of rows."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Qt asks for what a row holds. What a screen reader says is here, too."""
        hit = self.hit_at(index.row())
        if hit is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return wording.on_one_line(hit.title or wording.file_name(hit.path))
            case Qt.ItemDataRole.ToolTipRole:
                return wording.tool_tip(wording.short_path(hit.path))
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(hit, self.more_of(hit))
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                snippet = self.snippet_of(hit)
                return wording.on_one_line(snippet.text) if snippet is not None else ""
            case _:
                return self._own_data(hit, role)

    def _own_data(self, hit: Hit, role: int) -> Hit | Snippet | More | None:
        match role - HIT:
            case 0:
                return hit
            case 1:
                return self.snippet_of(hit)
            case 2:
                return self.more_of(hit)
            case _:
                return None

    def _say_changed(self, path: str) -> None:
        row = next((row for row, hit in enumerate(self._hits) if hit.path == path), None)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be selected, and dragged out as files."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def supportedDragActions(self) -> Qt.DropAction:
        """A file that is dragged out stays where it is."""
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        """What is dragged out is a file."""
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The files of the rows."""
        data = QMimeData()
        hits = [hit for index in indexes if (hit := self.hit_at(index.row())) is not None]
        urls: list[QUrl] = [url_of(hit.path) for hit in hits]
        data.setUrls(urls)
        return data


def spoken(hit: Hit, more: More) -> str:
    """What a screen reader says of a result with so many more passages."""
    place = wording.place(hit.passages[0], hit).replace("  ·  ", ", ") if hit.passages else ""
    copies = len(hit.copies) + 1
    found = wording.sources(hit.sources)
    return ", ".join(
        part
        for part in (
            wording.on_one_line(hit.title or wording.file_name(hit.path)),
            wording.short_folder(hit.path),
            wording.when(hit.mtime_ns, datetime.now(UTC).astimezone()),
            tr("found by {how}", how=found) if found else "",
            place,
            _said(more) if more.count else "",
            trn("%n copy", "%n copies", copies) if copies > 1 else "",
            tr("strength {bars} of 4", bars=wording.strength(hit.score)) if hit.sources else "",
        )
        if part
    )


def _said(more: More) -> str:
    if more.is_all:
        return trn("%n more passage", "%n more passages", more.count)
    return trn("at least %n more passage", "at least %n more passages", more.count)
