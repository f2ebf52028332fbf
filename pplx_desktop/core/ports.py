"""The seams of the program: what one room asks of another, without knowing who answers.

The real parts and the hand-written fakes of the tests pass the same contract tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from pplx_desktop.core.condition_value import Condition, ConditionValue
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.holdings import Holdings
from pplx_desktop.core.ledger_types import LedgerPage, LedgerView
from pplx_desktop.core.model_types import ModelInfo, ModelJobKind, ModelJobState
from pplx_desktop.core.page_types import PageOutline, PagePicture, PageText, SheetPlaces
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import (
    PLAIN_READING,
    ChunkedDocument,
    Codes,
    DocumentView,
    FileStat,
    Passage,
    QueryVector,
    ReadOptions,
    SearchMode,
    SearchResult,
    Status,
    Stretch,
    TellingSentence,
)
from pplx_desktop.core.wanted import Wanted

DocumentTexts = tuple[str, Sequence[str], Sequence[str]]
"""What is embedded of a document: its title, and for each chunk its heading and its text."""
MOST_PASSAGES = 200
"""So many of a file `SearchEngine.passages_of` brings at most: more than anybody goes through one by one."""


class QueryEmbedder(Protocol):
    """Turns what is typed into a vector."""

    @property
    def fingerprint(self) -> str:
        """What the vectors depend on: weights, tokenizer, pooling, dimensions and chunking, as a hex digest."""
        ...

    def embed_query(self, text: str) -> QueryVector:
        """Embed one query. Raises `ModelProblem` where the model cannot answer."""
        ...


class ChunkEmbedder(Protocol):
    """Turns the chunks of documents into codes."""

    @property
    def fingerprint(self) -> str:
        """As `QueryEmbedder.fingerprint`."""
        ...

    @property
    def dims(self) -> int:
        """Dimensions of the codes."""
        ...

    def plan(self, documents: Sequence[DocumentTexts]) -> list[tuple[Stretch, ...]]:
        """What each document consists of. A stretch is embedded as a document of its own, with the same codes; one whose
        key has codes already need not be. Of a document's beginning all stretches but the last are those of the whole.

        Raises `ModelProblem` where the model cannot answer.
        """
        ...

    def embed_documents(self, documents: Sequence[DocumentTexts]) -> list[Codes]:
        """Codes of each document, in order, with a row for each of its chunks.

        Raises `ModelProblem` where the model cannot answer.
        """
        ...


class Extractor(Protocol):
    """Reads a file's text, with the place of every part."""

    def extract(self, file: FileStat, options: ReadOptions = PLAIN_READING) -> ChunkedDocument:
        """The file's text and chunks. Raises `ExtractionError` with the reason why it has none."""
        ...

    def close(self) -> None:
        """End the children. Idempotent."""
        ...


