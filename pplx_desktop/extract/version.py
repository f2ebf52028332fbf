"""The version of what the readers make of a file, for those who must not load a reader."""

EXTRACTOR_VERSION = 2
"""Raised when the output for some file changes, its chunks included, so that files are read again."""
