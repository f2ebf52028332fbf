"""A snippet around the sentence that says it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.search.sentences import sentences
from pplx_desktop.search.snippets import make_snippet, make_told_snippet

TEXT = (
    "The old boiler is in the cellar, and nobody has looked at it for years. It was bought in 1987.   A unit that is too "
    "large stops and starts again.\n\nThat wears the compressor, as the installer said. He came in May, and again in June. "
    "The bill was high."
)


def place_of(sentence: str) -> tuple[int, int]:
    return TEXT.index(sentence), TEXT.index(sentence) + len(sentence)


def test_a_sentence_that_is_seen_anyway_changes_nothing_of_the_text() -> None:
    told = place_of("The old boiler is in the cellar, and nobody has looked at it for years.")
    snippet = make_told_snippet(TEXT, [], 120, told)
    assert snippet.text == make_snippet(TEXT, [], 120).text
    assert snippet.told == (0, told[1])


def test_one_further_down_is_brought_to_the_beginning() -> None:
    sentence = "That wears the compressor, as the installer said."
    mark = place_of("compressor")
    snippet = make_told_snippet(TEXT, [(place_of("boiler"), 0), (mark, 1)], 80, place_of(sentence))
    assert snippet.text.startswith(f"…{sentence}")
    assert snippet.text.endswith("…")
    assert snippet.told is not None
    assert snippet.text[slice(*snippet.told)] == sentence
    assert [snippet.text[start:end] for start, end in snippet.marks] == ["compressor"]


def test_white_space_inside_is_made_single() -> None:
    told = place_of("It was bought in 1987.")[0], place_of("starts again.")[1]
    snippet = make_told_snippet(TEXT, [], 400, told)
    assert snippet.told is not None
    assert (
        snippet.text[slice(*snippet.told)] == "It was bought in 1987. A unit that is too large stops and starts again."
    )


def test_one_that_is_too_long_is_shown_from_its_beginning() -> None:
    snippet = make_told_snippet(TEXT, [], 40, (place_of("A unit")[0], len(TEXT)))
    assert snippet.told is not None
    begin, end = snippet.told
    assert (begin, snippet.text[begin:].startswith("A unit that")) == (1, True)
    assert 20 < end - begin <= 41


@given(st.text(alphabet=st.sampled_from("ab A.!?\n 東。"), min_size=1, max_size=160), st.integers(5, 100), st.data())
def test_what_is_told_is_always_in_the_snippet(text: str, chars: int, data: st.DataObject) -> None:
    places = sentences(text)
    if not places:
        return
    told = data.draw(st.sampled_from(places))
    snippet = make_told_snippet(text, [], chars, told)
    assert snippet.told is not None
    begin, end = snippet.told
    shown = snippet.text[begin:end].rstrip("…")
    assert 0 <= begin < end <= len(snippet.text)
    assert "".join(text[slice(*told)].split()).startswith("".join(shown.split()))
