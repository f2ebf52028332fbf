"""What a model is: its manifest, a TOML file that says how its files become vectors.

Owns the format, for reading and writing. Every property by which models differ stands in the manifest, so that no code
asks for a model's name. Reading one needs neither onnxruntime nor tokenizers.

Invariant: a `Manifest` that exists is consistent: dimensions are multiples of 8, enumerated fields hold a known value,
and files are named by plain relative paths that stay inside the model's folder.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal, TypeVar, cast

import tomli_w

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.context import fixed_words

FORMAT = 1
"""Version of the manifest's format. A newer one is refused."""
NAME = re.compile(r"[a-z0-9][a-z0-9._-]*(?<!\.toml)")
"""What a model's name looks like, as a whole. The folder of one that ends in .toml would be taken for a manifest."""

ModelKind = Literal["independent", "contextual"]
Pooling = Literal["mean", "span-mean", "graph"]
Int8Scheme = Literal["tanh", "max-abs"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_OWN_FILES = frozenset({"installed.toml", "tuned.toml", "tuning.lock", "providers.toml", "reference.npz"})
_OWN_FOLDERS = frozenset({"variants"})
_POOLINGS: dict[ModelKind, tuple[Pooling, ...]] = {"independent": ("mean", "graph"), "contextual": ("span-mean",)}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the model, by its path in the model's folder.

    `size` and `sha256` are None where the manifest's author could not see the file: they are then recorded on the
    user's machine when the file is first used (see `catalog`), and hold from then on.
    """

    path: str
    size: int | None
    sha256: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Separator:
    """What stands between the chunks of a contextual model.

    The token is the `sep_token` of the file `declared_in`, else `token`, else the one whose id is `fallback_id`.
    """

    token: str
    declared_in: str | None
    fallback_id: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the files come from: a repository of a model hub with its revision (a commit, or a name such as `main`
    whose commit is recorded at the download), a package's wheel with its checksum, or a folder of the user's.
    `about_mb` is what a download takes where the sizes of the files are not known, 0 where nobody knows.
    """

    hub: str = ""
    revision: str = ""
    wheel: str = ""
    sha256: str = ""
    folder: str = ""
    about_mb: int = 0

    def __str__(self) -> str:
        """In one line, as it is shown."""
        if self.hub:
            return f"{self.hub}@{self.revision}"
        return f"{self.wheel} (sha256 {self.sha256})" if self.wheel else self.folder


@dataclass(frozen=True, slots=True)
class Reference:
    """The model in full precision, to compare the other graph with. Its inputs and outputs are the same.

    Its `files` are the graph and its data, none of which is needed to embed: they are no part of the fingerprint, and
    nothing downloads them unasked.
    """

    graph: str
    files: tuple[ModelFile, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model, as its manifest describes it.

    `output` is the graph's output that is read: values for each token, which this program pools, or, where `pooling`
    is `graph`, one row for a text. Such a graph may give that row's codes as well, in `int8_output` and
    `binary_output` (a set bit is a value above zero), and its values for each token in `token_output`.

    `max_tokens` bounds one pass of the model over one sequence, special tokens and separators included; `positions` is
    what the model itself allows for it; `chunk_tokens` is the most that a chunk should have. `context_lines` are
    templates with `{title}` and `{heading}` that are put before the text of a chunk, or before the first of a window,
    `context_tokens` is the most that they may take. `batch_tokens` bounds the tokens, padding included, of one run of the model.
    """

    name: str
    title: str
    license: str
    languages: str
    note: str
    source: Source
    kind: ModelKind
    graph: str
    output: str
    pooling: Pooling
    int8_output: str | None
    binary_output: str | None
    token_output: str | None
    native_dims: int
    dims: int
    int8_scheme: Int8Scheme
    tokenizer: str
    separator: Separator | None
    max_tokens: int
    positions: int
    chunk_tokens: int
    batch_tokens: int
    context_lines: tuple[str, ...]
    context_tokens: int
    files: tuple[ModelFile, ...]
    reference: Reference | None

    @property
    def context_room(self) -> int:
        """Tokens of a pass that are kept for what stands before its text, with the separator behind it."""
        return self.context_tokens + (self.kind == "contextual") if self.context_lines else 0

    def file(self, path: str) -> ModelFile:
        """The file with this path, one of the reference's too. Raises KeyError."""
        for known in (*self.files, *(self.reference.files if self.reference else ())):
            if known.path == path:
                return known
        raise KeyError(path)


class _Invalid(Exception):
    """The manifest breaks a rule; the text says which."""


class _Table:
    """A TOML table whose values are taken out by type. A key that nobody took is an error: a misspelt key would
    otherwise be ignored in silence.
    """

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        self._name = name
        self._values = dict(values)

    def has(self, key: str) -> bool:
        return key in self._values

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        value = self.optional(key, kind)
        if value is not None:
            return value
        if default is None:
            raise _Invalid(f"{self._name}{key} is missing")
        return default

    def optional(self, key: str, kind: type[T]) -> T | None:
        value = self._values.pop(key, None)
        if value is None:
            return None
        if type(value) is not kind:
            raise _Invalid(f"{self._name}{key} must be of type {kind.__name__}")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        value = self.take(key, int, default)
        if value <= 0:
            raise _Invalid(f"{self._name}{key} must be above zero")
        return value

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
        value = self.take(key, str)
        if value not in choices:
            raise _Invalid(f"{self._name}{key} must be one of {', '.join(choices)}")
        return value

    def table(self, key: str) -> _Table:
        return _Table(f"{self._name}{key}.", self.take(key, cast("type[dict[str, Any]]", dict)))

    def items(self, key: str, kind: type[T]) -> list[T]:
        values = self.take(key, cast("type[list[object]]", list), [])
        if not all(type(value) is kind for value in values):
            raise _Invalid(f"{self._name}{key} must hold values of type {kind.__name__}")
        return cast("list[T]", values)

    def tables(self, key: str) -> list[_Table]:
        return [_Table(f"{self._name}{key}.", table) for table in self.items(key, cast("type[dict[str, Any]]", dict))]

    def finish(self) -> None:
        if self._values:
            raise _Invalid(f"{self._name}{next(iter(self._values))} is not known")


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises `ModelProblem("model-manifest")` with what is wrong, and where."""
    try:
        return _parse(tomllib.loads(path.read_bytes().decode("utf-8")), path.stem)
    except (OSError, ValueError, _Invalid) as error:
        raise ModelProblem(
            "model-manifest",
            f"The description of a model in {path} cannot be used: {error}.",
            hint="Mend or remove this file, or install the program again.",
        ) from error


def _parse(values: Mapping[str, Any], expected_name: str) -> Manifest:
    top = _Table("", values)
    if top.take("format", int) != FORMAT:
        raise _Invalid(f"its format is not {FORMAT}; a newer version of the program may know it")
    name = top.take("name", str)
    if name != expected_name or not NAME.fullmatch(name):
        raise _Invalid("name must be that of the file, in small letters, digits, dots and dashes")
    model, text, tokenizer = top.table("model"), top.table("text"), top.table("tokenizer")
    kind = cast("ModelKind", model.choice("kind", ("independent", "contextual")))
    max_tokens = model.number("max_tokens")
    manifest = Manifest(
        name=name,
        title=top.take("title", str),
        license=top.take("license", str),
        languages=top.take("languages", str),
        note=top.take("note", str, ""),
        source=_parse_source(top.table("source")),
        kind=kind,
        graph=model.take("graph", str),
        output=model.take("output", str),
        pooling=cast("Pooling", model.choice("pooling", _POOLINGS[kind])),
        int8_output=model.optional("int8_output", str),
        binary_output=model.optional("binary_output", str),
        token_output=model.optional("token_output", str),
        native_dims=model.number("native_dims"),
        dims=model.number("dims"),
        int8_scheme=cast("Int8Scheme", model.choice("int8", ("tanh", "max-abs"))),
        tokenizer=tokenizer.take("file", str),
        separator=_parse_separator(tokenizer.table("separator")) if kind == "contextual" else None,
        max_tokens=max_tokens,
        positions=model.number("positions", max_tokens),
        chunk_tokens=text.number("chunk_tokens"),
        batch_tokens=model.number("batch_tokens"),
        context_lines=tuple(text.items("context_lines", str)),
        context_tokens=text.take("context_tokens", int, 0),
        files=tuple(_parse_file(table) for table in top.tables("files")),
        reference=_parse_reference(top.table("reference")) if top.has("reference") else None,
    )
    for table in (top, model, text, tokenizer):
        table.finish()
    _check(manifest)
    return manifest


def _parse_source(table: _Table) -> Source:
    if table.has("hub"):
        hub, revision = table.take("hub", str), table.take("revision", str)
        source = Source(hub=hub, revision=revision, about_mb=table.optional("about_mb", int) or 0)
    elif table.has("wheel"):
        source = Source(wheel=table.take("wheel", str), sha256=_checksum(table.take("sha256", str)))
    elif table.has("folder"):
        source = Source(folder=table.take("folder", str))
    else:
        raise _Invalid("source must name a hub, a wheel or a folder")
    table.finish()
    return source


def _parse_reference(table: _Table) -> Reference:
    reference = Reference(table.take("graph", str), tuple(_parse_file(file) for file in table.tables("files")))
    table.finish()
    return reference


def _parse_separator(table: _Table) -> Separator:
    separator = Separator(
        table.take("token", str), table.optional("declared_in", str), table.optional("fallback_id", int)
    )
    table.finish()
    return separator


def _parse_file(table: _Table) -> ModelFile:
    path, sha256 = table.take("path", str), table.optional("sha256", str)
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path or path != parts.as_posix():
        raise _Invalid(f"files.path {path!r} does not stay inside the model's folder")
    if path.startswith(".") or path in _OWN_FILES or parts.parts[0] in _OWN_FOLDERS:
        raise _Invalid(f"files.path {path!r} is what this program keeps its own things under")
    file = ModelFile(
        path,
        table.optional("size", int),
        _checksum(sha256) if sha256 else None,
        table.optional("optional", bool) or False,
    )
    table.finish()
    return file


def _checksum(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise _Invalid("sha256 must be 64 hexadecimal digits in small letters")
    return value


def _check(manifest: Manifest) -> None:
    paths = {file.path for file in manifest.files if not file.optional}
    reference = manifest.reference
    every = [file.path for file in (*manifest.files, *(reference.files if reference else ()))]
    extra = (manifest.int8_output, manifest.binary_output, manifest.token_output)
    declared_in = manifest.separator.declared_in if manifest.separator else None
    fixed = [fixed_words(line) for line in manifest.context_lines]
    rules: list[tuple[bool, str]] = [
        (manifest.dims % 8 == 0, "model.dims must be a multiple of 8"),
        (manifest.dims <= manifest.native_dims, "model.dims must not exceed model.native_dims"),
        (manifest.max_tokens <= manifest.positions, "model.max_tokens must not exceed model.positions"),
        (manifest.pooling == "graph" or extra == (None,) * 3, "only a model that pools in its graph has other outputs"),
        (manifest.chunk_tokens <= manifest.max_tokens, "text.chunk_tokens must not exceed model.max_tokens"),
        (manifest.context_tokens + manifest.context_room <= manifest.max_tokens, "text.context_tokens leaves no room"),
        (not manifest.context_lines or manifest.context_tokens > 0, "text.context_tokens is missing"),
        ({manifest.graph, manifest.tokenizer} <= paths, "model.graph and tokenizer.file must be among the files"),
        (
            declared_in is None or declared_in in {file.path for file in manifest.files},
            "declared_in is none of the files",
        ),
        (
            reference is None or reference.graph in {file.path for file in reference.files if not file.optional},
            "reference.graph must be among reference.files",
        ),
        (len(every) == len(set(every)), "a file is named twice"),
        (None not in fixed, "text.context_lines know {title} and {heading} only"),
        # A query would begin with it: it has no title and no heading, and is read as a document is.
        (manifest.kind == "independent" or not any(fixed), "text.context_lines of a contextual model have fixed words"),
    ]
    for holds, complaint in rules:
        if not holds:
            raise _Invalid(complaint)


def write_manifest(manifest: Manifest, path: Path) -> None:
    """Write a manifest so that `read_manifest` gives the same one. Raises OSError."""
    separator, reference = manifest.separator, manifest.reference
    values: dict[str, Any] = {
        "format": FORMAT,
        "name": manifest.name,
        "title": manifest.title,
        "license": manifest.license,
        "languages": manifest.languages,
        "note": manifest.note,
        "source": {key: value for key, value in asdict(manifest.source).items() if value},
        "model": {
            "kind": manifest.kind,
            "graph": manifest.graph,
            "output": manifest.output,
            "pooling": manifest.pooling,
            "int8_output": manifest.int8_output,
            "binary_output": manifest.binary_output,
            "token_output": manifest.token_output,
            "native_dims": manifest.native_dims,
            "dims": manifest.dims,
            "int8": manifest.int8_scheme,
            "max_tokens": manifest.max_tokens,
            "positions": manifest.positions,
            "batch_tokens": manifest.batch_tokens,
        },
        "tokenizer": {"file": manifest.tokenizer, "separator": separator and asdict(separator)},
        "text": {
            "chunk_tokens": manifest.chunk_tokens,
            "context_lines": list(manifest.context_lines),
            "context_tokens": manifest.context_tokens,
        },
        "reference": reference
        and {"graph": reference.graph, "files": [_stated(asdict(file)) for file in reference.files]},
        "files": [_stated(asdict(file)) for file in manifest.files],
    }
    path.write_text(tomli_w.dumps(_stated(values)), encoding="utf-8")


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is None, in tables below too: TOML has no value for it."""
    return {
        key: _stated(cast("dict[str, Any]", value)) if isinstance(value, dict) else value
        for key, value in values.items()
        if value is not None
    }
