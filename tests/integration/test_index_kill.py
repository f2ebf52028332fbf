"""`kill -9` at any moment leaves an index in which everything agrees."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from pplx_desktop.index.store import Index
from tests.support.small_blocks import small_blocks

KILLS = 15
ROOT = Path(__file__).parent.parent.parent


def test_a_killed_writer_leaves_a_whole_index(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite3"
    rng = random.Random(2)
    written = listed = 0
    for kill in range(KILLS):
        command = [sys.executable, "-m", "tests.support.killed_writer", str(path), str(kill)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            time.sleep(rng.uniform(0.02, 0.5))
            child.kill()
        with small_blocks(), Index.open(path, write=kill % 2 == 0) as index:
            # Also that lists of common words say what the full text index does.
            assert index.check() == [], f"after kill {kill}"
            written = max(written, index.counts(1).embedded)
            listed = max(listed, index._db.value("SELECT count(*) FROM word_lists WHERE word <> ''"))
    assert written > 0
    assert listed > 0
