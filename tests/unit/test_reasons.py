"""Each reason that the ledger can hold is told in words, with what to do."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest

from pplx_desktop.core.errors import ExtractionCode
from pplx_desktop.core.reasons import REASONS, RECOGNITION, Rule, hint_of, label_of, setting_of
from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import OcrState

CODES = [*ExtractionCode, *Rule]
NOTHING_TO_DO = {Rule.SPECIAL, Rule.OWN}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_its_words(code: str) -> None:
    label, hint = label_of(str(code)), hint_of(str(code))
    assert label
    assert label[0].islower()
    assert "-" not in label
    assert not label.endswith(".")
    assert bool(hint) == (code not in NOTHING_TO_DO)
    assert hint == "" or hint.endswith(".")


def test_no_row_is_left_over_and_none_says_what_another_does() -> None:
    assert set(REASONS) == set(CODES)
    assert len({reason.label for reason in REASONS.values()}) == len(REASONS)


def test_the_settings_that_are_named_exist() -> None:
    named = {setting_of(code) for code in REASONS} - {""}
    assert {"max_file_mb", "ocr", "exclude", "use_gitignore", "include_hidden"} == named
    assert named <= {known.name for known in fields(Settings)}


def test_a_code_of_another_version_is_shown_as_it_is() -> None:
    assert label_of("of-the-future") == "of-the-future"
    assert hint_of("of-the-future") == setting_of("of-the-future") == ""


def test_of_a_picture_is_said_what_helps_here() -> None:
    states = get_args(OcrState)
    assert {hint_of(ExtractionCode.PICTURED, ocr) for ocr in states} == {RECOGNITION[ocr].hint for ocr in states}
    assert len({reason.hint for reason in RECOGNITION.values()}) == len(states)
    for ocr in states:
        assert hint_of(ExtractionCode.DAMAGED, ocr) == hint_of(ExtractionCode.DAMAGED)
