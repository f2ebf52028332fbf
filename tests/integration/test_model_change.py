"""Another model, or other dimensions, while the program is used: with real children, and killed in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from pplx_desktop.core.events import Event, ProgressChanged
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.index_session import IndexSession
from pplx_desktop.index.store import Index
from tests.support.fake_machine import FakeMachine
from tests.support.homes import NOTES, Home
from tests.support.tiny_models import write_tiny_model
from tests.support.waiting import eventually


def write_books(home: Home, count: int = 3, paragraphs: int = 12) -> None:
    """Files with so much text that a fill takes some requests."""
    for number in range(count):
        text = "\n\n".join(
            f"# Chapter {part}\n\nIn book {number} the chapter {part} tells of things that no other chapter tells, such as "
            f"the number {number * 1000 + part}, over and over: {'and so on and so forth ' * 30}"
            for part in range(paragraphs)
        )
        (home.documents / f"book{number}.md").write_text(text, encoding="utf-8")


def roles(home: Home) -> dict[tuple[str, int], tuple[str, int]]:
    """Role and embedded chunks of each set of vectors, by model and dimensions."""
    with reading(home) as index:
        return {
            (known.model, known.dims): (known.role, index.embedded_chunks(known.id)) for known in index.generations()
        }


@contextmanager
def reading(home: Home) -> Iterator[Index]:
    index = Index.open(home.paths.index_file, write=False)
    try:
        yield index
    finally:
        index.close()


def start_indexing(home: Home) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pplx_desktop", "index"],
        env=home.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_in_mid_change_both_sets_are_whole_and_search_goes_on(notes_home: Home) -> None:
    write_books(notes_home)
    store = SettingsStore(notes_home.paths.settings_file)
    notes_home.paths.create()
    store.set(folders=(str(notes_home.documents),))
    notes_home.index()
    before = roles(notes_home)
    ((model, dims), (_, chunks)) = next(iter(before.items()))
    assert dims == 384
    expected = [hit.path for hit in notes_home.search("cut back my flowers", "meaning").hits[:1]]
    notes_home.settings = store.set(dims=128)
    for least in (1, chunks // 2):
        process = start_indexing(notes_home)
        try:
            eventually(lambda least=least: roles(notes_home).get((model, 128), ("", 0))[1] >= least)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        now = roles(notes_home)
        with reading(notes_home) as index:
            assert index.check() == []
        assert [role for role, _ in now.values()].count("searched") == 1
        assert any(role == "searched" and done == chunks for role, done in now.values())
        found = notes_home.search("cut back my flowers", "meaning")
        assert [hit.path for hit in found.hits[:1]] == expected
        assert found.notices == ()
    notes_home.index()
    assert roles(notes_home) == {(model, 128): ("searched", chunks)}
    assert [hit.path for hit in notes_home.search("cut back my flowers", "meaning").hits[:1]] == expected


def write_slow_model(home: Home) -> str:
    """A tiny model that is far larger on disk than the starter: what it takes for slow."""
    tiny = write_tiny_model(home.paths.models)
    with (tiny.folder / "onnx" / "model.onnx_data").open("wb") as stream:
        stream.truncate(60_000_000)
    return tiny.name


def test_the_starter_stands_in_for_a_slow_model(notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    # A request takes a step at least, and the first is a small part of the work: however fast the machine, one comes
    # back in the middle of it.
    monkeypatch.setattr("pplx_desktop.engine.indexer._PROGRESS_INTERVAL_S", 0.0)
    notes_home.paths.create()
    write_books(notes_home, count=1, paragraphs=40)
    notes_home.settings = replace(Settings(), model=write_slow_model(notes_home))
    answers: list[tuple[set[str], tuple[str, ...]]] = []

    def ask_in_mid_fill(event: Event) -> None:
        if isinstance(event, ProgressChanged) and not answers:
            fills = {fill.role: fill for fill in event.progress.fills}
            if "first" in fills and 0 < fills["searched"].done_chunks < fills["searched"].total_chunks:
                assert fills["first"].done_chunks == fills["first"].total_chunks
                found = notes_home.search("cut back my flowers", "meaning")
                answers.append(({Path(hit.path).name for hit in found.hits}, found.notices))

    def listen(session: IndexSession) -> None:
        session.indexer._events.subscribe(ask_in_mid_fill)

    notes_home.index(during=listen)
    # The slow model has not done the book by then.
    assert answers == [({*NOTES, "book0.md"}, ())]
    ((known, (role, _)),) = roles(notes_home).items()
    assert (known, role) == (("tiny", 48), "searched")
    with reading(notes_home) as index:
        assert index.check() == []


def test_the_starter_does_not_stand_in_when_it_is_not_wanted(notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pplx_desktop.engine.indexer._PROGRESS_INTERVAL_S", 0.0)
    notes_home.paths.create()
    write_books(notes_home, count=1, paragraphs=40)
    notes_home.settings = replace(Settings(), model=write_slow_model(notes_home), quick_first=False)
    notes_home.index()
    shown = [event.progress.fills for event in notes_home.events if isinstance(event, ProgressChanged)]
    assert {fill.role for fills in shown for fill in fills} == {"searched"}
    assert any(0 < fill.done_chunks < fill.total_chunks for fills in shown for fill in fills)


def test_dimensions_change_under_a_running_program(notes_home: Home) -> None:
    write_books(notes_home)
    host = Host(notes_home.paths, FakeMachine())
    seen: list[tuple[tuple[str, int, int], ...]] = []

    def remember(event: Event) -> None:
        if isinstance(event, ProgressChanged) and event.progress.fills:
            seen.append(tuple((fill.role, fill.done_chunks, fill.total_chunks) for fill in event.progress.fills))

    host.events.subscribe(remember)
    try:
        host.add_folder(str(notes_home.documents))
        host.start()
        eventually(lambda: host.status().counts.chunks and not_embedded(host) == 0)
        host.change_settings(dims=128)
        eventually(lambda: any(roles == {"searched", "next"} for roles in map(roles_of, seen)))
        # From here on until the end, every answer has all files.
        while ("all-minilm-l6-v2", 128) not in (now := roles(notes_home)) or now["all-minilm-l6-v2", 128][
            0
        ] != "searched":
            hits = host.search("cut back my flowers", mode="meaning").hits
            assert Path(hits[0].path).name == "garden.md"
            assert not_embedded(host) == 0
        eventually(lambda: list(roles(notes_home)) == [("all-minilm-l6-v2", 128)])
        assert Path(host.search("cut back my flowers", mode="meaning").hits[0].path).name == "garden.md"
    finally:
        host.close()


def roles_of(fills: tuple[tuple[str, int, int], ...]) -> set[str]:
    return {role for role, _, _ in fills}


def not_embedded(host: Host) -> int:
    counts = host.status().counts
    return counts.chunks - counts.embedded


def test_the_command_line_changes_dimensions_and_shows_the_fills(notes_home: Home) -> None:
    notes_home.run("index", str(notes_home.documents))
    done = notes_home.run("index", "--dims", "128", "--json")
    assert done.status == 0, done.err
    (fill,) = done.json["fills"]
    assert (fill["role"], fill["done_chunks"]) == ("searched", fill["total_chunks"])
    assert list(roles(notes_home)) == [("all-minilm-l6-v2", 128)]
    refused = notes_home.run("index", "--model", "nobody")
    assert refused.status == 5
    assert "nobody" in refused.err
    assert list(roles(notes_home)) == [("all-minilm-l6-v2", 128)]


def test_a_full_disk_pauses_indexing_and_not_searching(notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Full for real, as far as SQLite can tell: it may not use more pages."""
    monkeypatch.setattr("pplx_desktop.engine.background._FULL_LOOK_S", 0.2)
    room = [0]
    monkeypatch.setattr("pplx_desktop.engine.background._free_bytes", lambda _: room[0])
    real = Index.open

    def open_small(path: Path, *, write: bool, **options: int) -> Index:
        index = real(path, write=write, **options)
        if write and room[0] == 0:
            index._db.run(f"PRAGMA max_page_count = {index._db.value('PRAGMA page_count')}")
        return index

    notes_home.index()
    monkeypatch.setattr(Index, "open", staticmethod(open_small))
    host = Host(notes_home.paths, FakeMachine())
    troubles: list[str] = []
    host.events.subscribe(lambda event: troubles.append(getattr(event, "code", "")))
    try:
        host.add_folder(str(notes_home.documents))
        noise = Random(3)
        (notes_home.documents / "noise.txt").write_text(
            "chapter " + " ".join(f"{noise.getrandbits(64):x}" for _ in range(1000)), encoding="utf-8"
        )
        host.start()
        eventually(lambda: host.status().progress.pace_reason == "disk-full")
        assert host.status().progress.phase == "paused"
        assert "disk-full" in troubles
        assert Path(host.search("cut back my flowers").hits[0].path).name == "garden.md"
        room[0] = 10_000_000
        eventually(lambda: host.search("chapter", mode="words").hits and not_embedded(host) == 0)
        assert troubles.count("disk-full") == 1
    finally:
        host.close()
    with reading(notes_home) as index:
        assert index.check() == []
