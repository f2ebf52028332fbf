"""From files to answers, with real children, the real index and the real starter model."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.errors import Cancelled, EnvironmentProblem
from pplx_desktop.core.events import ProgressChanged, Trouble
from pplx_desktop.engine.gate import Gate
from pplx_desktop.engine.index_session import IndexSession
from pplx_desktop.index.store import Index
from tests.support.homes import Home, write_docx, write_pdf
from tests.support.small_blocks import small_blocks

OLD_INDEX = Path(__file__).parent.parent / "fixtures" / "index" / "0003.sqlite3.gz"


def test_every_format_is_found_by_meaning_words_and_place(notes_home: Home) -> None:
    write_pdf(notes_home.documents / "manual.pdf", "Contents of the manual", "The fuse sits behind the left panel")
    write_docx(notes_home.documents / "lease.docx", "The tenant pays for broken window glass.")
    summary = notes_home.index()
    assert (summary.files, summary.indexed, summary.skipped, summary.failed) == (6, 6, 0, 0)
    assert notes_home.names("when should I cut back my flowers", "meaning")[0] == "garden.md"
    assert notes_home.names("furnace short cycling", "meaning")[0] == "heating.txt"
    assert notes_home.names("public transport in Portugal", "meaning")[0] == "trip.html"
    assert notes_home.names("who has to replace the shattered pane", "meaning")[0] == "lease.docx"
    assert notes_home.names("compressor", "words") == ["thermostat.py"]
    fuse = notes_home.search("where is the fuse").hits[0]
    assert (Path(fuse.path).name, fuse.passages[0].page) == ("manual.pdf", 2)
    roses = notes_home.search("prune roses").hits[0]
    assert (roses.title, roses.passages[0].heading) == ("Garden", "Garden › Roses")
    assert set(roses.sources) >= {"words", "meaning"}


def test_common_words_are_listed_while_more_is_read(notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    # Many small steps instead of one.
    monkeypatch.setattr("pplx_desktop.engine.text_stage._SHARED_S", 0.0)
    for number in range(120):
        (notes_home.documents / f"{number}.txt").write_text(f"The system of number {number}.", encoding="utf-8")
    listed: list[tuple[int, int]] = []

    def watch(session: IndexSession) -> None:
        list_words = session.index.list_words

        def counted(**options: bool) -> bool:
            worked = list_words(**options)
            rows = session.index._db.value("SELECT count(*) FROM word_lists WHERE word = ''")
            listed.append((session.indexer._text.waiting, rows))
            return worked

        session.index.list_words = counted  # type: ignore[method-assign]

    with small_blocks():
        notes_home.index(during=watch)
        assert any(waiting and rows for waiting, rows in listed)
        assert listed[-1][1] >= 120 // 16
        assert no_faults(notes_home)


def test_a_second_run_reads_and_embeds_nothing(notes_home: Home) -> None:
    first = notes_home.index()
    notes_home.events.clear()
    assert notes_home.index().chunks == first.chunks
    phases = {event.progress.phase for event in notes_home.events if isinstance(event, ProgressChanged)}
    assert phases == {"scanning", "idle"}


def test_changes_on_disk_are_followed(notes_home: Home) -> None:
    notes_home.index()
    documents = notes_home.documents
    (documents / "heating.txt").write_text("A wizard keeps seven owls in the tower.", encoding="utf-8")
    (documents / "garden.md").rename(documents / "plants.md")
    (documents / "trip.html").unlink()
    (documents / "new.txt").write_text("Quarterly revenue grew by eight percent.", encoding="utf-8")
    summary = notes_home.index()
    assert (summary.files, summary.indexed) == (4, 4)
    assert "heating.txt" not in notes_home.names("boiler", "words")
    assert notes_home.names("owls", "words") == ["heating.txt"]
    assert notes_home.names("prune", "words") == ["plants.md"]
    assert notes_home.names("tram castle ticket", "words") == []
    assert notes_home.names("company earnings", "meaning")[0] == "new.txt"
    assert no_faults(notes_home)


def test_renames_and_copies_embed_nothing(notes_home: Home) -> None:
    notes_home.index()
    documents = notes_home.documents
    shutil.copy(documents / "garden.md", documents / "copy.md")
    moved = documents / "moved"
    moved.mkdir()
    for name in ("heating.txt", "trip.html"):
        (documents / name).rename(moved / name)
    notes_home.events.clear()
    summary = notes_home.index()
    assert (summary.files, summary.indexed) == (5, 5)
    assert not any(
        isinstance(event, ProgressChanged) and event.progress.phase == "embedding" for event in notes_home.events
    )
    hit = next(hit for hit in notes_home.search("prune roses").hits if "garden" in hit.path or "copy" in hit.path)
    assert {Path(path).name for path in (hit.path, *hit.copies)} == {"garden.md", "copy.md"}


def test_a_file_that_cannot_be_read_has_a_reason_and_ends_nothing(notes_home: Home) -> None:
    documents = notes_home.documents
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7\nthis is not the file you are looking for")
    (documents / "empty.md").write_bytes(b"")
    (documents / "program.bin").write_bytes(b"\x7fELF" + bytes(64))
    summary = notes_home.index()
    assert (summary.files, summary.indexed, summary.skipped, summary.failed) == (7, 4, 2, 1)
    with Index.open(notes_home.paths.index_file, write=False) as index:
        assert index.counts(None).reasons == {"damaged": 1, "no-text": 1, "unsupported-type": 1}
    assert notes_home.names("broken")[0] == "broken.pdf"  # by its name


def test_a_folder_that_cannot_be_listed_keeps_its_files(notes_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = notes_home.documents / "inner"
    inner.mkdir()
    (inner / "secret.txt").write_text("The password is swordfish.", encoding="utf-8")
    notes_home.index()
    real = os.scandir

    def refuse(path: str) -> object:
        # The tests may run as root, whom no permission keeps out.
        if str(path) == str(inner):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", refuse)
    notes_home.index()
    assert notes_home.names("swordfish", "words") == ["secret.txt"]
    assert any(isinstance(event, Trouble) and event.code == "folder-unreadable" for event in notes_home.events)


def test_a_root_that_is_gone_keeps_its_files(notes_home: Home) -> None:
    notes_home.index()
    notes_home.documents.rename(notes_home.folder / "unplugged")
    notes_home.index()
    assert notes_home.names("compressor", "words") == ["thermostat.py"]
    assert any(isinstance(event, Trouble) and event.code == "folder-missing" for event in notes_home.events)


def test_without_a_model_words_still_work(notes_home: Home) -> None:
    notes_home.settings = replace(notes_home.settings, model="pplx-embed-context-v1-0.6b")
    summary = notes_home.index()
    assert summary.indexed == 4
    result = notes_home.search("prune roses")
    assert Path(result.hits[0].path).name == "garden.md"
    assert "not installed" in result.notices[0]
    # And with the model there, only vectors are made: nothing is read again.
    notes_home.settings = replace(notes_home.settings, model="all-minilm-l6-v2")
    notes_home.events.clear()
    notes_home.index()
    phases = {event.progress.phase for event in notes_home.events if isinstance(event, ProgressChanged)}
    assert "embedding" in phases
    assert "reading" not in phases
    assert notes_home.names("furnace short cycling", "meaning")[0] == "heating.txt"


def test_a_damaged_index_is_set_aside_and_built_anew(notes_home: Home) -> None:
    notes_home.index()
    file = notes_home.paths.index_file
    file.write_bytes(b"no database at all" * 1000)
    assert notes_home.index().indexed == 4
    assert any(isinstance(event, Trouble) and event.code == "index-corrupt" for event in notes_home.events)
    assert any(path.read_bytes().startswith(b"no database") for path in file.parent.iterdir() if path != file)
    assert notes_home.names("compressor", "words") == ["thermostat.py"]


def test_an_older_index_is_told_of_before_it_is_brought_up_to_date(notes_home: Home) -> None:
    notes_home.paths.create()
    notes_home.paths.index_file.write_bytes(gzip.decompress(OLD_INDEX.read_bytes()))
    notes_home.index()
    assert [event.code for event in notes_home.events if isinstance(event, Trouble)] == ["index-older"]
    assert isinstance(notes_home.events[0], Trouble)
    assert "brought up to date first" in notes_home.events[0].text
    assert "thermostat.py" in notes_home.names("compressor", "words")
    notes_home.events.clear()
    notes_home.index()
    assert not any(isinstance(event, Trouble) for event in notes_home.events)


def test_only_one_process_writes(notes_home: Home) -> None:
    def second_session(session: IndexSession) -> None:
        with pytest.raises(EnvironmentProblem) as caught:
            notes_home.index()
        assert caught.value.code == "index-locked"

    notes_home.index(during=second_session)
    notes_home.index()


def test_stopping_ends_children_and_keeps_what_is_done(notes_home: Home) -> None:
    gate = Gate()
    before = {child.pid for child in psutil.Process().children(recursive=True)}

    def stop_after_first_text(session: IndexSession) -> None:
        real = session.index.store_document

        def store_and_stop(*arguments: object, **options: object) -> int:
            gate.stop()
            return real(*arguments, **options)  # type: ignore[arg-type]

        session.index.store_document = store_and_stop  # type: ignore[method-assign]

    with pytest.raises(Cancelled):
        notes_home.index(gate=gate, during=stop_after_first_text)
    assert {child.pid for child in psutil.Process().children(recursive=True)} <= before
    assert no_faults(notes_home)
    assert notes_home.index().indexed == 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_at_any_moment_loses_nothing(home: Home) -> None:
    home.documents.mkdir(parents=True)
    for number in range(60):
        text = f"Note {number} speaks of topic{number}. " * 40
        (home.documents / f"note{number}.txt").write_text(text, encoding="utf-8")
    environment = home.environment()
    for round_number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "pplx_desktop", "index", str(home.documents)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(0.5 + 0.25 * round_number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if home.paths.index_file.exists():
            assert no_faults(home)
    done = home.run("index", str(home.documents), "--json")
    assert done.status == 0, done.err
    assert done.json["indexed"] == 60
    assert home.names("topic37", "words") == ["note37.txt"]
    assert no_faults(home)


def no_faults(home: Home) -> bool:
    with Index.open(home.paths.index_file, write=True) as index:
        faults = index.check()
    assert faults == []
    return True
