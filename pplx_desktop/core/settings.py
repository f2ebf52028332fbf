"""The user's settings: one frozen dataclass, kept as TOML.

Invariants: each field's metadata holds its description, which feeds the dialog, the command line and the README, and
its limits (`minimum`, `maximum`, `multiple_of`, `or_zero`, `choices`), which are checked. A settings file that cannot be
read is never overwritten: the user gets an error that names the file and what is wrong. No change is lost, whichever
processes make changes at once, and keys that this version does not know stay in the file.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import threading
import tomllib
from collections.abc import Callable, Generator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, cast

import tomli_w
from filelock import FileLock, Timeout

from pplx_desktop.core.errors import EnvironmentProblem, UserError
from pplx_desktop.core.paths import make_private_folder

LOCK_TIMEOUT_S = 10.0
"""How long a change waits for another process. A change takes milliseconds."""


def _described(description: str, **limits: object) -> dict[str, object]:
    return {"description": description, **limits}


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that a user can set. The defaults suit a laptop."""

    folders: tuple[str, ...] = field(default=(), metadata=_described("Folders that are searched and watched."))
    model: str = field(
        default="all-minilm-l6-v2", metadata=_described("Name of the embedding model (see `models list`).")
    )
    next_model: str = field(
        default="",
        metadata=_described("Model that takes over as soon as it has been downloaded; empty for none."),
    )
    dims: int = field(
        default=0,
        metadata=_described(
            "Dimensions of the vectors, a multiple of 8 from 128 on; 0 for as many as suit the model. Fewer are smaller"
            " and coarser. A change embeds everything anew.",
            minimum=128,
            multiple_of=8,
            or_zero=True,
        ),
    )
    window_tokens: int = field(
        default=0,
        metadata=_described(
            "Tokens that the model reads at once; 0 for as many as suit it. More show it more of a document and take"
            " longer. A change embeds everything anew.",
            minimum=64,
            or_zero=True,
        ),
    )
    provider: str = field(
        default="auto",
        metadata=_described(
            "What computes: auto, cpu, dml (Windows), cuda, coreml (macOS) or openvino. Its numbers are compared with"
            " the processor's before it is used.",
            choices=("auto", "cpu", "dml", "cuda", "coreml", "openvino"),
        ),
    )
    rescoring: bool = field(
        default=True,
        metadata=_described(
            "Keep the finer part of each passage's meaning as well: better order of results, about four times the room."
            " Switched off, it is dropped; switched on again, all passages are embedded anew in the background."
        ),
    )
    exclude: tuple[str, ...] = field(
        default=(), metadata=_described("Patterns of files to leave out, in the syntax of .gitignore.")
    )
    use_gitignore: bool = field(default=True, metadata=_described("Leave out what a .gitignore file leaves out."))
    include_hidden: bool = field(
        default=False, metadata=_described("Take files and folders whose name starts with a dot.")
    )
    max_file_mb: int = field(
        default=200, metadata=_described("Leave out files larger than this, in megabytes.", minimum=1)
    )
    archives: bool = field(default=True, metadata=_described("Read the files inside archives and attached to mails."))
    ocr: bool = field(
        default=True,
        metadata=_described(
            "Recognise text in pictures and on scanned pages, last of all, where Tesseract is installed."
        ),
    )
    ocr_languages: tuple[str, ...] = field(
        default=("eng",), metadata=_described("Languages of text in pictures, by Tesseract's names.")
    )
    quick_first: bool = field(
        default=True,
        metadata=_described(
            "While a slower model embeds, search by meaning with the quick one that came with the program."
        ),
    )
    on_battery: str = field(
        default="pause",
        metadata=_described("Embedding on battery: full, slow or pause.", choices=("full", "slow", "pause")),
    )
    in_power_saver: str = field(
        default="pause",
        metadata=_described(
            "Embedding while the system saves power: full, slow or pause.", choices=("full", "slow", "pause")
        ),
    )
    when_hot: str = field(
        default="pause",
        metadata=_described(
            "Embedding while the machine is too hot: full, slow or pause.", choices=("full", "slow", "pause")
        ),
    )
    when_busy: str = field(
        default="slow",
        metadata=_described(
            "Embedding while other programs are busy: full, slow or pause.", choices=("full", "slow", "pause")
        ),
    )
    model_idle_s: int = field(
        default=60, metadata=_described("Seconds without work after which the model gives back its memory.", minimum=1)
    )
    theme: str = field(
        default="system",
        metadata=_described("Colours of the window: system, light or dark.", choices=("system", "light", "dark")),
    )
    language: str = field(
        default="system",
        metadata=_described("Language of the window: system, en, de or fr.", choices=("system", "en", "de", "fr")),
    )
    text_size: int = field(
        default=100,
        metadata=_described("Size of the window's text, in per cent of the system's.", minimum=80, maximum=200),
    )
    preview_zoom: int = field(
        default=100,
        metadata=_described(
            "Size of the files in the preview, in per cent of the window's text.", minimum=50, maximum=300
        ),
    )
    history: bool = field(
        default=True,
        metadata=_described(
            "Keep what was searched, on this computer only, to offer it again. Switched off, all of it is forgotten."
        ),
    )
    autostart: bool = field(
        default=False, metadata=_described("Start with the session, in the tray, and keep the index up to date.")
    )
    hotkey: str = field(
        default="",
        metadata=_described(
            "Keys that show or hide the window from anywhere, such as Ctrl+Alt+Space; empty for none. Where the system"
            " allows no program to take keys, bind the command `pplx-desktop --toggle` in its own settings."
        ),
    )
    notifications: bool = field(
        default=True, metadata=_described("Say once, outside of the window, when all folders have been indexed.")
    )


