from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed import pieced_tokens
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.pieced_tokens import PiecedTokens, PieceTokeniser
from pplx_desktop.embed.tokenization import ModelTokenizer
from tests.support.tiny_models import SEPARATOR, TinyModel, encode_plainly, plain_tokenizer, write_tiny_model


def load(tiny: TinyModel) -> ModelTokenizer:
    return ModelTokenizer.load(Catalog(tiny.installed, tiny.installed).find(tiny.name))


@pytest.fixture(scope="module")
def starter() -> ModelTokenizer:
    return ModelTokenizer.load(Catalog(delivered("models"), delivered("models")).find("all-minilm-l6-v2"))


@pytest.fixture(scope="module")
def contextual(tmp_path_factory: pytest.TempPathFactory) -> ModelTokenizer:
    return load(write_tiny_model(tmp_path_factory.mktemp("models")))


TEXTS = st.lists(
    st.sampled_from([SEPARATOR, "<think>", "<|end", "oftext|>", " the", "and", "ß", "日本", "\n", "\udcff", "\0"])
    | st.text(),
    max_size=12,
).map("".join)


@given(text=TEXTS)
def test_no_text_becomes_a_special_token(contextual: ModelTokenizer, text: str) -> None:
    valid = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if not _is_valid(text) else text
    (ids,) = contextual.encode([text])
    assert contextual.separator_id not in ids
    if _is_valid(text):
        assert ids == encode_plainly(valid)


