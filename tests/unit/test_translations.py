"""German and French are complete, in step with the code, and of the same shape as the English texts."""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "packaging"))

import translations  # noqa: E402 -- lies beside the package
from engine_texts import engine_texts  # noqa: E402

TS = {language: translations.FOLDER / f"pplx_{language}.ts" for language in translations.LANGUAGES}
HINT = "run `make translations`, translate what `packaging/translations.py --open` names, and run it again"
_NAMES = re.compile(r"\{\w+\}|%n")
_LETTERS = re.compile(r"[A-Za-z]{3}")


def _messages(language: str) -> Iterator[tuple[str, list[str], bool]]:
    """Each English text with its forms in a language, and whether it is about a number of things."""
    for message in ET.parse(TS[language]).getroot().iter("message"):  # noqa: S314 -- a file of our own
        said = message.find("translation")
        is_counted = message.get("numerus") == "yes"
        forms = [] if said is None else [form.text or "" for form in (said if is_counted else [said])]
        yield message.findtext("source") or "", forms, is_counted


def test_what_is_kept_is_what_the_code_says(tmp_path: Path) -> None:
    """The files for translators, those for the window, and the engine's texts are none of them stale."""
    kept = shutil.copytree(translations.FOLDER, tmp_path / "translations")
    translations.renew(kept)
    for path in sorted(translations.FOLDER.iterdir()):
        assert (kept / path.name).read_bytes() == path.read_bytes(), f"{path.name} is stale: {HINT}"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    assert not translations.unfinished(TS[language]), HINT
    assert not [source for source, forms, _ in _messages(language) if not all(forms) or not forms]
    assert sum(1 for _ in _messages(language)) > 1_000


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_values_have_their_places(language: str) -> None:
    """A name that is missing would raise, or leave out what the text is about."""
    for source, forms, is_counted in _messages(language):
        for form in forms:
            wanted, there = set(_NAMES.findall(source)), set(_NAMES.findall(form))
            # German may say "die eine Textstelle" without a number.
            assert there == wanted or (is_counted and form is forms[0] and wanted - there == {"%n"}), (source, form)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_numbers_of_things_have_both_forms(language: str) -> None:
    counted = [(source, forms) for source, forms, is_counted in _messages(language) if is_counted]
    assert len(counted) > 20
    assert all(len(forms) == 2 for _, forms in counted)
    assert {source for source, _ in counted} == {text.text for text in translations.window_texts().values() if text.one}


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_keys_and_ends_are_kept(language: str) -> None:
    """What opens a dialog ends in dots in every language, a sentence in its full stop; no key is underlined."""
    for source, forms, _ in _messages(language):
        for form in forms:
            assert form.endswith("…") == source.endswith("…"), form
            assert form.endswith(".") == source.endswith("."), form
            assert form.count("\n") == source.count("\n"), form
            assert "&" not in form, form


def test_users_are_spoken_to_politely() -> None:
    familiar = {"de": r"\b([Dd]u|[Dd]ein(e[rnms]?)?|[Dd]ich|[Dd]ir)\b", "fr": r"\b([Tt]u|[Tt]es|[Tt]on|[Tt]oi)\b"}
    for language, words in familiar.items():
        for _, forms, _ in _messages(language):
            assert not [form for form in forms if re.search(words, form)]


def test_french_sets_its_marks_apart() -> None:
    """A mark that stands alone at the beginning of a line is the sign of a space that may break."""
    for _, forms, _ in _messages("fr"):
        for form in forms:
            assert not re.search(r"[^\s\u00a0\u202f] [;:!?»](?!\w)|« ", form), form


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_little_is_the_same_as_in_english(language: str) -> None:
    """A few words are. Sentences never."""
    same = [source for source, forms, _ in _messages(language) if forms[-1:] == [source]]
    assert not [source for source in same if len(re.findall("[a-z]{3,}", _NAMES.sub("", source))) > 2]
    assert len(same) < 60, same


class _Literals(ast.NodeVisitor):
    """Literals that look like something to read, outside of what marks, logs, or raises them."""

    marked = frozenset({"tr", "trn", "noop", "debug", "info", "warning", "error", "critical", "exception"})
    made = re.compile(r"(Error|Problem|Cancelled|Trouble)$")

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in self.marked and not self.made.search(name):
            self.generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> None:
        del node

    def visit_Constant(self, node: ast.Constant) -> None:
        text = node.value
        if isinstance(text, str) and re.search(r"[A-Za-z]{2,},? [a-z]{2,}", text):
            self.found.append((node.lineno, text))


