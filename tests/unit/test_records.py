"""What is known of a model's files: written in one step, and never taken for empty where it cannot be read."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.records import RECORD, CheckedFile, InstallRecord, measured, read_record, write_record

FILES = (CheckedFile("a ü.json", 3, "0" * 64), CheckedFile("onnx/model.onnx", 5_000_000_000, "f" * 64))


def test_what_is_written_is_read(tmp_path: Path) -> None:
    for record in (InstallRecord(FILES, "c2fe8bee"), InstallRecord(FILES[:1]), InstallRecord()):
        write_record(tmp_path, record)
        assert read_record(tmp_path) == record
    assert [path.name for path in tmp_path.iterdir()] == [RECORD]


def test_without_a_record_nothing_is_known(tmp_path: Path) -> None:
    assert read_record(tmp_path) == read_record(tmp_path / "none") == InstallRecord()
    assert InstallRecord(FILES).file("onnx/model.onnx") == FILES[1]
    assert InstallRecord(FILES).file("model.onnx") is None


@pytest.mark.parametrize("content", [b"", b"files = 3", b"\xff", b"files = [{path = 'a'}]", b"files = [{"])
def test_a_record_that_makes_no_sense_is_an_error_and_stays(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RECORD).write_bytes(content)
    with pytest.raises(ModelProblem) as caught:
        read_record(tmp_path)
    assert caught.value.code == "model-altered"
    assert str(tmp_path / RECORD) in caught.value.title
    assert (tmp_path / RECORD).read_bytes() == content


def test_a_write_that_fails_leaves_the_record_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_record(tmp_path, InstallRecord(FILES))

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", disk_full)
        with pytest.raises(OSError, match="No space"):
            write_record(tmp_path, InstallRecord(FILES[:1]))
    assert read_record(tmp_path) == InstallRecord(FILES)
    assert [path.name for path in tmp_path.iterdir()] == [RECORD]


def test_a_file_is_measured_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "a").write_bytes(b"abc")
    assert measured(tmp_path, "onnx/a") == CheckedFile("onnx/a", 3, hashlib.sha256(b"abc").hexdigest())
    with pytest.raises(ModelProblem) as caught:
        measured(tmp_path, "onnx/b")
    assert caught.value.code == "model-unreadable"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_record_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    write_record(tmp_path, InstallRecord(FILES))
    assert (tmp_path / RECORD).stat().st_mode & 0o077 == 0
