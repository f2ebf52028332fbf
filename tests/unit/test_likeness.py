"""How near two sets of vectors are, held against plain counting."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.manifest import Manifest, read_manifest
from pplx_desktop.embed.tune.likeness import Likeness, likeness

ROWS, PASSAGES, DIMS = 40, 30, 64


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    known = read_manifest(delivered("models") / "pplx-embed-context-v1-0.6b.toml")
    return replace(known, native_dims=DIMS, dims=48)


def vectors(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(0, 0.5, (ROWS, DIMS)).astype(np.float32)


def plain_share(mine: np.ndarray, reference: np.ndarray, dims: int) -> float:
    """Of the ten nearest by int8 codes, counted without matrices."""

    def nearest(values: np.ndarray, row: int) -> set[int]:
        codes = np.rint(np.tanh(values[:, :dims].astype(np.float32)) * 127).astype(np.float64)
        scores = [
            (-codes[row] @ codes[other] / np.linalg.norm(codes[row]) / np.linalg.norm(codes[other]), other)
            for other in range(PASSAGES)
            if other != row
        ]
        return {other for _, other in sorted(scores)[:10]}

    return float(np.mean([len(nearest(mine, row) & nearest(reference, row)) / 10 for row in range(ROWS)]))


def test_the_same_is_like_itself(manifest: Manifest) -> None:
    found = likeness(vectors(), vectors(), PASSAGES, manifest)
    assert (round(found.cosine, 6), found.same_top_10, found.same_bits) == (1, 1, 1)
    assert found.is_faithful
    assert found.complaint() == ""


def test_dimensions_that_are_not_kept_do_not_count(manifest: Manifest) -> None:
    other = vectors()
    other[:, 48:] = 9
    assert likeness(other, vectors(), PASSAGES, manifest) == likeness(vectors(), vectors(), PASSAGES, manifest)


@pytest.mark.parametrize("noise", [0.05, 0.3, 2.0])
def test_shares_are_those_that_counting_gives(manifest: Manifest, noise: float) -> None:
    reference = vectors()
    mine = reference + np.random.default_rng(9).normal(0, noise, reference.shape).astype(np.float32)
    found = likeness(mine, reference, PASSAGES, manifest)
    assert found.same_bits == pytest.approx(((mine[:, :48] >= 0) == (reference[:, :48] >= 0)).mean())
    # With the reference's passages beside, it can only be lower.
    assert found.same_top_10 <= plain_share(mine, reference, 48) + 1e-9
    cosines = [
        one @ other / np.linalg.norm(one) / np.linalg.norm(other)
        for one, other in zip(mine[:, :48], reference[:, :48], strict=True)
    ]
    assert found.cosine == pytest.approx(np.mean(cosines), abs=1e-5)


def test_vectors_that_agree_with_each_other_alone_are_not_interchangeable(manifest: Manifest) -> None:
    """Turned as a whole they find the same among themselves, and nothing in an index that the reference made."""
    turned = np.roll(vectors(), 1, axis=1)[:, :48]
    turned = np.concatenate([turned, vectors()[:, 48:]], axis=1)
    found = likeness(turned, vectors(), PASSAGES, manifest)
    assert found.same_top_10 < 0.6
    assert not found.is_faithful


def test_what_is_not_finite_is_like_nothing(manifest: Manifest) -> None:
    bad = vectors()
    bad[3, 2] = np.nan
    found = likeness(bad, vectors(), PASSAGES, manifest)
    assert not found.is_faithful
    assert "mean cosine" in found.complaint()


@pytest.mark.parametrize(
    ("found", "part"),
    [
        (Likeness(0.9899, 1, 1), "mean cosine 0.9899, at least 0.99"),
        (Likeness(0.9999, 0.949, 1), "94.9% of the ten nearest"),
        (Likeness(0.99, 0.95, 0.9), ""),
    ],
)
def test_both_bounds_have_to_hold(found: Likeness, part: str) -> None:
    assert part in found.complaint()
    assert found.is_faithful is (part == "")
