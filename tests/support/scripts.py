"""Scripts that stand beside the program, loaded as modules."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from pplx_desktop.core.paths import delivered


def load_script(name: str) -> ModuleType:
    """`models/NAME.py` as a module of its own, outside of `sys.modules`."""
    spec = importlib.util.spec_from_file_location(name, delivered("models") / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
