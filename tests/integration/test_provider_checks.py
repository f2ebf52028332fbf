"""Providers are compared with the processor before they are used: honest ones, lying ones, and those that crash."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed import provider_checks
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.choosing import choose
from pplx_desktop.embed.provider_checks import RECORD, checked, forget_checks, read_checks
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.session import Session
from tests.support.lying_library import LyingLibrary, Manner
from tests.support.tiny_models import write_tiny_model
from tests.support.tiny_pooled import write_tiny_pooled


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    write_tiny_model(tmp_path / "models")
    return Catalog(tmp_path / "none", tmp_path / "models").find("tiny")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "records"


def test_an_honest_provider_is_used_and_compared_once(model: InstalledModel, records: Path) -> None:
    library = LyingLibrary("cuda", "honest")
    choice = choose(model, records, "cuda", library)
    assert choice.runtime == Runtime(model.path("onnx/model.onnx"), ("last_hidden_state",), provider="cuda")
    assert "3 of 12 nodes are left to the processor" in choice.told[-1]
    (check,) = read_checks(records)
    assert check.state == "accepted"
    assert check.cosine == pytest.approx(1, abs=1e-5)
    assert library.made == ["CPUExecutionProvider", "CUDAExecutionProvider"]
    again = choose(model, records, "cuda", library)
    assert again.runtime == choice.runtime
    assert len(library.made) == 2


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        ("lies", "its vectors differ from the processor's"),
        ("gives NaN", "its vectors differ from the processor's (cosine -1.0000"),
        ("fails to load", "the driver is too old"),
        ("fails to run", "the device was removed"),
        ("falls back", "could not be started"),
    ],
)
def test_a_provider_that_cannot_be_trusted_is_dropped_with_the_reason(
    model: InstalledModel, records: Path, manner: Manner, reason: str
) -> None:
    library = LyingLibrary("dml", manner)
    choice = choose(model, records, "dml", library)
    assert choice.runtime.provider == "cpu"
    assert reason in choice.told[-1]
    assert "nobody reads" not in choice.told[-1]
    # It is remembered: nothing is loaded the next time.
    made = len(library.made)
    assert choose(model, records, "dml", library).told == choice.told
    assert len(library.made) == made


def test_a_provider_that_crashes_is_skipped_by_the_next_start(
    tmp_path: Path, model: InstalledModel, records: Path
) -> None:
    statements = f"""
        from pathlib import Path
        from pplx_desktop.embed.catalog import Catalog
        from pplx_desktop.embed.choosing import choose
        from tests.support.lying_library import LyingLibrary
        model = Catalog(Path({str(tmp_path / "none")!r}), Path({str(tmp_path / "models")!r})).find("tiny")
        print(choose(model, Path({str(records)!r}), "cuda", LyingLibrary("cuda", "crashes")).runtime.provider)
    """
    first = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(statements)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=Path(__file__).parents[2],
    )
    assert (first.returncode, first.stdout) == (3, "")
    assert [check.state for check in read_checks(records)] == ["trying"]
    library = LyingLibrary("cuda", "crashes")
    choice = choose(model, records, "cuda", library)
    assert choice.runtime.provider == "cpu"
    assert "took the program down" in choice.told[-1]
    assert library.made == []
    assert [check.state for check in read_checks(records)] == ["refused"]


def test_a_comparison_that_another_process_makes_is_left_to_it(
    model: InstalledModel, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = LyingLibrary("cuda", "honest")
    with monkeypatch.context() as patched:
        # The parent of this process lives, and is not this process.
        owner = f"{os.getppid()} {provider_checks.psutil.Process(os.getppid()).create_time()}"
        patched.setattr(provider_checks, "_owner", lambda: owner)
        patched.setattr(provider_checks, "_compare", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            checked(model, records, "cuda", library)
    found = checked(model, records, "cuda", library)
    assert (found.state, found.reason) == (
        "refused",
        "another process is comparing it with the processor right now",
    )
    assert [check.state for check in read_checks(records)] == ["trying"]


def test_another_version_or_other_weights_are_compared_anew(
    tmp_path: Path, model: InstalledModel, records: Path
) -> None:
    assert checked(model, records, "cuda", LyingLibrary("cuda", "lies", "1.40")).state == "refused"
    assert checked(model, records, "cuda", LyingLibrary("cuda", "honest", "1.41")).state == "accepted"
    write_tiny_model(tmp_path / "others", seed=2)
    other = Catalog(tmp_path / "none", tmp_path / "others").find("tiny")
    assert checked(other, records, "cuda", LyingLibrary("cuda", "honest", "1.40")).state == "accepted"
    assert len(read_checks(records)) == 3
    forget_checks(records)
    assert checked(model, records, "cuda", LyingLibrary("cuda", "honest", "1.40")).state == "accepted"


def test_auto_takes_the_processor_where_that_is_faster_and_a_named_one_all_the_same(
    model: InstalledModel, records: Path
) -> None:
    library = LyingLibrary("coreml", "is slow")
    automatic = choose(model, records, "auto", library)
    assert automatic.runtime.provider == "cpu"
    assert "the processor is faster" in automatic.told[-1]
    assert choose(model, records, "coreml", library).runtime.provider == "coreml"


def test_auto_is_the_processor_where_nothing_else_is_there(model: InstalledModel, records: Path) -> None:
    choice = choose(model, records)
    assert choice.runtime == model.delivered_runtime()
    assert choice.told == ()


def test_a_provider_that_this_build_lacks_is_told_and_one_that_nobody_knows(
    model: InstalledModel, records: Path
) -> None:
    library = LyingLibrary("cuda", "honest")
    assert "and no dml, so the processor computes" in choose(model, records, "dml", library).told[-1]
    assert (
        choose(model, records, "abacus", library).told[-1] == "there is no provider abacus, so the processor computes"
    )
    assert library.made == []


def test_a_damaged_model_is_no_fault_of_the_provider(model: InstalledModel, records: Path) -> None:
    model.path("onnx/model.onnx").write_bytes(b"nothing")
    with pytest.raises(ModelProblem) as raised:
        choose(model, records, "cuda", LyingLibrary("cuda", "honest"))
    assert raised.value.code == "model-altered"
    assert read_checks(records) == []


def test_a_damaged_record_is_made_anew(model: InstalledModel, records: Path) -> None:
    records.mkdir()
    (records / RECORD).write_text("checks = 5", encoding="utf-8")
    assert checked(model, records, "cuda", LyingLibrary("cuda", "honest")).state == "accepted"
    assert len(read_checks(records)) == 1


def test_a_model_that_pools_itself_is_compared_by_what_it_pools(tmp_path: Path, records: Path) -> None:
    write_tiny_pooled(tmp_path / "models")
    model = Catalog(tmp_path / "none", tmp_path / "models").find("tiny")
    assert checked(model, records, "cuda", LyingLibrary("cuda", "honest")).state == "accepted"
    assert checked(model, records, "dml", LyingLibrary("dml", "lies")).state == "refused"


def test_one_thread_at_a_time_is_in_a_provider_that_is_not_concurrent(model: InstalledModel) -> None:
    library = LyingLibrary("dml", "honest")
    session = Session(Runtime(model.path("onnx/model.onnx"), ("last_hidden_state",), provider="dml"), 64, library)
    assert not session.is_concurrent
    threads = [threading.Thread(target=lambda: session.run([[1, 2, 3]], 0)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert library.most_at_once == 1
    assert library.options.enable_mem_pattern is False


def test_the_processor_is_concurrent(model: InstalledModel) -> None:
    session = Session(model.delivered_runtime(), 64)
    assert session.is_concurrent
    assert session.takes_padding
    (alone,) = session.run([[5, 6, 7]], 0)
    np.testing.assert_allclose(session.run([[5, 6, 7], [1] * 9], 0)[0], alone, atol=1e-4)


def test_a_child_that_is_sent_away_in_mid_comparison_blames_no_provider(tmp_path: Path) -> None:
    statements = f"""
        import sys, time
        from pplx_desktop.core.paths import delivered
        from pplx_desktop.embed import provider_checks
        from pplx_desktop.engine import model_child
        def compare(model, records, provider):
            owner = provider_checks._owner()
            check = provider_checks.ProviderCheck("cuda", "a card", "1.40", {{}}, "trying", owner=owner)
            provider_checks._write(records, check)
            print("comparing", file=sys.stderr, flush=True)
            time.sleep(60)
        model_child.choose_runtime = compare
        model_child.main([str(delivered("models")), {str(tmp_path)!r}, "all-minilm-l6-v2", "0", "0", "auto"])
    """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(statements)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as child:
        assert child.stderr is not None
        assert child.stdin is not None
        assert child.stderr.readline() == b"comparing\n"
        records = tmp_path / "all-minilm-l6-v2"
        assert [check.state for check in read_checks(records)] == ["trying"]
        child.stdin.close()
        assert child.wait(20) == 0
    assert read_checks(records) == []
