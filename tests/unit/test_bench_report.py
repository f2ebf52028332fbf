"""What the benchmark says follows from what was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pplx_desktop.cli.bench import as_json, table
from pplx_desktop.embed.graph.shape import TRUE_SHAPE, Qwen3Shape
from pplx_desktop.engine.bench_report import BenchReport, Limits, Way, operations

SHAPE = Qwen3Shape(100, hidden=8, layers=2, heads=4, kv_heads=2, head_dim=4, intermediate=10)


def test_the_true_shape_has_the_true_number_of_parameters() -> None:
    # 596,049,920 in all, as the model's description has it: the table and the norms are the rest.
    table_and_norms = TRUE_SHAPE.vocabulary * 1024 + 28 * (2 * 1024 + 2 * 128) + 1024
    assert TRUE_SHAPE.matrix_parameters + table_and_norms == 596_049_920


def test_operations_are_counted_by_hand() -> None:
    # A layer: q 8x16, k and v 8x8, o 16x8, gate, up and down 8x10 each.
    weights = 2 * (8 * 16 + 2 * 8 * 8 + 16 * 8 + 3 * 8 * 10)
    matrix, attention = operations(SHAPE, [3, 5])
    assert matrix == 2 * weights * 8
    # Scores and weighted sums: 2 operations for each pair of tokens, head, dimension of a head, and layer, twice.
    assert attention == 2 * 2 * (3 * 3 + 5 * 5) * 4 * 4 * 2


def report() -> BenchReport:
    return BenchReport(
        layers=2,
        documents=2,
        tokens=300,
        padded_tokens=400,
        windows=2,
        longest_window=200,
        recipe=Way("the model card's recipe", 30.0, 10.0, 3_000_000, 1_000_000, 0.5),
        ours=Way("fused-int8-rows", 150.0, 2.0, 700_000, 400_000, 0.2),
        ratio=5.0,
        limits=Limits(fp32=100.0, int8=400.0),
        matrix_operations=400_000_000_000,
        attention_operations=50_000_000_000,
        query_tokens=16,
        query_s=0.0501,
    )


def test_shares_of_the_limit() -> None:
    found = report()
    assert found.achieved == pytest.approx(225)
    assert found.share_of_int8 == pytest.approx(225 / 400)
    # At their limits the matrices take 1 s and attention 0.5 s; it took 2 s.
    assert found.share_of_both == pytest.approx(0.75)
    assert found.recipe_share_of_fp32 == pytest.approx(0.45)
    assert Limits(1, 9).better(Limits(5, 3)) == Limits(5, 9)


def test_the_table_says_it_all() -> None:
    text = "\n".join(table(report()))
    for part in ("5.0 times", "25% of what", "225 GOPS, 56%", "75% of int8", "16 tokens, idle: 50 ms", "150", "0 MB"):
        assert part in text
    assert as_json(replace(report(), ratio=2.0))["ratio"] == 2.0
