"""Draws the pictures that the README shows: `python -m tests.gui.screenshots [FOLDER] [--only STATE] [--fonts FOLDER]`.

Each main state, light and dark, at 100 and 200 %, in every language of the window, as `STATE-THEME-SCALE-LANGUAGE.webp`.
Invariant: the same code and fonts give the same bytes: the day, the user and the household are made up.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from pplx_desktop.gui import translation
from pplx_desktop.gui.theme import Theme
from tests.gui.drawn_states import application, draw_state
from tests.gui.states_readme import README
from tests.support.household import household
from tests.support.made_up_day import made_up_day

FOLDER = Path(__file__).parents[2] / "assets" / "screenshots"
THEMES = ("light", "dark")
SCALES = (1, 2)
_USER = "/home/ada"
_PATIENCE_S = 600
_PAINTED = 48
"""So many of the most frequent colours are those of grounds, lines and the insides of letters."""
_STEP = 24


def draw(folder: Path, scale: int, language: str, only: str = "") -> list[Path]:
    """Draw the states in one language and at the scale that this process has."""
    application()
    # The text cursor is there at each moment.
    QApplication.setCursorFlashTime(0)
    translation.install(language, FOLDER.parent / "translations")
    theme = Theme(application())
    drawn: list[Path] = []
    with made_up_day():
        for name, state in README.items():
            for choice in THEMES if name.startswith(only) else ():
                engine = household()
                engine.change_settings(language=language)
                # A dialog stands for itself.
                picture = draw_state(engine, state, theme, choice)[-1]
                drawn.append(folder / f"{name}-{choice}-{scale}x-{language}.webp")
                _write(drawn[-1], picture.toImage())
    return drawn


def draw_all(folder: Path, only: str = "", fonts: str = "") -> list[Path]:
    """Draw everything, each scale and language in a process of its own: a scale holds for a whole process."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(scale, language) for scale in reversed(SCALES) for language in translation.LANGUAGES]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        drawn = [path for some in pool.map(lambda one: _draw_apart(folder, *one, only, fonts), wanted) for path in some]
    if not only:
        names = {path.name for path in drawn}
        for old in folder.glob("*.webp"):
            if old.name not in names:
                old.unlink()
    return sorted(drawn)


def _draw_apart(folder: Path, scale: int, language: str, only: str, fonts: str) -> list[Path]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "LC_", "PPLX_"))}
    environment |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "HOME": _USER,
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "HOUSEHOLD_LANGUAGE": language,
    }
    command = [sys.executable, "-m", __spec__.name, str(folder.absolute()), "--only", only, "--fonts", fonts]
    done = subprocess.run(
        [*command, "--scale", str(scale), "--language", language],
        env=environment, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True, timeout=_PATIENCE_S, check=True,
    )  # fmt: skip
    return [Path(line) for line in done.stdout.splitlines()]


def _write(path: Path, picture: QImage) -> None:
    picture = picture.convertToFormat(QImage.Format.Format_RGB888)
    lines = np.frombuffer(picture.constBits(), np.uint8).reshape(picture.height(), picture.bytesPerLine())
    colours = lines[:, : 3 * picture.width()].reshape(picture.height(), picture.width(), 3)
    Image.fromarray(_simplified(colours)).save(path, "WEBP", lossless=True, quality=50, method=4)


def _simplified(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture for half of the bytes: what is painted keeps its colours, the blends at the edges of letters get a few."""
    red, green, blue = np.moveaxis(colours.astype(np.uint32), 2, 0)
    packed = red << 16 | green << 8 | blue
    counts = np.bincount(packed.ravel(), minlength=1 << 24)
    known = np.flatnonzero(counts)
    parts = np.stack([known >> 16, known >> 8 & 255, known & 255], axis=1)
    shown = np.minimum(255, (parts + _STEP // 2) // _STEP * _STEP)
    painted = np.argsort(-counts[known], kind="stable")[:_PAINTED]
    shown[painted] = parts[painted]
    table = np.zeros((1 << 24, 3), np.uint8)
    table[known] = shown
    return table[packed]


def main() -> None:
    """Read the options, draw, and say what was drawn."""
    parser = argparse.ArgumentParser(description="Draw the README's pictures.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--only", default="", help="draw the states whose name begins like this")
    parser.add_argument("--fonts", default="", help="a folder of fonts to use beside the system's")
    parser.add_argument("--scale", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--language", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.scale:
        application()
        for font in sorted(Path(options.fonts).glob("*.[ot]tf")) if options.fonts else ():
            QFontDatabase.addApplicationFont(str(font))
        print(*draw(options.folder, options.scale, options.language, options.only), sep="\n")
        return
    drawn = draw_all(options.folder, options.only, options.fonts)
    size = sum(path.stat().st_size for path in drawn)
    print(f"{len(drawn)} pictures, {size / 1e6:.1f} MB, in {options.folder}")


if __name__ == "__main__":
    main()
