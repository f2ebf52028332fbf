"""What the benchmark of searching is made of: texts that are repeated with changes, drawn vectors, queries, growth."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pplx_desktop.engine.bench_search.codes import DIMS, DrawnVectors
from pplx_desktop.engine.bench_search.growth import reckon_growth
from pplx_desktop.engine.bench_search.homes import Probe
from pplx_desktop.engine.bench_search.queries import KINDS, make_queries
from pplx_desktop.engine.bench_search.rivals import agreement, are_same, faiss_scan, numpy_scan
from pplx_desktop.engine.bench_search.sources import make_up
from pplx_desktop.engine.bench_search.targets import judge_targets
from pplx_desktop.engine.bench_search.texts import TextCollector, Texts


@pytest.fixture(scope="module")
def made_up() -> Texts:
    return make_up(1, 400)


def small_texts() -> Texts:
    collector = TextCollector()
    collector.add(
        str(Path("notes", "garden.md")),
        "md",
        "The garden",
        [
            ("Prune the roses in winter.\n\nThe quincunx stands in row 1234.", 1, "Roses"),
            ("The quincunx again.", 2, ""),
        ],
    )
    collector.add("other.txt", "txt", "Other", [("The roses and the winter and the row.", None, "")])
    return collector.collected()


def test_the_first_copy_is_the_text_itself_with_its_places() -> None:
    made = small_texts().made(0, 0, 5)
    document, chunks = made.chunked.document, made.chunked.chunks
    assert made.chunked.texts() == [
        "Prune the roses in winter.\n\nThe quincunx stands in row 1234.",
        "The quincunx again.",
    ]
    assert [(chunk.page, chunk.heading) for chunk in chunks] == [(1, "Roses"), (2, "")]
    assert [document.text[block.start : block.end].strip() for block in document.blocks] == [
        "Prune the roses in winter.",
        "The quincunx stands in row 1234.",
        "The quincunx again.",
    ]
    assert (made.place, document.kind, document.title, document.pages) == (
        str(Path("notes", "garden.md")),
        "md",
        "The garden",
        2,
    )


def test_copies_differ_are_repeatable_and_keep_most_words(made_up: Texts) -> None:
    largest = max(range(len(made_up.documents)), key=lambda at: len(made_up.documents[at].chunks))
    first, copy, other = (made_up.made(largest, number, 5) for number in (0, 1, 2))
    assert copy == made_up.made(largest, 1, 5)
    assert len({made.chunked.document.text for made in (first, copy, other)}) == 3
    assert len({made.place for made in (first, copy, other)}) == 3
    words, copied = first.chunked.document.text.split(), copy.chunked.document.text.split()
    assert len(words) == len(copied)
    same = sum(one == two for one, two in zip(words, copied, strict=True)) / len(words)
    assert 0.5 < same < 0.95


def test_copies_bring_words_and_numbers_that_nobody_wrote_before() -> None:
    texts = small_texts()
    known = set(texts.forms.tolist())
    copies = [texts.made(0, copy, 5).chunked for copy in range(1, 40)]
    new = {word for made in copies for text in made.texts() for word in text.replace(".", " ").split()} - known
    assert any(word.isdigit() and len(word) == 4 and word.startswith("1") for word in new)
    assert any(word.isalpha() for word in new)


def test_texts_go_on_without_end_and_leave_large_documents_out(made_up: Texts) -> None:
    made = list(islice(made_up.endless(3, largest=20), 3 * len(made_up.documents)))
    assert max(len(one.chunked.chunks) for one in made) <= 20
    assert {one.copy for one in made} >= {0, 1, 2}
    assert len({one.place for one in made}) == len(made)
    frequencies = np.sort(made_up.counts[made_up.is_word])[::-1]
    # As Zipf has it: the tenth word is said much less often than the first, and many are said once.
    assert frequencies[0] > 3 * frequencies[9]
    assert np.count_nonzero(frequencies == 1) > 500


def test_drawn_vectors_lie_in_documents_and_repeat() -> None:
    vectors = DrawnVectors(5)
    documents = [vectors.document(source, 0, 20) for source in range(30)]
    assert np.array_equal(documents[3], DrawnVectors(5).document(3, 0, 20))
    # A document that is cut off keeps the vectors of what is left.
    assert np.array_equal(vectors.document(3, 0, 7), documents[3][:7])
    codes = [vectors.codes(document) for document in documents]
    bits = np.frombuffer(b"".join(code.bits for code in codes), np.uint8).reshape(-1, DIMS // 8)
    int8 = np.frombuffer(b"".join(code.int8 for code in codes), np.int8).reshape(-1, DIMS)
    assert np.array_equal(np.unpackbits(bits, axis=1).astype(bool), int8 > 0)
    distances = np.bitwise_count(bits[:, None] ^ bits[None, :]).sum(axis=2) / DIMS
    same = np.kron(np.eye(30, dtype=bool), np.ones((20, 20), bool)) & ~np.eye(600, dtype=bool)
    assert 0.2 < distances[same].mean() < 0.3
    assert 0.4 < distances[np.kron(~np.eye(30, dtype=bool), np.ones((20, 20), bool))].mean() < 0.47
    query = vectors.query(documents[3][4], 0)
    found = np.bitwise_count(bits ^ np.frombuffer(query.bits, np.uint8)).sum(axis=1)
    assert 60 <= int(np.argmin(found)) < 80


def test_queries_are_made_of_the_passages_words(made_up: Texts) -> None:
    made = list(islice(made_up.endless(3, largest=400), len(made_up.documents)))
    probes = [
        Probe(one.chunked.texts()[0], "pdf", str(Path("a", "b")), one.source, 0, 0, len(one.chunked.chunks))
        for one in made
    ]
    queries = make_queries(probes, DrawnVectors(5), 5)
    assert tuple(queries) == KINDS
    texts = [" ".join(re.findall(r"\w+", probe.text)).casefold() for probe in probes]
    for kind in ("one rare word", "phrase", "beginning, typing"):
        assert len(queries[kind]) == 5
        assert all(any(asked.plain.strip('"').casefold() in text for text in texts) for asked in queries[kind])
    assert all(len(asked.plain.split()) == 2 for asked in queries["two common words"])
    assert all(asked.raw.endswith("type:pdf") for asked in queries["hybrid, type:"])
    assert all(asked.raw.endswith('in:"b"') for asked in queries["hybrid, in:"])
    assert [asked.raw for asked in queries["meaning"]] == [
        asked.raw for asked in make_queries(probes, DrawnVectors(5), 5)["meaning"]
    ]


def test_a_scan_of_rows_finds_the_nearest_of_the_chosen() -> None:
    bits = np.random.default_rng(1).integers(0, 256, (500, 64), np.uint8)
    chosen = np.arange(500) % 3 == 0
    truth = np.sort(np.bitwise_count(bits[chosen] ^ bits[1]).sum(axis=1))[:40]
    found = numpy_scan(bits, chosen)(bits[1].tobytes(), 40)
    assert agreement([found], [truth])
    assert not agreement([found], [truth + 1])
    assert len(numpy_scan(bits)(bits[1].tobytes(), 40)) == 40


def test_faiss_finds_the_same() -> None:
    bits = np.random.default_rng(1).integers(0, 256, (500, 64), np.uint8)
    query = bits[1].tobytes()
    for chosen in (None, np.arange(500) % 3 == 0):
        scan = faiss_scan(bits, chosen)
        assert scan is not None
        assert agreement([scan(query, 40)], [numpy_scan(bits, chosen)(query, 40)])


def test_growth_is_the_line_through_the_two_largest() -> None:
    rows = [{"chunks": size, "bytes": 100.0 + 3 * size, "flat": 7.0} for size in (1_000, 10_000, 100_000)]
    growth = reckon_growth(rows)
    assert growth is not None
    assert growth.sizes == (1_000, 10_000, 100_000)
    assert growth.lines["bytes"].larger == pytest.approx((100 + 3e7, 100 + 3e8))
    assert growth.lines["bytes"].exponent == pytest.approx(1.0, abs=0.01)
    assert growth.lines["flat"].larger == (7.0, 7.0)
    assert growth.lines["flat"].exponent == 0.0
    assert reckon_growth(rows[:1]) is None


def test_growth_is_not_told_of_what_is_too_small_or_too_near() -> None:
    tiny = reckon_growth([{"chunks": 1_000, "scan_ms": 0.2}, {"chunks": 10_000, "scan_ms": 2.0}])
    near = reckon_growth([{"chunks": 1_000, "scan_ms": 10.0}, {"chunks": 2_000, "scan_ms": 20.0}])
    assert tiny is not None
    assert near is not None
    assert tiny.lines["scan_ms"].exponent is None
    assert near.lines["scan_ms"].exponent is None
    assert near.lines["scan_ms"].larger[0] == pytest.approx(100_000.0)


def test_the_same_nearest_may_differ_in_what_is_as_far_as_the_last() -> None:
    near = [(4, 1), (2, 5), (7, 9)]
    assert are_same(near, near)
    assert are_same(near, [(4, 1), (2, 5), (8, 9)])
    assert not are_same(near, [(4, 1), (3, 5), (7, 9)])
    assert not are_same(near, [(4, 1), (2, 5), (7, 8)])
    assert not are_same(near, near[:2])


def test_targets_are_judged_by_what_was_measured() -> None:
    def scans(ours: float) -> dict[str, Any]:
        return {"times": {"copy": {"p50_ms": ours}, "vec0": {"p50_ms": 100.0}}}

    measured = {
        "scans": scans(9.0),
        "filtered_scans": scans(11.0),
        "searches": {
            kind: {"times": {"p95_ms": 30.1}, "stages_p95_ms": {"words": leg}}
            for kind, leg in (("two common words", 29.9), ("beginning, typing", 30.1))
        },
        "hybrid": {"p50_ms": 40.0, "p95_ms": 99.0},
        "warm_up": {"copy_bytes": 36_000_000},
    }
    met = {target.name: target.is_met for target in judge_targets(500_000, measured)}
    assert [name for name, is_met in met.items() if not is_met] == [
        "scan with a filter: vec0's time / ours",
        "two common words, whole search, p95",
        "beginning of a word while typing, its leg, p95",
        "beginning of a word, whole search, p95",
    ]
    assert judge_targets(500_000, measured)[-1].measured == pytest.approx(72.0)
