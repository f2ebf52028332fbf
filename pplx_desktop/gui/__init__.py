"""The window. Talks to `core.ports.SearchEngine` alone, through one bridge; the only room that knows Qt.

Invariants: the thread that paints never calls the engine; only frozen dataclasses cross a thread; text from a file is
shown as plain text and can load nothing.
"""
