"""`pplx-desktop models …`: list, get, import, verify, tune, use, remove.

What takes long runs in a child, as in the window, with a line of progress on stderr; Ctrl+C stops it in order.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from pplx_desktop.cli.model_reports import print_tune_report, print_verify_report
from pplx_desktop.cli.output import JobLine, print_json, printable
from pplx_desktop.core.errors import ExitStatus, ModelProblem, UserError
from pplx_desktop.core.events import EventBus
from pplx_desktop.core.model_types import ModelInfo, ModelJobState
from pplx_desktop.core.paths import Paths, default_paths
from pplx_desktop.core.settings import SettingsStore
from pplx_desktop.embed.reports import TuneReport, VerifyReport
from pplx_desktop.engine.model_choice import remove_model, use_model
from pplx_desktop.engine.model_jobs import JobRequest, ModelJobs
from pplx_desktop.engine.model_slot import catalog


def add_parsers(models: ArgumentParser) -> None:
    """The actions of `models`, with their options."""
    actions = models.add_subparsers(metavar="ACTION", required=True)

    def add(name: str, command: Callable[[Namespace], int], description: str) -> ArgumentParser:
        sub = actions.add_parser(name, help=description, description=description)
        sub.set_defaults(command=command)
        sub.add_argument("--json", action="store_true", help="print one JSON document on stdout")
        return sub

    add("list", list_models, "which there are")
    sub = add("get", get_model, "download a model, or go on with a download")
    sub.add_argument("name", metavar="NAME")
    sub.add_argument(
        "--reference", action="store_true", help="download the weights in full precision too, to compare with"
    )
    sub = add("import", import_model, "install a model from a folder or an archive, without a network")
    sub.add_argument("path", metavar="PATH")
    sub.add_argument("--name", default="", metavar="NAME", help="the name of the model, where its folder does not say")
    sub.add_argument("--kind", default="", choices=("independent", "contextual"), help="where its files do not say")
    sub = add("verify", verify_model, "compare a model's vectors with a reference, and show what its graph is")
    sub.add_argument("name", metavar="NAME", nargs="?", default="", help="default: the one in use")
    sub = add("tune", tune_model, "measure which form of a model is the fastest here and stays faithful, and use it")
    sub.add_argument("name", metavar="NAME", nargs="?", default="", help="default: the one in use")
    sub = add("use", choose_model, "search and index with this model from now on")
    sub.add_argument("name", metavar="NAME")
    sub = add("remove", delete_model, "delete a model that was downloaded or imported")
    sub.add_argument("name", metavar="NAME")


def list_models(options: Namespace) -> int:
    """`pplx-desktop models list`."""
    models = catalog(default_paths()).list(_store().load().model)
    if options.json:
        print_json({"models": [asdict(model) for model in models]})
    else:
        for model in models:
            _print_model(model)
    return ExitStatus.OK


def get_model(options: Namespace) -> int:
    """`pplx-desktop models get NAME`."""
    state = _run(JobRequest("get", options.name, reference=options.reference))
    return _told(options, state, _next_steps(options.name))


def import_model(options: Namespace) -> int:
    """`pplx-desktop models import PATH`."""
    if not options.path:
        raise UserError("import-missing", "There is nothing at an empty path.")
    path = str(Path(os.path.expanduser(options.path)).absolute())  # noqa: PTH111 - Path's raises for unknown users
    state = _run(JobRequest("import", path, name=options.name, model_kind=options.kind))
    return _told(options, state, _next_steps(str(state.report.get("name", ""))))


def verify_model(options: Namespace) -> int:
    """`pplx-desktop models verify [NAME]`. A model that fails its checks is an error, for scripts too."""
    name = options.name or _store().load().model
    report = VerifyReport.from_json(_run(JobRequest("verify", name)).report)
    if options.json:
        print_json(report.as_json())
    else:
        print_verify_report(report)
    return ExitStatus.OK if report.passed else ExitStatus.MODEL


def tune_model(options: Namespace) -> int:
    """`pplx-desktop models tune [NAME]`."""
    settings = _store().load()
    name = options.name or settings.model
    report = TuneReport.from_json(_run(JobRequest("tune", name, options=settings)).report)
    if options.json:
        print_json(report.as_json())
    else:
        print_tune_report(report)
        if name != settings.model:
            print(f"To search with it: pplx-desktop models use {name}", file=sys.stderr)
    return ExitStatus.OK


def choose_model(options: Namespace) -> int:
    """`pplx-desktop models use NAME`."""
    before = _store().load().model
    use_checked(options.name)
    if options.json:
        print_json({"model": options.name, "before": before})
        return ExitStatus.OK
    print(f"{options.name} is the model in use now.")
    if before != options.name:
        print("What is indexed is learned anew with it, by the running program or with: pplx-desktop index")
    return ExitStatus.OK


def use_checked(name: str = "", dims: int | None = None) -> None:
    """Use a model, or the one in use with other dimensions, after it was tried. Raises `PplxError`."""
    paths, store = _paths(), _store()
    name = name or store.load().model
    # Known at once, without a process for it.
    catalog(paths).manifest(name)
    print(f"Checking and loading {name} …", file=sys.stderr)
    jobs = ModelJobs(paths, EventBus())
    try:
        use_model(jobs, store, name, dims=dims)
    finally:
        jobs.close()


def delete_model(options: Namespace) -> int:
    """`pplx-desktop models remove NAME`."""
    freed = remove_model(_paths(), _store(), options.name)
    if options.json:
        print_json({"removed": options.name, "bytes": freed})
    else:
        print(f"{options.name} is removed: {freed / 1e6:,.1f} MB.")
    return ExitStatus.OK


def _run(request: JobRequest) -> ModelJobState:
    """Have a job done, with its progress on stderr. Raises its `PplxError`."""
    events = EventBus()
    line = JobLine()
    events.subscribe(line)
    jobs = ModelJobs(_paths(), events)
    try:
        jobs.start(request)
        # With a limit, or Ctrl+C would wait for the end on Windows.
        while (state := jobs.wait(0.5)) is not None and state.outcome == "running":
            pass
    except KeyboardInterrupt:
        # The child is ended in order; the problem is then that it was stopped, with what that means for this job.
        jobs.close()
        state = jobs.state
    finally:
        jobs.close()
        line.clear()
    if jobs.problem is not None:
        raise jobs.problem
    if state is None or state.outcome != "done":
        raise ModelProblem("job-lost", "The job ended without a result.")
    return state


def _told(options: Namespace, state: ModelJobState, hints: list[str]) -> int:
    if options.json:
        print_json({"message": state.message, **state.report})
        return ExitStatus.OK
    print(state.message)
    for hint in hints:
        print(hint, file=sys.stderr)
    return ExitStatus.OK


def _next_steps(name: str) -> list[str]:
    return [
        f"To make it as fast as this computer can: pplx-desktop models tune {name}",
        f"To search with it:                       pplx-desktop models use {name}",
    ]


def _print_model(model: ModelInfo) -> None:
    state = "installed" if model.installed else "not installed"
    state = ("in use" if model.installed else "chosen, but not installed") if model.active else state
    print(f"{model.name}  ({state})")
    # Descriptions come with archives of strangers.
    title, languages = printable(model.title), printable(model.languages)
    print(f"    {title}, {model.kind}, {languages}, {model.dims} of {model.native_dims} dimensions,")
    size = f"{model.size_bytes / 1e6:,.0f} MB, " if model.size_bytes else ""
    print(f"    {size}{printable(model.license)}, {printable(model.source)}")
    for note in (model.note, model.tuned):
        if note:
            print(f"    {printable(note)}")


def _paths() -> Paths:
    paths = default_paths()
    paths.create()
    return paths


def _store() -> SettingsStore:
    return SettingsStore(default_paths().settings_file)
