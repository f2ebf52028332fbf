"""The program on a made-up household instead of an engine: `python -m tests.support.household_program RUNTIME [new]`.

`new`: no folder is chosen yet, as at the first start.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from pplx_desktop.gui.app import run
from pplx_desktop.gui.instance import SHOW, SingleInstance
from tests.support.fake_engine import FakeEngine
from tests.support.household import household


def _engine() -> FakeEngine:
    engine = household()
    if "new" in sys.argv[2:]:
        engine.kept_settings = replace(engine.kept_settings, folders=())
    return engine


if __name__ == "__main__":
    instance = SingleInstance(Path(sys.argv[1]))
    sys.exit(run(instance, _engine) if instance.claim(SHOW) else 0)