class SearchEngine(Protocol):
    """What a user interface asks of the engine. Thread-safe. Every call may block on disk or model: never call one
    in a thread that paints.
    """

    @property
    def events(self) -> EventBus:
        """Where the engine tells what changed."""
        ...

    def search(
        self,
        query: str,
        *,
        limit: int = 50,
        mode: SearchMode = "hybrid",
        typing: bool = False,
        wanted: Wanted | None = None,
    ) -> SearchResult:
        """Answer a query, best file first. With `typing` its last word may be incomplete: it also stands for longer
        ones. Raises `UserError` where nothing is indexed yet, and `Cancelled` soon after `wanted` was called off.
        """
        ...

    def view(self, path: str) -> DocumentView:
        """A file's text as it was indexed. Raises `UserError` where the index has none."""
        ...

    def passages_of(
        self, query: str, path: str, *, typing: bool = False, wanted: Wanted | None = None
    ) -> tuple[Passage, ...]:
        """All passages of one file that a query finds, best first, up to `MOST_PASSAGES`, without evidence: `search` brings the
        best few of each file. None where the index has no text of it. `typing` and `wanted` as there.
        """
        ...

    def telling_sentence(
        self, query: str, path: str, start: int, end: int, *, wanted: Wanted | None = None
    ) -> TellingSentence | None:
        """Which sentence of the passage from `start` to `end` says what was asked for; None where it has fewer than two,
        the model cannot be asked, or the index has no such text any more. `wanted` as in `search`.
        """
        ...

    def like_this(self, path: str, start: int | None, *, limit: int = 50, conditions: str = "") -> SearchResult:
        """The files with passages most like the one of `path` that holds the character at `start`, or like all of it
        where that is None, by stored vectors: no model is asked. `conditions` are filters of the query language. Raises
        `UserError` where there is no vector.
        """
        ...

    def values_of(self, condition: Condition, beginning: str, *, limit: int = 8) -> tuple[ConditionValue, ...]:
        """What can be written behind `type:` or `in:` where `beginning` is typed, as far as the index holds something of
        it. Empty where nothing is indexed yet.
        """
        ...

    def recent_searches(self) -> tuple[str, ...]:
        """What was searched, the newest first; nothing where the user wants no history."""
        ...

    def remember_search(self, query: str) -> None:
        """Note that the user has found something with this query, or looked at what it found."""
        ...

    def forget_searches(self) -> None:
        """Forget what was searched."""
        ...

    def page_outline(self, path: str, heading: str = "") -> PageOutline:
        """The pages of a file that can be drawn, or of the one inside it that this heading of its blocks leads to.

        Like the two below, raises `ExtractionError` where a page cannot be drawn, and `Cancelled` where another file
        was asked for since.
        """
        ...

    def draw_page(self, path: str, member: str, page: int, width_px: int, *, dark: bool = False) -> PagePicture:
        """A page (from 1) of what `page_outline` found, about so wide; `dark` is light on dark, but for photos."""
        ...

    def page_text(
        self, path: str, member: str, page: int, parts: Sequence[tuple[int, str]], *, is_picture: bool = False
    ) -> PageText:
        """What stands on a page, and where. `parts` are the blocks of the index that lie on it, each with its offset;
        where they do not stand in the page's own text, it is recognised, if the settings have it so.
        """
        ...

    def source_text(self, path: str) -> str:
        """A file's own text, as it is now, with its blank lines and indents; of a long one its beginning. Raises
        `ExtractionError` where it is no text, and `Cancelled` as above.
        """
        ...

    def cell_places(self, path: str) -> tuple[SheetPlaces, ...]:
        """In which columns the cells of a workbook stand; of a large one for its beginning. Raises `ExtractionError`
        where it cannot be read, and `Cancelled` as above.
        """
        ...

    def status(self) -> Status:
        """Where everything stands."""
        ...

    def ledger(self, view: LedgerView) -> LedgerPage:
        """What is searchable and what is not, file by file, and why. Empty where nothing is indexed yet."""
        ...

    def holdings(self) -> Holdings:
        """What the index holds by kind, what it takes on disk, and how the last large run of indexing went. Where nothing
        is indexed yet, it holds nothing.
        """
        ...

    def index_now(self, paths: Sequence[str]) -> None:
        """Read and embed these files, or all in these folders, before all others, whatever the pace is held down by;
        what failed is tried again. Raises `UserError` for a path that is in none of the folders.
        """
        ...

    def confirm_removal(self, folder: str) -> None:
        """The files that are held for this folder are gone indeed: take them out of the index."""
        ...

    def settings(self) -> Settings:
        """The settings as they are now."""
        ...

    def change_settings(self, **values: Any) -> Settings:
        """Change some fields of the settings; they take effect at once."""
        ...

    def add_folder(self, path: str) -> None:
        """Search this folder too, from now on. Raises `UserError` where it cannot be read."""
        ...

    def remove_folder(self, path: str) -> None:
        """Search it no more, and take its text out of the index. Raises `UserError` where it is none of ours."""
        ...

    def models(self) -> list[ModelInfo]:
        """The models that are known, and which one is used."""
        ...

    def start_model_job(self, kind: ModelJobKind, target: str, *, then_use: bool = False) -> None:
        """Begin to download (`get`), import, verify or tune a model, in a process of its own. Progress and the end
        come as `ModelJobChanged`. Raises `UserError` (`model-job-running`) while another job runs.

        A model that is downloaded and `then_use` takes over when it is there, also where that is only after the program
        was ended and started again: it goes on with the download by itself. The wish is kept in the settings
        (`next_model`) until it is fulfilled, the job is cancelled, another model is chosen, or this one is removed.
        """
        ...

    def model_job(self) -> ModelJobState | None:
        """The job that runs, or the last one that ended; None where there was none."""
        ...

    def cancel_model_job(self) -> None:
        """Stop the job that runs. What was downloaded is kept for the next time. Nothing where none runs."""
        ...

    def use_model(self, name: str) -> None:
        """Search and index with this model from now on. Raises `ModelProblem` where it cannot be used; the old one
        then stays.
        """
        ...

    def remove_model(self, name: str) -> None:
        """Delete the files of a model that the user downloaded or imported. Raises `UserError` for the one in use and
        for one that came with the program.
        """
        ...

    def pause(self) -> None:
        """Stop indexing until `resume`. Search goes on."""
        ...

    def resume(self) -> None:
        """Go on with indexing."""
        ...

    def hurry(self, *, on: bool) -> None:
        """Embed at full pace whatever battery, heat and the user's work say, until this is called off."""
        ...

    def close(self) -> None:
        """End threads and children. Idempotent."""
        ...
