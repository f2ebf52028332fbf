"""Prints what each broken download, import and installation tells the user, and whether the old model still answers.

    python -m tests.benchmarks.broken_downloads

Runs against a hub on this machine that cuts, stalls and lies (`tests/support/lying_hub.py`), over a model that is
installed and in use: after each failure its files are checked and it embeds a sentence.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from huggingface_hub.utils import close_session

from pplx_desktop.core.errors import PplxError
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.install import problems
from pplx_desktop.embed.install.download import Options, download
from pplx_desktop.embed.install.local import import_path
from pplx_desktop.embed.model import EmbeddingModel
from tests.support.lying_hub import LIST, Lie, LyingHub, Proxy
from tests.support.served_models import (
    GRAPH,
    HASTY,
    TOKENIZER,
    Served,
    make_certificate,
    served_model,
    without_hub_settings,
)

HALF = 200_000
Case = tuple[str, Callable[[], object]]


def main() -> int:
    """Print the table. The status is 1 where a failure passed unseen or took the old model along."""
    logging.disable()
    kept = without_hub_settings(dict(os.environ))
    os.environ.clear()
    os.environ.update(kept)
    wrong = 0
    with tempfile.TemporaryDirectory(prefix="broken-downloads-") as name, served_model(Path(name)) as served:
        os.environ["HF_HOME"] = str(Path(name) / "hf")
        served.get()
        expected = EmbeddingModel.load(served.find()).embed_query("roses")
        # The author publishes other weights, so that there is something to download.
        content = served.hub.files[GRAPH]
        served.hub.files[GRAPH] = content.replace(content[HALF : HALF + 64], bytes(64), 1)
        served.hub.files[TOKENIZER] += b"\n"
        served.change_manifest(source={"hub": "nobody/tiny", "revision": "main"})
        for title, attempt in cases(served, Path(name)):
            served.hub.lies.clear()
            shutil.rmtree(served.models / ".staging", ignore_errors=True)
            problem = failure(attempt)
            served.find().check()
            is_well = EmbeddingModel.load(served.find()).embed_query("roses") == expected
            wrong += problem is None or not is_well
            show(title, problem, is_well=is_well)
    print(f"\n{wrong} went wrong" if wrong else "\nIn every case the old model's files are right, and it answers.")
    return 1 if wrong else 0


def cases(served: Served, folder: Path) -> Iterator[Case]:
    """Everything that goes wrong, each with the call that meets it."""
    hub = served.hub

    def lying(path: str, lie: Lie) -> Callable[[], object]:
        def attempt() -> object:
            hub.lies[path] = lie
            return served.get()

        return attempt

    yield "the connection is cut in the middle, always", lying(GRAPH, Lie("cut", at=HALF))
    yield "the connection is reset in the middle", lying(GRAPH, Lie("reset", at=HALF + 1000))
    yield "nothing comes any more", lying(GRAPH, Lie("stall", at=HALF + 2000))
    yield "a byte now and then", lying(GRAPH, Lie("trickle", at=1))
    yield "the server announces more than there is", lying(GRAPH, Lie("boast", at=5000))
    yield "more comes than there is", lying(GRAPH, Lie("longer"))
    yield "one bit is altered", lying(GRAPH, Lie("altered", at=HALF))
    yield "another file comes", lying(GRAPH, Lie("pointer"))
    yield "a sign-in page with status 200 in place of the file", lying(GRAPH, Lie("html"))
    yield "a sign-in page in place of the list of files", lying(LIST, Lie("html"))
    yield "something else answers", lying(LIST, Lie("text"))
    for status in (401, 403, 404, 429, 500, 503):
        yield f"status {status} for the file", lying(GRAPH, Lie("status", status=status))
    yield "status 404 for the revision", lying(LIST, Lie("status", status=404))
    yield "the server's name is unknown", at(served, "http://no-such-host.invalid")
    yield "nobody listens", at(served, "http://127.0.0.1:9")
    yield "the certificate is not trusted", lambda: untrusted(served, folder)
    yield "the proxy refuses", lambda: by_proxy(served, 407)
    yield "the proxy is not there", lambda: in_environment(served.get, http_proxy="http://127.0.0.1:9")
    yield "the hub has 10 TB", lambda: huge(served)
    yield "the disk becomes full", lambda: full(served)
    yield "the folder cannot be written", lambda: read_only(served)
    yield "the hub has another file than the program knows", lambda: differs(served)
    yield "it is cancelled", lambda: cancelled(served)
    yield from import_cases(served, folder)


def import_cases(served: Served, folder: Path) -> Iterator[Case]:
    """Folders and archives that are not what they should be."""
    for title, content in (
        ("import: the graph is half there", served.hub.files[GRAPH][:HALF]),
        ("import: the graph is a pointer of Git LFS", b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
        ("import: the graph is a web page", b"<!doctype html><title>404 Not Found</title>"),
        ("import: the graph is a file of PyTorch", b"PK\x03\x04" + bytes(100)),
    ):
        yield title, bring(served, published(folder, {GRAPH: content}))
    packed = folder / "brought" / "model.zip"
    whole = published(folder, {})
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(whole.rglob("*")):
            archive.write(file, file.relative_to(whole).as_posix())
    content = packed.read_bytes()
    packed.write_bytes(content[: len(content) // 2])
    yield "import: half an archive", bring(served, packed)
    unsafe = folder / "brought" / "unsafe.zip"
    with zipfile.ZipFile(unsafe, "w") as archive:
        archive.writestr("../../.bashrc", "evil")
    yield "import: an archive that leads out of its folder", bring(served, unsafe)
    letter = folder / "brought" / "letter.doc"
    letter.write_bytes(b"Dear all,")
    yield "import: no archive at all", bring(served, letter)
    yield "import: nothing there", bring(served, folder / "nowhere")


def failure(attempt: Callable[[], object]) -> PplxError | None:
    """What went wrong. Anything that is no error of ours ends the program."""
    try:
        attempt()
    except PplxError as error:
        return error
    return None


def show(title: str, problem: PplxError | None, *, is_well: bool) -> None:
    """One row of the table."""
    print(f"\n{title}")
    if problem is None:
        print("    NO ERROR")
        return
    print(f"    {problem.code}, exit status {int(problem.exit_status)}{'' if is_well else ', THE OLD MODEL IS GONE'}")
    for label, text in (("says", problem.title), ("hint", problem.hint)):
        print(textwrap.fill(text, 118, initial_indent=f"    {label}  ", subsequent_indent=" " * 10))


def at(served: Served, endpoint: str) -> Callable[[], object]:
    """A download from elsewhere."""
    options = Options(endpoint=endpoint, patience=HASTY)
    return lambda: download(served.manifest, served.models, lambda _: None, options)


@contextmanager
def environment(**variables: str) -> Generator[None]:
    """Another environment for the hub's library, which reads it when its client is made."""
    close_session()
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            del os.environ[name]
        close_session()


