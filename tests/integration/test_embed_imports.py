"""What importing the embed room loads, and in which order telemetry is turned off. Each in a fresh interpreter."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = "{'onnxruntime', 'tokenizers', 'numpy'}"


def output_of(statements: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"ORT_DISABLE_TELEMETRY", "CI"}}
    done = subprocess.run(
        [sys.executable, "-c", statements], capture_output=True, text=True, check=True, timeout=60, env=environment
    )
    return done.stdout.strip()


@pytest.mark.parametrize("module", ["manifest", "catalog"])
def test_knowing_the_models_loads_no_runtime(module: str) -> None:
    assert output_of(f"import sys, pplx_desktop.embed.{module}; print({HEAVY} & set(sys.modules))") == "set()"


def test_knowing_the_models_needs_no_runtime_for_a_fingerprint() -> None:
    statements = f"""
import sys
from pathlib import Path
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog
model = Catalog(delivered("models"), Path("none")).find("all-minilm-l6-v2")
model.check()
print(len(model.fingerprint), {HEAVY} & set(sys.modules))
"""
    assert output_of(statements) == "32 set()"


def test_cutting_chunks_loads_the_tokenizer_alone() -> None:
    statements = f"import sys, pplx_desktop.embed.tokenization; print({HEAVY} & set(sys.modules))"
    assert output_of(statements) == "{'tokenizers'}"


@pytest.mark.parametrize("module", ["session", "model"])
def test_telemetry_is_off_before_onnxruntime_is_imported(module: str) -> None:
    statements = f"""
import builtins, os
states = []
real = builtins.__import__
def spying(name, *arguments, **keywords):
    if name == "onnxruntime":
        states.append(os.environ.get("ORT_DISABLE_TELEMETRY"))
    return real(name, *arguments, **keywords)
builtins.__import__ = spying
import pplx_desktop.embed.{module}
print(states[0])
"""
    assert output_of(statements) == "1"


def test_an_old_value_does_not_turn_telemetry_on() -> None:
    statements = """
import os
os.environ["ORT_DISABLE_TELEMETRY"] = "0"
import pplx_desktop.embed
print(os.environ["ORT_DISABLE_TELEMETRY"])
"""
    assert output_of(statements) == "1"
