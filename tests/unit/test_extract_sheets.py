"""XLS and XLSB: rows with their place, what lies beside them, and what a reader trips over."""

from __future__ import annotations

import io
import struct
import time

import pytest
import python_calamine

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract import xls
from pplx_desktop.extract.compound import Compound
from pplx_desktop.extract.registry import extract_stream
from pplx_desktop.extract.sheet_rows import SheetRows
from pplx_desktop.extract.xls import read_xls
from pplx_desktop.extract.xlsb import read_xlsb
from tests.support.made_compound import make_compound
from tests.support.made_office import A, relations
from tests.support.made_old_office import make_doc
from tests.support.made_sheets import Cells, brt, brt_cell, brt_row, make_xls, make_xlsb, record, wide


def parts(document: Document) -> list[tuple[str, str]]:
    return [(block.heading, document.text[block.start : block.end]) for block in document.blocks]


def failure(stream: io.BytesIO, kind: str) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        (read_xls if kind == "xls" else read_xlsb)(stream)
    return caught.value


def test_xls_has_its_rows_under_the_names_of_its_sheets() -> None:
    first: Cells = {(2, 0): "Name", (2, 1): "Born", (3, 0): "Ada\nLovelace", (3, 1): 45352.0, (9, 0): 0.1 + 0.2}
    document = read_xls(make_xls([("People", first), ("Empty", {}), ("Last", {(0, 0): "end"})]))
    assert parts(document) == [
        ("People › rows 3–10", "Name | Born\nAda Lovelace | 2024-03-01\n0.3"),
        ("Last › row 1", "end"),
    ]
    assert document.kind == "xls"


def test_xlsb_has_its_rows_too() -> None:
    document = read_xlsb(make_xlsb("Blatt", {(0, 0): "naïve", (0, 2): 2.0, (4, 1): "end"}))
    assert parts(document) == [("Blatt › rows 1–5", "naïve | 2\nend")]
    assert document.kind == "xlsb"


def test_files_inside_an_xls_are_read() -> None:
    stream = make_xls(
        [("S", {(0, 0): "x"})], beside={"MBD01/CONTENTS": b"from inside\n" * 400, "MBD01/\x01Ole": b"none"}
    )
    assert parts(extract_stream(stream, "a.xls")) == [("S › row 1", "x"), ("Object 1", ("from inside\n" * 400).strip())]


def test_documents_inside_old_documents_are_read() -> None:
    letter = Compound(io.BytesIO(make_doc([("words of a letter\r", 0)])))
    table = Compound(make_xls([("Inner", {(0, 0): "price"})]))
    outer = make_compound(
        {
            **{name: Compound(io.BytesIO(make_doc([("outside\r", 0)]))).read(name) for name in letter.names()},
            **{f"ObjectPool-1/{name}": letter.read(name) for name in letter.names()},
            **{f"ObjectPool-2/{name}": table.read(name) for name in table.names()},
            "ObjectPool-3/package": b"plain words\n" * 400,
        }
    )
    assert parts(extract_stream(io.BytesIO(outer), "a.doc")) == [
        ("", "outside"),
        ("Object 1.doc", "words of a letter"),
        ("Object 2.xls › Inner › row 1", "price"),
        ("Object 3", ("plain words\n" * 400).strip()),
    ]


def test_values_of_an_xlsb_are_shown_as_their_formats_say() -> None:
    styles = (
        brt(44, struct.pack("<H", 170), wide("yyyy-mm-dd"))
        + brt(47, struct.pack("<HH", 0, 9))
        + brt(617)
        + b"".join(brt(47, struct.pack("<HH", 0, number)) for number in (0, 170, 10))
        + brt(618)
    )
    strings = brt(19, b"\0", wide("shared\ntext")) + brt(19, b"\1", wide("second"), b"formats")

    def rk(stored: int) -> bytes:
        return struct.pack("<I", stored)

    rows = (
        brt_row(6)
        + brt_cell(7, 0, struct.pack("<I", 1))
        + brt_cell(7, 1, struct.pack("<I", 9))
        + brt_cell(2, 2, rk(45352 << 2 | 2), style=1)
        + brt_cell(2, 3, rk(1250 << 2 | 3), style=2)
        + brt_cell(2, 4, rk((-7 << 2 & 0xFFFFFFFF) | 2))
        + brt_cell(2, 5, rk(struct.unpack("<Q", struct.pack("<d", 0.5))[0] >> 32))
        + brt_cell(1, 6, b"")
        + brt_row(8)
        + brt_cell(8, 0, wide("of a formula"))
        + brt_cell(9, 1, struct.pack("<d", 2.5))
        + brt_cell(10, 2, b"\1")
        + brt_cell(11, 3, b"\x2a")
        + brt_cell(62, 4, b"\0" + wide("rich"))
        + brt_cell(7, 5, struct.pack("<I", 0))
    )
    stream = make_xlsb("S", {}, rows=rows, parts={"xl/styles.bin": styles, "xl/sharedStrings.bin": strings})
    assert parts(read_xlsb(stream)) == [
        (
            "S › rows 7–9",
            "second | 2024-03-01 | 1250% | -7 | 0.5\nof a formula | 2.5 | TRUE | #N/A | rich | shared text",
        )
    ]


