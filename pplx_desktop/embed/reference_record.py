"""Vectors to compare a model with when it is checked: `reference.npz` in the folder of its records.

They are those of the model in full precision where that was here, else those of the first check on this machine: what
was once seen to be right. Invariant: a record of other files, other texts or another window is none.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from pplx_desktop.core.paths import make_private_folder
from pplx_desktop.embed.catalog import EMBEDDING_VERSION, InstalledModel
from pplx_desktop.embed.pooling import Floats
from pplx_desktop.embed.tuning import weights_of

RECORD = "reference.npz"

Origin = Literal["fp32", "first-check"]


@dataclass(frozen=True, slots=True)
class ReferenceRecord:
    """Pooled vectors [rows, native dims] of the built-in texts, and whose they are."""

    origin: Origin
    vectors: Floats


def read_reference(records: Path, model: InstalledModel, texts: str) -> ReferenceRecord | None:
    """The record of this model and these texts (their digest); None where there is none, or a damaged one."""
    try:
        # NumPy leaves a file open that it was given by name and cannot read.
        with (records / RECORD).open("rb") as stream, np.load(stream, allow_pickle=False) as stored:
            if str(stored["key"]) != _key(model, texts):
                return None
            origin: Origin = "fp32" if str(stored["origin"]) == "fp32" else "first-check"
            return ReferenceRecord(origin, np.asarray(stored["vectors"], np.float32))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def write_reference(records: Path, model: InstalledModel, texts: str, record: ReferenceRecord) -> bool:
    """Put the record in its place, in one step. False where the folder cannot be written."""
    try:
        make_private_folder(records)
        handle, name = tempfile.mkstemp(dir=records, prefix=".reference-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            np.savez(stream, key=np.str_(_key(model, texts)), origin=np.str_(record.origin), vectors=record.vectors)
        Path(name).replace(records / RECORD)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        return False
    return True


def _key(model: InstalledModel, texts: str) -> str:
    manifest = model.manifest
    parts = [EMBEDDING_VERSION, weights_of(model), texts, manifest.max_tokens, manifest.output, manifest.pooling]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
