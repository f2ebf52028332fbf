"""The engine under the window: it follows what happens on disk by itself, and ends when it is told to."""

import shutil
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PIL import Image, ImageDraw, ImageFont

from pplx_desktop.core.errors import PplxError, UserError
from pplx_desktop.core.events import Event, FoldersChanged, ProgressChanged, RunFinished, Trouble
from pplx_desktop.core.ledger_types import LedgerView
from pplx_desktop.core.settings import Settings, SettingsStore
from pplx_desktop.engine.folders import with_folder
from pplx_desktop.engine.host import Host
from pplx_desktop.engine.power.machine import MachineState
from pplx_desktop.engine.writer_lock import WriterLock
from pplx_desktop.index.store import Index
from tests.support.fake_machine import FakeMachine
from tests.support.homes import Home
from tests.support.tiny_models import write_tiny_model
from tests.support.waiting import eventually


@pytest.fixture
def host(notes_home: Home) -> Iterator[Host]:
    engine = Host(notes_home.paths, FakeMachine())
    engine.events.subscribe(notes_home.events.append)
    yield engine
    engine.close()


def finished(events: list[Event]) -> int:
    return sum(isinstance(event, RunFinished) for event in events)


def names(host: Host, query: str) -> list[str]:
    try:
        return [Path(hit.path).name for hit in host.search(query, mode="words").hits]
    except PplxError:
        return []


def sets_of_vectors(home: Home) -> dict[int, str]:
    with Index.open(home.paths.index_file, write=False) as index:
        return {known.dims: known.role for known in index.generations()}


def test_it_indexes_what_is_added_and_forgets_what_is_removed(host: Host, notes_home: Home) -> None:
    assert host.status().counts.files == 0
    host.start()
    host.add_folder(str(notes_home.documents))
    eventually(lambda: finished(notes_home.events))
    status = host.status()
    assert status.folders == (str(notes_home.documents),)
    assert (status.counts.indexed, status.counts.embedded) == (4, status.counts.chunks)
    assert status.progress.phase == "idle"
    assert not host.search("compress", mode="words").hits
    assert host.search("compress", mode="words", typing=True).hits
    hit = host.search("cut back my flowers").hits[0]
    assert Path(hit.path).name == "garden.md"
    assert "Prune the roses" in host.view(hit.path).text
    host.remove_folder(str(notes_home.documents))
    eventually(lambda: host.status().counts.files == 0)
    assert names(host, "prune") == []
    # It is published after the index forgot the files, by another thread.
    eventually(lambda: FoldersChanged(()) in notes_home.events)


def test_it_follows_changes_while_it_runs(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: names(host, "compressor") == ["thermostat.py"])
    (notes_home.documents / "late.txt").write_text("An albatross nests on the cliff.", encoding="utf-8")
    eventually(lambda: names(host, "albatross") == ["late.txt"])
    (notes_home.documents / "late.txt").rename(notes_home.documents / "bird.txt")
    eventually(lambda: names(host, "albatross") == ["bird.txt"])
    (notes_home.documents / "bird.txt").unlink()
    eventually(lambda: names(host, "albatross") == [])


def test_pause_holds_indexing_and_not_searching(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: finished(notes_home.events))
    host.pause()
    assert host.status().progress.phase == "paused"
    (notes_home.documents / "late.txt").write_text("An albatross nests on the cliff.", encoding="utf-8")
    time.sleep(2)
    assert names(host, "albatross") == []
    assert names(host, "compressor") == ["thermostat.py"]
    host.resume()
    eventually(lambda: names(host, "albatross") == ["late.txt"])