_NO_TEXTS: dict[str, tuple[str, ...]] = {
    "kinds.py": ("py js ts c h cpp", "groovy gradle make"),
    "autostart.py": ("Comment=",),
    "code_colours.py": ("abstract and as", "add all alter", "py rb sh r"),
    "composing.py": ("py js ts c h cpp",),
    "global_hotkey.py": ("no way to take keys",),
    "keys.py": ("asdfhgzxcv",),
    "ports.py": ("Bind the command",),
    "opening.py": (".exe .com .bat", ".app .command", ".desktop .appimage", ".jar .application"),
}
"""Lists of endings and words; what the system shows, what a log says, and an error's hint, which `told` finds."""


def test_nothing_that_is_read_is_written_past_the_translator() -> None:
    """Two words or more in a literal of the window are a text, or stand in the short list above."""
    left: list[str] = []
    for path in sorted(translations.WINDOW.rglob("*.py")):
        finder = _Literals()
        finder.visit(ast.parse(path.read_text("utf-8")))
        allowed = _NO_TEXTS.get(path.name, ())
        left += [
            f"{path.name}:{line}: {text!r}"
            for line, text in finder.found
            if not text.startswith(allowed or ("\0",)) and not _is_code(text)
        ]
    assert not left, "\n".join(left)


def _is_code(text: str) -> bool:
    """A style sheet, a regular expression, a D-Bus address."""
    return bool(re.search(r"[{};]\s*$|^px; |^(dict|tuple|list)\[|\(\?|\\[bsw]|: \w+;|^\W", text))


_SAYS_TEXT = frozenset(
    {
        "setText",
        "setToolTip",
        "setAccessibleName",
        "setAccessibleDescription",
        "setWindowTitle",
        "setPlaceholderText",
        "addAction",
        "addMenu",
        "QPushButton",
        "QLabel",
        "QCheckBox",
        "push_button",
        "plain_label",
        "say",
        "set_text",
        "setTitle",
    }
)


def test_single_words_are_translated_too() -> None:
    """What a label or a button is given as a literal is a text, however short."""
    left: list[str] = []
    for path in sorted(translations.WINDOW.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            first = call.args[0]
            parts = first.values if isinstance(first, ast.JoinedStr) else [first]
            texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
            if name in _SAYS_TEXT and _LETTERS.search("".join(texts)) and "".join(texts) != "pplx-desktop":
                left.append(f"{path.name}:{call.lineno}: {name}({texts})")
    assert not left, "\n".join(left)


def test_what_cannot_be_extracted_is_refused(tmp_path: Path) -> None:
    for line in ('tr(f"{x} files")', 'trn("one file", "%n files")', "trn(a, b, 2)", "noop(x)", 'trn("a", "b", 2)'):
        (tmp_path / "words.py").write_text(line, "utf-8")
        with pytest.raises(translations.NotLiteral):
            translations.window_texts(tmp_path)
    (tmp_path / "words.py").write_text('tr(table[key])\ntr("{n} of them", n=2)\ntrn("%n a", "%n b", 2)', "utf-8")
    assert set(translations.window_texts(tmp_path)) == {"{n} of them", "%n b"}


def test_the_engines_texts_are_found() -> None:
    """One of each way in which the engine makes a text."""
    texts = {text.text: text.values for text in engine_texts()}
    for known in (
        "no reader for this kind",  # a table of reasons
        "this computer runs on battery",  # why it goes slowly
        "Folders that are searched and watched.",  # a setting
        "The folder {folder} cannot be made: {strerror}.",  # an error's title
        "Search by words goes on. Close other programs if memory is short, or choose a smaller model.",  # a constant
        "Some slides could not be read.",  # a reader's warning
        "Only the first {MAX_PAGES} pages were read.",
        "Another program has {text} already.",  # of the window itself
        "Starter model: small, fast, comes with the program.",  # a model's manifest
    ):
        assert known in texts, known
    assert texts["Only the first {MAX_PAGES} pages were read."] == {"MAX_PAGES": "number"}
    assert not [text for text in texts if re.search(r"SELECT|\\|[{]{2}|^\W*$", text)]


def test_nothing_is_said_before_the_language_is_known() -> None:
    """What is called when a module is imported, or a function is made, would stay in English for good."""
    early: list[str] = []
    for path in sorted(translations.WINDOW.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        late = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for part in (node.body if isinstance(node.body, list) else [node.body])
            for inner in ast.walk(part)
        }
        early += [
            f"{path.name}:{call.lineno}"
            for call in ast.walk(tree)
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"tr", "trn"} and id(call) not in late
        ]
    assert not early


def test_numbers_are_written_as_the_language_does() -> None:
    """A format of Python's knows English only."""
    left: list[str] = []
    for path in sorted(translations.WINDOW.rglob("*.py")):
        for part in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(part, ast.FormattedValue) and part.format_spec is not None:
                spec = "".join(str(value.value) for value in part.format_spec.values if isinstance(value, ast.Constant))
                if re.search(r",|%$|f$", spec):
                    left.append(f"{path.name}:{part.lineno}: {ast.unparse(part)}")
    assert not left, "\n".join(left)