def _is_valid(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


@given(text=TEXTS)
def test_offsets_belong_to_the_tokens_and_stay_inside_the_text(contextual: ModelTokenizer, text: str) -> None:
    offsets = contextual.token_offsets(text)
    assert len(offsets) == len(contextual.encode([text])[0])
    assert all(0 <= start <= end <= len(text) for start, end in offsets)
    assert offsets == sorted(offsets)
    covered = {place for start, end in offsets for place in range(start, end)}
    assert covered == set(range(len(text)))


def test_nothing_is_truncated_or_padded(contextual: ModelTokenizer, starter: ModelTokenizer) -> None:
    for tokenizer in (contextual, starter):
        assert len(tokenizer.encode(["word " * 1000])[0]) >= 1000
        assert len(tokenizer.token_offsets("word " * 1000)) >= 1000
        assert len(tokenizer.encode(["in"])[0]) == 1


def test_the_starter_frames_a_text_and_a_contextual_model_does_not(
    contextual: ModelTokenizer, starter: ModelTokenizer
) -> None:
    assert (starter.prefix, starter.suffix, starter.separator_id) == ((101,), (102,), None)
    assert (contextual.prefix, contextual.suffix) == ((), ())
    assert contextual.separator_id is not None


def test_special_tokens_in_text_are_text_for_the_starter_too(starter: ModelTokenizer) -> None:
    (ids,) = starter.encode(["[CLS] a [SEP] b [PAD]"])
    assert not {0, 101, 102} & set(ids)


@pytest.mark.parametrize(
    "declared",
    [{"sep_token": "<think>"}, {"sep_token": {"content": "<think>", "lstrip": False}}],
)
def test_the_separator_is_the_one_that_the_files_declare(tmp_path: Path, declared: dict[str, object]) -> None:
    tiny = write_tiny_model(tmp_path)
    (tiny.folder / "special_tokens_map.json").write_text(json.dumps(declared), encoding="utf-8")
    tokenizer = load(tiny)
    assert tokenizer.separator_id == tiny.separator_id + 1
    assert tokenizer.separator_id not in tokenizer.encode(["<think>"])[0]


@pytest.mark.parametrize("content", ["{}", "[]", "not json", '{"sep_token": 7}', '{"sep_token": "<unheard of>"}'])
def test_without_a_declaration_the_manifest_s_separator_is_used(tmp_path: Path, content: str) -> None:
    tiny = write_tiny_model(tmp_path)
    (tiny.folder / "special_tokens_map.json").write_text(content, encoding="utf-8")
    assert load(tiny).separator_id == tiny.separator_id


def test_the_last_resort_is_the_manifest_s_id(tmp_path: Path) -> None:
    think = len(plain_tokenizer().get_vocab())
    separator = {"token": "<absent>", "fallback_id": think}
    tiny = write_tiny_model(tmp_path, add_separator=False, manifest={"tokenizer": {"separator": separator}})
    assert load(tiny).separator_id == think


@pytest.mark.parametrize("fallback", [{}, {"fallback_id": 151643}, {"fallback_id": 3}])
def test_no_separator_at_all_fails_loudly(tmp_path: Path, fallback: dict[str, int]) -> None:
    separator = {"token": "<absent>", **fallback}
    tiny = write_tiny_model(tmp_path, add_separator=False, manifest={"tokenizer": {"separator": separator}})
    with pytest.raises(ModelProblem, match="<absent>") as caught:
        load(tiny)
    assert caught.value.code == "model-separator"


def test_a_tokenizer_that_was_altered_is_not_loaded(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path)
    load(tiny)
    path = tiny.folder / "tokenizer.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    with pytest.raises(ModelProblem, match=r"tokenizer\.json") as caught:
        load(tiny)
    assert caught.value.code == "model-altered"


@pytest.mark.parametrize("content", [b"{}", b"", b"\xff", b'{"version": "9"}'])
def test_a_tokenizer_that_cannot_be_read_is_a_model_problem(tmp_path: Path, content: bytes) -> None:
    tiny = write_tiny_model(tmp_path)
    (tiny.folder / "tokenizer.json").write_bytes(content)
    with pytest.raises(ModelProblem, match=r"tokenizer\.json") as caught:
        load(tiny)
    assert caught.value.code == "model-tokenizer"


@settings(max_examples=150, deadline=None)
@given(
    text=st.lists(
        st.sampled_from(
            ["word", "Straße", "cafe\u0301", " ", "\n\n", "\t", ".", "...", "东京", "\u0301", "\udcff", "\0", "x" * 120]
        )
        | st.text(max_size=6),
        max_size=30,
    ).map("".join),
    position=st.integers(-1, 200),
)
def test_tokens_by_pieces_are_those_of_the_whole_text(starter: ModelTokenizer, text: str, position: int) -> None:
    tokenizer = plain_starter()
    whole = tokenizer.encode(re.sub("[\ud800-\udfff]", "\ufffd", text), add_special_tokens=False).offsets
    assert starter.token_offsets(text) == whole
    tokens = starter.tokens(text)
    assert isinstance(tokens, PiecedTokens)
    assert tokens.count_before(position) == sum(start < position for start, _ in whole)
    assert tokens.first_beyond(position) == sum(end <= position for _, end in whole)
    assert [tokens.start_of(number) for number in range(len(whole) + 1)] == [*(start for start, _ in whole), None]


@cache
def plain_starter() -> Tokenizer:
    """The starter model's tokenizer without anything of this program."""
    tokenizer = Tokenizer.from_file(str(delivered("models") / "all-minilm-l6-v2" / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True
    return tokenizer


def test_what_is_kept_of_pieces_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieced_tokens, "_MAX_PIECES", 50)
    encoded: list[int] = []

    def encode(text: str) -> list[tuple[int, int]]:
        encoded.append(len(text))
        return [word.span() for word in re.finditer(r"\S+", text)]

    tokenise = PieceTokeniser(encode)
    for round_ in range(20):
        words = [f"w{round_}x{number}" for number in range(10)]
        assert len(tokenise(" ".join(words)).offsets()) == 10
        assert len(tokenise("y" * 1000).offsets()) == 1
        assert tokenise.kept <= 50
    before = len(encoded)
    tokenise("w19x0 w19x1")
    assert len(encoded) == before, "known words are not encoded again"
    assert encoded.count(1000) == 20, "what is long is not kept"
