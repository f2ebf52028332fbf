"""The program's folders: moved by one variable, private, and found again."""

import os
import stat
import sys
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.core.paths import HOME_VARIABLE, default_paths, delivered, displayed


def test_home_moves_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    paths = default_paths()
    paths.create()
    for folder in (paths.config, paths.data, paths.models, paths.runtime, paths.index_file.parent):
        assert folder.is_relative_to(tmp_path / "home")
        assert folder.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_folders_are_private_whatever_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    old = os.umask(0)
    try:
        default_paths().create()
    finally:
        os.umask(old)
    assert stat.S_IMODE(default_paths().data.stat().st_mode) == 0o700


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").write_text("in the way")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    with pytest.raises(EnvironmentProblem) as caught:
        default_paths().create()
    assert caught.value.code == "home-unwritable"
    assert str(tmp_path / "home") in caught.value.title
    assert HOME_VARIABLE in caught.value.hint


def test_without_the_variable_the_index_is_not_in_a_roaming_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    paths = default_paths()
    assert "Roaming" not in str(paths.data)
    assert len({paths.config, paths.data, paths.models, paths.runtime}) == 4


def test_the_delivered_models_are_there() -> None:
    assert list(delivered("models").glob("*.toml"))


def test_a_name_that_is_no_text_is_shown_escaped() -> None:
    assert displayed("/tmp/caf\udce9") == r"/tmp/caf\xe9"  # noqa: S108 - a name, no file
    assert displayed("/täxt") == "/täxt"
