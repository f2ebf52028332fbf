"""Files inside files: archives, packed files, mails with attachments, mailboxes; and what each of them may cost."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExtractionCode, ExtractionError
from pplx_desktop.core.types import Document, ReadOptions
from pplx_desktop.extract import containers, reading
from pplx_desktop.extract.registry import extract_file
from tests.support.made_files import make_pdf

CANARY = b"canary-of-a-secret"


def extract(folder: Path, name: str, content: bytes, *, archives: bool = True) -> Document:
    path = folder / name
    path.write_bytes(content)
    return extract_file(str(path), ReadOptions(archives=archives))


def failure(folder: Path, name: str, content: bytes, *, archives: bool = True) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        extract(folder, name, content, archives=archives)
    return caught.value


def blocks(document: Document) -> list[tuple[int | None, str, str]]:
    return [(block.page, block.heading, document.text[block.start : block.end]) for block in document.blocks]


def zipped(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return stream.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            made.addfile(entry, io.BytesIO(content))
    return stream.getvalue()


def mail(subject: str, *parts: tuple[str, str, bytes]) -> bytes:
    head = f"From: a@b.c\nTo: d@e.f\nSubject: {subject}\nMIME-Version: 1.0\n"
    text = head + 'Content-Type: multipart/mixed; boundary="edge"\n\n'
    for kind, name, content in parts:
        named = f'Content-Disposition: attachment; filename="{name}"\n' if name else ""
        encoded = base64.b64encode(content).decode()
        text += f"--edge\nContent-Type: {kind}\n{named}Content-Transfer-Encoding: base64\n\n{encoded}\n"
    return f"{text}--edge--\n".encode()


MEMBERS = {"docs/report.md": b"# Results\nneedle\n", "a.txt": b"plain", "photo.png": b"\x89PNG\r\n\x1a\n" + bytes(9)}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(MEMBERS)),
        ("a.tar", tarred(MEMBERS)),
        ("a.tar.gz", gzip.compress(tarred(MEMBERS))),
        ("a.tgz", gzip.compress(tarred(MEMBERS))),
        ("a.tar.bz2", bz2.compress(tarred(MEMBERS))),
        ("a.tar.xz", lzma.compress(tarred(MEMBERS))),
    ],
)
def test_members_are_blocks_under_their_names(tmp_path: Path, name: str, content: bytes) -> None:
    document = extract(tmp_path, name, content)
    assert sorted(blocks(document), key=str) == sorted(
        [(None, "docs/report.md › Results", "# Results\nneedle"), (None, "a.txt", "plain"), (None, "", "photo.png")],
        key=str,
    )
    assert document.pictured_pages == 1
    assert failure(tmp_path, name, content, archives=False).code == ExtractionCode.UNSUPPORTED


def test_page_of_a_member_is_its_own(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "b.pdf", [["first"], ["second"]]).read_bytes()
    assert blocks(extract(tmp_path, "a.zip", zipped({"in/b.pdf": pdf}))) == [
        (1, "in/b.pdf", "first"),
        (2, "in/b.pdf", "second"),
    ]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_file_is_read_as_what_is_in_it(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    document = extract(tmp_path, f"notes.md.{'gz' if pack is gzip.compress else 'xz'}", pack(b"# Top\nneedle"))
    assert (document.kind, document.blocks[0].heading) == ("md", "Top")


def test_packed_file_that_was_cut_off_is_read_so_far(tmp_path: Path) -> None:
    lines = "\n".join(f"line {number}" for number in range(20_000)).encode()
    packed = gzip.compress(lines)
    assert extract(tmp_path, "a.txt.gz", packed[: len(packed) // 2]).text.startswith("line 0\nline 1\n")


def test_tar_that_was_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    whole = tarred({"a.txt": b"needle", "b.txt": b"x" * 5000})
    document = extract(tmp_path, "a.tar", whole[:2500])
    assert document.text.startswith("needle")
    assert "damaged" in document.warnings[0]


def test_links_and_devices_in_a_tar_are_nothing(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as made:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo("/etc/hostname")
            entry.type, entry.linkname = kind, "/etc/passwd"
            made.addfile(entry)
    assert failure(tmp_path, "a.tar", stream.getvalue()).code == ExtractionCode.EMPTY


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_lead_nowhere(tmp_path: Path, make: object) -> None:
    assert callable(make)
    content = make({"../../escaped.txt": b"needle", "/etc/absolute.txt": b"thread"})
    inner = tmp_path / "x" / "y"
    inner.mkdir(parents=True)
    document = extract(inner, "a", content)
    assert {"../../escaped.txt", "/etc/absolute.txt"} == {block.heading for block in document.blocks}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [inner / "a"]
    assert not Path("/etc/absolute.txt").exists()


def test_keys_passwords_and_litter_are_left_out_of_archives(tmp_path: Path) -> None:
    secrets = dict.fromkeys((".ssh/id_rsa", "home/.env", "x/server.pem", "safe.kdbx", "__MACOSX/._a"), CANARY)
    for content in (zipped({**secrets, "a.txt": b"plain"}), tarred({**secrets, "a.txt": b"plain"})):
        assert extract(tmp_path, "a", content).text == "plain"


def test_archives_in_archives_are_read_so_deep(tmp_path: Path) -> None:
    content = b"needle"
    for level in range(reading.MAX_DEPTH + 2):
        content = zipped({f"{level}.{'zip' if level else 'txt'}": content, f"beside-{level}.txt": b"beside"})
    document = extract(tmp_path, "a.zip", content)
    assert "needle" not in document.text
    assert document.text.count("beside") == reading.MAX_DEPTH
    assert any("too-large" in warning for warning in document.warnings)
    assert document.blocks[0].heading.count(" › ") <= reading.MAX_DEPTH


def test_bomb_in_an_archive_costs_the_bomb(tmp_path: Path) -> None:
    for content in (
        zipped({"a.txt": b"needle", "bomb.txt": bytes(100 * 1024 * 1024)}),
        gzip.compress(tarred({"a.txt": b"needle", "bomb.txt": bytes(100 * 1024 * 1024)}), 1),
    ):
        document = extract(tmp_path, "a", content)
        assert document.text.startswith("needle")
        assert document.warnings


def test_packed_bomb_is_refused(tmp_path: Path) -> None:
    assert failure(tmp_path, "a.txt.gz", gzip.compress(bytes(100 * 1024 * 1024))).code == ExtractionCode.BOMB


@pytest.mark.parametrize(("limit", "value"), [("MAX_MEMBERS", 5), ("MAX_BYTES", 50), ("MAX_CHARACTERS", 50)])
def test_limits_count_all_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int) -> None:
    monkeypatch.setattr(reading, limit, value)
    many = {f"{number:02}.txt": b"ten chars!" for number in range(20)}
    for content in (zipped(many), tarred(many)):
        document = extract(tmp_path, "a", content)
        assert document.text.count("ten chars!") == 5
        assert document.warnings[0].startswith("Only the first")


def test_time_for_members_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", -1.0)
    error = failure(tmp_path, "a.zip", zipped({"a.txt": b"x"}))
    assert error.code == ExtractionCode.TOO_LARGE
    assert "too long" in error.title


def test_damaged_members_are_a_warning(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.zip", zipped({"broken.pdf": b"%PDF-1.4 nothing", "a.txt": b"needle"}))
    assert document.text == "needle\n\nbroken.pdf"
    assert document.warnings == ("Files in it could not be read (damaged): broken.pdf.",)


def test_names_that_are_utf_8_without_saying_so_are_readable(tmp_path: Path) -> None:
    content = zipped({"Gr\u00fc\u00dfe.txt": b"x"})
    # The bit that says UTF-8, in the local and in the central header.
    content = content.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00")
    content = content.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00")
    assert extract(tmp_path, "a.zip", content).blocks[0].heading == "Grüße.txt"


def test_attachments_are_members_of_their_mail(tmp_path: Path) -> None:
    pdf = make_pdf(tmp_path / "b.pdf", [["bill of May"]]).read_bytes()
    inner = mail("Inner", ("text/plain", "", b"deep needle"))
    content = mail(
        "Outer",
        ("text/plain; charset=utf-8", "", "Grüße".encode()),
        ("application/pdf", "bill.pdf", pdf),
        ("application/zip", "more.zip", zipped({"in.txt": b"packed"})),
        ("message/rfc822", "forwarded.eml", inner),
    )
    document = extract(tmp_path, "a.eml", content)
    assert blocks(document)[1:] == [
        (None, "", "Grüße"),
        (1, "bill.pdf", "bill of May"),
        (None, "more.zip › in.txt", "packed"),
        (None, "forwarded.eml", "From: a@b.c\nTo: d@e.f\nSubject: Inner"),
        (None, "forwarded.eml", "deep needle"),
    ]
    without = extract(tmp_path, "a.eml", content, archives=False)
    assert "bill.pdf" in without.text
    assert "bill of May" not in without.text


def test_body_of_a_mail_in_html_alone_is_read_as_a_page(tmp_path: Path) -> None:
    document = extract(tmp_path, "a.eml", mail("x", ("text/html", "", b"<h1>Top</h1><p>needle</p><script>no</script>")))
    assert blocks(document)[1] == (None, "Top", "Top\n\nneedle")


def test_attachment_with_a_letter_too_few_is_read(tmp_path: Path) -> None:
    content = mail("x", ("text/plain", "a.txt", b"needle in hay!")).replace(b"YXkh\n", b"YXk\n")
    assert "needle in h" in extract(tmp_path, "a.eml", content).text


def test_pictures_within_a_mail_are_no_attachments(tmp_path: Path) -> None:
    logo = b"\x89PNG\r\n\x1a\n" + bytes(9)
    content = mail("x", ("text/plain", "", b"hi"), ("image/png", "logo.png", logo))
    assert extract(tmp_path, "a.eml", content).pictured_pages == 1
    shown = content.replace(b"Content-Type: image/png", b"Content-ID: <1>\nContent-Type: image/png")
    assert extract(tmp_path, "a.eml", shown).pictured_pages == 0


def test_mailbox_has_its_mails(tmp_path: Path) -> None:
    first = b"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: One\n\nbody\n>From here on\n\n"
    second = b"From - Tue Jan  2 00:00:00 2024\n" + mail("Two", ("text/plain", "n.txt", b"attached"))
    for name in ("a.mbox", "Inbox"):
        document = extract(tmp_path, name, first + second)
        assert document.kind == "mbox"
        assert blocks(document) == [
            (None, "One", "Subject: One"),
            (None, "One", "body\nFrom here on"),
            (None, "Two", "From: a@b.c\nTo: d@e.f\nSubject: Two"),
            (None, "Two › n.txt", "attached"),
        ]


def test_of_a_large_mailbox_the_newest_mails_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pplx_desktop.extract.mail.NEWEST_FIRST_MAILS", 5)
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 100)
    mails = (b"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: No %d\n\n%s\n\n" % (n, b"word " * 20) for n in range(9))
    document = extract(tmp_path, "a.mbox", b"".join(mails))
    assert document.blocks[0].heading == "No 8"


def test_mails_of_a_mailbox_are_not_counted_as_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_MEMBERS", 2)
    mails = (b"From a@b.c Mon Jan  1 00:00:00 2024\nSubject: No %d\n\nbody\n\n" % number for number in range(4))
    document = extract(tmp_path, "a.mbox", b"".join(mails))
    assert "No 3" in document.text
    assert not document.warnings


def test_envelope_within_a_line_begins_no_mail(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    envelope = b"From a@b.c Mon Jan  1 00:00:00 2024\n"
    monkeypatch.setattr("pplx_desktop.extract.mail._MAX_LINE_BYTES", 64)
    mailbox = envelope + b"Subject: One\n\n" + b" " * 64 + envelope
    assert {block.heading for block in extract(tmp_path, "a.mbox", mailbox).blocks} == {"One"}


def test_text_of_kinds_that_nobody_knows_is_text(tmp_path: Path) -> None:
    assert extract(tmp_path, "a.eml", mail("x", ("text/x-one", "", b"needle"))).text.endswith("needle")
    both = mail("x", ("text/plain", "", b"words"), ("text/x-amp-html", "", b"<html>words"))
    assert extract(tmp_path, "a.eml", both).text.endswith("\n\nwords")


def test_headers_cost_no_more_than_what_is_read_of_them(tmp_path: Path) -> None:
    start = time.process_time()
    extract(tmp_path, "a.eml", b"Subject: " + b" ".join([b"=?utf-8?q?a_b?="] * 60_000) + b"\n\nbody\n")
    assert time.process_time() - start < 3


def test_mail_of_more_parts_than_are_read_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pplx_desktop.extract.mail.MAX_PARTS", 2)
    parts = [("text/plain", f"{number}.txt", b"x") for number in range(3)]
    assert extract(tmp_path, "a.eml", mail("x", *parts)).warnings == ("Only the first 2 parts of a mail were read.",)


def test_what_is_not_wanted_of_an_archive_is_not_inflated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("pplx_desktop.extract.archive.MAX_TOTAL_BYTES", 100_000)
    video = b"\0\0\0\x20ftypisom" + bytes(range(256)) * 300
    content = zipped({"a.mp4": video, "b.mp4": video, "c.txt": b"needle"})
    document = extract(tmp_path, "a.zip", content)
    assert document.text.startswith("needle")
    assert not document.warnings


def test_archive_of_very_many_files_is_no_bomb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_MEMBERS", 10)
    content = zipped({f"{number}.txt": b"x" for number in range(20_001)})
    assert extract(tmp_path, "a.zip", content).warnings == ("Only the first 10 files in it were read.",)


def test_mailbox_that_is_none_is_text(tmp_path: Path) -> None:
    assert extract(tmp_path, "a.mbox", b"just words").text == "just words"


def test_mail_of_apple_is_read(tmp_path: Path) -> None:
    content = mail("Hello", ("text/plain", "", b"needle"))
    document = extract(tmp_path, "a.emlx", b"%d\n" % len(content) + content + b"<?xml version='1.0'?><plist/>")
    assert (document.kind, document.title) == ("eml", "Hello")
    assert "plist" not in document.text


def test_unpacked_bytes_are_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBER_BYTES", 1000)
    document = extract(tmp_path, "a.tar", tarred({"large.txt": b"word " * 1000, "small.txt": b"needle"}))
    assert document.text == "needle\n\nlarge.txt"