def test_while_paused_a_model_can_be_changed_and_a_folder_removed(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: finished(notes_home.events))
    host.pause()
    for dims in (128, 256, 192):
        host.change_settings(dims=dims)
        # Read by another thread; the settings are looked at at once.
        eventually(lambda dims=dims: sets_of_vectors(notes_home).get(dims) == "next")
        result = host.search("cut back my flowers", mode="meaning")
        assert (Path(result.hits[0].path).name, result.notices) == ("garden.md", ())
    assert [role for role in sets_of_vectors(notes_home).values() if role] == ["searched", "next"]
    host.remove_folder(str(notes_home.documents))
    eventually(lambda: host.status().counts.files == 0)
    assert host.status().progress.phase == "paused"


def test_the_last_folder_is_forgotten_though_it_is_removed_between_two_sessions(notes_home: Home) -> None:
    notes_home.index()
    SettingsStore(notes_home.paths.settings_file).update(lambda s: with_folder(s, str(notes_home.documents)))
    engine = Host(notes_home.paths, FakeMachine())
    try:
        assert engine.status().counts.files
        engine.remove_folder(str(notes_home.documents))
        # No session has ever seen the folder in the settings.
        engine.start()
        eventually(lambda: engine.status().counts.files == 0)
    finally:
        engine.close()