_KNOWN = frozenset(known.name for known in fields(Settings))


def _parse(data: dict[str, Any], origin: Path) -> Settings:
    """Settings from TOML values. Unknown keys are kept out; a wrong type or value is an error that names the key."""
    values: dict[str, Any] = {}
    for known in fields(Settings):
        if known.name not in data:
            continue
        value, default = data[known.name], known.default
        if isinstance(default, tuple):
            items = cast("list[object]", value) if isinstance(value, list) else None
            if items is None or not all(isinstance(item, str) for item in items):
                raise _unreadable(origin, f"{known.name} must be a list of texts")
            value = tuple(cast("list[str]", items))
        elif type(value) is not type(default):
            raise _unreadable(origin, f"{known.name} must be a value like {default!r}")
        values[known.name] = value
    settings = Settings(**values)
    if complaint := _complaint(settings):
        raise _unreadable(origin, complaint)
    return settings


def _complaint(settings: Settings) -> str:
    """Which value is outside its field's limits; empty where all are inside."""
    for known in fields(Settings):
        value = getattr(settings, known.name)
        limits = known.metadata
        minimum, maximum = limits.get("minimum"), limits.get("maximum")
        multiple_of, choices = limits.get("multiple_of"), limits.get("choices")
        if value == 0 and limits.get("or_zero"):
            continue
        if minimum is not None and value < minimum:
            return f"{known.name} must be at least {minimum}{', or 0' if limits.get('or_zero') else ''}"
        if maximum is not None and value > maximum:
            return f"{known.name} must be at most {maximum}"
        if multiple_of is not None and value % multiple_of:
            return f"{known.name} must be a multiple of {multiple_of}"
        if choices is not None and value not in choices:
            return f"{known.name} must be one of {', '.join(choices)}"
    return ""


def _unreadable(origin: Path, detail: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        "settings-unreadable",
        f"The settings in {origin} cannot be read: {detail}.",
        hint="Mend the file, or move it away to start with new settings.",
    )


