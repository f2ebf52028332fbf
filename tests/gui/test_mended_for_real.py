"""The buttons of the index window on the real engine and real files: each does what it says, and the row goes."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.ledger_types import FileEntry, LedgerView
from pplx_desktop.core.types import FileState
from pplx_desktop.engine.host import Host
from pplx_desktop.gui.bridge import EngineBridge
from pplx_desktop.gui.theme import Theme
from pplx_desktop.gui.window import Window
from tests.gui.conftest import FakeOpener
from tests.support.fake_machine import FakeMachine
from tests.support.homes import Home, write_pdf
from tests.support.made_compound import make_compound
from tests.support.sample_models import STARTER

_ALL = LedgerView(states=tuple(FileState), limit=1_000)
_MANY = 201
"""So many files that are gone at once are held."""


@dataclass
class Desk:
    """A window on the real engine, with its window of the index, and a hand for them."""

    bot: QtBot
    window: Window
    host: Host
    opener: FakeOpener
    home: Home

    def __post_init__(self) -> None:
        self.dialog = self.window.parts.indexing.dialog
        self.details = self.dialog.details

    def entry(self, name: str) -> FileEntry | None:
        """What the ledger says of a file, by its name."""
        try:
            entries = self.host.ledger(_ALL).entries
        except PplxError:
            return None
        return next((entry for entry in entries if Path(entry.path).name == name), None)

    def press(self, button: QAbstractButton) -> None:
        """Click it as a hand would."""
        assert button.isVisible()
        assert button.isEnabled()
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def look_at(self, name: str) -> None:
        """Choose a file in the table, once it has been dealt with: what could not be opened is tried again at each scan."""

        def is_shown() -> bool:
            entry = self.entry(name)
            if entry is None or entry.state is FileState.PENDING:
                return False
            if self.dialog.filter.state is not entry.state:
                self.dialog.filter.choose_state(entry.state)
            return self.details.entry == entry

        self.dialog.filter.set_text(name)
        self.bot.waitUntil(is_shown)

    def mend(self, name: str) -> None:
        """Press what mends a file."""
        self.look_at(name)
        self.press(self.details._mend)

    def until_searchable(self, name: str) -> None:
        """Wait until a file has been read, and its row is not in the list of those that are amiss any more."""

        def is_searchable() -> bool:
            entry = self.entry(name)
            return entry is not None and entry.state is FileState.INDEXED

        self.bot.waitUntil(is_searchable)
        self.bot.waitUntil(lambda: self.details.entry is None or Path(self.details.entry.path).name != name)

    def write_setting(self, name: str, write: Callable[[QWidget], None]) -> None:
        """Wait until the settings are at this one, and write in its field."""
        dialog = self.window.parts.preferences.dialog
        self.bot.waitUntil(lambda: dialog.focused == name)
        write(dialog.field(name))
        dialog.close()

    def replace_text(self, field: QWidget, text: str) -> None:
        """Write something else in a field, and leave it."""
        self.bot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.bot.keyClick(field, Qt.Key.Key_Delete)
        self.bot.keyClicks(field, text)
        self.bot.keyClick(field, Qt.Key.Key_Tab)


@pytest.fixture
def desk(home: Home, qtbot: QtBot, theme: Theme) -> Iterator[Desk]:
    home.documents.mkdir(parents=True)
    host = Host(home.paths, FakeMachine())
    host.change_settings(max_file_mb=1, exclude=("*.log",), ocr=False, model="none")
    bridge = EngineBridge(lambda: host)
    opener = FakeOpener(bridge)
    window = Window(bridge, theme, opener, QIcon())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    host.start()
    with qtbot.waitSignal(bridge.ready):
        bridge.start()
    window.actions_.index.trigger()
    desk = Desk(qtbot, window, host, opener, home)
    qtbot.waitExposed(desk.dialog)
    yield desk
    window.is_quitting = True
    bridge.close()
    assert bridge.wait_for_threads(60_000)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Files that may not be opened, whoever this user is."""
    names, real = set[str](), os.open

    def open_or_refuse(path: str, *options: int, **others: int) -> int:
        if Path(path).name in names:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, *options, **others)

    monkeypatch.setattr("pplx_desktop.core.opening.os.open", open_or_refuse)
    return names


def test_files_that_are_mended_are_searchable_and_leave_the_list(desk: Desk, closed: set[str]) -> None:
    folder, bot = desk.home.documents, desk.bot
    _fill(folder)
    closed.add("closed.txt")
    desk.host.add_folder(str(folder))
    bot.waitUntil(lambda: (fine := desk.entry("fine.txt")) is not None and fine.state is FileState.INDEXED)
    bot.waitUntil(lambda: desk.host.status().counts.pending == 0)

    for name, label in (("locked.xlsx", "Open it to save a copy"), ("broken.pdf", "Open it to see")):
        desk.mend(name)
        assert desk.details._mend.text() == label
        assert desk.opener.opened[-1] == (str(folder / name), None)
        write_pdf(folder / name, "another copy")
        desk.until_searchable(name)

    desk.mend("closed.txt")
    bot.waitUntil(lambda: "closed.txt is read before all others" in desk.dialog.said)
    desk.look_at("closed.txt")
    closed.clear()
    desk.press(desk.details._mend)
    desk.until_searchable("closed.txt")

    desk.mend("long.txt")
    desk.write_setting("max_file_mb", lambda field: desk.replace_text(field, "3"))
    desk.until_searchable("long.txt")
    desk.mend("scan.png")
    desk.write_setting("ocr", lambda field: bot.keyClick(field, Qt.Key.Key_Space))
    desk.until_searchable("scan.png")
    desk.mend("a.log")
    desk.write_setting("exclude", lambda field: desk.replace_text(field, ""))
    desk.until_searchable("a.log")

    # What rules leave out, after a question: a folder comes with all that is in it.
    for name, inner in (
        (".env", ".env"),
        ("~$draft.txt", "~$draft.txt"),
        ("node_modules", "gull.js"),
        ("built", "owl.txt"),
    ):
        desk.mend(name)
        desk.press(desk.dialog.question._yes)
        desk.until_searchable(inner)
    assert desk.host.settings().exclude == ("!.env", "!~$draft.txt", "!node_modules/", "!built/")

    # What is so because of what it is: nothing offers to read it.
    for name in ("empty.txt", "odd.bin"):
        desk.look_at(name)
        assert not desk.details._mend.isVisible()
        assert not desk.details._now.isVisible()


def test_news_of_a_folder_go_when_it_is_well_again(desk: Desk) -> None:
    folder, bot, notice = desk.home.documents, desk.bot, desk.window.notice
    for number in range(_MANY):
        (folder / f"{number}.txt").write_text(f"number {number}")
    desk.host.add_folder(str(folder))
    bot.waitUntil(lambda: desk.host.status().counts.indexed == _MANY)

    # That there is no model is said meanwhile.
    before = notice.text
    assert "none" in before
    folder.rename(folder.with_name("away"))
    # Its watch looks after it only every few seconds.
    desk.host.index_now([str(folder)])
    bot.waitUntil(lambda: "is not there" in desk.dialog.notice.text and "is not there" in notice.text)
    folder.with_name("away").rename(folder)
    desk.host.index_now([str(folder)])
    bot.waitUntil(lambda: not desk.dialog.notice.text and notice.text == before)

    for number in range(_MANY):
        (folder / f"{number}.txt").unlink()
    desk.host.index_now([str(folder)])
    bot.waitUntil(lambda: f"{_MANY} files are gone" in desk.dialog.notice.text and f"{_MANY} files" in notice.text)
    desk.press(desk.dialog.notice._button)
    desk.press(desk.dialog.question._yes)
    bot.waitUntil(lambda: not desk.dialog.notice.text and notice.text == before)
    assert desk.host.ledger(_ALL).total == 0


def test_what_a_cloud_drive_keeps_elsewhere_is_opened_and_then_searchable(desk: Desk) -> None:
    folder = desk.home.documents
    # What the sync client of Nextcloud has in the place of a file that is online only.
    stub = folder / "petrel.txt.nextcloud"
    stub.write_bytes(b" ")
    desk.host.add_folder(str(folder))
    desk.mend(stub.name)
    assert desk.details._mend.text() == "Open it, which downloads it"
    assert desk.opener.opened == [(str(stub), None)]
    assert not desk.details._now.isVisible()
    desk.press(desk.details._folder)
    assert desk.opener.shown == [str(stub)]
    assert desk.details._open.isHidden()

    stub.unlink()
    (folder / "petrel.txt").write_text("A petrel patters over the waves.")
    desk.until_searchable("petrel.txt")
    desk.bot.waitUntil(lambda: desk.entry(stub.name) is None)


def test_a_model_that_is_missing_is_one_press_from_another(desk: Desk) -> None:
    bot, window = desk.bot, desk.window
    (desk.home.documents / "boiler.txt").write_text("The boiler switches itself on and off every few minutes.")
    desk.host.add_folder(str(desk.home.documents))
    bot.waitUntil(lambda: "none" in window.notice.text)
    desk.dialog.close()
    assert window.notice._button.text() == "Models…"
    desk.press(window.notice._button)
    models = window.parts.models.dialog
    bot.waitUntil(lambda: models.isVisible() and bool(models.list.models))
    models.choose(STARTER)
    desk.press(models.details._use)
    desk.press(models.details._question._yes)
    bot.waitUntil(lambda: "is in use now" in models.details.said)
    models.close()
    bot.waitUntil(lambda: not window.notice.isVisible())
    bot.waitUntil(lambda: desk.host.status().counts.embedded > 0)
    window.search_box.set_text("why is the heater so restless")
    bot.waitUntil(lambda: (hit := window.results.hit) is not None and "meaning" in hit.sources)


def _fill(folder: Path) -> None:
    """A file for each reason that can be made here."""
    (folder / "fine.txt").write_text("An albatross nests on the cliff.")
    (folder / "locked.xlsx").write_bytes(make_compound({"EncryptedPackage": b"x"}))
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nno")
    (folder / "closed.txt").write_text("A cormorant dries its wings.")
    (folder / "long.txt").write_text("\n" * 1_100_000 + "A gannet dives.")
    (folder / "empty.txt").write_text("")
    (folder / "odd.bin").write_bytes(bytes(range(256)) * 8)
    (folder / "a.log").write_text("A heron was logged.")
    (folder / ".env").write_text("TOKEN=penguin")
    (folder / "~$draft.txt").write_text("A tern, for now.")
    for name, inner in (("node_modules", "gull.js"), ("built", "owl.txt")):
        (folder / name).mkdir()
        (folder / name / inner).write_text("A bird was here.")
    (folder / ".gitignore").write_text("built/\n")
    # A rule of git's counts in a repository.
    (folder / ".git").mkdir()
    picture = Image.new("RGB", (600, 120), "white")
    ImageDraw.Draw(picture).text((20, 30), "The razorbill is back", fill="black", font=ImageFont.load_default(48))
    picture.save(folder / "scan.png")
