"""What the keys and the menu ask of the preview."""

from __future__ import annotations

from pplx_desktop.gui.actions import Actions
from pplx_desktop.gui.preview import Preview


def connect_preview(actions: Actions, preview: Preview) -> None:
    """Let the actions do what they say."""
    actions.find_in_file.triggered.connect(preview.find_in_file)
    actions.show_text.triggered.connect(preview.toggle_text)
    actions.zoom_in.triggered.connect(preview.zoom_in)
    actions.zoom_out.triggered.connect(preview.zoom_out)
    actions.zoom_usual.triggered.connect(preview.zoom_usual)
