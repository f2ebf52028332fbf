"""Members of zip files: names, bytes as a stream, and archives that lie about themselves."""

from __future__ import annotations

import io
import zipfile

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.extract import archive
from pplx_desktop.extract.archive import Archive
from pplx_desktop.extract.package import Package
from tests.support.made_office import packed, relations


def refused(stream: io.BytesIO, name: str = "a") -> str:
    with pytest.raises(ExtractionError) as caught, Archive(stream) as opened:
        opened.read(name)
    return caught.value.code


def test_members_are_found_whatever_their_case_and_slashes() -> None:
    with Archive(packed({"Word\\Document.XML": "x", "b": "y"})) as opened:
        assert opened.find("/word/document.xml") == "Word\\Document.XML"
        assert opened.find("missing") is None
        assert opened.read("b") == b"y"


def test_a_member_is_read_in_steps_as_a_stream() -> None:
    data = bytes(range(256)) * 4000
    with Archive(packed({"a": data})) as opened, opened.open("a") as member:
        whole = bytearray()
        while part := member.read(10_000_000):
            assert len(part) <= 256 * 1024
            whole += part
        assert bytes(whole) == data
    with Archive(packed({"a": data})) as opened, opened.open("a") as member:
        buffer = bytearray(100)
        assert (member.readinto(buffer), bytes(buffer)) == (100, data[:100])
        assert member.read() == data[100:]


def test_bytes_are_counted_over_all_members_and_however_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL_BYTES", 25_000)
    members = {name: bytes(10_000) for name in "abc"}
    with Archive(packed(members)) as opened:
        opened.read("a")
        with opened.open("b") as member:
            member.read(10_000)
        with pytest.raises(ExtractionError) as caught:
            opened.read("c")
    assert caught.value.code == ExtractionCode.BOMB


def test_one_member_may_not_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER_BYTES", 9_000)
    assert refused(packed({"a": bytes(10_000)})) == ExtractionCode.BOMB


def test_a_member_with_a_password_is_encrypted() -> None:
    stream = packed({"a": "secret"})
    data = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refused(io.BytesIO(bytes(data))) == ExtractionCode.ENCRYPTED


@pytest.mark.parametrize("harm", ["start", "size", "crc", "method", "cut"])
def test_a_broken_directory_is_damage(harm: str) -> None:
    data = bytearray(packed({"a": "text " * 100}).getvalue())
    entry, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    match harm:
        case "start":
            # The directory would begin before the file does.
            data[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
        case "size":
            data[entry + 42 : entry + 46] = (2**31).to_bytes(4, "little")
        case "crc":
            data[entry + 16 : entry + 20] = b"\xff" * 4
        case "method":
            data[entry + 10] = 99
        case _:
            del data[end:]
    assert refused(io.BytesIO(bytes(data))) == ExtractionCode.DAMAGED


def test_a_member_that_is_missing_is_damage() -> None:
    assert refused(packed({"b": ""})) == ExtractionCode.DAMAGED


def test_relations_lead_to_parts_of_the_file_and_nowhere_else() -> None:
    outside = '<Relationship Id="o" Type="x/image" Target="http://localhost:9/a.png" TargetMode="External"/>'
    members = {
        "word/document.xml": "<x/>",
        "word/_rels/document.xml.rels": relations(
            ("a", "styles", "styles.xml"), ("b", "styles", "../../../etc/passwd"), ("c", "footnotes", "/word/notes.xml")
        ).replace("</Relationships>", outside + "</Relationships>"),
        "word/styles.xml": "<x/>",
        "word/notes.xml": "<broken",
        "word/_rels/styles.xml.rels": "<broken",
    }
    with Package(packed(members)) as package:
        found = [(relation.id, relation.kind, relation.target) for relation in package.relations("word/document.xml")]
        assert found == [("a", "styles", "word/styles.xml"), ("c", "footnotes", "word/notes.xml")]
        assert package.relations("word/styles.xml") == ()
        assert package.parse_if_sound("word/notes.xml") is None
        assert package.title() == ""


def test_the_first_member_of_a_name_counts() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("A", "1")
        made.writestr("a", "2")
    with Archive(stream) as opened:
        assert opened.find("a") == "A"
