"""Keys that show or hide the window from anywhere, on each system in its own way."""
