"""From a query to hits: query language, retrieval, fusion and snippets."""
