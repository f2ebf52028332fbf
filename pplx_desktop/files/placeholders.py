"""Files that a cloud drive shows but keeps elsewhere: opening one would download it.

Invariant: looking for the marks of one reads no byte of it, which is what makes the drive fetch it.
"""

from __future__ import annotations

import os
import stat

_RECALLED = (
    stat.FILE_ATTRIBUTE_OFFLINE
    | 0x00040000  # FILE_ATTRIBUTE_RECALL_ON_OPEN
    | 0x00400000  # FILE_ATTRIBUTE_RECALL_ON_DATA_ACCESS
)
"""Windows: OneDrive, Dropbox, Google Drive and others set one of these (learn.microsoft.com, file attributes)."""
_DATALESS = 0x40000000
"""macOS: SF_DATALESS of sys/stat.h, for iCloud and all drives of file provider extensions."""

_ICLOUD_STUB = ".icloud"
_SUFFIX_STUBS = (".nextcloud", ".owncloud")
_SUFFIX_STUB_BYTES = 1
"""Their sync clients put a file of one byte in the place of what is online only."""


def is_online_only(status: os.stat_result, name: str = "") -> bool:
    """True where the content of a file, or the entries of a folder, are not on this machine."""
    if getattr(status, "st_file_attributes", 0) & _RECALLED or getattr(status, "st_flags", 0) & _DATALESS:
        return True
    return name.endswith(_SUFFIX_STUBS) and status.st_size <= _SUFFIX_STUB_BYTES


def stubbed_name(name: str) -> str | None:
    """The name of the file that an iCloud stub stands for (`.report.pdf.icloud`); None for any other name."""
    if name.startswith(".") and name.endswith(_ICLOUD_STUB) and len(name) > len(_ICLOUD_STUB) + 1:
        return name[1 : -len(_ICLOUD_STUB)]
    return None
