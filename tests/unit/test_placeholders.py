"""Files that are shown here and kept elsewhere, by the marks that the systems set."""

from types import SimpleNamespace

import pytest

from pplx_desktop.files.placeholders import is_online_only, stubbed_name


@pytest.mark.parametrize(
    ("marks", "online"),
    [
        ({"st_file_attributes": 0x1000}, True),
        ({"st_file_attributes": 0x40000}, True),
        ({"st_file_attributes": 0x400000 | 0x20}, True),
        ({"st_file_attributes": 0x20 | 0x1 | 0x80000}, False),
        ({"st_flags": 0x40000000}, True),
        ({"st_flags": 0x20}, False),
        ({}, False),
    ],
)
def test_marks_of_windows_and_macos(marks: dict[str, int], online: bool) -> None:
    status = SimpleNamespace(st_size=10, **marks)
    assert is_online_only(status, "report.pdf") is online  # type: ignore[arg-type]


def test_stubs_of_sync_clients() -> None:
    tiny, real = SimpleNamespace(st_size=1), SimpleNamespace(st_size=100)
    assert is_online_only(tiny, "report.pdf.nextcloud")  # type: ignore[arg-type]
    assert not is_online_only(real, "report.pdf.nextcloud")  # type: ignore[arg-type]
    assert not is_online_only(tiny, "report.pdf")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "stubbed"),
    [(".report.pdf.icloud", "report.pdf"), ("report.pdf.icloud", None), (".icloud", None), (".a.icloudx", None)],
)
def test_names_of_icloud_stubs(name: str, stubbed: str | None) -> None:
    assert stubbed_name(name) == stubbed
