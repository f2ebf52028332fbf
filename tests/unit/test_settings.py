"""Settings survive a round trip, and a file that cannot be read is never overwritten."""

import os
import stat
import subprocess
import sys
import threading
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from filelock import FileLock

from pplx_desktop.core import settings as settings_module
from pplx_desktop.core.errors import EnvironmentProblem, ExitStatus, UserError
from pplx_desktop.core.settings import Settings, SettingsStore

ADD_THIRTY = """
import dataclasses, pathlib, sys
from pplx_desktop.core.settings import SettingsStore
store = SettingsStore(pathlib.Path(sys.argv[1]))
for number in range(30):
    store.update(lambda s: dataclasses.replace(s, folders=(*s.folders, f"/{sys.argv[2]}/{number}")))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config" / "settings.toml"


def test_without_a_file_there_are_the_defaults(path: Path) -> None:
    assert SettingsStore(path).load() == Settings()
    assert not path.exists()


def test_what_is_written_is_read_by_another_store(path: Path) -> None:
    wanted = Settings(folders=("/a", "/b ü"), theme="dark", max_file_mb=7, use_gitignore=False)
    SettingsStore(path).update(lambda _: wanted)
    assert SettingsStore(path).load() == wanted


def test_a_change_from_outside_is_seen(path: Path) -> None:
    ours, other = SettingsStore(path), SettingsStore(path)
    ours.set(theme="light")
    assert other.load().theme == "light"
    other.set(theme="dark", folders=("/x",))
    assert (ours.load().theme, ours.load().folders) == ("dark", ("/x",))


def test_unknown_keys_of_a_newer_version_do_no_harm_and_stay(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('from_the_future = 1\ntheme = "dark"\n[window]\nsize = [3, 4]\n')
    store = SettingsStore(path)
    assert store.load() == Settings(theme="dark")
    store.set(theme="light")
    SettingsStore(path).set(max_file_mb=7)
    written = tomllib.loads(path.read_text())
    assert (written["from_the_future"], written["window"]) == (1, {"size": [3, 4]})
    assert SettingsStore(path).load() == Settings(theme="light", max_file_mb=7)


@pytest.mark.parametrize(
    "text",
    [
        *("theme = ", "theme = 3", 'theme = "pink"', 'folders = "/a"', "folders = [1]", "\xff"),
        *("max_file_mb = true", "max_file_mb = 0", "model_idle_s = -1"),
        *("dims = 120", "dims = 132", "dims = -8", "window_tokens = 3", 'provider = "gpu"'),
    ],
)
def test_a_file_that_makes_no_sense_is_an_error_and_stays(path: Path, text: str) -> None:
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    store = SettingsStore(path)
    with pytest.raises(EnvironmentProblem) as caught:
        store.set(theme="dark")
    assert caught.value.code == "settings-unreadable"
    assert str(path) in caught.value.title
    assert caught.value.exit_status is ExitStatus.ENVIRONMENT
    assert path.read_bytes() == text.encode("latin-1")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_the_file_and_its_folder_are_private(path: Path) -> None:
    SettingsStore(path).set(theme="dark")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_no_update_is_lost_between_threads(path: Path) -> None:
    store = SettingsStore(path)

    def add(name: str) -> None:
        store.update(lambda settings: replace(settings, folders=(*settings.folders, name)))

    threads = [threading.Thread(target=add, args=(f"/{number}",)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(store.load().folders) == sorted(f"/{number}" for number in range(20))


def test_every_field_is_described() -> None:
    assert all(field.metadata["description"].endswith(".") for field in fields(Settings))


@pytest.mark.parametrize("values", [{"dims": 0}, {"dims": 136}, {"window_tokens": 0}, {"window_tokens": 4096}])
def test_values_inside_their_limits_are_kept(path: Path, values: dict[str, int]) -> None:
    SettingsStore(path).set(**values)
    assert SettingsStore(path).load() == Settings(**values)


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"max_file_mb": 0}, "Max_file_mb must be at least 1."),
        ({"theme": "pink"}, "one of system, light, dark"),
        ({"dims": 120}, "Dims must be at least 128, or 0."),
        ({"dims": 132}, "Dims must be a multiple of 8."),
    ],
)
def test_a_value_that_could_not_be_read_again_is_not_written(
    path: Path, values: dict[str, object], complaint: str
) -> None:
    store = SettingsStore(path)
    store.set(theme="dark")
    with pytest.raises(UserError, match=complaint):
        store.set(**values)
    assert SettingsStore(path).load() == store.load() == Settings(theme="dark")


def test_no_update_is_lost_between_processes(path: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", ADD_THIRTY, path, name]) for name in "ab"]
    assert [child.wait(60) for child in children] == [0, 0]
    wanted = {f"/{name}/{number}" for name in "ab" for number in range(30)}
    assert set(SettingsStore(path).load().folders) == wanted


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_a_lock_that_another_holds_is_waited_for_and_then_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_module, "LOCK_TIMEOUT_S", 0.1)
    store = SettingsStore(path)
    store.set(theme="dark")
    lock = path.with_name("settings.toml.lock")
    assert stat.S_IMODE(lock.stat().st_mode) == 0o600
    with FileLock(lock), pytest.raises(EnvironmentProblem) as caught:
        store.set(theme="light")
    assert caught.value.code == "settings-locked"
    assert store.set(model="other") == Settings(theme="dark", model="other")


@pytest.mark.parametrize("leave", [Path.unlink, lambda path: path.write_bytes(b"")], ids=["gone", "empty"])
def test_a_file_that_goes_away_is_no_reason_to_forget_all_folders(path: Path, leave) -> None:
    store, watching = SettingsStore(path), SettingsStore(path)
    store.set(folders=("/a",), model="m")
    assert watching.load().folders == ("/a",)
    leave(path)
    for one in (store, watching):
        with pytest.raises(EnvironmentProblem) as caught:
            one.load()
        assert caught.value.code == "settings-missing"
        assert str(path) in caught.value.title
    assert SettingsStore(path).load() == Settings()
    watching.set(theme="dark")
    assert store.load() == watching.load() == Settings(folders=("/a",), model="m", theme="dark")


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(EnvironmentProblem) as caught:
        SettingsStore(tmp_path / "file" / "config" / "settings.toml").set(theme="dark")
    assert caught.value.code == "settings-not-written"


def test_a_write_that_fails_leaves_what_was_there_and_nothing_else(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SettingsStore(path)
    store.set(theme="dark")
    before = sorted(path.parent.iterdir())

    def disk_full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", disk_full)
        with pytest.raises(EnvironmentProblem, match="No space left") as caught:
            store.set(theme="light")
    assert caught.value.code == "settings-not-written"
    assert sorted(path.parent.iterdir()) == before
    assert store.load().theme == "dark"
