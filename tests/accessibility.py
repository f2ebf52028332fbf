"""What a screen reader gets of the window's main states, over AT-SPI: `python -m tests.accessibility FOLDER`.

Writes a text file for each state, a line for each part as `role “name” (description) [states]`, and says what has no name.
The program runs on a made-up household, in a real window on a desktop of its own.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.fake_services import TrayIcon, serving, tray_host
from tests.support.listener import Listener, listening
from tests.support.real_desktop import RealDesktop, real_desktop
from tests.support.real_session import until_closed, until_heeded
from tests.support.sample_hits import QUERY
from tests.support.screen_reader import VARIABLES, Part, ScreenReader, screen_reader
from tests.support.waiting import eventually

_PATIENCE_S = 60
_TITLE = "^pplx-desktop$"
_STEPS = 4
_LEAST_CHARS = 400
_MOST = 60
"""So many rows of a long table speak for all."""
_ROWS = frozenset({"list item", "table cell", "table row", "tree item"})
_CONTROLS = frozenset(
    {
        "push button", "toggle button", "check box", "radio button", "combo box", "text", "entry", "menu item", "page tab",
        "slider", "spin button", "link", "list", "table", "tree", "button", "button menu", "column header",
    }
)  # fmt: skip
_TOLD = ("focusable", "focused", "selected", "checked", "expanded")
_NO_ROLE = frozenset({"", "invalid", "unknown"})


@dataclass
class Spoken:
    """What was shown in each state, what was announced while rows were chosen and as an offer under the search box was, the
    text of the drawn page, what was heard (name and role) as the keyboard went through help and menu, and the tray's menu.
    """

    states: dict[str, list[Part]] = field(default_factory=dict[str, list[Part]])
    announced: list[str] = field(default_factory=list[str])
    offered: str = ""
    page: str = ""
    heard: dict[str, list[tuple[str, str]]] = field(default_factory=dict[str, list[tuple[str, str]]])
    tray: list[str] = field(default_factory=list[str])


def is_spoken_to(part: Part) -> bool:
    """True for what a person acts on or reads as a row: it has to have a name."""
    return part.role in _CONTROLS | _ROWS or "focusable" in part.states


def nameless(parts: list[Part]) -> list[Part]:
    """What a screen reader could not name, or would read out with its markup. What nobody acts on, such as the line
    between two panes, needs no role.
    """
    return [
        part
        for part in parts
        if (is_spoken_to(part) and (part.role in _NO_ROLE or not (part.name or _is_empty(part))))
        or "<qt>" in part.name + part.description
    ]


def line(part: Part) -> str:
    """One part, as the dump has it."""
    states = " ".join(state for state in _TOLD if state in part.states)
    return "  " * part.depth + " ".join(
        word
        for word in (
            part.role,
            f"“{part.name}”",
            f"({part.description})" if part.description else "",
            f"[{states}]" if states else "",
        )
        if word
    )


def listen_to_all() -> Spoken:
    """Bring about each state, by keyboard where a person can, and read it."""
    spoken = Spoken()
    with _program("new") as shown:
        shown.until("push button", "Start searching")
        spoken.states["first run"] = shown.all()
    with _program() as shown, listening(shown.desktop) as listener:
        _listen_to_results(shown, spoken, listener)
        for name, key, title in (
            ("settings", "ctrl+comma", "Settings"),
            ("index", "ctrl+shift+i", "Folders"),
            ("models", "ctrl+shift+m", "Models"),
            ("keys", "ctrl+slash", "Keyboard"),
        ):
            until_heeded(
                lambda key=key: shown.desktop.press(key),
                lambda title=title: shown.desktop.active_title().startswith(title),
            )
            spoken.states[name] = shown.all()
            if name == "index":
                shown.reader.click("", "Overview")
                shown.until("label", "Room on the disk")
                spoken.states["overview"] = shown.all()
            until_closed(shown.desktop, title)
            eventually(lambda: shown.desktop.active_title() == "pplx-desktop", _PATIENCE_S)
        spoken.tray = [entry.label for entry in shown.icon.menu() if entry.label]
    return spoken


@dataclass
class _Shown:
    desktop: RealDesktop
    reader: ScreenReader
    icon: TrayIcon

    def all(self) -> list[Part]:
        return self.reader.find(most=_MOST)

    def until(self, role: str, name: str) -> None:
        eventually(lambda: self.reader.find(role, name, most=_MOST), _PATIENCE_S)


def _listen_to_results(shown: _Shown, spoken: Spoken, listener: Listener) -> None:
    shown.desktop.type(QUERY)
    eventually(lambda: len(shown.reader.find("list item")) > 2, _PATIENCE_S)
    spoken.states["results"] = shown.all()
    titles = [part.name for part in shown.reader.find("list item")]
    for number in (1, 2):
        shown.desktop.press("Down")
        eventually(lambda number=number: titles[number] in listener.announced, _PATIENCE_S)
    spoken.announced = list(listener.announced)
    shown.desktop.press("Up", "Up")
    eventually(lambda: any(map(_reads_on, shown.reader.find("text", "Pages of the file"))), _PATIENCE_S)
    (spoken.page,) = (part.text for part in shown.reader.find("text", "Pages of the file"))
    shown.desktop.press("ctrl+space")
    shown.until("list", "Narrow the search")
    spoken.states["offers"] = shown.all()
    begin = len(listener.announced)
    shown.desktop.press("Down")
    eventually(lambda: len(listener.announced) > begin, _PATIENCE_S)
    spoken.offered = listener.announced[begin]
    shown.desktop.press("Escape")
    for state, key, role, name in (
        ("help", "F1", "push button", "Write in:Reports"),
        ("menu", "F10", "menu item", "Settings…"),
    ):
        begin = len(listener.focused)
        shown.desktop.press(key)
        shown.until(role, name)
        for _ in range(_STEPS):
            shown.desktop.press("Down")
        eventually(lambda begin=begin: len(listener.focused) >= begin + _STEPS, _PATIENCE_S)
        spoken.heard[state] = listener.focused[begin:]
        spoken.states[state] = shown.all()
        shown.desktop.press("Escape")
        eventually(lambda: listener.focused[-1] == ("Search", "text"), _PATIENCE_S)


@contextmanager
def _program(*options: str) -> Iterator[_Shown]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        desktop = stack.enter_context(real_desktop(folder / "desktop"))
        address = desktop.environment["DBUS_SESSION_BUS_ADDRESS"]
        host = stack.enter_context(serving(tray_host(address)))
        desktop.start(
            [sys.executable, "-m", "tests.support.household_program", str(folder / "runtime"), *options],
            "program", **VARIABLES,
        )  # fmt: skip
        reader = stack.enter_context(screen_reader(desktop))
        _wait(lambda: desktop.windows(_TITLE) and desktop.active_title() == "pplx-desktop", desktop)
        yield _Shown(desktop, reader, TrayIcon(address, host))


def _wait(condition: Callable[[], object], desktop: RealDesktop) -> None:
    try:
        eventually(condition, _PATIENCE_S)
    except AssertionError:
        raise AssertionError(desktop.said("program")) from None


def _reads_on(part: Part) -> bool:
    """The index has the lines of a page first, the page itself has them all."""
    return len(part.text) > _LEAST_CHARS


def _is_empty(part: Part) -> bool:
    """A cell that has nothing to say: the size of what has none."""
    return part.role == "table cell" and part.box[2] > 0


def main(folder: Path) -> int:
    """Write the dumps, and say how many parts have a name."""
    folder.mkdir(parents=True, exist_ok=True)
    spoken = listen_to_all()
    missing = 0
    for state, parts in spoken.states.items():
        (folder / f"{state.replace(' ', '-')}.txt").write_text("\n".join(map(line, parts)) + "\n")
        wrong = nameless(parts)
        missing += len(wrong)
        wanted = sum(map(is_spoken_to, parts))
        print(f"{state}: {len(parts)} parts, {wanted} controls and rows, {wanted - len(wrong)} of them with a name")
        print(*(f"  no name: {line(part).strip()}" for part in wrong), sep="\n", end="\n" if wrong else "")
    print("announced by Down in the search box:", *spoken.announced, sep="\n  ")
    print("announced by Down under the search box:", spoken.offered)
    print("text of the drawn page:", spoken.page, sep="\n")
    for state, heard in spoken.heard.items():
        print(f"heard in {state}:", *(f"{role} “{name}”" for name, role in heard), sep="\n  ")
    print("tray:", " | ".join(spoken.tray))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
