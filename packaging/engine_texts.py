"""Finds the texts of the engine that the window shows, in the code that makes them.

A text is a literal, or an f-string, whose values become `{names}`. What is an alternative in it (`"a" if … else "b"`, a
name that holds one of some literals) gives a text for each. Found are: what errors, troubles and reasons are made
with, what settings are described with, whole sentences anywhere, and, in modules whose every text is for people
(`FRAGMENTS`), parts of sentences as well.
"""

from __future__ import annotations

import ast
import functools
import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "pplx_desktop"
MODELS = ROOT.parent / "models"
ROOMS = ("core", "embed", "engine", "extract", "files", "gui", "index", "search")
NOT_SHOWN = re.compile(
    r"engine/(bench|beir|eval|paired_test|sandbox/|recoll|sources|measur)|bench_|embed/(card_samples|provider_checks"
    r"|graph/(qwen3|norms|random_model|rewrite|weights))|index/(check|word_lists|common_words|holders|unlisting|packing"
    r"|code_blocks)|core/frames|gui/(translation|told)"
)
"""Measuring, and what only a log or a bug report tells."""
FRAGMENTS = frozenset(
    {
        "core/evidence_text.py", "core/reasons.py", "core/settings.py", "embed/catalog.py", "embed/forms.py", "embed/graph/grades.py",
        "embed/graph/variants.py", "embed/install/archives.py", "embed/install/contents.py",
        "embed/install/download.py", "embed/install/local.py", "embed/install/transfer.py", "embed/tune/likeness.py",
        "embed/tune/race.py", "embed/tuning.py", "embed/verify.py", "engine/job_child.py", "engine/scanning.py",
        "extract/detection.py", "search/explaining.py",
    }
)  # fmt: skip
_ERRORS = re.compile(
    r"^(PplxError|UserError|EnvironmentProblem|ModelProblem|Cancelled|ExtractionError|Trouble|Reason)$"
)
_NOT_FOR_PEOPLE = re.compile(r"^(ValueError|TypeError|RuntimeError|FrameError|AssertionError|OSError|KeyError|execute"
    r"|compile|getLogger|debug|info|warning|error|exception|critical|tr|trn|noop|add_argument)$")  # fmt: skip
