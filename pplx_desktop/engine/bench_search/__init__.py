"""The benchmark of searching: indexes of any size, the same queries over each, and beside them what one could use instead."""
