"""Text in all its encodings and light markup."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document
from pplx_desktop.extract import encoding
from pplx_desktop.extract.registry import extract_file, kind_of

GERMAN = "Grüße aus Köln – naïve café “needle”\nzweite Zeile\n"
RUSSIAN = "Съешь же ещё этих мягких французских булок, да выпей чаю. " * 5
JAPANESE = "吾輩は猫である。名前はまだ無い。どこで生れたかとんと見当がつかぬ。" * 5
CHINESE = "我们的语义搜索程序必须识别各种编码的文本文件。" * 5


def extract(folder: Path, name: str, content: bytes | str) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    document = extract_file(str(path))
    check_blocks(document)
    return document


def check_blocks(document: Document) -> None:
    """What holds for every document."""
    end = 0
    for block in document.blocks:
        assert not document.text[end : block.start].strip()
        assert document.text[block.start : block.end].strip() == document.text[block.start : block.end] != ""
        end = block.end
    assert end == len(document.text)
    document.text.encode("utf-8")
    assert not any(ord(character) < 32 and character not in "\n\t" for character in document.text)


def headings(document: Document) -> list[str]:
    return [heading for heading, _ in itertools.groupby(block.heading for block in document.blocks)]


@pytest.mark.parametrize(
    ("text", "codec", "mark"),
    [
        (GERMAN, "utf-8", b""),
        (GERMAN, "utf-8", b"\xef\xbb\xbf"),
        (GERMAN, "utf-16-le", b"\xff\xfe"),
        (GERMAN, "utf-16-be", b"\xfe\xff"),
        (GERMAN, "utf-16-be", b""),
        (GERMAN, "utf-16-le", b""),
        (GERMAN, "utf-32-le", b"\xff\xfe\x00\x00"),
        (GERMAN, "cp1252", b""),
        (RUSSIAN, "cp1251", b""),
        (RUSSIAN, "koi8-r", b""),
        (RUSSIAN, "utf-16-le", b""),
        (JAPANESE, "shift_jis", b""),
        (JAPANESE, "euc_jp", b""),
        (JAPANESE, "iso2022_jp", b""),
        (CHINESE, "gb18030", b""),
        (CHINESE, "big5", b""),
        (f"{CHINESE}\n{CHINESE}", "utf-16-le", b""),
    ],
)
def test_text_is_read_in_its_encoding(tmp_path: Path, text: str, codec: str, mark: bytes) -> None:
    text = text if codec != "big5" else "我們的程式必須讀懂各種編碼的文字檔案。" * 5
    assert extract(tmp_path, "a.txt", mark + text.encode(codec)).text == text.strip()


def test_latin_1_with_many_languages_is_not_taken_for_baltic(tmp_path: Path) -> None:
    text = "Grüße aus Köln, naïve café, señor, Ærø needle. " * 5
    assert extract(tmp_path, "a.txt", text.encode("latin-1")).text == text.strip()


def test_random_bytes_are_no_text(tmp_path: Path) -> None:
    noise = bytes((index * 7919 + index // 251) % 256 for index in range(100_000))
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, "a.txt", noise)
    assert caught.value.code == ExtractionCode.UNSUPPORTED
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"--- *** ---\n"])
def test_file_without_words_is_empty(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(tmp_path, "a.txt", content)
    assert caught.value.code == ExtractionCode.EMPTY


def test_text_is_cleaned(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.csv", b'a,b\x00,c  \r\n1,"un\xc2\xadterminated\r\r\n\r\n\r\n2,3\x07\n')
    assert document.text == 'a,b,c\n1,"unterminated\n\n2,3'
    assert document.kind == "csv"


def test_lone_surrogates_and_long_blanks_do_not_reach_the_index(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.txt", b"x" + b" " * 5_000_000 + b"y" + b"\xed\xa0\x80")
    assert document.text.startswith("x" + " " * 32 + "y")


def test_only_the_first_megabytes_of_a_text_are_read(tmp_path: Path) -> None:
    line = b"one line of a log that goes on and on and on\n"
    document = extract(tmp_path, "a.log", line * (encoding.MAX_TEXT_BYTES // len(line) + 10_000))
    assert len(document.text) <= encoding.MAX_TEXT_BYTES
    assert "20 MB" in document.warnings[0]


def test_markdown_has_a_heading_path_and_ignores_code(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "a.md",
        "---\ntitle: 'The true title'\ntags: [a]\n---\nintro\n\n# One **bold** [link](x) {#id}\ntext\n\n"
        "## Two ##\n```sh\n# no heading\n```\nbody\n\nThree\n=====\nlast\n\n- item\n---\n",
    )
    assert document.title == "The true title"
    assert headings(document) == ["", "One bold link", "One bold link › Two", "Three"]
    assert "# no heading" in document.text


def test_markdown_title_is_its_first_heading(tmp_path: Path) -> None:
    assert extract(tmp_path, "a.md", "[badge](x)\n\n# The project\n\ntext").title == "The project"


def test_pictures_packed_into_markdown_are_left_out(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.md", "before ![p](data:image/png;base64," + "A1b2" * 5000 + ") after")
    assert len(document.text) < 60
    assert document.text.endswith("after")


def test_hostile_markdown_is_read_in_time(tmp_path: Path) -> None:
    document = extract(
        tmp_path, "a.md", ">" * 50_000 + " needle\n" + "[" * 50_000 + "\n" + "- " * 20_000 + "x\n# " + "*" * 90_000
    )
    assert "needle" in document.text


def test_restructured_text_levels_are_by_first_use(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "a.rst",
        "=====\nGuide\n=====\n\nintro\n\n:mod:`email` use\n----------------\n\ntext\n\nDeep\n~~~~\n\nmore\n",
    )
    assert document.title == "Guide"
    assert headings(document) == ["Guide", "Guide › email use", "Guide › email use › Deep"]


def test_latex_title_and_sections(tmp_path: Path) -> None:
    document = extract(
        tmp_path, "a.tex", "\\title[s]{On \\emph{Things}}\n\\section{First}\na\n\\subsection*{Inner \\LaTeX}\nb\n"
    )
    assert document.title == "On Things"
    assert headings(document)[1:] == ["First", "First › Inner"]


def test_manual_page_without_macros(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "ls.1",
        '.\\" comment\n.TH LS 1\n.SH NAME\nls \\- list directory \\fIcontents\\fP\n.SH "EXIT STATUS"\n.TP\n.BR 0 " if"\nOK\n'
        ".SS Inner\n.de XX\nhidden\n..\ntext\n",
    )
    assert document.kind == "man"
    assert document.title == "ls(1) – list directory contents"
    assert headings(document) == ["NAME", "EXIT STATUS", "EXIT STATUS › Inner"]
    assert "hidden" not in document.text
    assert "\\" not in document.text


def test_definitions_in_a_manual_page_end_however_they_are_indented(tmp_path: Path) -> None:
    source = ".TH LS 1\n.if  \\n[.g] \\{\\\n.  am URL\n.    ad l\n.  .\n.\\}\n.SH NAME\nls \\- list\n"
    assert extract(tmp_path, "ls.1", source).text == "NAME\n\nls - list"


def test_runs_that_are_nearly_packed_data_cost_their_length_only(tmp_path: Path) -> None:
    start = time.process_time()
    extract(tmp_path, "a.txt", ("x" * 1990 + "\n") * 500)
    assert time.process_time() - start < 2


def test_notes_named_like_a_manual_page_are_text(tmp_path: Path) -> None:
    assert extract(tmp_path, "notes.1", "just notes\n.hidden").text == "just notes\n.hidden"


def test_python_blocks_are_named_after_definitions(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "a.py",
        "import os\n\n@decorated\nclass Engine:\n    def run(self):\n        def inner():\n            pass\n\ndef free():\n    pass\n",
    )
    assert headings(document) == ["", "Engine", "Engine › run", "free"]
    block = next(block for block in document.blocks if block.heading == "Engine")
    assert document.text[block.start :].startswith("@decorated")


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("a.go", "package a\nfunc (s *S) Run(x int) {\n}\ntype T struct {\n}\n", ["", "Run", "T"]),
        (
            "a.rs",
            "use x;\npub fn go() {}\nimpl Engine {\n    pub fn run() {}\n}\n",
            ["", "go", "Engine", "Engine › run"],
        ),
        ("a.java", "import a;\npublic class Main {\n}\n", ["", "Main"]),
        ("a.c", "#include <a.h>\nint main(int c, char **v)\n{\n  if (x) {}\n}\n", ["", "main"]),
        ("a.ts", "import x;\nexport async function load() {}\nexport interface Shape {}\n", ["", "load", "Shape"]),
        ("a.sh", "set -e\nbuild() {\n true\n}\n", ["", "build"]),
        ("a.sql", "-- x\ncreate table if not exists files (a)\n", ["", "files"]),
    ],
)
def test_blocks_of_other_languages(tmp_path: Path, name: str, source: str, expected: list[str]) -> None:
    assert headings(extract(tmp_path, name, source)) == expected


def test_mail_is_read_with_its_encodings(tmp_path: Path) -> None:
    mail = (
        "From: =?utf-8?b?SsO8cmdlbg==?= <j@example.org>\nTo: b@example.org\nSubject: =?iso-8859-1?q?Gr=FC=DFe?=\n"
        'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n'
        "Content-Transfer-Encoding: base64\n\nbmVlZGxlIGluIGhheQ==\n--b\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="bill.pdf"\n\nJVBERg==\n--b--\n'
    )
    document = extract(tmp_path, "a.eml", mail)
    assert document.title == "Grüße"
    assert "Jürgen" in document.text
    assert "needle in hay" in document.text
    assert document.blocks[-1].heading == "bill.pdf"


def test_mail_nested_a_thousand_times_is_still_text(tmp_path: Path) -> None:
    parts = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(3000))
    mail = f'From: a@b.c\nContent-Type: multipart/mixed; boundary="b0"\n\n{parts}--b3000\nContent-Type: text/plain\n\nneedle\n'
    assert "needle" in extract(tmp_path, "a.eml", mail).text


def test_drawing_gives_its_words_only(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "a.svg",
        '<svg xmlns="http://www.w3.org/2000/svg"><title>Plan</title><path d="M1 2 3 4"/><text>The <tspan>kitchen</tspan></text></svg>',
    )
    assert (document.title, document.text) == ("Plan", "Plan\nThe kitchen")


def test_lyx_document_is_read_without_what_its_insets_are(tmp_path: Path) -> None:
    lines = [
        "\\begin_body",
        "\\begin_layout Section",
        "In ",
        "\\begin_inset Flex Code",
        "status collapsed",
        "\\begin_layout Plain Layout",
        "Dir",
        "\\end_layout",
        "\\end_inset",
        "?",
        "\\begin_inset CommandInset label",
        "LatexCommand label",
        'name "sec:dir"',
        "",
        "\\end_inset",
        "\\end_layout",
        "\\begin_layout Standard",
        "See ",
        "\\begin_inset CommandInset href",
        "LatexCommand href",
        'name "the page"',
        'target "http://a"',
        "\\end_inset",
        "\\begin_inset Graphics",
        "\tfilename a.png",
        "\\end_inset",
        ".",
        "\\end_layout",
    ]
    document = extract(tmp_path, "a.lyx", "\n".join(lines))
    assert document.text == "In Dir?\n\nSee the page."
    assert [block.heading for block in document.blocks] == ["In Dir?"]


def test_lyx_document(tmp_path: Path) -> None:
    document = extract(
        tmp_path,
        "a.lyx",
        "#LyX 2.3\n\\begin_document\n\\textclass x\n\\begin_body\n\\begin_layout Section\nFirst\n\\end_layout\n"
        "\\begin_layout Standard\nOne \n\\emph on\nlong\n\\emph default\n sentence.\n\\end_layout\n",
    )
    assert document.text == "First\n\nOne long sentence."
    assert headings(document) == ["First"]


def test_xml_names_no_other_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary")
    document = extract(
        tmp_path,
        "a.xml",
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]><d>before &x; after</d>',
    )
    assert "canary" not in document.text
    assert "before" in document.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [("A.PDF", "pdf"), ("a.htm", "html"), ("x/b.markdown", "md"), ("Makefile", "make"), ("ls.1", "man"), ("a.xyz", "other"),
     (".bashrc", "other"), ("a.tar.gz", "gz"), ("no", "other"), ("bad\udcff.py", "py"), ("README", "txt")],
)  # fmt: skip
def test_kind_by_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind
