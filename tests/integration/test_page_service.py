"""Whatever a file does to the child that draws it, each question ends, the next page is drawn, and nothing stays behind."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from pplx_desktop.core.errors import Cancelled, ExtractionCode, ExtractionError, PplxError
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import ReadOptions
from pplx_desktop.engine import page_service
from pplx_desktop.engine.page_service import PageService
from pplx_desktop.extract.registry import extract_file
from tests.support.made_files import make_pdf
from tests.support.made_paper import pdf_file
from tests.support.photos import LINES, photo_of_paper
from tests.support.waiting import eventually

_MISBEHAVING = [sys.executable, "-m", "tests.support.misbehaving_page_child"]
OCR = Settings(ocr=True)


@pytest.fixture
def real() -> Iterator[PageService]:
    service = PageService(lambda: OCR)
    yield service
    service.close()


@pytest.fixture
def misbehaving() -> Iterator[PageService]:
    service = PageService(Settings, _MISBEHAVING)
    yield service
    service.close()


def children() -> list[psutil.Process]:
    """The children that draw, as far as they have not ended."""
    return [child for child in psutil.Process().children() if _draws(child)]


def _draws(child: psutil.Process) -> bool:
    try:
        command = child.cmdline()
        return child.status() != psutil.STATUS_ZOMBIE and ("page" in command or _MISBEHAVING[-1] in command)
    except psutil.NoSuchProcess:
        return False


def named(folder: Path, name: str) -> str:
    path = folder / name
    path.touch()
    return str(path)


def error_of(ask: Callable[[], object]) -> PplxError:
    with pytest.raises(PplxError) as caught:
        ask()
    return caught.value


def test_pages_are_outlined_drawn_and_read(real: PageService, tmp_path: Path) -> None:
    path = str(make_pdf(tmp_path / "a.pdf", [LINES, ["Second page"]]))
    outline = real.outline(path)
    assert (outline.member, outline.is_picture, outline.sizes) == ("", False, ((595, 842), (595, 842)))
    picture = real.draw(path, "", 2, 300)
    assert abs(picture.width - 300) <= 1
    assert not picture.is_dark
    assert real.draw(path, "", 2, 300, dark=True).is_dark
    text = real.text(path, "", 1, [(40, "\n".join(LINES))])
    assert text.offsets[text.text.index("Bring")] == 40 + len(LINES[0]) + 1
    assert all(0 <= left <= right <= 1 and 0 <= top <= bottom <= 1 for left, top, right, bottom in text.boxes)
    make_pdf(tmp_path / "a.pdf", [["Another file by now"]])
    assert len(real.outline(path).sizes) == 1


def test_the_child_is_confined(real: PageService, tmp_path: Path) -> None:
    real.outline(str(make_pdf(tmp_path / "a.pdf", [LINES])))
    status = Path(f"/proc/{children()[0].pid}/status")
    if not status.exists():  # another system: what it has is told by the survey, and tested with the readers
        return
    said = dict(line.split(":\t", 1) for line in status.read_text().splitlines())
    assert (said["NoNewPrivs"].strip(), said["Seccomp"].strip()) == ("1", "2")


def test_what_stands_only_in_the_picture_is_recognised(real: PageService, tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(photo_of_paper())
    assert real.outline(str(path)).is_picture
    parts = [(0, "\n".join(LINES))]
    text = real.text(str(path), "", 1, parts, is_picture=True)
    assert text.offsets[text.text.index("Bring")] == len(LINES[0]) + 1
    without = PageService(lambda: Settings(ocr=False))
    assert without.text(str(path), "", 1, parts, is_picture=True).text == ""
    without.close()
    # Nothing of it is in the index: no time is spent on it.
    assert real.text(str(path), "", 1, [], is_picture=True).text == ""


def test_a_comment_is_found_where_it_stands_and_hides_no_scan(real: PageService, tmp_path: Path) -> None:
    picture = photo_of_paper()
    shown = b"q 500 0 0 134 50 600 cm /P Do Q"
    path = tmp_path / "scanned.pdf"
    path.write_bytes(
        pdf_file(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                (
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</XObject<</P 5 0 R>>>>/Contents 4 0 R"
                    b"/Annots[6 0 R]>>"
                ),
                b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown),
                b"<</Type/XObject/Subtype/Image/Width 900/Height 240/ColorSpace/DeviceRGB/BitsPerComponent 8"
                b"/Filter/DCTDecode/Length %d>>stream\n%b\nendstream" % (len(picture), picture),
                b"<</Type/Annot/Subtype/Text/Contents(Ask the seller)/Rect[400 700 420 720]/P 3 0 R>>",
            ]
        )
    )
    document = extract_file(str(path), ReadOptions(ocr=True))
    parts = [(block.start, document.text[block.start : block.end]) for block in document.blocks]
    text = real.text(str(path), "", 1, parts)
    for word in ("orchard", "basket", "seller"):
        assert text.offsets[text.text.index(word)] == document.text.index(word)
    assert text.boxes[text.text.index("seller")] == pytest.approx((400 / 600, 0.1, 0.7, 0.125), abs=1e-4)
    assert text.text[-text.notes :] == "\nAsk the seller"


def test_a_source_comes_as_it_is(real: PageService, tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes("def f():\n\n\n    return 'é'\n".encode())
    assert real.source_text(str(path)) == "def f():\n\n\n    return 'é'\n"
    path.write_bytes(bytes(range(256)) * 40)
    assert error_of(lambda: real.source_text(str(path))).code == ExtractionCode.UNSUPPORTED
    path.unlink()
    assert error_of(lambda: real.source_text(str(path))).code == ExtractionCode.VANISHED


def test_a_page_that_ends_its_child_is_given_up_and_others_are_drawn(misbehaving: PageService, tmp_path: Path) -> None:
    path = named(tmp_path, "crash")
    assert error_of(lambda: misbehaving.draw(path, "", 1, 10)).code == ExtractionCode.CRASHED
    assert misbehaving.draw(path, "", 2, 10).pixels == b"\1\2\3\4\5\6\7\0"
    before = children()[0].pid
    assert error_of(lambda: misbehaving.draw(path, "", 1, 10)).code == ExtractionCode.CRASHED
    # It was not asked for again.
    assert [child.pid for child in children()] == [before]
    assert misbehaving.draw(named(tmp_path, "good"), "", 1, 10).width == 2


def test_a_child_that_something_else_ended_is_replaced(misbehaving: PageService, tmp_path: Path) -> None:
    assert misbehaving.draw(named(tmp_path, "ended"), "", 1, 10).width == 2
    children()[0].kill()
    assert misbehaving.draw(named(tmp_path, "good"), "", 1, 10).width == 2


def test_nonsense_is_an_error(misbehaving: PageService, tmp_path: Path) -> None:
    path = named(tmp_path, "nonsense")
    assert error_of(lambda: misbehaving.draw(path, "", 1, 10)).code == ExtractionCode.CRASHED
    assert error_of(lambda: misbehaving.text(path, "", 1, [])).code == ExtractionCode.CRASHED


def test_a_page_that_takes_too_long_ends_at_its_deadline(
    misbehaving: PageService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_service, "_DRAWING_S", 0.5)
    assert error_of(lambda: misbehaving.draw(named(tmp_path, "hang"), "", 1, 10)).code == ExtractionCode.TIMEOUT


def test_no_page_is_blamed_for_a_child_that_does_not_start(tmp_path: Path) -> None:
    path = named(tmp_path, "good")
    service = PageService(Settings, [sys.executable, "-c", "raise SystemExit(3)"])
    assert error_of(lambda: service.draw(path, "", 1, 10)).code == ExtractionCode.CRASHED
    service._drawing._command = _MISBEHAVING
    assert service.draw(path, "", 1, 10).width == 2
    service.close()


def test_what_is_looked_at_now_does_not_wait_for_another_file(misbehaving: PageService, tmp_path: Path) -> None:
    hanging, good = named(tmp_path, "hang"), named(tmp_path, "good")
    with ThreadPoolExecutor(3) as threads:
        stuck = threads.submit(misbehaving.draw, hanging, "", 1, 10)
        eventually(lambda: misbehaving._drawing._work is not None)
        waiting = threads.submit(misbehaving.draw, named(tmp_path, "between"), "", 1, 10)
        eventually(lambda: misbehaving._drawing._wanted.endswith("between"))
        assert misbehaving.draw(good, "", 1, 10).width == 2
        for overtaken in (stuck, waiting):
            assert isinstance(overtaken.exception(30), Cancelled)


def test_children_end_when_nothing_is_asked_and_when_the_service_closes(
    misbehaving: PageService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = named(tmp_path, "good")
    monkeypatch.setattr(page_service, "REST_S", 0.3)
    misbehaving.draw(path, "", 1, 10)
    eventually(lambda: not children())
    eventually(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("pages-")])
    monkeypatch.setattr(page_service, "REST_S", 3600.0)
    misbehaving.draw(path, "", 1, 10)
    assert children()
    with ThreadPoolExecutor(1) as threads:
        stuck = threads.submit(misbehaving.draw, named(tmp_path, "hang"), "", 1, 10)
        eventually(lambda: misbehaving._drawing._work is not None)
        start = time.monotonic()
        misbehaving.close()
        assert isinstance(stuck.exception(30), Cancelled)
        assert time.monotonic() - start < 30
    assert not children()
    assert isinstance(error_of(lambda: misbehaving.draw(path, "", 1, 10)), Cancelled)
    misbehaving.close()


@pytest.mark.parametrize("name", ["gone.pdf", "folder"])
def test_what_is_not_there_is_told(real: PageService, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExtractionError):
        real.outline(str(tmp_path / name))
