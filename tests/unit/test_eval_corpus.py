"""A place of a set's text is found again in what was read of its file, exactly, or it is an error."""

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pplx_desktop.core.errors import UserError
from pplx_desktop.engine.beir import CorpusRow
from pplx_desktop.engine.eval_corpus import Places, file_text, overlaps, write_files
from pplx_desktop.extract.text import read_text

# What readers change, drop or take for markup, between letters.
PLAIN = ("a", "Bc", "é", "日本", "🎈", "…", "\ud800")
BLANK = (" ", "\n", "\n\n\n\n", "\t", " " * 40, "\xa0", "\u2028", "\r\n", "\x0c", "\xad", "\ufeff", "\u200d", "\x01")
MARKUP = ("\n# a heading\n", "\ntitle\n=====\n", "\n---\n", "```\n# code\n```\n")
PIECES = st.sampled_from((*PLAIN, *BLANK, *MARKUP))
ENOUGH = "and what makes it a text " * 8
"""Few letters among many controls would be no text to the reader."""


def as_read(row: CorpusRow) -> str:
    """By the reader that reads the file in an index."""
    return read_text(io.BytesIO(file_text(row).encode("utf-8")), "md").text


def seen(text: str) -> str:
    """What is there for eyes: the test's own idea of it."""
    return "".join(text.replace("\ud800", "?").translate(dict.fromkeys(map(ord, "\xad\ufeff\u200d\x01"))).split())


@given(st.lists(PIECES, min_size=1, max_size=30), st.sampled_from(["", "A title", " a\n# title "]), st.data())
@example(["---\n", "a", "\n---\n", "b"], "", None)
def test_a_span_holds_the_same_visible_text_in_what_was_read(
    pieces: list[str], title: str, data: st.DataObject | None
) -> None:
    row = CorpusRow("d", title, "".join(pieces) + ENOUGH)
    read = as_read(row)
    places = Places.between(row, read)
    spans = [(0, len(row.text))]
    if data is not None:
        start = data.draw(st.integers(0, len(row.text) - 1))
        spans.append((start, data.draw(st.integers(start + 1, len(row.text)))))
    for start, end in spans:
        carried = places.carried((start, end))
        wanted = seen(row.text[start:end])
        if carried is None:
            assert not wanted
        else:
            found = read[carried[0] : carried[1]]
            assert seen(found) == wanted
            assert not found[0].isspace()
            assert not found[-1].isspace()


def test_of_two_equal_words_the_right_one_is_found() -> None:
    row = CorpusRow("d", "rose", "rose  \n\n\n\nrose")
    read = as_read(row)
    assert read == "# rose\n\nrose\n\nrose"
    assert Places.between(row, read).carried((10, 14)) == (14, 18)
    assert Places.between(row, read).carried((0, 4)) == (8, 12)


@pytest.mark.parametrize("text", ["word " + "QUJD" * 600 + " word", "a data:image/png;base64," + "QUJD" * 30 + " b"])
def test_text_that_the_reader_drops_is_an_error(text: str) -> None:
    row = CorpusRow("d7", "T", text)
    with pytest.raises(UserError, match="d7 was changed"):
        Places.between(row, as_read(row))


def test_a_passage_counts_from_its_first_to_before_its_last_character() -> None:
    assert overlaps((0, 5), [(4, 9)])
    assert not overlaps((0, 5), [(5, 9)])
    assert not overlaps((9, 12), [(5, 9)])
    assert overlaps((9, 12), [(0, 1), (11, 30)])


def test_each_file_apart_has_a_folder_and_names_say_nothing(tmp_path: Path) -> None:
    rows = [CorpusRow(f"row{number}", "Roses", "text") for number in range(3)]
    ids = write_files(rows, tmp_path, apart=True)
    assert sorted(ids.values()) == ["row0", "row1", "row2"]
    assert len({Path(path).parent for path in ids}) == 3
    assert not any("row" in path.removeprefix(str(tmp_path)) for path in ids)
    fewer = write_files(rows[:1], tmp_path, apart=True)
    assert [str(path) for path in tmp_path.rglob("*.md")] == list(fewer)
