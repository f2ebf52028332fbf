"""Which reader a file gets: by what it holds, whatever it is called."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract.detection import Format, detect
from pplx_desktop.extract.registry import extract_file
from tests.support.made_compound import make_compound

PNG = b"\x89PNG\r\n\x1a\n"
MAIL = b"Received: from a by b\nFrom: a@b.c\nTo: d@e.f\nSubject: hello\n\nbody\n"
MAILBOX = b"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: hello\n\nbody\n"


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"  %PDF-1.4", "a.docx", Format.PDF),
        (PNG, "a.pdf", Format.PICTURE),
        (b"\xff\xd8\xff\xe0", "photo", Format.PICTURE),
        (b"RIFF\0\0\0\0WEBP", "a.webp", Format.PICTURE),
        (b"BM\x01\x02\x03\x04\0\0\0\0", "a.bmp", Format.PICTURE),
        (b"{\\rtf1 hello}", "a.doc", Format.RTF),
        (b"\n{\\rtf1 hello}", "a.doc", Format.RTF),
        (b"{\\rtf1 hello", "a.tex", Format.RTF),
        (b"{\\bf hello}", "a.tex", Format.TEXT),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument>',
            "a.doc",
            Format.OFFICE_XML,
        ),
        (
            b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a.xls",
            Format.OFFICE_XML,
        ),
        (b'<?xml version="1.0"?><workbook xmlns="urn:mine"/>', "a.xml", Format.TEXT),
        (b"\x1f\x8b\x08", "a.txt", Format.PACKED),
        (b"BZh91", "a", Format.PACKED),
        (b"\0" * 257 + b"ustar", "a", Format.TAR),
        (packed(word__document_xml=b"x"), "a.zip", Format.DOCX),
        (packed(xl__workbook_xml=b"x"), "a.docx", Format.XLSX),
        (packed(ppt__presentation_xml=b"x"), "a", Format.PPTX),
        (packed(mimetype=b"application/epub+zip"), "a", Format.EPUB),
        (packed(mimetype=b"application/vnd.oasis.opendocument.text"), "a", Format.ODF),
        (packed(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "a.ods", Format.ODF),
        (packed(readme=b"x"), "a.zip", Format.ZIP),
        (packed(bill_pdf=b"%PDF-1.4"), "a.zip", Format.ZIP),
        (packed(ppt__talk_odp=b"x"), "a.zip", Format.ZIP),
        (packed(xl__prices_csv=b"x"), "a.zip", Format.ZIP),
        (packed(word__documents__a_txt=b"x"), "a.zip", Format.ZIP),
        (packed(PPT__presentation_xml=b"x"), "a.zip", Format.PPTX),
        (b"\0" * 257 + b"ustar" + b"\0" * 250 + b"%PDF-1.4", "a", Format.TAR),
        (b"<?xml version='1.0'?><office:document xmlns:office='x'>", "a.fodt", Format.ODF),
        (make_compound({"WordDocument": b"x"}), "a.xls", Format.DOC),
        (make_compound({"WORKBOOK": b"x"}), "a.xls", Format.XLS),
        (make_compound({"PowerPoint Document": b"x"}), "a", Format.PPT),
        (make_compound({"__properties_version1.0": b"x"}), "a", Format.MSG),
        (MAIL, "1700000000.M1P2.host:2,S", Format.MAIL),
        (MAIL, "notes.txt", Format.TEXT),
        (MAILBOX, "Inbox", Format.MAILBOX),
        (b"From here on it gets harder.\n", "a", Format.TEXT),
        (b"a,b\n1,2\n", "a.csv", Format.TABLE),
        (b"<html><body>x", "a.xls", Format.HTML),
        (b"plain words", "a.exe", Format.TEXT),
    ],
)
def test_reader_is_chosen_by_content(content: bytes, name: str, expected: Format) -> None:
    stream = io.BytesIO(content)
    assert detect(stream, name) is expected
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (make_compound({"VisioDocument": b"x"}), "a.vsd"),
        (b"\x7fELF" + b"\0" * 50, "program"),
        (b"RIFF\0\0\0\0WAVE" + b"\0" * 50, "a.wav"),
        (b"SQLite format 3\0" + b"\0" * 50, "a.db"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 50, "a.7z"),
        (b"Rar!\x1a\x07\0", "a.rar"),
        (b"\0\0\0\x18ftypheic", "a.heic"),
        (
            packed(META_INF__MANIFEST_MF=b"x").replace(b"META_INF", b"META-INF").replace(b"MANIFEST_", b"MANIFEST."),
            "a.jar",
        ),
    ],
)
def test_known_formats_without_a_reader_say_what_they_are(tmp_path: Path, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ExtractionError) as caught:
        extract_file(str(path))
    assert caught.value.code == ExtractionCode.UNSUPPORTED
    assert caught.value.hint
    assert "binary" not in caught.value.title


@pytest.mark.parametrize("stream", ["EncryptedPackage", "ENCRYPTEDPACKAGE"])
def test_office_document_with_a_password_is_encrypted(tmp_path: Path, stream: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(make_compound({stream: b"x"}))
    with pytest.raises(ExtractionError) as caught:
        extract_file(str(path))
    assert caught.value.code == ExtractionCode.ENCRYPTED


def test_broken_containers_are_damaged(tmp_path: Path) -> None:
    for name, content in {
        "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "a.zip": b"PK\x03\x04" + b"\0" * 50,
        "a.gz": b"\x1f\x8b\x08" + b"\0" * 50,
        "a.rtf": b"",
    }.items():
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(ExtractionError) as caught:
            extract_file(str(path))
        assert caught.value.code == (ExtractionCode.DAMAGED if content else ExtractionCode.EMPTY), name
