"""The short names of file formats, by file name: what users write in `type:` and what a result's tile shows.

Invariant: knows names only. What a file really is, `detection` finds out from its bytes.
"""

from __future__ import annotations

import os

OTHER = "other"
TEXT = "txt"

_SYNONYMS = {
    "htm": "html",
    "xhtml": "html",
    "xht": "html",
    "markdown": "md",
    "mdown": "md",
    "mkd": "md",
    "text": "txt",
    "asc": "txt",
    "docm": "docx",
    "dotx": "docx",
    "yml": "yaml",
    "jsonl": "json",
    "ndjson": "json",
    "geojson": "json",
    "jpeg": "jpg",
    "tif": "tiff",
    "pyw": "py",
    "pyi": "py",
    "mjs": "js",
    "cjs": "js",
    "jsx": "js",
    "mts": "ts",
    "tsx": "ts",
    "cc": "cpp",
    "cxx": "cpp",
    "hpp": "cpp",
    "hh": "cpp",
    "hxx": "cpp",
    "kts": "kt",
    "bash": "sh",
    "zsh": "sh",
    "ksh": "sh",
    "latex": "tex",
    "ltx": "tex",
    "sty": "tex",
    "cls": "tex",
    "rest": "rst",
    "adoc": "asciidoc",
    "cfg": "ini",
    "conf": "ini",
    "properties": "ini",
    "emlx": "eml",
    "mht": "mhtml",
    "ssa": "ass",
    "tab": "tsv",
    "vcs": "ics",
    "fodt": "odt",
    "fods": "ods",
    "fodp": "odp",
    "fodg": "odg",
    "ott": "odt",
    "ots": "ods",
    "otp": "odp",
    "pptm": "pptx",
    "ppsx": "pptx",
    "ppsm": "pptx",
    "potx": "pptx",
    "xlsm": "xlsx",
    "xltx": "xlsx",
    "xltm": "xlsx",
    "dotm": "docx",
    "pps": "ppt",
    "xlt": "xls",
    "tgz": "tar",
    "tbz2": "tar",
    "txz": "tar",
    "svgz": "svg",
}

SOURCE_KINDS = frozenset(
    "py js ts c h cpp cs java kt go rs rb php pl pm swift scala sh ps1 bat sql r jl lua hs ml clj ex exs erl dart "  # noqa: SIM905
    "vb pas f f90 asm s m mm groovy gradle make cmake dockerfile vim el lisp scm tcl awk sed proto css scss less vue "
    "zig nim d v sv vhd tf graphql".split()
)
TEXT_KINDS = frozenset(
    "txt md rst tex asciidoc org csv tsv json yaml toml ini xml log srt vtt ass po pot bib diff patch man eml mbox mhtml "  # noqa: SIM905
    "lyx ics vcf svg ipynb rss atom html info texi changes wiki textile".split()
)
_OTHER_KINDS = frozenset(
    "pdf docx doc odt rtf xlsx xls xlsb ods pptx ppt odp epub msg odg gnumeric jpg png gif webp bmp tiff heic mp3 ogg "  # noqa: SIM905
    "flac wav mp4 mkv avi mov webm zip tar gz bz2 xz zst rar iso exe dll so sqlite db".split()
) - {"7z"}
_KNOWN = SOURCE_KINDS | TEXT_KINDS | _OTHER_KINDS
_BY_NAME = {
    "makefile": "make",
    "gnumakefile": "make",
    "dockerfile": "dockerfile",
    "containerfile": "dockerfile",
    "cmakelists.txt": "cmake",
    "readme": "txt",
    "license": "txt",
    "copying": "txt",
    "authors": "txt",
    "changelog": "txt",
    "news": "txt",
    "todo": "txt",
    "install": "txt",
}


def kind_of(path: str) -> str:
    """The short name of the format that `path` is named after (`pdf`, `md`, `py`), or `other`."""
    name = os.path.basename(path).lower()  # noqa: PTH119 -- called for every row of a result; bytes may be no text
    if name in _BY_NAME:
        return _BY_NAME[name]
    suffix = name.rpartition(".")[2] if "." in name[1:] else ""
    suffix = _SYNONYMS.get(suffix, suffix)
    if suffix in _KNOWN:
        return suffix
    if len(suffix) <= 2 and suffix[:1].isdigit() and suffix[:1] != "0":
        # Pages of the manual: ls.1, printf.3p.
        return "man"
    return OTHER
