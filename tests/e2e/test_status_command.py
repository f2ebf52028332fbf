"""`pplx-desktop status --files`, `folders confirm` and `index --now`, each in a process of its own."""

from __future__ import annotations

import os
import shutil

import pytest

from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.core.reasons import REASONS
from pplx_desktop.engine.writer_lock import WriterLock
from tests.support.homes import Home, write_notes, write_pdf

ENTRY_KEYS = {
    *("path", "state", "reason", "why", "detail", "what_to_do", "size", "mtime_ns", "kind"),
    *("chunks", "embedded", "warnings", "stale", "is_folder"),
}


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Notes, files that cannot be read, and what rules leave out. No test changes what others look at."""
    home = Home(tmp_path_factory.mktemp("home"))
    write_notes(home.documents)
    (home.documents / "broken.pdf").write_bytes(b"%PDF-1.7\nno")
    (home.documents / "empty.txt").write_bytes(b"")
    (home.documents / ".env").write_text("TOKEN=canary")
    (home.documents / "node_modules").mkdir()
    (home.documents / "node_modules" / "left-pad.js").write_text("canary")
    ran = home.run("index", str(home.documents))
    assert ran.status == 0, ran.err
    return home


def test_every_file_is_listed_with_its_reason(indexed: Home) -> None:
    ran = indexed.run("status", "--files", "--json")
    assert ran.status == 0, ran.err
    on_disk = {str(path) for path in indexed.documents.iterdir() if path.name not in {".env", "node_modules"}}
    files = {file["path"]: file for file in ran.json["files"]}
    assert set(files) == on_disk
    assert ran.json["total"] == len(files)
    assert all(set(file) == ENTRY_KEYS for file in files.values())
    broken = files[str(indexed.documents / "broken.pdf")]
    assert (broken["state"], broken["reason"]) == ("failed", "damaged")
    assert broken["why"] == REASONS["damaged"].label
    assert broken["what_to_do"] == REASONS["damaged"].hint
    garden = files[str(indexed.documents / "garden.md")]
    assert (garden["state"], garden["reason"], garden["what_to_do"]) == ("indexed", "", "")
    assert garden["embedded"] == garden["chunks"] > 0
    assert ran.json["reasons"]["damaged"] == 1


def test_people_get_a_line_for_each_file(indexed: Home) -> None:
    ran = indexed.run("status", "--state", "failed", "--state", "skipped")
    assert ran.status == 0, ran.err
    lines = ran.out.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"failed    {indexed.documents / 'broken.pdf'}  (damaged: ")
    assert lines[1].startswith(f"skipped   {indexed.documents / 'empty.txt'}")
    assert "2 files." in ran.err
    assert REASONS["damaged"].hint in ran.err


def test_conditions(indexed: Home) -> None:
    def found(*arguments: str) -> set[str]:
        ran = indexed.run("status", *arguments, "--json")
        assert ran.status == 0, ran.err
        return {file["path"].rpartition("/")[2] for file in ran.json["files"]}

    assert found("--reason", "damaged") == {"broken.pdf"}
    assert found("--text", "GARDEN") == {"garden.md"}
    assert found("--folder", str(indexed.documents), "--text", "broken") == {"broken.pdf"}
    assert found("--folder", str(indexed.folder / "elsewhere")) == set()
    left_out = found("--state", "left-out")
    assert {".env", "node_modules"} <= left_out
    assert "left-pad.js" not in left_out
    assert found("--reason", "left-out-secret") == {".env"}


def test_a_reason_that_is_none_is_wrong_usage(indexed: Home) -> None:
    assert indexed.run("status", "--reason", "bad-luck").status == ExitStatus.USAGE
    assert indexed.run("status", "--state", "happy").status == ExitStatus.USAGE


def test_status_counts_by_folder(indexed: Home) -> None:
    ran = indexed.run("status", "--json")
    assert ran.status == 0, ran.err
    (root,) = ran.json["roots"]
    assert root["path"] == str(indexed.documents)
    assert root["files"] == root["indexed"] + root["failed"] + root["skipped"] + root["pending"]
    assert root["left_out"] >= 2
    assert root["held"] == 0
    assert ran.json["pace"] in {"full", "slow", "paused"}
    assert ran.json["ocr"] == "ready"
    assert ran.json["settings"] == str(indexed.paths.settings_file)
    said = indexed.run("status").out
    assert "left out by rule" in said
    assert "Pace:" in said
    assert "text recognition is ready (eng)" in said


def test_before_anything_is_indexed(home: Home) -> None:
    ran = home.run("status", "--files", "--json")
    assert ran.status == 0, ran.err
    assert ran.json == {"total": 0, "reasons": {}, "files": []}
    assert home.run("folders", "confirm", str(home.documents)).status == ExitStatus.USER


def test_held_files_are_confirmed(notes_home: Home) -> None:
    many = notes_home.documents / "many"
    many.mkdir()
    for number in range(240):
        (many / f"{number}.txt").write_text(f"The canary number {number} sings.")
    assert notes_home.run("index", str(notes_home.documents)).status == 0
    assert "Nothing is held" in notes_home.run("folders", "confirm", str(notes_home.documents)).out
    shutil.rmtree(many)
    assert notes_home.run("index").status == 0
    (root,) = notes_home.run("status", "--json").json["roots"]
    assert root["held"] == 240
    assert "folders confirm" in notes_home.run("status").out
    # They are still found, and marked.
    held = notes_home.run("status", "--text", "/many/", "--json").json["files"]
    assert len(held) == 240
    assert all(file["stale"] for file in held)
    with WriterLock(notes_home.paths.writer_lock):
        ran = notes_home.run("folders", "confirm", str(notes_home.documents))
    assert ran.status == ExitStatus.ENVIRONMENT
    assert "Confirm it there" in ran.err
    ran = notes_home.run("folders", "confirm", str(notes_home.documents))
    assert ran.status == 0, ran.err
    assert ran.out.startswith("240 files")
    assert notes_home.run("status", "--text", "/many/", "--json").json["total"] == 0
    data = b"".join(file.read_bytes() for file in notes_home.paths.data.iterdir() if file.is_file())
    assert b"canary" not in data


def test_index_now(indexed: Home) -> None:
    manual = indexed.documents / "manual.pdf"
    whole = write_pdf(manual, "The fuse sits behind the left panel").read_bytes()
    manual.write_bytes(b"%PDF-1.7\n" + bytes(len(whole) - 9))
    assert indexed.run("index").status == 0
    before = manual.stat()
    with manual.open("r+b") as stream:
        stream.write(whole)
    os.utime(manual, ns=(before.st_atime_ns, before.st_mtime_ns))
    # It is whole now, though neither its size nor its time says that it changed.
    ran = indexed.run("index", "--now", str(manual))
    assert ran.status == 0, ran.err
    (file,) = indexed.run("status", "--text", "manual.pdf", "--json").json["files"]
    assert file["state"] == "indexed"
    assert indexed.run("index", "--now", "/no/such/place").status == ExitStatus.USER
