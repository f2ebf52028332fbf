"""Makes what each system needs from the SVGs: PNGs, an .ico for Windows, an .icns for macOS.

    python assets/make_icons.py [FOLDER]

Needs PySide6 (QtSvg), no display. Invariant: every picture in assets/icons comes from here and from the SVGs alone.
Both containers are lists of PNGs: .ico (a directory of 16-byte entries, then the files), .icns (big-endian chunks of
type, length, file).
"""

from __future__ import annotations

import argparse
import struct
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ASSETS = Path(__file__).resolve().parent
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
TRAY_SIZES = (16, 22, 24, 32, 44, 64)
ICNS_TYPES = {
    b"icp4": 16,
    b"icp5": 32,
    b"ic11": 32,
    b"ic12": 64,
    b"ic07": 128,
    b"ic13": 256,
    b"ic08": 256,
    b"ic14": 512,
    b"ic09": 512,
    b"ic10": 1024,
}
"""Chunk types that hold PNGs, with their edge in pixels; those above icp5 in pairs of plain and @2x."""

SMALL_UP_TO = 32
"""Up to this edge the simplified drawing is used."""

MAC_MARGIN = 100 / 1024
"""macOS' icon grid leaves this share of the canvas free on every side; our drawing has 16/512 of its own."""


def render(svg: Path, edge: int, *, margin: float = 0.0) -> QImage:
    """Draw `svg` into a square of `edge` pixels on nothing, `margin` of the edge free on every side."""
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise SystemExit(f"{svg} cannot be drawn")
    image = QImage(edge, edge, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = edge * margin
    renderer.render(painter, QRectF(inset, inset, edge - 2 * inset, edge - 2 * inset))
    painter.end()
    return image


def icon(edge: int, *, margin: float = 0.0) -> bytes:
    """The program's icon as a PNG, from the drawing that suits the size."""
    small = edge <= SMALL_UP_TO and margin == 0
    return png(render(ASSETS / ("icon-small.svg" if small else "icon.svg"), edge, margin=margin))


def png(image: QImage) -> bytes:
    """The image as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG", 0):  # pyright: ignore[reportArgumentType, reportCallIssue]
        raise SystemExit("Qt could not write a PNG")
    return bytes(data.data())


def ico(files: Sequence[tuple[int, bytes]]) -> bytes:
    """A Windows icon of PNGs, given with their edges."""
    directory, bodies = struct.pack("<HHH", 0, 1, len(files)), b""
    start = len(directory) + 16 * len(files)
    for edge, body in files:
        # An edge of 256 is written as 0.
        directory += struct.pack("<BBBBHHII", edge % 256, edge % 256, 0, 0, 1, 32, len(body), start + len(bodies))
        bodies += body
    return directory + bodies


def icns(files: Iterable[tuple[bytes, bytes]]) -> bytes:
    """A macOS icon of PNGs, given with their chunk types."""
    chunks = b"".join(kind + struct.pack(">I", 8 + len(body)) + body for kind, body in files)
    return b"icns" + struct.pack(">I", 8 + len(chunks)) + chunks


def main(arguments: Sequence[str] | None = None) -> int:
    """Write every icon."""
    parser = argparse.ArgumentParser(description="Make the icons from the SVGs.")
    parser.add_argument("folder", nargs="?", type=Path, default=ASSETS / "icons", help="where to write them")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    for edge in PNG_SIZES:
        (folder / f"icon-{edge}.png").write_bytes(icon(edge))
    for name in ("tray-dark", "tray-light"):
        for edge in TRAY_SIZES:
            (folder / f"{name}-{edge}.png").write_bytes(png(render(ASSETS / f"{name}.svg", edge)))
    (folder / "pplx-desktop.ico").write_bytes(ico([(edge, icon(edge)) for edge in ICO_SIZES]))
    margin = MAC_MARGIN - 16 / 512
    mac = [(kind, icon(edge, margin=margin)) for kind, edge in ICNS_TYPES.items()]
    (folder / "pplx-desktop.icns").write_bytes(icns(mac))
    print(f"{len(list(folder.iterdir()))} files in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
