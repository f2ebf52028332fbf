"""The commands, each a few lines between the parser and the engine."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from pplx_desktop.cli.models import use_checked
from pplx_desktop.cli.output import ProgressLine, duration, fill_text, print_json
from pplx_desktop.cli.results import print_notices, print_result, result_to_json
from pplx_desktop.core.bundle_name import bundle_name
from pplx_desktop.core.errors import EnvironmentProblem, ExitStatus, PplxError
from pplx_desktop.core.events import Event, EventBus, Listener, ProgressChanged
from pplx_desktop.core.paths import Paths, default_paths, displayed
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.core.types import Fill, RunSummary
from pplx_desktop.engine.diagnostics import write_bundle
from pplx_desktop.engine.folders import inside_a_folder, known_folder, with_folder, without_folder
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession, scan_rules
from pplx_desktop.engine.model_slot import ModelSlot
from pplx_desktop.engine.search_service import SearchService


def index(options: Namespace) -> int:
    """`pplx-desktop index PATH…`."""
    if options.model or options.dims is not None:
        use_checked(options.model, options.dims)
    fills = _Fills()
    try:
        summary, problem = index_folders(options.paths, fills, first=options.now)
    except EnvironmentProblem as error:
        if error.code != "index-locked" or not (options.model or options.dims is not None):
            raise
        hint = "The model is chosen; the running program fills in its vectors."
        raise EnvironmentProblem(error.code, error.title, hint=hint) from error
    if options.json:
        print_json(
            asdict(summary) | {"seconds": round(summary.seconds, 3), "fills": [asdict(fill) for fill in fills.last]}
        )
    else:
        print(
            f"{summary.indexed:,} of {summary.files:,} files are searchable ({summary.chunks:,} passages); "
            f"{summary.skipped:,} skipped, {summary.failed:,} failed. It took {duration(summary.seconds)}."
        )
        waiting = summary.files - summary.indexed - summary.skipped - summary.failed
        if waiting:
            print(f"{waiting:,} changed again and again while they were read: they are read next time.")
        for fill in fills.last if len(fills.last) > 1 else ():
            print(fill_text(fill))
    if problem is not None:
        # What can be searched by words is done; that meaning is missing has to be told, to scripts too.
        raise problem
    return ExitStatus.OK


def diagnose(options: Namespace) -> int:
    """`pplx-desktop diagnose [FILE]`."""
    target = Path(options.file) if options.file else Path.cwd() / bundle_name()
    print(write_bundle(default_paths(), target, with_names=options.with_names))
    return ExitStatus.OK


class _Fills:
    """Remembers how far the vectors of each model are."""

    def __init__(self) -> None:
        self.last: tuple[Fill, ...] = ()

    def __call__(self, event: Event) -> None:
        """Take an event of the engine."""
        if isinstance(event, ProgressChanged):
            self.last = event.progress.fills


def index_folders(
    folders: list[str], *listeners: Listener, first: Sequence[str] = ()
) -> tuple[RunSummary, PplxError | None]:
    """Add folders and bring the whole index up to date, with progress on stderr; what is in `first` before all else.

    Returns what there is now, and why meaning is missing if it is. Raises `PplxError`.
    """
    paths = default_paths()
    paths.create()
    store = SettingsStore(paths.settings_file)

    def add_all(settings: Settings) -> Settings:
        for folder in folders:
            settings = with_folder(settings, folder)
        return settings

    settings = store.update(add_all) if folders else store.load()
    wanted = [inside_a_folder(settings, path) for path in first]
    model = ModelSlot(paths)
    events = EventBus()
    line = ProgressLine()
    for listener in (line, *listeners):
        events.subscribe(listener)
    try:
        try:
            summary, problem = _run_session(paths, settings, model, events, wanted)
        except EnvironmentProblem as error:
            if error.code == "index-locked" and folders:
                hint = "The folder is on the list now; the running program takes it up."
                raise EnvironmentProblem(error.code, error.title, hint=hint) from error
            if error.code != "index-corrupt":
                raise
            paths.damage_mark.touch(mode=0o600)
            summary, problem = _run_session(paths, settings, model, events, wanted)
        return summary, model.problem or problem
    finally:
        model.close()
        line.clear()


def _run_session(
    paths: Paths, settings: Settings, model: ModelSlot, events: EventBus, first: Sequence[str]
) -> tuple[RunSummary, PplxError | None]:
    lane = model.use(settings)
    with IndexSession(paths, settings, lane, events, Gate(), models=model) as session:
        if settings.folders:
            session.indexer.forget_outside(settings.folders)
        if first:
            session.indexer.index_now(first)
        summary = session.indexer.run(settings.folders, scan_rules(settings, paths))
    return summary, session.model_problem


def search(options: Namespace) -> int:
    """`pplx-desktop search QUERY` and `pplx-desktop search --like FILE`."""
    query: str = options.query or ""
    if not query and not options.like:
        options.usage_error("QUERY or --like FILE is required")
    with searching() as service:
        if options.like:
            path = str(Path(options.like).absolute())
            result = service.like_this(path, None, limit=options.limit, conditions=query)
        else:
            result = service.search(query, limit=options.limit, mode=options.mode)
    print_notices(result)
    if options.json:
        print_json(result_to_json(result, query, explained=options.explain))
    else:
        print_result(result, explained=options.explain)
    return ExitStatus.OK


@contextmanager
def searching() -> Generator[SearchService]:
    """A search service on the user's index, with the model of the settings."""
    with serving() as (service, _):
        yield service


