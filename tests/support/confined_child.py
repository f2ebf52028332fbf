"""A child that confines itself by the means that it is told, tries what a reader must not do and what it must be able
to do, and prints for each whether it could, as one JSON text.

Arguments: which means (none, limits, landlock, seccomp, all), a folder that it may spoil, the id of another process.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import resource
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from pplx_desktop.engine.sandbox import linux
from pplx_desktop.engine.sandbox.confinement import confine
from pplx_desktop.engine.sandbox.landlock import apply_landlock
from pplx_desktop.engine.sandbox.seccomp import apply_filter

MEMORY_BYTES = 1024 * 1024 * 1024
IO_URING_SETUP, UNKNOWN = 425, 4000
PTRACE_SEIZE = 0x4206

libc = ctypes.CDLL(None, use_errno=True)


def called(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result


def take(means: str) -> None:
    match means:
        case "limits":
            linux._limit(MEMORY_BYTES)
        case "landlock":
            assert not linux._give_up_privileges(libc)
            assert not apply_landlock(libc)
        case "seccomp":
            assert not linux._give_up_privileges(libc)
            assert not apply_filter(libc)
        case "all":
            assert not confine(MEMORY_BYTES).lacking
        case _:
            assert means == "none"


def write_open_file(descriptor: int) -> None:
    os.write(descriptor, b"x")


def start_thread() -> None:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()


def call_back() -> None:
    ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 3)()


def fork() -> None:
    if not (pid := os.fork()):
        os._exit(0)
    os.waitpid(pid, 0)


def unix_bind(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket"))


def attempts(folder: Path, other: int, open_file: int) -> dict[str, Callable[[], object]]:
    file = folder / "file"
    return {
        # must not
        "internet socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
        "datagram socket": lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM).close(),
        "unix socket": lambda: unix_bind(folder),
        "pair of sockets": lambda: [end.close() for end in socket.socketpair()],
        "new file": lambda: (folder / "new").write_bytes(b""),
        "overwrite": lambda: file.write_bytes(b"spoilt"),
        "append": lambda: os.close(os.open(file, os.O_WRONLY | os.O_APPEND)),
        "truncate": lambda: os.truncate(file, 0),
        "file without a name": lambda: os.close(os.open(folder, os.O_TMPFILE | os.O_RDWR)),
        "file in memory": lambda: os.close(os.memfd_create("x")),
        "write into an open file": lambda: write_open_file(open_file),
        "rename": lambda: (folder / "a").rename(folder / "b"),
        "remove": (folder / "c").unlink,
        "make a folder": (folder / "folder").mkdir,
        "remove a folder": (folder / "empty").rmdir,
        "symbolic link": lambda: (folder / "link").symlink_to("x"),
        "hard link": lambda: os.link(file, folder / "second"),
        "pipe with a name": lambda: os.mkfifo(folder / "fifo"),
        "permissions": lambda: file.chmod(0o700),
        "times": lambda: os.utime(file),
        "owner": lambda: os.chown(file, os.getuid(), os.getgid()),
        "another program": lambda: subprocess.run(["/bin/true"], check=True),
        "fork": fork,
        "signal to another": lambda: os.kill(other, 0),
        "signal to its owner": lambda: os.kill(os.getppid(), 0),
        "debug another": lambda: called(libc.ptrace(PTRACE_SEIZE, other, None, None)),
        "environment of another": lambda: Path(f"/proc/{other}/environ").read_bytes(),
        "ring of requests": lambda: os.close(called(libc.syscall(IO_URING_SETUP, 1, ctypes.create_string_buffer(256)))),
        "keys of the session": lambda: called(libc.syscall(250, 0, -3, 1)),
        "raise a limit": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1)),
        "too much memory": lambda: mmap.mmap(-1, 2 * MEMORY_BYTES).close(),
        # must be able to
        "read": file.read_bytes,
        "list": lambda: list(folder.iterdir()),
        "read libraries": lambda: Path(os.__file__).read_bytes(),
        "itself": lambda: Path("/proc/self/status").read_bytes(),
        "thread": start_thread,
        "signal to itself": lambda: os.kill(os.getpid(), 0),
        "random": lambda: Path("/dev/urandom").open("rb").read(8),
        "memory": lambda: mmap.mmap(-1, MEMORY_BYTES // 8).close(),
        "read limits": lambda: resource.getrlimit(resource.RLIMIT_AS),
        "function called back": call_back,
        "unknown call": lambda: called(libc.syscall(UNKNOWN)),
    }


def main() -> None:
    means, folder, other = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    open_file = os.open(folder / "open", os.O_RDWR)
    take(means)
    outcomes: dict[str, str] = {}
    for name, attempt in attempts(folder, other, open_file).items():
        try:
            attempt()
            outcomes[name] = "done"
        except (OSError, ValueError, MemoryError) as error:
            outcomes[name] = type(error).__name__
    print(json.dumps(outcomes))


if __name__ == "__main__":
    main()
