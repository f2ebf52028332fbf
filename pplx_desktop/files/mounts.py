"""Which drives are mounted below a folder, and which file systems tell of no changes that other machines make (Linux).

Invariant: elsewhere the answers are empty, never wrong.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from pplx_desktop.files.roots import is_inside

KERNEL_FILE_SYSTEMS = frozenset(
    "proc sysfs devtmpfs devpts cgroup cgroup2 securityfs debugfs tracefs configfs pstore bpf efivarfs mqueue "  # noqa: SIM905
    "fusectl binfmt_misc rpc_pipefs nsfs fuse.portal fuse.gvfsd-fuse autofs".split()
)
"""Their files are no files."""
_SHARED_FILE_SYSTEMS = re.compile(
    r"nfs|cifs|smb|9p|ceph|gluster|lustre|afs|fuse\.|davfs|ncpfs|vboxsf|vmhgfs|prl_fs|drvfs"
)
_ESCAPE = re.compile(rb"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """A file system at a place. `number` is the kernel's, another each time it is mounted."""

    path: str
    kind: str
    device: int
    number: int


def mounts() -> list[Mount]:
    """All that is mounted, in the order in which it was; empty where the system does not tell."""
    try:
        table = Path("/proc/self/mountinfo").read_bytes()
    except OSError:
        return []
    return [mount for line in table.splitlines() if (mount := _parsed(line)) is not None]


def mounts_inside(root: str, table: list[Mount]) -> frozenset[Mount]:
    """What is mounted at a folder or below it."""
    return frozenset(mount for mount in table if mount.kind not in KERNEL_FILE_SYSTEMS and is_inside(mount.path, root))


def is_shared(root: str, table: list[Mount]) -> bool:
    """True where a folder is on a file system that others may change without this machine being told."""
    over = [mount for mount in table if is_inside(root, mount.path)]
    # The longest path, and of those at one place the last, for it covers the others.
    return (
        bool(over)
        and _SHARED_FILE_SYSTEMS.match(max(reversed(over), key=lambda mount: len(mount.path)).kind) is not None
    )


def _parsed(line: bytes) -> Mount | None:
    """See proc_pid_mountinfo(5)."""
    before, separator, after = line.partition(b" - ")
    fields, kind = before.split(b" "), after.split(b" ")[0]
    if not separator or len(fields) < 5:
        return None
    major, _, minor = fields[2].partition(b":")
    path = os.fsdecode(_ESCAPE.sub(lambda match: bytes([int(match[1], 8)]), fields[4]))
    return Mount(path, kind.decode("ascii", "replace"), os.makedev(int(major), int(minor)), int(fields[0]))
