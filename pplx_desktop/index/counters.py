"""Numbers that only grow: ids that are never used again, and how much was written since upkeep looked last.

Called inside a transaction. Invariant: a number that was taken is not given again, whatever was deleted meanwhile.
"""

from __future__ import annotations

from pplx_desktop.index.connection import Database


def take(database: Database, name: str, count: int = 1) -> int:
    """The first of `count` numbers that nobody else gets."""
    first: int = database.value("SELECT value FROM counters WHERE name = ?", name)
    database.run("UPDATE counters SET value = ? WHERE name = ?", first + count, name)
    return first


def read(database: Database, name: str) -> int:
    """The number that comes next."""
    return database.value("SELECT value FROM counters WHERE name = ?", name)


def put(database: Database, name: str, value: int) -> None:
    """Note a number."""
    database.run("UPDATE counters SET value = ? WHERE name = ?", value, name)
