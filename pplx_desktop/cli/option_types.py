"""What an option's text becomes; argparse names these functions in its messages."""

from __future__ import annotations

from argparse import ArgumentTypeError


def positive(text: str) -> int:
    """A whole number above zero."""
    value = int(text)
    if value < 1:
        raise ArgumentTypeError(f"{text} is not above zero")
    return value
