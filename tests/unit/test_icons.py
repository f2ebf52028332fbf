"""The icons in the tree are those that the SVGs make, in containers that their systems can read."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

ROOT = Path(__file__).resolve().parents[2]
ICONS = ROOT / "assets" / "icons"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("icons")
    subprocess.run([sys.executable, ROOT / "assets" / "make_icons.py", folder], check=True, capture_output=True)
    return folder


def difference(one: QImage, other: QImage) -> float:
    """The largest difference of two images in any channel, 0 to 1; 1 where their sizes differ."""
    if one.size() != other.size():
        return 1.0
    worst = 0.0
    for x in range(one.width()):
        for y in range(one.height()):
            first, second = QColor.fromRgba(one.pixel(x, y)), QColor.fromRgba(other.pixel(x, y))
            pairs = zip(first.getRgbF(), second.getRgbF(), strict=True)
            worst = max(worst, *(abs(float(a) - float(b)) for a, b in pairs))
    return worst


def test_tree_holds_the_icons_that_the_svgs_make(fresh: Path) -> None:
    assert {path.name for path in ICONS.iterdir()} == {path.name for path in fresh.iterdir()}
    for path in sorted(fresh.glob("*.png")):
        made, kept = QImage(str(path)), QImage(str(ICONS / path.name))
        if made.width() <= 64:
            # Rounding may differ between processors.
            assert difference(made, kept) <= 0.02, f"{path.name} is old: run `make icons`"
        else:
            assert made.size() == kept.size()


def test_icon_is_drawn_and_leaves_its_corners_free() -> None:
    for path in ICONS.glob("icon-*.png"):
        image = QImage(str(path))
        edge = int(path.stem.removeprefix("icon-"))
        assert (image.width(), image.height()) == (edge, edge)
        assert image.pixelColor(0, 0).alpha() < 255
        assert image.pixelColor(edge // 2, edge // 2).alpha() == 255


def test_tray_icons_have_one_colour() -> None:
    for name, colour in (("tray-dark", (31, 35, 40)), ("tray-light", (255, 255, 255))):
        image = QImage(str(ICONS / f"{name}-64.png"))
        solid = [image.pixelColor(x, y) for x in range(64) for y in range(64) if image.pixelColor(x, y).alpha() == 255]
        assert len(solid) > 200
        assert {(pixel.red(), pixel.green(), pixel.blue()) for pixel in solid} == {colour}


def test_ico_lists_its_pngs() -> None:
    data = (ICONS / "pplx-desktop.ico").read_bytes()
    reserved, kind, count = struct.unpack_from("<HHH", data)
    assert (reserved, kind) == (0, 1)
    edges = list[int]()
    for number in range(count):
        width, height, _, _, _, bits, size, start = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        image = QImage.fromData(data[start : start + size])
        assert width == height == image.width() % 256
        assert bits == 32
        edges.append(image.width())
    assert {16, 32, 48, 256} <= set(edges)
    assert edges == sorted(edges)


def test_icns_lists_its_pngs() -> None:
    data = (ICONS / "pplx-desktop.icns").read_bytes()
    assert data[:4] == b"icns"
    assert struct.unpack_from(">I", data, 4) == (len(data),)
    position, edges = 8, dict[bytes, int]()
    while position < len(data):
        kind, (size,) = data[position : position + 4], struct.unpack_from(">I", data, position + 4)
        body = data[position + 8 : position + size]
        assert body.startswith(PNG)
        edges[kind] = QImage.fromData(body).width()
        position += size
    assert position == len(data)
    assert edges == {
        b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128,
        b"ic13": 256, b"ic08": 256, b"ic14": 512, b"ic09": 512, b"ic10": 1024,
    }  # fmt: skip


def test_icons_stay_small_enough_for_the_repository() -> None:
    assert sum(path.stat().st_size for path in ICONS.iterdir()) < 400_000
