"""The libraries that "About" lists are those that the program needs and that are here."""

from __future__ import annotations

import importlib.metadata
import re

from pplx_desktop.core.libraries import find_libraries


def test_every_requirement_is_listed_with_its_licence() -> None:
    listed = {re.sub(r"[-_.]+", "-", library.name).lower(): library for library in find_libraries()}
    needed = [text for text in importlib.metadata.requires("pplx-desktop") or () if ";" not in text]
    assert len(needed) > 15
    for text in needed:
        name = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", text)[0]).lower()
        assert name in listed, name
        assert listed[name].licence, name
        assert listed[name].version == importlib.metadata.version(name)
    # What these need in turn, and nothing that only the tests do.
    assert "shiboken6" in listed
    assert "python" in listed
    assert "pytest" not in listed


def test_licence_texts_come_along() -> None:
    texts = {library.name: library.text for library in find_libraries()}
    assert "Permission" in texts["platformdirs"]
    assert sum(bool(text) for text in texts.values()) > len(texts) / 2
