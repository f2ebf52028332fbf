"""HTML: what is read, in which sections, and pages that are made to break a parser."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from pplx_desktop.core.types import Document
from pplx_desktop.extract.html import MAX_LEXBOR_DEPTH, nesting_depth, page_text
from pplx_desktop.extract.registry import extract_file

PAGE = """<!DOCTYPE html><html><head><title>A &amp; B</title><style>p{}</style><script>var hidden = 1</script></head>
<body><nav><a href=x>Menu</a></nav><div role=navigation>More menu</div>
<p>Intro  with
 spaces and<br>a break.</p><h1>One<a class="headerlink" href="#">¶</a></h1><p>First <b>bo</b>ld.</p>
<ul><li>apples</li><li><p>pears</p></li></ul>
<h2>Two</h2><table><tr><th>Name</th><th>Age</th></tr><tr><td><p>Ann</p></td><td>7</td></tr></table>
<pre>  keep
    this</pre><img alt="a red boat" src="file:///etc/passwd"><script>alert("hidden")</script></body></html>"""


def extract(folder: Path, content: bytes | str, name: str = "a.html") -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return extract_file(str(path))


def sections(document: Document) -> dict[str, str]:
    return {block.heading: document.text[block.start : block.end] for block in document.blocks}


def test_page_is_read_as_it_is_shown(tmp_path: Path) -> None:
    document = extract(tmp_path, PAGE)
    assert document.kind == "html"
    assert document.title == "A & B"
    assert sections(document) == {
        "": "Intro with spaces and\na break.",
        "One": "One\n\nFirst bold.\n\n• apples\n\n• pears",
        "One › Two": "Two\n\nName | Age\nAnn | 7\n\n  keep\n    this\n\na red boat",
    }
    for hidden in ("hidden", "Menu", "More menu", "p{}", "¶", "passwd"):
        assert hidden not in document.text


def test_page_that_is_all_navigation_is_read(tmp_path: Path) -> None:
    assert "Contents" in extract(tmp_path, "<html><body><nav>Contents</nav></body></html>").text


def test_title_falls_back_to_the_first_heading(tmp_path: Path) -> None:
    assert extract(tmp_path, "<html><title>Untitled</title><body><h2>Real name</h2>x").title == "Real name"


@pytest.mark.parametrize("codec", ["cp1251", "utf-8", "koi8-r"])
def test_declared_encoding_is_taken(tmp_path: Path, codec: str) -> None:
    page = f'<html><head><meta charset="{codec}"></head><body><p>да</p></body></html>'
    assert extract(tmp_path, page.encode(codec)).text == "да"


def test_page_in_utf_16(tmp_path: Path) -> None:
    assert extract(tmp_path, "<html><body>Köln</body></html>".encode("utf-16"), "a.htm").text == "Köln"


def test_page_named_as_a_spreadsheet_is_read_as_a_page(tmp_path: Path) -> None:
    document = extract(tmp_path, "<html><table><tr><td>needle</td><td>5</td></tr></table></html>", "a.xls")
    assert (document.kind, document.text) == ("html", "needle | 5")


@pytest.mark.parametrize("tag", ["div", "b", "span", "font"])
def test_deep_nesting_costs_no_more_than_its_length(tmp_path: Path, tag: str) -> None:
    start = time.process_time()
    document = extract(tmp_path, f"<html><body>{f'<{tag}>' * 150_000}needle{f'</{tag}>' * 150_000}</body></html>")
    assert document.text == "needle"
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "markup",
    [
        "<div></x>" * 30_000,
        "<p><b id=x>x" * 30_000,
        "".join(f"<div><b id={number}></div>" for number in range(30_000)),
        f"<div {' '.join(f'a{number}=1' for number in range(150_000))}>",
    ],
    ids=["ends-of-nothing", "bold-again-and-again", "bold-out-of-order", "attributes"],
)
def test_markup_that_lexbor_takes_forever_for_is_read_otherwise(tmp_path: Path, markup: str) -> None:
    start = time.process_time()
    assert "needle" in extract(tmp_path, f"<html><body>{markup}needle").text
    assert time.process_time() - start < 10


def test_ends_of_nothing_do_not_hide_the_depth() -> None:
    assert nesting_depth("<div></x>" * 100) == 100
    assert nesting_depth("<div></div>" * 100) == 1


def test_unclosed_paragraphs_and_rows_are_not_deep() -> None:
    assert nesting_depth("<p>a" * 5000 + "<table>" + "<tr><td>x" * 5000 + "<li>" * 5000 + "<br>" * 5000) == 1


def test_both_parsers_read_the_same() -> None:
    deep = PAGE.replace("<p>Intro", "<div>" * (MAX_LEXBOR_DEPTH + 1) + "</div>" * (MAX_LEXBOR_DEPTH + 1) + "<p>Intro")
    from_stream, from_tree = page_text(deep), page_text(PAGE)
    assert from_stream.title == from_tree.title
    words = " ".join(from_stream.texts()).replace("More menu", "").replace("¶", "").split()
    assert words == " ".join(from_tree.texts()).split()
