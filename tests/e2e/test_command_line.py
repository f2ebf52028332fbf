"""The command line as its documentation has it: every command in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pplx_desktop.core.errors import ExitStatus
from pplx_desktop.engine.writer_lock import WriterLock
from tests.support.homes import Home, write_pdf

HIT_KEYS = {"path", "title", "page", "heading", "snippet", "score", "sources", "chunk_start", "chunk_end"}


@pytest.fixture
def indexed(notes_home: Home) -> Home:
    write_pdf(notes_home.documents / "manual.pdf", "Contents of the manual", "The fuse sits behind the left panel")
    ran = notes_home.run("index", str(notes_home.documents), "--json")
    assert ran.status == 0, ran.err
    assert set(ran.json) == {"files", "indexed", "skipped", "failed", "chunks", "seconds", "fills"}
    assert {key: ran.json[key] for key in ("files", "indexed", "skipped", "failed")} == {
        "files": 5,
        "indexed": 5,
        "skipped": 0,
        "failed": 0,
    }
    assert ran.json["chunks"] >= 5
    assert "passages" in ran.err  # progress is told, and not on stdout
    return notes_home


def test_from_a_folder_to_an_answer(indexed: Home) -> None:
    ran = indexed.run("search", "where is the fuse", "--limit", "2", "--json")
    assert ran.status == 0, ran.err
    assert set(ran.json) == {"query", "took_ms", "is_good_match", "closest", "notices", "hits"}
    assert ran.json["query"] == "where is the fuse"
    assert len(ran.json["hits"]) <= 2
    hit = ran.json["hits"][0]
    assert set(hit) == HIT_KEYS
    assert Path(hit["path"]) == indexed.documents / "manual.pdf"
    assert hit["page"] == 2
    assert "fuse" in hit["snippet"]
    assert 0 < hit["score"] <= 1
    assert set(hit["sources"]) <= {"words", "meaning", "name"}
    assert hit["chunk_start"] < hit["chunk_end"]


def test_a_search_explains_itself(indexed: Home) -> None:
    ran = indexed.run("search", "where is the fuse type:pdf", "--explain")
    assert ran.status == 0, ran.err
    for part in (
        "How this was answered",
        "is of type pdf",
        "1 file fulfils this",
        "fuse",
        "(words) + 0.",
        "(meaning) = 0.",
    ):
        assert part in ran.out
    ran = indexed.run("search", "where is the fuse type:pdf", "--explain", "--json")
    assert ran.json["is_good_match"] is True
    explanation = ran.json["explanation"]
    assert explanation["conditions"] == ["is of type pdf"]
    assert explanation["in_scope"] == 1
    assert {"model", "filters", "words", "meaning", "ranking", "passages"} <= set(explanation["stages_ms"])
    assert explanation["legs"][0]["model"] == "all-minilm-l6-v2"
    hit = ran.json["hits"][0]
    assert set(hit) == HIT_KEYS | {"evidence", "passages"}
    evidence = hit["passages"][0]["evidence"]
    weight = explanation["meaning_weight"]
    mixed = (1 - weight) * evidence["words"] + weight * evidence["meaning"]
    assert evidence["score"] == pytest.approx(mixed, abs=1e-5)


def test_modes_and_filters(indexed: Home) -> None:
    def found(*arguments: str) -> list[str]:
        ran = indexed.run("search", *arguments, "--json")
        assert ran.status == 0, ran.err
        return [Path(hit["path"]).name for hit in ran.json["hits"]]

    assert found("trimming blossoms", "--mode", "words") == []
    assert found("cut back my flowers", "--mode", "meaning")[0] == "garden.md"
    assert found("the type:pdf") == ["manual.pdf"]
    assert found('"left panel"') == ["manual.pdf"]
    assert "garden.md" not in found("roses -prune")
    assert found("fuse before:2001") == []
    assert found(f'fuse in:"{indexed.documents}" after:2001')[0] == "manual.pdf"


def test_people_get_text(indexed: Home) -> None:
    ran = indexed.run("search", "prune roses")
    assert ran.status == 0
    assert "Garden" in ran.out
    assert str(indexed.documents / "garden.md") in ran.out
    assert "\033[" not in ran.out  # no colours where nobody sees them


def test_status_says_what_is_indexed_and_what_is_not(indexed: Home) -> None:
    (indexed.documents / "broken.pdf").write_bytes(b"%PDF-1.7\nno")
    indexed.run("index")
    ran = indexed.run("status", "--json")
    assert ran.status == 0
    assert ran.json["folders"] == [str(indexed.documents)]
    assert (ran.json["files"], ran.json["indexed"], ran.json["failed"]) == (6, 5, 1)
    assert ran.json["reasons"] == {"damaged": 1}
    assert ran.json["embedded"] == ran.json["chunks"]
    assert "damaged" in indexed.run("status").out


def test_folders_come_and_go_with_their_text(indexed: Home) -> None:
    other = indexed.folder / "other"
    other.mkdir()
    assert indexed.run("folders", "add", str(other)).status == 0
    folders = indexed.run("folders", "list", "--json").json["folders"]
    assert folders == [str(indexed.documents), str(other)]
    assert indexed.run("folders", "remove", str(indexed.documents)).status == 0
    assert indexed.run("folders", "list").out.splitlines() == [str(other)]
    assert indexed.run("search", "fuse", "--json").json["hits"] == []
    assert b"fuse" not in b"".join(file.read_bytes() for file in indexed.paths.data.iterdir() if file.is_file())


def test_models_are_listed(home: Home) -> None:
    models = {model["name"]: model for model in home.run("models", "list", "--json").json["models"]}
    starter, contextual = models["all-minilm-l6-v2"], models["pplx-embed-context-v1-0.6b"]
    assert (starter["installed"], starter["active"], starter["kind"]) == (True, True, "independent")
    assert (contextual["installed"], contextual["kind"], contextual["dims"]) == (False, "contextual", 512)
    assert "in use" in home.run("models", "list").out


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["index", "/no/such/folder"], ExitStatus.USER, "There is no folder /no/such/folder"),
        (["search", "x"], ExitStatus.USER, "Nothing has been indexed yet"),
        (["folders", "remove", "/no/such/folder"], ExitStatus.USER, "not one of the folders"),
        (["eval", "/no/such/folder"], ExitStatus.USER, "cannot be read"),
        (["eval", "/no/such/folder", "--against", "weight=3"], ExitStatus.USER, "nothing that can be varied"),
        (["search"], ExitStatus.USAGE, "QUERY"),
        (["search", "x", "--limit", "0"], ExitStatus.USAGE, "--limit"),
        (["nonsense"], ExitStatus.USAGE, "nonsense"),
        ([], ExitStatus.ENVIRONMENT, "no display"),
    ],
)
def test_what_goes_wrong_is_one_clear_line(home: Home, arguments: list[str], status: int, says: str) -> None:
    ran = home.run(*arguments)
    assert ran.status == status
    assert says in ran.err
    assert ran.out == ""
    assert "Traceback" not in ran.err
    if status != ExitStatus.USAGE:
        assert len(ran.err.splitlines()) == 1


def test_a_damaged_index_is_told_by_search_and_mended_by_index(indexed: Home) -> None:
    indexed.paths.index_file.write_bytes(b"damaged" * 4096)
    ran = indexed.run("search", "fuse")
    assert ran.status == ExitStatus.ENVIRONMENT
    assert len(ran.err.splitlines()) == 1
    ran = indexed.run("index", "--json")
    assert ran.status == 0, ran.err
    assert ran.json["indexed"] == 5
    assert "set aside" in ran.err


def test_an_index_that_another_process_writes_can_be_searched_and_not_written(indexed: Home) -> None:
    with WriterLock(indexed.paths.writer_lock):
        ran = indexed.run("index")
        assert ran.status == ExitStatus.ENVIRONMENT
        assert "Another pplx-desktop" in ran.err
        assert indexed.run("search", "fuse", "--json").json["hits"]


def test_a_folder_can_be_removed_while_another_process_writes(indexed: Home) -> None:
    with WriterLock(indexed.paths.writer_lock):
        ran = indexed.run("folders", "remove", str(indexed.documents))
    assert ran.status == 0
    assert "running program" in ran.err


def test_damage_that_shows_up_while_indexing_is_mended(indexed: Home) -> None:
    content = bytearray(indexed.paths.index_file.read_bytes())
    for page in range(2, len(content) // 4096):  # all but the first page, which is looked at when it is opened
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    indexed.paths.index_file.write_bytes(content)
    (indexed.documents / "new.txt").write_text("An albatross.", encoding="utf-8")
    ran = indexed.run("index", "--json")
    assert ran.status == 0, ran.err
    assert ran.json["indexed"] == 6
    assert "set aside" in ran.err


def test_damage_that_a_search_meets_is_mended_by_the_next_index(indexed: Home) -> None:
    indexed.paths.damage_mark.touch()  # as `SearchService` leaves it
    ran = indexed.run("index", "--json")
    assert (ran.status, ran.json["indexed"]) == (0, 5)
    assert "set aside" in ran.err
    assert not indexed.paths.damage_mark.exists()
    content = bytearray(indexed.paths.index_file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    indexed.paths.index_file.write_bytes(content)
    assert indexed.run("search", "fuse").status == ExitStatus.ENVIRONMENT
    assert indexed.paths.damage_mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
def test_output_that_goes_nowhere_is_no_bug(indexed: Home) -> None:
    for redirection, status in ((">&-", 0), ("2>&-", 0), ("| head -c1", 0), ("> /dev/full", ExitStatus.ENVIRONMENT)):
        command = f"set -o pipefail; {sys.executable} -m pplx_desktop search fuse --json {redirection}"
        done = subprocess.run(
            ["bash", "-c", command], env=indexed.environment(), capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == status, (redirection, done.stderr)
        assert "Traceback" not in done.stderr


def test_names_cannot_drive_the_terminal(indexed: Home) -> None:
    (indexed.documents / "x\033[31mred.txt").write_text("An albatross.", encoding="utf-8")
    indexed.run("index")
    ran = indexed.run("search", "albatross")
    assert r"x\x1b[31mred.txt" in ran.out
    assert "\033" not in ran.out


def test_an_empty_name_is_no_folder(indexed: Home) -> None:
    for arguments in (["index", ""], ["folders", "add", ""], ["folders", "remove", ""]):
        assert indexed.run(*arguments).status == ExitStatus.USER


def test_a_hidden_folder_inside_a_known_one_is_refused_and_not_passed_over(indexed: Home) -> None:
    hidden = indexed.documents / ".notes"
    hidden.mkdir()
    ran = indexed.run("folders", "add", str(hidden))
    assert ran.status == ExitStatus.USER
    assert "left out" in ran.err
    (indexed.documents / "inner").mkdir()
    assert indexed.run("folders", "add", str(indexed.documents / "inner")).status == 0
    assert indexed.run("folders", "list").out.splitlines() == [str(indexed.documents)]


def test_a_folder_that_would_leave_out_one_that_is_searched_does_not_take_its_place(notes_home: Home) -> None:
    hidden = notes_home.documents / ".notes"
    hidden.mkdir()
    assert notes_home.run("folders", "add", str(hidden)).status == 0
    ran = notes_home.run("folders", "add", str(notes_home.documents))
    assert ran.status == ExitStatus.USER
    assert ".notes" in ran.err
    assert notes_home.run("folders", "list").out.splitlines() == [str(hidden)]


def test_output_is_utf8_whatever_the_system_says(indexed: Home) -> None:
    (indexed.documents / "umlaut.txt").write_text("Übergrößenträger → ☃", encoding="utf-8")
    indexed.run("index")
    done = subprocess.run(
        [sys.executable, "-m", "pplx_desktop", "search", "Übergrößenträger", "--json"],
        env=indexed.environment() | {"PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert "☃" in json.loads(done.stdout.decode("utf-8"))["hits"][0]["snippet"]


def test_settings_that_cannot_be_read_are_told_and_kept(indexed: Home) -> None:
    settings = indexed.paths.settings_file
    settings.write_text("folders = [", encoding="utf-8")
    ran = indexed.run("status")
    assert ran.status == ExitStatus.ENVIRONMENT
    assert str(settings) in ran.err
    assert settings.read_text(encoding="utf-8") == "folders = ["


def choose_missing_model(home: Home) -> None:
    """One that is known and not installed."""
    file = home.paths.settings_file
    file.parent.mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8") if file.exists() else 'model = "all-minilm-l6-v2"\n'
    file.write_text(text.replace("all-minilm-l6-v2", "pplx-embed-context-v1-0.6b"), encoding="utf-8")


def test_a_missing_model_is_told_and_words_go_on(notes_home: Home) -> None:
    choose_missing_model(notes_home)
    ran = notes_home.run("index", str(notes_home.documents), "--json")
    assert ran.status == ExitStatus.MODEL
    assert ran.json["indexed"] == len(list(notes_home.documents.iterdir()))
    ran = notes_home.run("search", "boiler", "--json")
    assert ran.status == 0
    assert ran.json["hits"][0]["sources"][0] == "words"
    assert "not installed" in ran.err
    assert notes_home.run("search", "boiler", "--mode", "meaning").status == ExitStatus.MODEL


def test_a_missing_model_takes_nothing_from_what_another_has_indexed(indexed: Home) -> None:
    choose_missing_model(indexed)
    for _ in range(2):
        ran = indexed.run("search", "fuse", "--mode", "meaning", "--json")
        assert ran.status == 0, ran.err
        assert ran.json["hits"][0]["sources"] == ["meaning"]
        ran = indexed.run("index", "--json")
        assert ran.status == ExitStatus.MODEL
        assert "not installed" in ran.err
        assert ran.json["indexed"] == 5


def test_the_prompt_answers_where_there_is_no_display(notes_home: Home) -> None:
    ran = notes_home.run("run", str(notes_home.documents), stdin="cut back my flowers\n\ntype:\n")
    assert ran.status == 0, ran.err
    assert "No window: this session has no display" in ran.err
    assert "4 of 4 files are searchable" in ran.err
    assert "garden.md" in ran.out


def test_eval_goes_through_the_whole_program(home: Home) -> None:
    folder, work = home.folder / "set", str(home.folder / "work")
    folder.mkdir(parents=True)
    rows = {
        "1": ("Roses", "Prune the roses in late winter, before the buds break."),
        "2": ("Boiler", "The old boiler switches itself on and off every few minutes."),
        "3": ("", "The tram climbs the hill to the castle."),
    }
    (folder / "corpus.jsonl").write_text(
        "".join(json.dumps({"_id": key, "title": title, "text": text}) + "\n" for key, (title, text) in rows.items())
    )
    queries = {"a": "when to cut back flowers", "b": "heating that short-cycles", "c": "wizard", "unjudged": "x"}
    (folder / "queries.jsonl").write_text(
        "".join(json.dumps({"_id": key, "text": text}) + "\n" for key, text in queries.items())
    )
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\na\t1\t1\nb\t2\t1\nc\t9\t1\n")
    ran = home.run("eval", str(folder), "--json", "--work", work)
    assert ran.status == 0, ran.err
    words, meaning, hybrid = ran.json["results"]
    assert [one["mode"] for one in (words, meaning, hybrid)] == ["words", "meaning", "hybrid"]
    assert (meaning["set"], meaning["view"], meaning["queries"]) == ("set", "rows", 3)
    assert meaning["ndcg@10"] == meaning["recall@100"] == pytest.approx(2 / 3, abs=1e-3)
    assert meaning["by_query"] == {"a": 1.0, "b": 1.0, "c": 0.0}
    (earlier := home.folder / "earlier.json").write_text(ran.out)
    # No document is there as a whole: its rows are what is measured.
    ran = home.run(
        *("eval", str(folder), "--whole", "--mode", "words", "--limit-queries", "2", "--work", work),
        *("--against", str(earlier), "--report", str(home.folder / "report.html")),
    )
    assert ran.status == 0, ran.err
    assert ran.out.splitlines()[1].split()[:3] == ["set", "rows", "2"]
    assert "set, rows, words: 0.0000, the same for every query" in ran.out
    assert "heating that short-cycles" in (home.folder / "report.html").read_text(encoding="utf-8")
    assert not home.paths.index_file.exists()  # the user's own index has no part in it
