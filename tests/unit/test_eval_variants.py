"""What can be varied is read by name, and what cannot is told."""

import pytest

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.settings import Settings
from pplx_desktop.engine.eval_variants import parse_variant, user_variant
from pplx_desktop.search.ranking import DEFAULT_RANKING

OWN = user_variant(Settings(model="mine", dims=256, exclude=("*.log",), theme="dark"))


def test_only_what_concerns_the_vectors_is_taken_of_the_settings() -> None:
    assert (OWN.settings.model, OWN.settings.dims, OWN.settings.exclude) == ("mine", 256, ())
    assert OWN.described()["meaning_weight"] == DEFAULT_RANKING.meaning_weight


def test_values_are_of_the_kind_that_they_replace() -> None:
    varied = parse_variant("dims=128, meaning_weight=0.25, meaning_limit=50", OWN)
    assert (varied.settings.model, varied.settings.dims) == ("mine", 128)
    assert (varied.ranking.meaning_weight, varied.ranking.meaning_limit) == (0.25, 50)
    assert varied.label == "dims=128, meaning_weight=0.25, meaning_limit=50"
    assert parse_variant("", OWN) == OWN
    assert parse_variant("rescoring=off", OWN).settings.rescoring is False


def test_another_model_has_its_own_size() -> None:
    assert parse_variant("model=other", OWN).settings.dims == 0
    assert parse_variant("dims=128,model=other", OWN).settings.dims == 128


def test_ways_to_rank_share_an_index_and_ways_to_embed_do_not() -> None:
    assert parse_variant("meaning_weight=0.1", OWN).index_name == OWN.index_name
    names = {
        parse_variant(text, OWN).index_name
        for text in ("", "dims=128", "window_tokens=64", "rescoring=off", "model=a/../b")
    }
    assert len(names) == 5
    assert not any("/" in name for name in names)


@pytest.mark.parametrize("text", ["dims=many", "meaning_weight=", "weight=1", "meaning_weight", "snippet_chars=9"])
def test_what_makes_no_sense_is_told(text: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_variant(text, OWN)
    assert text.partition("=")[0] in str(caught.value)
