"""What the window says of numbers, times, places and hostile text."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.types import Hit, IndexCounts, Passage, Progress, Query, SearchResult, Snippet
from pplx_desktop.gui import wording
from pplx_desktop.gui.kinds import tile_text
from pplx_desktop.gui.palette import DARK, LIGHT, TILE_ALPHA, Colours, blended, contrast, tile_ink

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize(
    ("then", "text"),
    [
        (NOW - timedelta(hours=3), "today 09:00"),
        (NOW - timedelta(hours=13), "yesterday"),
        (NOW - timedelta(days=2), "2 days ago"),
        (NOW - timedelta(days=6), "6 days ago"),
        (NOW - timedelta(days=7), "14 Nov"),
        (datetime(2026, 2, 3, tzinfo=UTC), "3 Feb"),
        (datetime(2025, 3, 14, tzinfo=UTC), "Mar 2025"),
        (NOW + timedelta(days=400), "Dec 2027"),
    ],
)
def test_when(then: datetime, text: str) -> None:
    assert wording.when(int(then.timestamp() * 1e9), NOW) == text


def test_a_time_that_is_none_says_nothing() -> None:
    assert wording.when(10**30, NOW) == ""


@pytest.mark.parametrize(
    ("progress", "text", "share"),
    [
        (Progress(), "", None),
        (Progress(phase="scanning"), "Looking for files", None),
        (Progress(phase="scanning", total_files=12), "Looking for files  ·  12 files", None),
        (
            Progress(phase="reading", total_files=8_310, done_files=5_204, eta_s=350),
            "Indexing 5,204 of 8,310  ·  about 6 min left",
            5_204 / 8_310,
        ),
        (Progress(phase="reading", total_files=10, eta_s=20), "Indexing 0 of 10  ·  less than a minute left", 0.0),
        (
            Progress(phase="reading", total_files=9, done_files=7, pictures=41),
            "Recognising text in 41 pictures and scans",
            None,
        ),
        (Progress(phase="paused", total_files=10, done_files=4), "Paused at 4 of 10", 0.4),
        (Progress(phase="paused"), "Paused", None),
        (
            Progress(phase="embedding", embedded_chunks=3, pending_chunks=1, eta_s=10_000),
            "Learning meanings, 1 passage to go  ·  about 3 h left",
            0.75,
        ),
        (
            Progress(phase="embedding", embedded_chunks=3, pending_chunks=1, eta_s=10, pace="paused"),
            "Meanings wait, 1 passage to go",
            0.75,
        ),
        (Progress(phase="embedding", eta_s=300_000), "Learning meanings, 0 passages to go  ·  about 3 days left", None),
    ],
)
def test_indexing(progress: Progress, text: str, share: float | None) -> None:
    assert wording.indexing(progress) == text
    assert wording.done_share(progress) == share


def test_counts() -> None:
    def result(count: int, took_ms: float) -> SearchResult:
        return SearchResult(Query("x", "x"), took_ms, (None,) * count)

    assert wording.result_count(result(7, 12.4)) == "7 results in 12 ms"
    assert wording.result_count(result(1, 0.2)) == "1 result in 1 ms"
    assert wording.standing(IndexCounts()) == ""
    assert wording.standing(IndexCounts(files=2, indexed=1)) == "1 file searchable"


@pytest.mark.parametrize(("score", "bars"), [(0.0, 1), (0.24, 1), (0.25, 2), (0.5, 3), (0.75, 4), (1.0, 4), (7, 4)])
def test_strength(score: float, bars: int) -> None:
    assert wording.strength(score) == bars


def test_paths_are_short_and_printable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("USERPROFILE", "/home/ada")
    assert wording.short_folder("/home/ada/Notes/a.md") == "~/Notes"
    assert wording.short_path("/home/adalbert/a.md") == "/home/adalbert/a.md"
    assert wording.short_path("/home/ada") == "~"
    assert wording.short_path("/x/a\nb\u202ec.md") == "/x/a b c.md"
    assert wording.file_name(os.fsdecode(b"/x/caf\xe9.txt")) == "caf\\xe9.txt"


def test_a_tool_tip_holds_no_markup() -> None:
    assert wording.tool_tip('<img src="file:///etc/passwd">') == (
        "<qt>&lt;img src=&quot;file:///etc/passwd&quot;&gt;</qt>"
    )
    assert wording.tool_tip("") == ""


@given(st.text(st.characters(), max_size=60))
def test_printable_text_keeps_its_length(text: str) -> None:
    for shown in (wording.printable(text), wording.on_one_line(text)):
        assert len(shown) == len(text)
        shown.encode("utf-8")
    assert "\n" not in wording.on_one_line(text)


@given(st.text(max_size=40), st.lists(st.integers(0, 40), max_size=6))
def test_utf16_offsets(text: str, offsets: list[int]) -> None:
    offsets = [min(offset, len(text)) for offset in offsets]
    expected = [len(text[:offset].encode("utf-16-le")) // 2 for offset in offsets]
    assert wording.utf16_offsets(text, offsets) == expected


@given(st.text("ab \n\t\u00a0\u3000é", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_squeezed_marks_stay_on_their_words(text: str, one: int, other: int) -> None:
    begin, end = sorted((min(one, len(text)), min(other, len(text))))
    squeezed, marks = wording.squeezed(text, [(begin, end)])
    assert squeezed.split() == text.split()
    assert "  " not in squeezed
    marked = "".join(squeezed[first:last] for first, last in marks)
    assert "".join(marked.split()) == "".join(text[begin:end].split())


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("10\u00a0000 km", "10\u00a0000 km"),
        ("«\u202fmot\u202f»", "«\u202fmot\u202f»"),
        ("\u00a0\u00a0\u00a0set in", "set in"),
        ("a \u00a0b\u2003c", "a b c"),
        ("nothing\u00a0but\u00a0spaces\u00a0of\u00a0this\u00a0kind", "nothing but spaces of this kind"),
    ],
)
def test_a_line_ends_at_no_space_where_it_must_not(text: str, squeezed: str) -> None:
    assert wording.squeezed(text, ())[0] == squeezed


@pytest.mark.parametrize(
    ("kind", "text"), [("pdf", "PDF"), ("other", "FILE"), ("", "FILE"), ("asciidoc", "ADOC"), ("graphql", "GRAP")]
)
def test_tiles(kind: str, text: str) -> None:
    assert tile_text(kind) == text


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read(colours: Colours) -> None:
    pairs = [
        (colours.text, ground)
        for ground in (colours.window, colours.surface, colours.selected, colours.hover, colours.mark)
    ]
    pairs += [(colours.muted, ground) for ground in (colours.window, colours.surface, colours.selected, colours.hover)]
    pairs += [
        (colours.on_accent, colours.accent),
        (colours.on_accent, colours.accent_hover),
        (colours.on_accent_soft, colours.accent_soft),
        (colours.on_accent_soft, colours.surface),
        (colours.on_mark, colours.mark),
        (colours.on_passage, colours.passage),
        (colours.on_chip_page, colours.chip_page),
        (colours.on_notice, colours.notice),
        (colours.on_notice, colours.window),
        (colours.accent, colours.window),
        (colours.error, colours.window),
        (colours.error, colours.surface),
        (colours.error, colours.selected),
        (colours.good, colours.window),
        (colours.good, colours.surface),
        (colours.good, colours.selected),
        (colours.on_chip_page, colours.surface),
    ]
    for kind in ("pdf", "md", "eml", "py", "pptx", "docx", "html", "jpg", "txt"):
        ink = tile_ink(kind, colours, is_code=kind == "py")
        pairs.append((ink, blended(ink, colours.surface, TILE_ALPHA)))
    weak = [(ink, ground, round(contrast(ink, ground), 2)) for ink, ground in pairs if contrast(ink, ground) < 4.5]
    assert weak == []


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    ("kind", "page", "heading", "whole", "short"),
    [
        ("pdf", 12, "", "page 12", "p. 12"),
        ("pptx", 7, "Costs", "slide 7  ·  Costs", "slide 7"),
        ("odp", 1, "", "slide 1", "slide 1"),
        ("xlsx", None, "Budget › rows 12–40", "Budget › rows 12–40", "rows 12–40"),
        (
            "md",
            None,
            "A heading that is far too long for it",
            "A heading that is far too long for it",
            "A heading that is far…",
        ),
        ("zip", 3, "a/deck.pptx › Costs", "a/deck.pptx › Costs  ·  slide 3", "deck.pptx"),
        ("eml", 3, "report.pdf", "report.pdf  ·  page 3", "report.pdf"),
        ("mbox", None, "Letter › quote.txt", "Letter › quote.txt", "Letter"),
        ("pdf", 3, "See deck.pptx", "page 3  ·  See deck.pptx", "p. 3"),
        ("txt", None, "", "", ""),
        ("md", None, "a\nb\u202e", "a b ", "a b"),
    ],
)
def test_places(kind: str, page: int | None, heading: str, whole: str, short: str) -> None:
    passage = Passage(0, 5, page, heading, 0.5, ("words",), Snippet("words", ()), ())
    hit = Hit("/data/file", "A title", kind, 1, 1, 0.5, ("words",), (passage,))
    assert wording.place(passage, hit) == whole
    assert wording.short_place(passage, hit) == short


@pytest.mark.parametrize(
    ("kind", "page", "heading", "whole", "short"),
    [
        ("html", None, "7.3.  Entering\nCharges", "", ""),
        ("html", None, "7.3. Entering Charges › Cash", "Cash", "Cash"),
        ("html", None, "7.3. Entering Charges of others", "7.3. Entering Charges of others", "7.3. Entering Charges…"),
        ("pdf", 4, "7.3. Entering Charges", "page 4", "p. 4"),
        # A file inside is told even where it is called what the mail is.
        ("eml", None, "7.3. Entering Charges", "7.3. Entering Charges", "7.3. Entering Charges"),
    ],
)
def test_a_place_does_not_begin_with_the_title_beside_it(
    kind: str, page: int | None, heading: str, whole: str, short: str
) -> None:
    passage = Passage(0, 5, page, heading, 0.5, ("words",), Snippet("words", ()), ())
    hit = Hit("/data/file", "7.3. Entering Charges", kind, 1, 1, 0.5, ("words",), (passage,))
    assert wording.place(passage, hit) == whole
    assert wording.short_place(passage, hit) == short


@pytest.mark.parametrize(
    ("typed", "phrases", "loose"),
    [
        ('"heat pump" in:"My folder"', ("heat pump",), 'heat pump in:"My folder"'),
        ('"one" and "two words"', ("one", "two words"), "one and two words"),
        ("heat pump", (), ""),
        ('"heat pump', ("heat pump",), ""),
    ],
)
def test_quotation_marks_are_left_out(typed: str, phrases: tuple[str, ...], loose: str) -> None:
    assert wording.without_quotes(typed, phrases) == loose


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (40, "/data/Finance/GnuCash Guide"),
        (24, "…/Finance/GnuCash Guide"),
        (15, "…/GnuCash Guide"),
        (13, "GnuCash Guide"),
        (3, "GnuCash Guide"),
    ],
)
def test_of_a_folder_the_innermost_parts_are_told(room: int, told: str) -> None:
    assert wording.folder_within("/data/Finance/GnuCash Guide/a.html", lambda text: len(text) <= room) == told


def test_a_folder_without_parts() -> None:
    assert wording.folder_within("/a.html", lambda text: len(text) <= 1) == "/"
    assert wording.folder_within("a.html", lambda text: not text) == ""
    deep = wording.folder_within("/x" * 5_000 + "/a", lambda text: True)
    assert len(deep) <= 500