def _not_written(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "settings-not-written",
        f"The settings could not be written to {path}: {error.strerror or error}.",
        hint="Check free space and permissions of the folder.",
    )


class SettingsStore:
    """Reads and writes the settings file. Thread-safe; writing is atomic and keeps the file private.

    A file from which this store has read folders, and which then is gone or empty, is an error and not the defaults:
    without its folders, all that is indexed would be forgotten.

    Folders are kept as text; bytes that are no text travel as surrogate escapes, which TOML cannot hold, so such a
    folder is refused when it is added.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._between_processes = FileLock(path.with_name(path.name + ".lock"), timeout=LOCK_TIMEOUT_S, mode=0o600)
        self._read_at: tuple[int, int, int] | None = None
        self._settings = Settings()
        self._unknown: dict[str, Any] = {}

    def load(self) -> Settings:
        """The settings as they are on disk now; the defaults where there never was a file.

        Raises `EnvironmentProblem`: settings-unreadable, settings-missing (see the class).
        """
        with self._lock:
            if not self._read() and self._settings.folders:
                raise EnvironmentProblem(
                    "settings-missing",
                    f"The settings file {self._path} is gone or empty.",
                    hint="Put it back, or change a setting here to have it written again. Nothing is forgotten before"
                    " the program starts anew.",
                )
            return self._settings

    def update(self, change: Callable[[Settings], Settings]) -> Settings:
        """Read, change and write the settings in one step, which other processes wait for.

        Where the file is gone or empty, the settings that were read last are changed. Raises `UserError`
        (setting-invalid) for a value outside its limits, `EnvironmentProblem`: settings-unreadable, settings-locked,
        settings-not-written.
        """
        with self._lock, self._alone():
            # The time of the last change is too coarse to tell two writes from each other.
            self._read_at = None
            self._read()
            settings = change(self._settings)
            if complaint := _complaint(settings):
                raise UserError("setting-invalid", f"{complaint[0].upper()}{complaint[1:]}.")
            self._write(settings)
            return settings

    def set(self, **values: Any) -> Settings:
        """Write some fields. Raises TypeError for a field that does not exist."""
        return self.update(lambda settings: replace(settings, **values))

    @contextlib.contextmanager
    def _alone(self) -> Generator[None]:
        """Keep other processes from changing the file."""
        try:
            make_private_folder(self._path.parent)
            self._between_processes.acquire()
        except Timeout:
            raise EnvironmentProblem(
                "settings-locked",
                f"Another process is changing the settings in {self._path}, and does not come to an end.",
                hint="Close the other pplx-desktop, or try again in a moment.",
            ) from None
        except OSError as error:
            raise _not_written(self._path, error) from error
        try:
            yield
        finally:
            self._between_processes.release()

    def _read(self) -> bool:
        """Take over what the file holds. False where there is nothing in it: then the settings stay what they were."""
        try:
            stat = self._path.stat()
            read_at = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if read_at == self._read_at:
                return True
            content = self._path.read_bytes()
            data = tomllib.loads(content.decode("utf-8"))
        except FileNotFoundError:
            self._read_at = None
            return False
        except (OSError, ValueError) as error:
            raise _unreadable(self._path, str(error)) from error
        if not content:
            self._read_at = None
            return False
        self._settings = _parse(data, self._path)
        self._unknown = {key: value for key, value in data.items() if key not in _KNOWN}
        self._read_at = read_at
        return True

    def _write(self, settings: Settings) -> None:
        values: dict[str, Any] = {known.name: getattr(settings, known.name) for known in fields(Settings)}
        content = tomli_w.dumps({**values, **self._unknown}).encode("utf-8")
        try:
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                temporary.replace(self._path)
            except BaseException:
                with contextlib.suppress(OSError):
                    temporary.unlink()
                raise
        except OSError as error:
            raise _not_written(self._path, error) from error
        self._settings = settings
        self._read_at = None
