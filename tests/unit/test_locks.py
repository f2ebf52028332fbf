"""The lock files hold what pyproject.toml asks for, with hashes, and nothing of the machine that made them."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def read_lock(path: Path) -> list[tuple[Requirement, int]]:
    """Requirements of a lock, each with the number of its hashes."""
    entries = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    return [
        (Requirement(entry.partition(" --hash")[0]), entry.count("--hash=sha256:"))
        for entry in entries
        if entry and not entry.startswith("#")
    ]


def asked_for(*groups: str) -> list[Requirement]:
    texts = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["starter"]]
    for group in groups:
        texts += [item for item in PROJECT["dependency-groups"][group] if isinstance(item, str)]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(("path", "groups"), [(LOCK, ["build"]), (DEV_LOCK, ["build", "dev"])])
def test_lock_holds_a_version_that_the_project_allows(path: Path, groups: list[str]) -> None:
    locked = read_lock(path)
    for wanted in asked_for(*groups):
        versions = [
            found.specifier for found, _ in locked if canonicalize_name(found.name) == canonicalize_name(wanted.name)
        ]
        assert versions, f"{wanted} is not in {path.name}: run `make lock`"
        for version in versions:
            assert wanted.specifier.contains(str(version).removeprefix("=="), prereleases=True), f"{wanted}: {version}"


@pytest.mark.parametrize("path", [LOCK, DEV_LOCK])
def test_every_package_is_pinned_with_hashes(path: Path) -> None:
    locked = read_lock(path)
    assert len(locked) > 20
    for requirement, hashes in locked:
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), requirement
        assert hashes > 0, requirement


@pytest.mark.parametrize("path", [LOCK, DEV_LOCK])
def test_lock_names_no_address_and_no_path(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert not re.search(r"(^|[ =])/\w", text, re.MULTILINE)


def test_tests_run_with_the_versions_that_users_get() -> None:
    runtime = {str(requirement) for requirement, _ in read_lock(LOCK)}
    assert runtime <= {str(requirement) for requirement, _ in read_lock(DEV_LOCK)}
