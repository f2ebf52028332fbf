"""Measures the ways to run a model on this machine, and keeps the fastest whose vectors stay what they are."""

from pplx_desktop.embed.tune.race import tune

__all__ = ["tune"]
