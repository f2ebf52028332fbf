"""What a fresh interpreter loads: the host never takes in Qt's window, the model's runtime or a parser."""

import json
import subprocess
import sys

import pytest

HEAVY = {"PySide6", "onnxruntime", "tokenizers", "numpy.f2py", "pypdfium2", "pypdfium2_raw", "lxml", "selectolax"} | {
    "onnx",
    "huggingface_hub",
}


def loaded_by(statements: str) -> set[str]:
    """Top-level names that a fresh interpreter has loaded after `statements`."""
    code = f"{statements}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_heavy_libraries_are_seen_where_they_are_loaded() -> None:
    assert {"PySide6", "onnxruntime"} <= loaded_by("import PySide6, onnxruntime")


@pytest.mark.parametrize("package", ["engine", "cli"])
def test_package_and_its_modules_load_nothing_heavy(package: str) -> None:
    # The two `*_child` modules are where the other processes start: theirs is what the host must not load.
    statements = f"""
import importlib, pkgutil, pplx_desktop.{package}
for module in pkgutil.walk_packages(pplx_desktop.{package}.__path__, "pplx_desktop.{package}."):
    if not module.name.endswith("_child"):
        importlib.import_module(module.name)
"""
    loaded = loaded_by(statements)
    assert f"pplx_desktop.{package}" in loaded
    assert not loaded & HEAVY


def test_main_module_loads_nothing_heavy() -> None:
    assert not loaded_by("import pplx_desktop.__main__") & (HEAVY | {"numpy", "apsw"})
