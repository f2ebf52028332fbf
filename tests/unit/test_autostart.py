"""The start with the session: each system's entry, written and taken back."""

from __future__ import annotations

import plistlib
import shlex
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pplx_desktop.core.errors import EnvironmentProblem
from pplx_desktop.gui import autostart
from pplx_desktop.gui.autostart import DesktopEntry, LaunchAgent, RunKey


def _exec(file: Path) -> str:
    return next(line[5:] for line in file.read_text().splitlines() if line.startswith("Exec="))


def test_a_desktop_starts_it_in_the_background_and_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PPLX_DESKTOP_HOME", raising=False)
    autostart.apply(is_on=True)
    (file,) = (tmp_path / "autostart").iterdir()
    assert shlex.split(_exec(file)) == [*autostart.own_command(), "--background"]
    assert Path(shlex.split(_exec(file))[0]).is_absolute()
    checked = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    autostart.apply(is_on=False)
    autostart.apply(is_on=False)
    assert not file.exists()


def test_another_home_goes_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPLX_DESKTOP_HOME", "/home/ada/other")
    autostart.apply(is_on=True, entry=DesktopEntry(tmp_path))
    (file,) = tmp_path.iterdir()
    expected = [*autostart.own_command(), "--home", "/home/ada/other", "--background"]
    assert shlex.split(_exec(file)) == expected
    agent = tmp_path / "agents"
    autostart.apply(is_on=True, entry=LaunchAgent(agent))
    (plist,) = agent.iterdir()
    content = plistlib.loads(plist.read_bytes())
    assert content["RunAtLoad"] is True
    assert content["ProgramArguments"] == expected
    registry = FakeRegistry()
    autostart.apply(is_on=True, entry=RunKey(registry))
    assert registry.values == {"pplx-desktop": subprocess.list2cmdline(expected)}
    autostart.apply(is_on=False, entry=LaunchAgent(agent))
    assert not list(agent.iterdir())


def test_windows_starts_it_without_a_console_where_it_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("pplx-desktop.exe", "pplx-desktopw.exe"):
        (tmp_path / name).touch()
        assert autostart.own_command() == [str(tmp_path / name)]


def test_a_bundle_starts_itself_from_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "renamed"))
    assert autostart.own_command() == [str(tmp_path / "renamed")]
    # An AppImage runs from a place that is gone with it.
    monkeypatch.setenv("APPIMAGE", "/opt/pplx.AppImage")
    assert autostart.own_command() == ["/opt/pplx.AppImage"]


def test_odd_paths_are_quoted_by_the_rules_of_an_exec_line(tmp_path: Path) -> None:
    DesktopEntry(tmp_path).write(['/opt/a b/100% "pplx"$`', "--background"])
    (file,) = tmp_path.iterdir()
    assert _exec(file) == r'"/opt/a b/100%% \\"pplx\\"\\$\\`" --background'
    checked = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert "Exec" not in checked.stdout, checked.stdout


def test_what_the_user_switched_off_in_the_desktop_stays_off(tmp_path: Path) -> None:
    entry = DesktopEntry(tmp_path)
    entry.write(["/usr/bin/pplx-desktop"])
    (file,) = tmp_path.iterdir()
    switched_off = f"{file.read_text()}X-GNOME-Autostart-enabled=false\n"
    file.write_text(switched_off)
    entry.write(["/usr/bin/pplx-desktop", "--background"])
    assert file.read_text() == switched_off


class FakeRegistry:
    """winreg with one key."""

    HKEY_CURRENT_USER, REG_SZ = "HKCU", 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.opened: list[tuple[str, str]] = []

    @contextmanager
    def CreateKey(self, root: str, path: str) -> Any:
        self.opened.append((root, path))
        yield self

    def SetValueEx(self, key: FakeRegistry, name: str, reserved: int, kind: int, value: str) -> None:
        self.values[name] = value

    def DeleteValue(self, key: FakeRegistry, name: str) -> None:
        if name not in self.values:
            raise FileNotFoundError
        del self.values[name]


def test_windows_keeps_it_for_this_user() -> None:
    registry = FakeRegistry()
    key = RunKey(registry)
    key.write([r"C:\Program Files\pplx\pplx-desktop.exe", "--background"])
    assert registry.values == {"pplx-desktop": r'"C:\Program Files\pplx\pplx-desktop.exe" --background'}
    assert registry.opened == [("HKCU", r"Software\Microsoft\Windows\CurrentVersion\Run")]
    key.remove()
    key.remove()
    assert not registry.values


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem) as raised:
        autostart.apply(is_on=True, entry=DesktopEntry(tmp_path / "file" / "autostart"))
    assert raised.value.code == "autostart"