def test_paused_in_the_middle_of_embedding_it_says_so_until_it_goes_on(
    host: Host, notes_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Each step is told of, and the first is a small part of the work, however fast the machine.
    monkeypatch.setattr("pplx_desktop.engine.indexer._PROGRESS_INTERVAL_S", 0.0)
    for number in range(8):
        text = " ".join(f"word{number * 200 + place}" for place in range(200))
        (notes_home.documents / f"{number}.txt").write_text("\n\n".join([text] * 2), encoding="utf-8")
    host.add_folder(str(notes_home.documents))
    told: list[str] = []

    def pause_when_it_embeds(event: Event) -> None:
        if isinstance(event, ProgressChanged):
            told.append(event.progress.phase)
            if event.progress.phase == "embedding" and "paused" not in told:
                host.pause()

    host.events.subscribe(pause_when_it_embeds)
    host.start()
    eventually(lambda: "paused" in told)
    # The thread came to rest: whatever was in hand was told before.
    eventually(lambda: told[-2:] == ["paused", "paused"])
    assert host.status().progress.phase == "paused"
    host.resume()
    eventually(lambda: host.status().counts.embedded == host.status().counts.chunks)


def test_in_the_middle_of_a_change_the_model_that_answers_is_loaded_at_the_start(host: Host, notes_home: Home) -> None:
    notes_home.index()
    host.pause()
    host.change_settings(dims=128)
    host._model.use(host.settings())
    host.start()
    searched = host._search.searched()
    assert searched is not None
    assert searched.dims == 384
    eventually(lambda: (lane := host._model.lane_of(searched)) is not None and lane.is_running)
    assert host._model.lane is not None
    assert not host._model.lane.is_running


def test_a_bug_is_told_once_and_tried_again_ever_more_seldom(
    host: Host, notes_home: Home, monkeypatch: pytest.MonkeyPatch, bugs: list[str]
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.background._RETRY_S", 0.1)
    tries: list[float] = []

    def fail(*_: object) -> None:
        tries.append(time.monotonic())
        raise IndexError("nobody thought of this")

    with monkeypatch.context() as patched:
        patched.setattr("pplx_desktop.engine.scanning.Scanner.look", fail)
        host.add_folder(str(notes_home.documents))
        host.start()
        eventually(lambda: len(tries) == 5)
    assert tries[4] - tries[3] >= 0.8
    eventually(lambda: finished(notes_home.events))
    assert [event.code for event in notes_home.events if isinstance(event, Trouble)] == ["bug"]
    assert len(bugs) == len(tries)
    bugs.clear()


def test_a_model_that_comes_is_used_though_recognition_is_held_back(
    notes_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = Image.new("L", (1200, 300), 255)
    ImageDraw.Draw(picture).text((40, 80), "A picture", fill=0, font=ImageFont.load_default(size=48))
    picture.save(notes_home.documents / "shot.png")
    SettingsStore(notes_home.paths.settings_file).set(folders=(str(notes_home.documents),), model="tiny")
    host = Host(notes_home.paths, FakeMachine(MachineState(on_battery=True)))
    host.events.subscribe(notes_home.events.append)
    try:
        host.start()
        eventually(lambda: host.status().counts.reasons.get("text-in-picture"))
        assert host.status().model_problem
        write_tiny_model(notes_home.paths.models)
        host._background.look_for_model()
        eventually(lambda: not host.status().model_problem)
        assert host.status().counts.reasons.get("text-in-picture")
    finally:
        host.close()


def test_a_folder_added_by_another_process_is_taken_up(host: Host, notes_home: Home) -> None:
    host.start()
    SettingsStore(notes_home.paths.settings_file).update(lambda s: with_folder(s, str(notes_home.documents)))
    eventually(lambda: names(host, "compressor"))


def test_while_another_process_writes_it_searches_and_waits(
    host: Host, notes_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pplx_desktop.engine.background._RETRY_S", 0.2)
    notes_home.index()
    with WriterLock(notes_home.paths.writer_lock):
        host.add_folder(str(notes_home.documents))
        host.start()
        eventually(lambda: any(isinstance(e, Trouble) and e.code == "index-locked" for e in notes_home.events))
        assert names(host, "compressor") == ["thermostat.py"]
        time.sleep(1)
    told = [event for event in notes_home.events if isinstance(event, Trouble) and event.code == "index-locked"]
    assert len(told) == 1
    eventually(lambda: finished(notes_home.events))


def test_asking_while_the_index_is_being_made_is_no_error(notes_home: Home) -> None:
    for number in range(4):
        home = Home(notes_home.folder / str(number))
        host = Host(home.paths)
        host.events.subscribe(notes_home.events.append)
        host.start()
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            assert host.status().counts.files == 0
        host.close()
        assert not home.paths.damage_mark.exists()
    assert not [event for event in notes_home.events if isinstance(event, Trouble)]


def test_idle_it_does_next_to_nothing(host: Host, notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: finished(notes_home.events))
    looks: list[float] = []
    real = SettingsStore.load

    def count(store: SettingsStore) -> Settings:
        looks.append(time.monotonic())
        return real(store)

    monkeypatch.setattr(SettingsStore, "load", count)

    def rests() -> bool:
        looks.clear()
        time.sleep(5)
        return len(looks) <= 4

    # The last echo of what it wrote may come late.
    eventually(rests, 20, pause_s=0)


def test_an_index_that_is_begun_anew_is_read_anew(host: Host, notes_home: Home) -> None:
    notes_home.index()
    assert names(host, "compressor") == ["thermostat.py"]  # a reader stays open
    notes_home.paths.index_file.write_bytes(b"damaged" * 4096)
    (notes_home.documents / "late.txt").write_text("An albatross nests on the cliff.", encoding="utf-8")
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: names(host, "albatross") == ["late.txt"])


@pytest.mark.skipif(sys.platform == "win32", reason="what is open cannot be removed there")
def test_an_index_that_somebody_removes_is_begun_anew(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: names(host, "compressor") == ["thermostat.py"] and finished(notes_home.events))
    shutil.rmtree(notes_home.paths.data)
    assert names(host, "compressor") == []
    eventually(lambda: names(host, "compressor") == ["thermostat.py"])
    assert stat.S_IMODE(notes_home.paths.data.stat().st_mode) == 0o700


def test_settings_that_vanish_do_not_empty_the_index(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: finished(notes_home.events))
    settings = notes_home.paths.settings_file
    content = settings.read_bytes()
    settings.unlink()
    eventually(lambda: any(isinstance(e, Trouble) and e.code.startswith("settings") for e in notes_home.events))
    assert names(host, "compressor") == ["thermostat.py"]
    settings.write_bytes(content)


def test_a_folder_that_is_not_there_is_refused(host: Host, notes_home: Home) -> None:
    with pytest.raises(UserError) as caught:
        host.add_folder(str(notes_home.folder / "nowhere"))
    assert caught.value.code == "folder-missing"
    with pytest.raises(UserError) as caught:
        host.remove_folder(str(notes_home.documents))
    assert caught.value.code == "folder-unknown"
    with pytest.raises(UserError) as caught:
        host.view(str(notes_home.documents / "garden.md"))
    assert caught.value.code == "index-missing"


def test_closing_leaves_no_thread_and_no_process(notes_home: Home) -> None:
    threads, children = set(threading.enumerate()), {child.pid for child in psutil.Process().children(recursive=True)}
    host = Host(notes_home.paths)
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: names(host, "compressor"))
    begun = time.monotonic()
    host.close()
    host.close()
    assert time.monotonic() - begun < 20
    eventually(lambda: set(threading.enumerate()) <= threads)
    assert not list(notes_home.paths.data.glob("*-wal"))
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= children


def test_the_host_loads_neither_a_parser_nor_the_model(notes_home: Home) -> None:
    script = (
        "import sys; from pplx_desktop.core.paths import default_paths; from pplx_desktop.engine.host import Host;"
        "import time; host = Host(default_paths()); host.add_folder(sys.argv[1]); host.start();\n"
        "while host.status().counts.indexed < 4: time.sleep(0.1)\n"
        "host.search('flowers'); host.close();"
        "print(sorted({'onnxruntime', 'tokenizers', 'PySide6', 'pypdfium2', 'lxml', 'selectolax'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(notes_home.documents)],
        env=notes_home.environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "[]"
    assert done.stderr == ""


def test_what_is_asked_for_comes_though_the_pace_holds_everything_back(notes_home: Home) -> None:
    SettingsStore(notes_home.paths.settings_file).set(folders=(str(notes_home.documents),))
    host = Host(notes_home.paths, FakeMachine(MachineState(on_battery=True)))
    host.events.subscribe(notes_home.events.append)
    try:
        host.start()
        eventually(lambda: host.status().progress.pace_reason == "battery")
        eventually(lambda: host.status().counts.indexed == 4)
        assert host.status().counts.embedded == 0
        assert names(host, "compressor") == ["thermostat.py"]
        host.index_now([str(notes_home.documents / "garden.md")])
        eventually(lambda: host.status().counts.embedded > 0)
        assert host.status().counts.embedded < host.status().counts.chunks
        host.hurry(on=True)
        eventually(lambda: finished(notes_home.events))
        status = host.status()
        assert status.counts.embedded == status.counts.chunks
        (root,) = status.roots
        assert (root.path, root.files, root.indexed) == (str(notes_home.documents), 4, 4)
        (fill,) = status.progress.fills
        assert (fill.role, fill.done_chunks, fill.total_chunks) == (
            "searched",
            status.counts.chunks,
            status.counts.chunks,
        )
    finally:
        host.close()


def test_what_cannot_be_asked_for_is_refused(host: Host, notes_home: Home) -> None:
    for call in (host.index_now, lambda paths: host.confirm_removal(paths[0])):
        with pytest.raises(UserError) as caught:
            call([str(notes_home.documents / "garden.md")])
        assert caught.value.code in {"path-outside", "folder-unknown"}
    assert host.ledger(LedgerView()).total == 0


def test_what_the_user_finds_and_opens_is_remembered(host: Host, notes_home: Home) -> None:
    host.add_folder(str(notes_home.documents))
    host.start()
    eventually(lambda: finished(notes_home.events))
    host.search("compressor", mode="words", typing=True)
    host.search("prune roses", mode="words")
    host.view(str(notes_home.documents / "heating.txt"))

    def interest() -> list[str]:
        with Index.open(notes_home.paths.index_file, write=False) as index:
            return [Path(path).name for path in index.interest()]

    eventually(lambda: interest()[:2] == ["heating.txt", "garden.md"])
    assert "thermostat.py" not in interest()