def in_environment(attempt: Callable[[], object], **variables: str) -> object:
    """An attempt in another environment."""
    with environment(**variables):
        return attempt()


def untrusted(served: Served, folder: Path) -> object:
    """A hub with a certificate of its own making."""
    with LyingHub(served.hub.files, certificate=make_certificate(folder)) as hub:
        return at(served, hub.endpoint)()


def by_proxy(served: Served, refuses: int) -> object:
    """By way of a proxy that wants a password."""
    with Proxy(refuses=refuses) as proxy, LyingHub(served.hub.files) as hub:
        endpoint = hub.endpoint.replace("http://", "https://")
        return in_environment(at(served, endpoint), https_proxy=proxy.address)


def huge(served: Served) -> object:
    """A file that is larger than any disk here."""
    served.hub.sizes[GRAPH] = 10 * 10**12
    try:
        return served.get()
    finally:
        served.hub.sizes.clear()


def full(served: Served) -> object:
    """Every write to this device fails for want of space."""
    served.part.parent.mkdir(parents=True, exist_ok=True)
    served.part.unlink(missing_ok=True)
    served.part.symlink_to("/dev/full")
    try:
        return served.get()
    finally:
        served.part.unlink(missing_ok=True)


def read_only(served: Served) -> object:
    """Nobody can make a folder there."""
    options = Options(endpoint=served.hub.endpoint, patience=HASTY)
    return download(served.manifest, Path("/sys/kernel/models"), lambda _: None, options)


def differs(served: Served) -> object:
    """The manifest has a checksum, and the hub another one."""
    path = served.models / "tiny.toml"
    before = path.read_text("utf-8")
    served.change_manifest(
        files=[{"path": GRAPH, "sha256": "0" * 64}, {"path": TOKENIZER}, {"path": "special_tokens_map.json"}]
    )
    try:
        return served.get()
    finally:
        path.write_text(before, "utf-8")


def cancelled(served: Served) -> object:
    """As Ctrl+C does it."""

    def stop(progress: ModelJobProgress) -> None:
        if progress.done > HALF:
            raise problems.cancelled()

    options = Options(endpoint=served.hub.endpoint, cache=served.cache, patience=HASTY)
    return download(served.manifest, served.models, stop, options)


def published(folder: Path, changes: dict[str, bytes]) -> Path:
    """The model's files with some of them changed."""
    target = folder / "brought" / f"tiny-{len(list(folder.glob('brought/*')))}"
    for file in (folder / "published" / "tiny").rglob("*"):
        if file.is_file():
            place = target / file.relative_to(folder / "published" / "tiny")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(changes.get(place.relative_to(target).as_posix(), file.read_bytes()))
    (target / "config.json").write_text(
        '{"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 512}'
    )
    return target


def bring(served: Served, path: Path) -> Callable[[], object]:
    """An import of it."""
    return lambda: import_path(path, delivered("models"), served.models, lambda _: None, name="mine", kind="contextual")


if __name__ == "__main__":
    sys.exit(main())
