"""Many programs at once: `python -m tests.campaigns.many_programs N ARGUMENT…` prints the pid of each, and how it ended.

They are forks of one process in which all is imported, so that they reach what they compete for at the same moment.
"""

from __future__ import annotations

import os
import sys

from pplx_desktop.cli.main import run_command_line
from pplx_desktop.engine import index_session

assert index_session, "imported before the forks"


def main() -> None:
    number, *arguments = sys.argv[1:]
    begin, hold = os.pipe()
    programs: list[int] = []
    for _ in range(int(number)):
        pid = os.fork()
        if not pid:
            os.close(hold)
            os.read(begin, 1)  # ends for all of them when the other end is closed
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os._exit(run_command_line(arguments, lambda *_: 1))
        programs.append(pid)
    print(*programs, flush=True)
    os.close(hold)
    for pid in programs:
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
