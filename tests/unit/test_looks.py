"""What is to be looked at after an event, and how a flood of looks becomes few."""

from pathlib import Path

import pytest

from pplx_desktop.files.clocks import SLEPT_S, SleepDetector
from pplx_desktop.files.looks import MOST_LOOKS, Look, looks_at, simplified
from pplx_desktop.files.mounts import KERNEL_FILE_SYSTEMS, is_shared, mounts, mounts_inside

DEEP = True


@pytest.mark.parametrize(
    ("path", "is_folder", "looks"),
    [
        ("/r/a/b.txt", False, {Look("/r/a")}),
        ("/r/a/b", True, {Look("/r/a"), Look("/r/a/b", DEEP)}),
        ("/r", True, {Look("/r", DEEP)}),
        ("/r/a/.gitignore", False, {Look("/r/a", DEEP)}),
        ("/r/a/CACHEDIR.TAG", False, {Look("/r/a", DEEP), Look("/r")}),
        ("/r/pyvenv.cfg", False, {Look("/r", DEEP)}),
    ],
)
def test_an_event_asks_for_all_that_it_can_have_changed(path: str, is_folder: bool, looks: set[Look]) -> None:
    assert looks_at("/r", [path], is_folder=is_folder) == looks


def test_looks_inside_of_others_are_dropped() -> None:
    looks = [
        Look("/r/a/b"),
        Look("/r/a", DEEP),
        Look("/r/a"),
        Look("/r/ab"),
        Look("/r/a/b/c", DEEP),
        Look("/other", DEEP),
    ]
    assert simplified("/r", looks) == [Look("/r/a", DEEP), Look("/r/ab")]
    assert simplified("/", [Look("/a/b", DEEP), Look("/")]) == [Look("/"), Look("/a/b", DEEP)]
    assert simplified("/r", [Look("/r", DEEP), *looks]) == [Look("/r", DEEP)]


def test_a_flood_becomes_one_look_above_all() -> None:
    looks = [Look(f"/r/a/{number}/x") for number in range(MOST_LOOKS + 1)]
    assert simplified("/r", looks) == [Look("/r/a", DEEP)]
    assert len(simplified("/r", looks[1:])) == MOST_LOOKS


@pytest.mark.parametrize(
    ("awake_s", "all_s", "slept"),
    [
        (5, 5, False),
        (5, 5 + SLEPT_S - 1, False),
        (5, 3600, True),
        # Where one clock counts both, the look itself comes late.
        (3600, 3600, True),
        # A clock that is put back is no sleep.
        (5, -7200, False),
    ],
)
def test_a_gap_between_the_clocks_is_a_sleep(awake_s: float, all_s: float, slept: bool) -> None:
    now = [(100.0, 1000.0)]
    detector = SleepDetector(5.0, lambda: now[-1])
    now.append((100.0 + awake_s, 1000.0 + all_s))
    assert detector.has_slept() is slept
    assert not detector.has_slept()


def test_what_is_mounted_is_read_with_odd_names(monkeypatch: pytest.MonkeyPatch) -> None:
    table = (
        b"21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        b"40 21 8:17 / /media/my\\040stick rw,nosuid shared:5 - vfat /dev/sdb1 rw\n"
        b"41 21 0:50 / /home/me/share rw - nfs4 host:/x rw\n"
        b"42 21 0:51 / /home/me/far rw - fuse.sshfs host: rw\n"
        b"43 41 8:33 / /home/me/share/local rw - xfs /dev/sdc1 rw\n"
        b"44 21 0:5 / /home/me/proc rw - proc proc rw\nnonsense\n"
    )
    monkeypatch.setattr(Path, "read_bytes", lambda _: table)
    found = mounts()
    assert [mount.path for mount in mounts_inside("/media", found)] == ["/media/my stick"]
    assert {mount.path for mount in mounts_inside("/home/me", found)} == {
        "/home/me/share",
        "/home/me/share/local",
        "/home/me/far",
    }
    shared = {
        path: is_shared(path, found)
        for path in ("/home/me", "/home/me/share/x", "/home/me/far", "/home/me/share/local/y")
    }
    assert list(shared.values()) == [False, True, True, False]


def test_this_machine_s_own_table_is_understood() -> None:
    if not Path("/proc/self/mountinfo").exists():
        assert mounts() == []
        return
    device = Path("/proc").stat().st_dev
    assert any(mount.device == device and mount.kind in KERNEL_FILE_SYSTEMS for mount in mounts())