_SENTENCE = re.compile(r"^[A-Z“{`].* .*([.…]$|\. [A-Z{])")
_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z{“]|\} [a-z]|[a-z] \{")
_CODE = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|FROM|WHERE)\b|\\[dsw]|\(\?|^#")
_SAMPLES = frozenset(
    {"The boiler switches itself on and off every few minutes.", "Where is the letter from the insurance?",
     "A sentence to try it.", "PowerPoint Document"}
)  # fmt: skip
"""What a model is tried with, or a file holds; nobody is shown it."""
_BROKEN = re.compile(r"^[,;:.(] ?[{a-z]|^[,;:.] | \.$|\n")
"""An alternative that nothing was left of, and a whole page."""
_INNER = frozenset(
    {
        "complaint",
        "hint",
        "what",
        "reason",
        "check",
        "in_words",
        "found",
        "threads",
        "files",
        "where",
        "part",
        "counted",
        "told",
        "way_here",
        "doubt",
        "mix",
        "problem",
        "title",
        "label_of",
        "conditions",
        "role",
        "heard",
        "limit",
        "listed",
        "either",
        "missing",
        "refusal",
        "variant",
        "chosen",
        "compared",
        "reference",
        "quantity",
        "failed",
        "more",
        "NOTHING",
        "in_bytes",
    }
)
"""Values that are texts of the engine themselves. All others, paths above all, are shown as they are."""
_MOST_ALTERNATIVES = 12


@dataclass(frozen=True, slots=True)
class EngineText:
    """A text with `{names}`; `values` says of some of them that they are a `number`, or `inner`: a text of the engine."""

    text: str
    values: dict[str, str]
    where: str


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    kind: str


_Piece = str | _Value


@functools.cache
def engine_texts(root: Path = ROOT) -> tuple[EngineText, ...]:
    """All of them, each once, in the order of the files."""
    found: dict[str, EngineText] = {}
    for room in ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not NOT_SHOWN.search(name):
                for text in _Module(name, ast.parse(path.read_text("utf-8"))).texts():
                    found.setdefault(text.text, text)
    for path in sorted(MODELS.glob("*.toml")):
        described = tomllib.loads(path.read_text("utf-8"))
        for text in (described.get("note", ""), described.get("languages", "")):
            if text and text != "many":
                found.setdefault(text, EngineText(text, {}, f"models/{path.name}"))
    return tuple(found.values())


class _Module:
    def __init__(self, name: str, tree: ast.Module) -> None:
        self._name = name
        self._tree = tree
        self._is_all_for_people = name in FRAGMENTS
        # In the window's own modules all but what errors are made with is said by `tr`.
        self._is_of_engine = not name.startswith("gui/")
        self._constants = _assigned(tree.body)
        self._locals: dict[str, list[ast.expr]] = {}

    def texts(self) -> Iterator[EngineText]:
        """What is said in this module."""
        yield from self._of(self._tree, is_known=False)

    def _of(self, node: ast.AST, *, is_known: bool) -> Iterator[EngineText]:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            before, self._locals = self._locals, _assigned(list(ast.walk(node)))
            yield from self._inside(node)
            self._locals = before
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        elif isinstance(node, ast.Call):
            yield from self._of_call(node)
        elif isinstance(node, ast.Constant | ast.JoinedStr):
            yield from self._said(node, is_known=is_known)
            if isinstance(node, ast.JoinedStr):
                for value in node.values:
                    if isinstance(value, ast.FormattedValue) and not isinstance(value.value, ast.Name):
                        yield from self._of(value.value, is_known=False)
        elif is_known:
            yield from self._of_known(node)
        else:
            yield from self._inside(node)

    def _of_known(self, node: ast.AST) -> Iterator[EngineText]:
        """What is made with this is a text, whatever it looks like."""
        match node:
            case ast.IfExp(body=body, orelse=orelse):
                yield from self._of(body, is_known=True)
                yield from self._of(orelse, is_known=True)
            case ast.BoolOp(values=values):
                for value in values:
                    yield from self._of(value, is_known=True)
            case ast.Name() | ast.BinOp():
                yield from self._said(node, is_known=True)
            case _:
                yield from self._inside(node)

    def _inside(self, node: ast.AST) -> Iterator[EngineText]:
        for child in ast.iter_child_nodes(node):
            yield from self._of(child, is_known=False)

    def _of_call(self, call: ast.Call) -> Iterator[EngineText]:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if _NOT_FOR_PEOPLE.match(name):
            return
        is_error, is_described = bool(_ERRORS.match(name)), name == "_described"
        yield from self._of(call.func, is_known=False)
        for place, argument in enumerate(call.args):
            is_text = (is_error and (place > 0 or name == "Reason")) or (is_described and place == 0)
            if not (is_error and place == 0 and name != "Reason") and not (name == "Reason" and place == 2):
                yield from self._of(argument, is_known=is_text)
        for keyword in call.keywords:
            if keyword.arg not in {"detail", "setting", "choices"}:
                yield from self._of(keyword.value, is_known=keyword.arg in {"hint", "title"})

    def _said(self, node: ast.expr, *, is_known: bool) -> Iterator[EngineText]:
        for pieces in self._alternatives(node, depth=0):
            text, values = _written(pieces)
            if not re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text)):
                continue
            is_sentence = bool(_SENTENCE.match(text)) and " " in text
            is_part = self._is_all_for_people and bool(_WORDS.search(text))
            is_found = is_known or ((is_sentence or is_part) and self._is_of_engine)
            if is_found and text not in _SAMPLES and not _CODE.search(text) and not _BROKEN.search(text):
                yield EngineText(text.strip(), values, self._name)

    def _alternatives(self, node: ast.expr, *, depth: int) -> list[tuple[_Piece, ...]]:
        """The ways in which a text can come about, as pieces; empty where it is no text."""
        match node:
            case ast.Constant(value=str(value)):
                return [(value,)]
            case ast.JoinedStr(values=parts):
                ways = [self._of_part(part, depth) for part in parts]
                return _products(ways)
            case ast.IfExp(body=body, orelse=orelse):
                return self._alternatives(body, depth=depth) + self._alternatives(orelse, depth=depth)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return _products([self._or_value(left, depth), self._or_value(right, depth)])
            case ast.Name(id=name) if depth < 3:
                told = [self._alternatives(known, depth=depth + 1) for known in self._known(name)]
                return [way for ways in told for way in ways] if told and all(told) else []
            case _:
                return []

    def _known(self, name: str) -> list[ast.expr]:
        return self._locals.get(name) or self._constants.get(name) or []

    def _of_part(self, part: ast.expr, depth: int) -> list[tuple[_Piece, ...]]:
        if isinstance(part, ast.FormattedValue):
            if part.format_spec is not None:
                return [(_Value(_name_of(part.value), "number"),)]
            if part.conversion == ord("r"):
                # In Python's quotation marks: from outside, whatever its name is.
                return [(_Value(_name_of(part.value), ""),)]
            return self._or_value(part.value, depth)
        return self._alternatives(part, depth=depth)

    def _or_value(self, node: ast.expr, depth: int) -> list[tuple[_Piece, ...]]:
        ways = self._alternatives(node, depth=depth + 1) if depth < 3 else []
        if ways and len(ways) <= 4:
            return ways
        name = _name_of(node)
        is_number = isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"len", "int", "round"}
        return [(_Value(name, "number" if is_number else "inner" if name in _INNER else ""),)]


