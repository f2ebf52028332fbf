"""Keeps the translations of the window in step with the code.

    .venv/bin/python packaging/translations.py          # renew assets/translations from the code
    .venv/bin/python packaging/translations.py --open   # what is not translated yet, by language

Texts of the window are the literals in `tr`, `trn` and `noop`; texts of the engine, which stays English in the log and
on the command line, are found by `engine_texts`. Both go through lupdate into `pplx_<language>.ts`, for Qt Linguist,
and through lrelease into the `.qm` that the window reads. `engine.json` says what the engine's texts look like, for
`gui/told.py`. Invariant: nothing but the code decides what is in there, so a second run changes nothing.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from engine_texts import EngineText, engine_texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "assets" / "translations"
WINDOW = ROOT / "pplx_desktop" / "gui"
CONTEXT = "pplx-desktop"
LANGUAGES = ("de", "fr")


@dataclass(frozen=True, slots=True)
class WindowText:
    """A text of the window. `one` is its form for one thing, where it is about a number of them."""

    text: str
    one: str = ""
    where: str = ""


class NotLiteral(ValueError):
    """A text that nobody can extract."""


def window_texts(folder: Path = WINDOW) -> dict[str, WindowText]:
    """The texts of the window by themselves, in the order of the files. Raises `NotLiteral`."""
    found: dict[str, WindowText] = {}
    for path in sorted(folder.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args:
                _take(found, call, call.func.id, path)
    return found


def _take(found: dict[str, WindowText], call: ast.Call, name: str, path: Path) -> None:
    place = f"{path.name}:{call.lineno}"
    first = _literal(call.args[0])
    if name == "trn":
        many = _literal(call.args[1]) if len(call.args) > 2 else None
        if first is None or many is None or "%n" not in many:
            raise NotLiteral(f"{place}: trn needs two literals, and %n in the second")
        _put(found, WindowText(many, first, path.name), place)
    elif name == "noop" or (name == "tr" and first is not None):
        if first is None:
            raise NotLiteral(f"{place}: noop needs a literal")
        _put(found, WindowText(first, "", path.name), place)
    elif name == "tr" and isinstance(call.args[0], ast.JoinedStr | ast.BinOp):
        raise NotLiteral(f"{place}: tr needs a literal with {{names}}")


def _put(found: dict[str, WindowText], text: WindowText, place: str) -> None:
    known = found.setdefault(text.text, text)
    if known.one != text.one:
        raise NotLiteral(f"{place}: “{text.text}” is said elsewhere with another form for one")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def marker(window: dict[str, WindowText], engine: tuple[EngineText, ...]) -> str:
    """A file of C++ that holds every text once, for lupdate."""
    lines = list[str]()
    for text in window.values():
        lines.append(f"//: {text.where}" + (f'; one: "{text.one}"' if text.one else ""))
        macro = "QT_TRANSLATE_N_NOOP" if text.one else "QT_TRANSLATE_NOOP"
        lines.append(f"{macro}({_quoted(CONTEXT)}, {_quoted(text.text)})")
    for known in engine:
        if known.text not in window:
            lines += [f"//: engine: {known.where}", f"QT_TRANSLATE_NOOP({_quoted(CONTEXT)}, {_quoted(known.text)})"]
    return "\n".join(lines) + "\n"


def patterns(engine: tuple[EngineText, ...]) -> str:
    """`engine.json`: each text of the engine, with what its values are."""
    return json.dumps({known.text: known.values for known in engine}, ensure_ascii=False, indent=1) + "\n"


def renew(folder: Path = FOLDER) -> None:
    """Bring the translations in `folder` up to date with the code."""
    window, engine = window_texts(), engine_texts()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engine.json").write_text(patterns(engine), "utf-8")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "texts.cpp"
        source.write_text(marker(window, engine), "utf-8")
        for language in LANGUAGES:
            ts = folder / f"pplx_{language}.ts"
            _run("lupdate", "-silent", "-no-obsolete", "-locations", "none", "-source-language", "en",
                 "-target-language", language, str(source), "-ts", str(ts))  # fmt: skip
            release(ts, ts.with_suffix(".qm"))


def release(ts: Path, qm: Path) -> None:
    """Make the file that the window reads. A window that is open has the old one mapped, and keeps it."""
    made = qm.with_suffix(".qm.new")
    _run("lrelease", "-silent", "-removeidentical", str(ts), "-qm", str(made))
    made.replace(qm)


def unfinished(ts: Path) -> list[str]:
    """What has no translation yet."""
    messages = ET.parse(ts).getroot().iter("message")  # noqa: S314 -- a file of our own
    return [
        message.findtext("source") or ""
        for message in messages
        if (said := message.find("translation")) is None or said.get("type") == "unfinished"
    ]


def _run(tool: str, *arguments: str) -> None:
    program = Path(sys.executable).parent / f"pyside6-{tool}"
    done = subprocess.run([str(program), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{tool} ended with {done.returncode}: {done.stdout}{done.stderr}")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def main() -> None:
    """Renew, or list what is missing."""
    if "--open" in sys.argv[1:]:
        for language in LANGUAGES:
            for text in unfinished(FOLDER / f"pplx_{language}.ts"):
                sys.stdout.write(f"{language}\t{text!r}\n")
        return
    renew()


if __name__ == "__main__":
    main()
