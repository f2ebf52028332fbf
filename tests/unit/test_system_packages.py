"""Which system packages are named, for which system, and when they may be installed."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "packaging" / "system_packages.py"


@pytest.fixture(scope="module")
def system_packages() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("system_packages", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["system_packages"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["system_packages"]


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH, empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def add_tool(folder: Path, name: str, script: str = "exit 0") -> None:
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def missing_parts(module: ModuleType) -> tuple[object, ...]:
    absent = module.Part("libabsent.so.9", lambda: module._loads("libabsent.so.9"), ("absent9", "absent-rpm", "absent"))
    present = module.Part("libc.so.6", lambda: module._loads("libc.so.6"), ("libc6", "glibc", "glibc"))
    return (absent, present)


def test_what_the_loader_finds_is_not_missing(system_packages: ModuleType, tools: Path) -> None:
    shortage = system_packages.find_shortage(missing_parts(system_packages))
    assert [part.name for part in shortage.parts] == ["libabsent.so.9"]


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "apt-get update && apt-get install --no-install-recommends absent9"),
        ("dnf", "dnf install absent-rpm"),
        ("pacman", "pacman -S --needed absent"),
    ],
)
def test_line_to_type_suits_the_system(system_packages: ModuleType, tools: Path, manager: str, line: str) -> None:
    add_tool(tools, manager)
    shortage = system_packages.find_shortage(missing_parts(system_packages))
    assert shortage.command_line == line
    add_tool(tools, "sudo")
    assert shortage.command_line == " && ".join(f"sudo {step}" for step in line.split(" && "))


def test_unknown_system_gets_the_names(system_packages: ModuleType, tools: Path) -> None:
    shortage = system_packages.find_shortage(missing_parts(system_packages))
    assert "absent9" in shortage.command_line
    assert not system_packages.may_install(shortage)


def test_nothing_is_installed_where_sudo_wants_a_password(
    system_packages: ModuleType, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    add_tool(tools, "apt-get")
    shortage = system_packages.find_shortage(missing_parts(system_packages))
    assert not system_packages.may_install(shortage)
    add_tool(tools, "sudo", "exit 1")
    assert not system_packages.may_install(shortage)
    add_tool(tools, "sudo", "exit 0")
    assert system_packages.may_install(shortage)


def test_install_updates_then_installs_without_recommendations(
    system_packages: ModuleType, tools: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tools / "env").symlink_to("/usr/bin/env")
    add_tool(tools, "apt-get", f'echo "$DEBIAN_FRONTEND $@" >> {tmp_path}/calls')
    shortage = system_packages.find_shortage(missing_parts(system_packages))
    assert system_packages.install(shortage, tmp_path / "log")
    assert (tmp_path / "calls").read_text().splitlines() == [
        "noninteractive update",
        "noninteractive install --yes --no-install-recommends absent9",
    ]
    add_tool(tools, "apt-get", "exit 100")
    assert not system_packages.install(shortage, tmp_path / "log")


def test_long_list_is_told_in_short(system_packages: ModuleType, tools: Path) -> None:
    parts = [system_packages.Part(name, lambda: False, ("a", "b", "c")) for name in "vwxyz"]
    assert system_packages.find_shortage(parts[:2]).names == "v, w"
    assert system_packages.find_shortage(parts).names == "v, w, x and 2 more"


def test_everything_named_is_complete(system_packages: ModuleType) -> None:
    parts = (*system_packages.PYTHON_PARTS, *system_packages.WINDOW_PARTS, *system_packages.TEST_PARTS)
    assert len({part.name for part in parts}) == len(parts)
    assert all(len(part.packages) == len(system_packages.MANAGERS) and all(part.packages) for part in parts)
