"""Makes likenesses by different models comparable. Pure functions.

Each model has a scale of its own: by one, two texts that have nothing to do with each other have a cosine of 0, by
another of 0.6. How like a query the average chunk is, and how far chunks differ in that, says where a likeness stands.

Invariant: the order within one model's likenesses stays, and those of the reference stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_PRIOR_MEAN, _PRIOR_SPREAD = 1.0, 8.0
"""With so many chunks, what a sample says of a model counts half; the rest is taken to be as with the reference. Where
unlike texts stand on a model's scale shows soon, how far they differ takes more of them.
"""
_LEAST_SPREAD = 0.01


def on_one_scale(
    judged: Sequence[dict[int, float]], samples: Sequence[Floats], models: Sequence[str]
) -> list[dict[int, float]]:
    """Likenesses in several sets, on the scale of the model with the largest sample, the first of equals.

    `samples` are the likenesses of chunks that were taken from each set at random, `models` says who made it. Sets of one
    model have one scale, whatever their dimensions: the first ones of a vector are trained to be one of their own.
    """
    pooled = {
        model: np.concatenate([sample for sample, maker in zip(samples, models, strict=True) if maker == model])
        for model in dict.fromkeys(models)
    }
    reference = max(pooled, key=lambda model: len(pooled[model]))
    if not len(pooled[reference]):
        return list(judged)
    mean, spread = _described(pooled[reference])
    scaled: list[dict[int, float]] = []
    for likeness, model in zip(judged, models, strict=True):
        sample = pooled[model]
        if model == reference or not len(sample):
            scaled.append(likeness)
            continue
        own_mean, own_spread = _described(sample)
        own_mean += (mean - own_mean) * _PRIOR_MEAN / (len(sample) + _PRIOR_MEAN)
        own_spread += (spread - own_spread) * _PRIOR_SPREAD / (len(sample) + _PRIOR_SPREAD)
        scaled.append({chunk: mean + (value - own_mean) / own_spread * spread for chunk, value in likeness.items()})
    return scaled


def _described(sample: Floats) -> tuple[float, float]:
    return float(sample.mean()), max(float(sample.std()), _LEAST_SPREAD)