def test_dates_of_an_xlsb_count_from_1904_and_names_may_stand_later() -> None:
    book = brt(153, b"\1" + bytes(11)) + brt(156, struct.pack("<III", 0, 0, 1), wide("r1"), wide("Old"))
    styles = brt(617) + brt(47, struct.pack("<HH", 0, 14)) + brt(618)
    stream = make_xlsb("S", {(0, 0): 0.0}, parts={"xl/workbook.bin": book, "xl/styles.bin": styles})
    assert parts(read_xlsb(stream)) == [("Old › row 1", "1904-01-01")]


def test_comments_drawings_and_files_inside_an_xlsb_are_read() -> None:
    drawing = f'<d:wsDr xmlns:d="x" {A}><d:sp><a:p><a:r><a:t>drawn</a:t></a:r></a:p></d:sp></d:wsDr>'
    diagram = f'<d:dataModel xmlns:d="x" {A}><a:p><a:r><a:t>step one</a:t></a:r></a:p></d:dataModel>'
    comments = (
        brt(632, wide("Ann"))
        + brt(632, wide("tc={1}"))
        + brt(635, struct.pack("<IIIII", 0, 2, 2, 1, 1))
        + brt(637, b"\0", wide("look here"))
        + brt(635, struct.pack("<IIIII", 1, 2, 2, 1, 1))
        + brt(637, b"\0", wide("twice"))
    )
    stream = make_xlsb(
        "S",
        {(0, 0): "x"},
        parts={
            "xl/worksheets/_rels/sheet1.bin.rels": relations(
                ("d", "drawing", "../drawings/drawing1.xml"), ("c", "comments", "../comments1.bin")
            ),
            "xl/comments1.bin": comments,
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": relations(("d", "diagramData", "../diagrams/data1.xml")),
            "xl/diagrams/data1.xml": diagram,
            "xl/embeddings/notes.txt": "from the notes",
        },
    )
    assert parts(extract_stream(stream, "a.xlsb")) == [
        ("S › row 1", "x"),
        ("S › Comments", "B3: look here"),
        ("S › Drawings", "drawn\n\nstep one"),
        ("notes.txt", "from the notes"),
    ]


def test_cells_of_an_xls_that_lie_too_far_apart_end_with_a_reason() -> None:
    corners: Cells = {(0, 0): "needle", (65_535, 255): "corner"}
    error = failure(make_xls([("S", corners), ("T", corners)]), "xls")
    assert (error.code, "XLSX" in error.hint) == (ExtractionCode.TOO_LARGE, True)
    far: Cells = {(65_000, 200): "needle", (65_535, 255): "corner"}
    assert "needle" in read_xls(make_xls([("S", far), ("T", far)])).text


def test_a_stray_cell_of_an_xlsb_costs_itself_only() -> None:
    started = time.process_time()
    document = read_xlsb(make_xlsb("S", {(0, 0): "needle", (1_048_575, 16_383): "corner"}))
    assert parts(document) == [("S › rows 1–1048576", "needle\ncorner")]
    assert time.process_time() - started < 5


@pytest.mark.parametrize("cut", range(1, 60, 3))
def test_records_that_are_cut_off_end_the_sheet(cut: int) -> None:
    whole = brt(0x91) + brt_row(0) + brt_cell(6, 0, wide("kept")) + brt_row(1) + brt_cell(5, 0, struct.pack("<d", 7.0))
    stream = make_xlsb("S", {}, parts={"xl/worksheets/sheet1.bin": whole[: len(whole) - cut]})
    try:
        assert parts(read_xlsb(stream))[0][1].startswith("k")
    except ExtractionError as error:
        assert error.code == ExtractionCode.EMPTY  # noqa: PT017 -- either is right, by where the cut falls


@pytest.mark.parametrize("kind", ["xls", "xlsb"])
@pytest.mark.parametrize(
    "data", [b"", b"nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, b"PK\x05\x06" + b"\0" * 18]
)
def test_what_is_no_workbook_is_damaged(kind: str, data: bytes) -> None:
    assert failure(io.BytesIO(data), kind).code == ExtractionCode.DAMAGED


def test_a_workbook_with_a_password_is_encrypted() -> None:
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    locked = begin + record(0x002F, struct.pack("<HHHH", 1, 1, 1, 1)) + b"\x99" * 5000
    assert failure(io.BytesIO(make_compound({"Workbook": locked})), "xls").code == ExtractionCode.ENCRYPTED


def test_a_panic_in_the_library_costs_the_file(capfd: pytest.CaptureFixture[str]) -> None:
    # Any file that the library takes for XLSB, and whose sheet has no relation, makes calamine 0.37 panic; that reaches
    # Python as no `Exception`.
    stream = make_xlsb("Blatt", {(0, 0): "x"}, related="other")
    assert failure(stream, "xls").code == ExtractionCode.DAMAGED
    assert "panicked" in capfd.readouterr().err


def test_a_panic_in_a_sheet_costs_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    panic = type("PanicException", (BaseException,), {})
    add_rows = xls._add_rows

    def fail_first(rows: SheetRows, sheet: python_calamine.CalamineSheet) -> None:
        if rows.heading == "Bad":
            raise panic
        add_rows(rows, sheet)

    monkeypatch.setattr(xls, "_add_rows", fail_first)
    document = read_xls(make_xls([("Bad", {(0, 0): "x"}), ("Good", {(0, 0): "y"})]))
    assert document.text == "y"
    assert document.warnings == ("A sheet of this workbook is damaged: Bad.",)


def test_what_is_not_the_librarys_own_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(xls, "_add_rows", interrupt)
    with pytest.raises(KeyboardInterrupt):
        read_xls(make_xls([("S", {(0, 0): "x"})]))
