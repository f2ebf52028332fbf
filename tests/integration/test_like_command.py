"""`pplx-desktop search --like FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pplx_desktop.cli.main import run_command_line
from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.core.paths import HOME_VARIABLE
from tests.support.homes import Home


def _refuse(folder: str | None, background: bool, toggle: bool) -> int:
    raise AssertionError(f"a window was opened: {folder} {background} {toggle}")


def test_files_that_are_like_one_are_found_without_a_query(
    notes_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = notes_home.documents
    (documents / "furnace.md").write_text("# Furnace\n\nIt starts and stops all day.\n", encoding="utf-8")
    notes_home.index()
    monkeypatch.setenv(HOME_VARIABLE, notes_home.environment()[HOME_VARIABLE])

    def names(*arguments: str) -> list[str]:
        command = ["search", "--like", str(documents / "heating.txt"), "--json", *arguments]
        assert run_command_line(command, _refuse) == ExitStatus.OK
        return [Path(hit["path"]).name for hit in json.loads(capsys.readouterr().out)["hits"]]

    found = names("--limit", "2")
    assert found[0] == "furnace.md"
    assert len(found) == 2
    assert "heating.txt" not in found
    assert names("type:py") == ["thermostat.py"]
    assert run_command_line(["search", "--like", str(documents / "no such file.txt")], _refuse) == ExitStatus.USER
    assert "not in the index" in capsys.readouterr().err


def test_no_question_at_all_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        run_command_line(["search"], _refuse)
    assert told.value.code == ExitStatus.USAGE
    assert "--like" in capsys.readouterr().err
