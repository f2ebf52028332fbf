"""What every other room may use: types, errors, settings, paths and ports. Imports nothing of the program."""
