"""`python -m tests.campaigns NAME --count N`: run a campaign, print its counts, end with 1 where anything was lost."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.campaigns.table import CAMPAIGNS
from tests.campaigns.tally import Tally


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="+", choices=[*CAMPAIGNS, "all"], help=", ".join(CAMPAIGNS))
    parser.add_argument("--count", type=int, help="attempts; without it, what the tests run")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the first attempt's number")
    parser.add_argument("--folder", type=Path, help="work and stay here; without it, in a folder that is removed")
    options = parser.parse_args()
    names = list(CAMPAIGNS) if "all" in options.names else options.names
    lost = 0
    os.nice(5)
    for name in names:
        run, short_count = CAMPAIGNS[name]
        with tempfile.TemporaryDirectory(prefix=f"pplx-desktop-{name}-") as made:
            folder = options.folder or Path(made)
            folder.mkdir(parents=True, exist_ok=True)
            tally = Tally(name, options.count or short_count, folder, options.seed, options.first, told=True)
            begun = time.monotonic()
            run(tally)
        print(f"{tally}; {time.monotonic() - begun:.0f} s", flush=True)
        print("".join(f"LOST  {loss}\n" for loss in tally.losses), end="")
        lost += len(tally.losses)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
