"""The model's tokenizer: text to token ids, for the model and for cutting chunks. tokenizers is imported here
and in `pieced_tokens` only.

Invariant: text is only ever text. What looks like a special token in a file (`<|endoftext|>`) becomes ordinary tokens;
special tokens are put by this program alone. Nothing is truncated or padded here, whatever tokenizer.json asks for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from tokenizers import AddedToken, Tokenizer

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.catalog import InstalledModel
from pplx_desktop.embed.manifest import Separator
from pplx_desktop.embed.pieced_tokens import PiecedTokens, PieceTokeniser, has_pieces

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class ModelTokenizer:
    """Encodes text for one model.

    `prefix` and `suffix` are the ids that the model wants around a text on its own, `separator_id` the one that it
    wants between the chunks of a document, None for an independent model.
    """

    def __init__(self, tokenizer: Tokenizer, separator_id: int | None) -> None:
        self._tokenizer = tokenizer
        self._pieces = PieceTokeniser(self._offsets) if has_pieces(tokenizer) else None
        self.separator_id = separator_id
        self.prefix, self.suffix = _frame(tokenizer) if separator_id is None else ((), ())
        padding = tokenizer.token_to_id("[PAD]")
        # Masked positions have no influence; any id of the vocabulary will do.
        self.pad_id = 0 if padding is None else padding

    @classmethod
    def load(cls, model: InstalledModel, *, is_checked: bool = False) -> ModelTokenizer:
        """Read the tokenizer of an installed model, compared with its checksum: it may be all that is loaded. With
        `is_checked` the caller has just compared all files.

        Raises `ModelProblem`: `model-missing`, `model-altered`, `model-tokenizer`, `model-separator`.
        """
        if not is_checked:
            model.check_file(model.manifest.tokenizer)
            if model.manifest.separator is not None and model.manifest.separator.declared_in is not None:
                model.check_file(model.manifest.separator.declared_in)
        path = model.path(model.manifest.tokenizer)
        try:
            tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises plain Exception
            raise ModelProblem(
                "model-tokenizer",
                f"The model's tokenizer {path} cannot be read.",
                detail=str(error),
                hint="Install the model again, or choose another one (see `models list`). Search by words goes on.",
            ) from error
        tokenizer.no_truncation()
        tokenizer.no_padding()
        _make_text_ordinary(tokenizer)
        separator = model.manifest.separator
        return cls(tokenizer, _separator_id(tokenizer, separator, model) if separator else None)

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        """Half-open character offsets of the tokens of `text`, without special tokens.

        Tokens of one character that takes several share its offsets.
        """
        tokens = self.tokens(text)
        return tokens.offsets() if isinstance(tokens, PiecedTokens) else tokens

    def tokens(self, text: str) -> list[tuple[int, int]] | PiecedTokens:
        """The same, not listed where that takes time."""
        valid = _valid(text)
        return self._offsets(valid) if self._pieces is None else self._pieces(valid)

    def _offsets(self, text: str) -> list[tuple[int, int]]:
        return self._tokenizer.encode(text, add_special_tokens=False).offsets

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of each text, without special tokens."""
        encodings = self._tokenizer.encode_batch_fast([_valid(text) for text in texts], add_special_tokens=False)
        return [encoding.ids for encoding in encodings]


def _make_text_ordinary(tokenizer: Tokenizer) -> None:
    """Let the strings of all added tokens be encoded as plain text."""
    tokenizer.encode_special_tokens = True
    # The switch reaches special tokens only, so those that are added without being special are declared so.
    cast("Any", tokenizer).add_special_tokens(
        [
            AddedToken(token.content, special=True, normalized=token.normalized)
            for token in tokenizer.get_added_tokens_decoder().values()
            if not token.special
        ]
    )


def _frame(tokenizer: Tokenizer) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The ids that the tokenizer puts before and after a text, as its file configures it."""
    plain = tokenizer.encode("a", add_special_tokens=False).ids
    framed = tokenizer.encode("a", add_special_tokens=True).ids
    for start in range(len(framed) - len(plain) + 1):
        if framed[start : start + len(plain)] == plain:
            return tuple(framed[:start]), tuple(framed[start + len(plain) :])
    return (), ()


def _separator_id(tokenizer: Tokenizer, separator: Separator, model: InstalledModel) -> int:
    tokens = [separator.token]
    if separator.declared_in is not None:
        tokens = [*_declared_separator(model.path(separator.declared_in)), *tokens]
    # Only added tokens can be kept out of ordinary text.
    added = {token.content: identifier for identifier, token in tokenizer.get_added_tokens_decoder().items()}
    for token in tokens:
        if token in added:
            return added[token]
    fallback = separator.fallback_id
    if fallback is not None and fallback in added.values():
        return fallback
    raise ModelProblem(
        "model-separator",
        f"The tokenizer of the model {model.manifest.name} has no separator: neither {', '.join(tokens)} nor the "
        f"id {fallback}.",
        hint="Install the model again. Without its separator it cannot tell the passages of a document apart.",
    )


def _declared_separator(path: Path) -> list[str]:
    """The `sep_token` of a special_tokens_map.json: a text, or an object with the text as its `content`."""
    try:
        values: object = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    declared = cast("dict[str, object]", values).get("sep_token") if isinstance(values, dict) else None
    if isinstance(declared, dict):
        declared = cast("dict[str, object]", declared).get("content")
    return [declared] if isinstance(declared, str) else []


def _valid(text: str) -> str:
    """`text` with lone surrogates (bytes of file names that are no text) replaced, one character for one."""
    return _LONE_SURROGATE.sub("\ufffd", text)
