"""A small set in BEIR's form, with whole documents: what is asked, and where the answers are, is known exactly."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

FILLER = (
    "The valley lies open to the west and the wind comes over the fields in the evening, when the work is done and the "
    "people of the village sit before their houses and talk of the weather and of the harvest. "
)
BIRDS = ("albatross", "bittern", "cormorant", "dunlin", "egret", "fulmar")
METALS = ("antimony", "bismuth", "chromium", "dysprosium", "erbium", "francium")


def document(words: Iterable[str]) -> str:
    """Sections of two sentences' text, with a word that is nowhere else in each; with what a reader changes."""
    parts = [
        f"## On page {number}\n\n{FILLER}\u00adHere   \n\n\n\nthe {word} is spoken of\u2028once. {FILLER}"
        for number, word in enumerate(words)
    ]
    return "\n\n".join(parts)


DOCUMENTS = {"w-birds": ("Sea birds", document(BIRDS)), "w-metals": ("Metals", document(METALS))}
NOISE = ("w-noise", "\x01\x02" * 100 + "xenon")


def write_set(folder: Path) -> Path:
    """Two documents, a row for each of their sections, and a query for each word with its place. The queries `far` and
    `lost` ask for a word that stands in another section, or in the other document, than their answer; `one` and `other`
    for the same two words, and each for the place of one of them; the answer of `noise` is in what is no text.
    """
    folder.mkdir(parents=True)
    rows: list[dict[str, Any]] = []
    queries: list[dict[str, Any]] = []
    judged: list[tuple[str, str]] = []
    for key, (title, text) in DOCUMENTS.items():
        words = BIRDS if key == "w-birds" else METALS
        for number, word in enumerate(words):
            rows.append({"_id": f"{key}-{number}", "title": title, "text": f"{FILLER}The {word} is spoken of."})
            start = text.index(word)
            queries.append(_query(word, f"what of the {word}", key, (start, start + len(word))))
            judged.append((word, f"{key}-{number}"))
    birds = DOCUMENTS["w-birds"][1]
    for key, asked, right in (
        ("far", BIRDS[-1], 0),
        ("lost", METALS[0], 0),
        ("one", f"{BIRDS[1]} or {BIRDS[2]}", 1),
        ("other", f"{BIRDS[1]} or {BIRDS[2]}", 2),
    ):
        start = birds.index(BIRDS[right])
        queries.append(_query(key, f"what of the {asked}", "w-birds", (start, start + len(BIRDS[right]))))
        judged.append((key, f"w-birds-{right}"))
    documents = [{"_id": key, "title": title, "text": text} for key, (title, text) in DOCUMENTS.items()]
    documents.append({"_id": NOISE[0], "text": NOISE[1]})
    queries.append(_query("noise", "what of the xenon", NOISE[0], (200, 205)))
    judged.append(("noise", "w-birds-0"))
    _write(folder / "corpus.jsonl", rows)
    _write(folder / "documents.jsonl", documents)
    _write(folder / "queries.jsonl", queries)
    lines = "".join(f"{query}\t{row}\t1\n" for query, row in judged)
    (folder / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{lines}", encoding="utf-8")
    return folder


def _query(key: str, text: str, within: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"_id": key, "text": text, "metadata": {"doc_id": within, "spans": [span]}}


def _write(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