@contextmanager
def serving() -> Generator[tuple[SearchService, ModelSlot]]:
    """A search service, and the slot that holds its model."""
    paths = default_paths()
    model = ModelSlot(paths)
    model.use(_store().load())
    service = SearchService(paths, model)
    try:
        yield service, model
    finally:
        service.close()
        model.close()


def add_folder(options: Namespace) -> int:
    """`pplx-desktop folders add PATH`."""
    settings = _store().update(lambda settings: with_folder(settings, options.path))
    _print_folders(settings)
    print("They are indexed by the running program, or with: pplx-desktop index")
    return ExitStatus.OK


def remove_folder(options: Namespace) -> int:
    """`pplx-desktop folders remove PATH`. Takes its text out of the index at once, if nobody else is indexing."""
    paths = default_paths()
    settings = _store().update(lambda settings: without_folder(settings, options.path))
    _print_folders(settings)
    if paths.index_file.exists():
        try:
            events = EventBus()
            events.subscribe(ProgressLine())
            with IndexSession(paths, settings, None, events, Gate()) as session:
                session.indexer.forget_outside(settings.folders)
        except EnvironmentProblem as problem:
            if problem.code != "index-locked":
                raise
            print("The running program takes its text out of the index.", file=sys.stderr)
    return ExitStatus.OK


def confirm_removal(options: Namespace) -> int:
    """`pplx-desktop folders confirm PATH`. What is gone from the folder, many files at once, leaves the index."""
    paths = default_paths()
    settings = _store().load()
    folder = known_folder(settings, options.path)
    gone = 0
    if paths.index_file.exists():
        try:
            with IndexSession(paths, settings, None, EventBus(), Gate()) as session:
                gone = session.indexer.confirm_removal(folder)
        except EnvironmentProblem as problem:
            if problem.code != "index-locked":
                raise
            hint = "Confirm it there: Folders and index…, in its menu."
            raise EnvironmentProblem(problem.code, problem.title, hint=hint) from problem
    print(f"{gone:,} files were taken out of the index." if gone else f"Nothing is held for {displayed(folder)}.")
    return ExitStatus.OK


def list_folders(options: Namespace) -> int:
    """`pplx-desktop folders list`."""
    settings = _store().load()
    if options.json:
        print_json({"folders": [displayed(folder) for folder in settings.folders]})
    else:
        _print_folders(settings)
    return ExitStatus.OK


def _store() -> SettingsStore:
    return SettingsStore(default_paths().settings_file)


def _print_folders(settings: Settings) -> None:
    for folder in settings.folders:
        print(displayed(folder))
    if not settings.folders:
        print("No folder yet. Add one: pplx-desktop folders add PATH")