def _assigned(body: list[ast.AST] | list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What each name is given, where that is a literal or an alternative."""
    found: dict[str, list[ast.expr]] = {}
    for node in body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _products(ways: list[list[tuple[_Piece, ...]]]) -> list[tuple[_Piece, ...]]:
    joined = [tuple(itertools.chain.from_iterable(way)) for way in itertools.islice(itertools.product(*ways), 64)]
    return joined if len(joined) <= _MOST_ALTERNATIVES else joined[:_MOST_ALTERNATIVES]


def _name_of(node: ast.expr) -> str:  # noqa: C901, PLR0911 -- a table of what an expression can be
    """A name that a translator understands, for a value."""
    match node:
        case ast.Name(id=name):
            return name.strip("_")
        case ast.Attribute(attr=name):
            return name.strip("_")
        case ast.Call(func=ast.Name(id="displayed" | "str" | "len" | "int" | "round" | "repr"), args=[first, *_]):
            return _name_of(first)
        case ast.Call(func=ast.Attribute(attr="join"), args=[first, *_]):
            return _name_of(first)
        case ast.Call(func=function):
            return _name_of(function)
        case ast.BoolOp(values=[first, *_]):
            return _name_of(first)
        case ast.BinOp(left=left, right=right):
            return _name_of(right if isinstance(left, ast.Constant) else left)
        case ast.Subscript(value=value):
            return _name_of(value)
        case ast.IfExp(body=body):
            return _name_of(body)
        case ast.GeneratorExp(elt=elt) | ast.ListComp(elt=elt):
            return _name_of(elt)
        case _:
            return "value"


def _written(pieces: tuple[_Piece, ...]) -> tuple[str, dict[str, str]]:
    """The text with its names, each used once, and what they are."""
    has_values = any(isinstance(piece, _Value) for piece in pieces)
    text, values, used = "", dict[str, str](), set[str]()
    for piece in pieces:
        if isinstance(piece, str):
            text += piece.replace("{", "{{").replace("}", "}}") if has_values else piece
            continue
        name = piece.name if piece.name.isidentifier() else "value"
        number = 2
        unique = name
        while unique in used:
            unique, number = f"{name}{number}", number + 1
        used.add(unique)
        text += f"{{{unique}}}"
        if piece.kind:
            values[unique] = piece.kind
    return text, values
