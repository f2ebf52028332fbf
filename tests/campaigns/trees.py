"""A folder of files to which things happen by chance, as they do on a desk, only faster.

Invariant: no two writes give the same bytes, so that what an index holds can be traced to the version of a file.
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from random import Random

from pplx_desktop.files.reading import HASH_BYTES
from tests.support.made_files import make_docx, make_pdf, paragraph

_NAMES = (
    "Zürich",
    "tax 2024",
    "räksmörgås",
    "plan",
    "letter",
    "a b  c",
    "日記",
    "notes",
    "draft.final",
    "x" * 60,
    "ﬁle",
    "e\u0301te",
)
_WORDS = "boiler garden castle tram ticket compost window copper valve letter harbour engine winter bread".split()  # noqa: SIM905


class RandomTree:
    """A folder, and what was in its files so far. `without` names happenings that shall not happen."""

    def __init__(self, root: Path, chance: Random, *, without: tuple[str, ...] = ()) -> None:
        self.root = root
        self.versions: defaultdict[str, set[bytes]] = defaultdict(set)
        self._chance = chance
        self._made = 0
        self._happenings: list[tuple[Callable[[], object], int]] = [
            (happening, weight)
            for happening, weight in (
                (self.create, 5), (self.edit, 5), (self.append, 2), (self.delete, 3), (self.rename, 4), (self.move, 3),
                (self.copy, 3), (self.make_folder, 2), (self.rename_folder, 2), (self.delete_folder, 1), (self.swap, 2),
                (self.save_as_editors_do, 3), (self.touch, 2), (self.turn_clock_back, 1), (self.exchange_kinds, 1),
                (self.link, 1), (self.odd, 1), (self.empty, 1), (self.hide, 1), (self.ignore, 1), (self.case_only, 1),
                (self.rotate, 1), (self.hard_link, 1), (self.duplicate_folder, 1),
            )
            if happening.__name__ not in without
        ]  # fmt: skip
        root.mkdir(parents=True, exist_ok=True)

    def happen(self, times: int = 1, only: tuple[str, ...] = ()) -> None:
        """Let things happen, of those whose names are in `only` where there are any."""
        allowed = [known for known in self._happenings if not only or known[0].__name__ in only]
        happenings, weights = zip(*allowed, strict=True)
        for happening in self._chance.choices(happenings, weights, k=times):
            happening()
            self.note()

    def note(self) -> None:
        """Remember what is in each file now."""
        for path in self.files():
            self.versions[str(path)].add(version_of(path))

    def files(self) -> list[Path]:
        """All regular files, links left out."""
        return [
            Path(folder, name)
            for folder, _, names in os.walk(self.root)
            for name in sorted(names)
            if Path(folder, name).is_file() and not Path(folder, name).is_symlink()
        ]

    def folders(self) -> list[Path]:
        """All folders, the root first."""
        return [Path(folder) for folder, _, _ in os.walk(self.root)]

    # What may happen.

    def create(self) -> None:
        self._write(
            self._new_path(self._chance.choice((".txt", ".txt", ".md", ".html", ".csv", ".pdf", ".docx", ".py")))
        )

    def edit(self) -> None:
        if path := self._some_file():
            self._write(path)

    def append(self) -> None:
        if (path := self._some_file()) and path.suffix in {".txt", ".md", ".csv"}:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"\n\nadded {self._marker()}\n")

    def delete(self) -> None:
        if path := self._some_file():
            path.unlink()

    def rename(self) -> None:
        if path := self._some_file():
            path.rename(self._new_path(path.suffix, path.parent))

    def move(self) -> None:
        if path := self._some_file():
            target = self._chance.choice(self.folders()) / path.name
            if not target.is_dir():
                os.replace(path, target)  # noqa: PTH105 -- a file may be in its way

    def copy(self) -> None:
        if path := self._some_file():
            shutil.copy2(path, self._new_path(path.suffix))

    def make_folder(self) -> None:
        (self._chance.choice(self.folders()) / self._name()).mkdir(exist_ok=True)

    def rename_folder(self) -> None:
        if folder := self._some_folder():
            folder.rename(folder.parent / self._name())

    def delete_folder(self) -> None:
        if folder := self._some_folder():
            shutil.rmtree(folder)

    def duplicate_folder(self) -> None:
        if (folder := self._some_folder()) and len(self.files()) < 200:
            # Pipes are told of at the end, when all else was copied.
            with suppress(shutil.Error):
                shutil.copytree(folder, folder.parent / self._name(), symlinks=True)

    def swap(self) -> None:
        first, second = self._some_file(), self._some_file()
        if first and second and first != second and first.suffix == second.suffix:
            between = first.parent / ".swap"
            first.rename(between)
            second.rename(first)
            between.rename(second)

    def save_as_editors_do(self) -> None:
        if path := self._some_file():
            beside = path.with_name(path.name + "~")
            self._write(beside, path.suffix)
            os.replace(beside, path)  # noqa: PTH105

    def rotate(self) -> None:
        """As logs are: the file goes on under another name, and a new one takes its own."""
        if path := self._some_file():
            path.rename(self._new_path(path.suffix, path.parent))
            self._write(path)

    def touch(self) -> None:
        if path := self._some_file():
            path.touch()

    def turn_clock_back(self) -> None:
        if path := self._some_file():
            self._write(path)
            os.utime(path, ns=(10**9, self._chance.randrange(10**9, 10**18)))

    def exchange_kinds(self) -> None:
        """A file where a folder was, or a folder where a file was."""
        if self._chance.random() < 0.5 and (folder := self._some_folder()):
            shutil.rmtree(folder)
            self._write(folder, ".txt")
        elif path := self._some_file():
            path.unlink()
            path.mkdir()
            self._write(path / "inner.txt")

    def link(self) -> None:
        place = self._new_path("")
        place.symlink_to(self._chance.choice([*self.files(), *self.folders(), Path("nowhere")]))

    def hard_link(self) -> None:
        if path := self._some_file():
            os.link(path, self._new_path(path.suffix))

    def odd(self) -> None:
        place = self._chance.choice(self.folders())
        kind = self._chance.randrange(3)
        if kind == 0:
            name = os.fsencode(place) + b"/odd-%d-\xff\xfe.txt" % self._number()
            self._write(Path(os.fsdecode(name)))
        elif kind == 1:
            self._write(place / f"line\nbreak {self._number()}.txt")
        elif hasattr(os, "mkfifo"):
            os.mkfifo(self._new_path(".txt"))

    def empty(self) -> None:
        self._new_path(".txt").write_bytes(b"")

    def hide(self) -> None:
        if path := self._some_file():
            path.rename(path.with_name(f".hidden{self._number()}{path.suffix}"))

    def ignore(self) -> None:
        patterns = self._chance.sample(["*.csv", "draft*", "notes*/", "!keep.txt", "x*", "inner.txt"], 2)
        path = self._chance.choice(self.folders()) / ".gitignore"
        if not path.is_dir():
            path.write_text("\n".join(patterns), encoding="utf-8")

    def case_only(self) -> None:
        if path := self._some_file():
            path.rename(path.with_name(path.name.swapcase()))

    # How.

    def _write(self, path: Path, suffix: str | None = None) -> None:
        kind = path.suffix if suffix is None else suffix
        lines = [
            self._marker(),
            *(" ".join(self._chance.choices(_WORDS, k=30)) for _ in range(self._chance.randrange(12))),
        ]
        if kind == ".pdf":
            make_pdf(path, [lines[:3], lines[3:]] if len(lines) > 3 else [lines])
        elif kind == ".docx":
            make_docx(path, "".join(map(paragraph, lines)), title=lines[0])
        elif kind == ".html":
            path.write_text(f"<html><body><h1>{lines[0]}</h1>{''.join(f'<p>{line}</p>' for line in lines)}", "utf-8")
        elif kind == ".csv":
            path.write_text("\n".join(line.replace(" ", ",") for line in lines), "utf-8")
        else:
            path.write_text("\n\n".join(lines), "utf-8")

    def _marker(self) -> str:
        return f"version{self._number()}of"

    def _number(self) -> int:
        self._made += 1
        return self._made

    def _name(self) -> str:
        return f"{self._chance.choice(_NAMES)} {self._number()}"

    def _new_path(self, suffix: str, folder: Path | None = None) -> Path:
        return (folder or self._chance.choice(self.folders())) / f"{self._name()}{suffix}"

    def _some_file(self) -> Path | None:
        files = self.files()
        return self._chance.choice(files) if files else None

    def _some_folder(self) -> Path | None:
        folders = self.folders()[1:]
        return self._chance.choice(folders) if folders else None


def version_of(path: Path) -> bytes:
    """What the index has of a file's content: its hash."""
    return blake2b(path.read_bytes(), digest_size=HASH_BYTES).digest()
