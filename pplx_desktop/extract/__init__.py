"""From a file to a `Document`: one module for each family of formats."""
