"""The control words of RTF that matter for its text (Rich Text Format 1.9.1, Microsoft, 2008)."""

from __future__ import annotations

SYMBOL = "symbol"
"""In place of a code page: a font of marks, whose letters are none."""

DEFAULT_CODEPAGE = "cp1252"

CHARSETS: dict[int, str] = {
    0: "cp1252",
    2: SYMBOL,
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp437",
}
"""Code pages by the number of a font's `\\fcharset`."""

CODEPAGES: dict[int, str] = {10000: "mac_roman", 10007: "mac_cyrillic", 936: "gbk", 1361: "johab", 65001: "utf-8"}
"""Of `\\ansicpg` and `\\cpg`; the others are called `cp` and their number."""

SYMBOLS: dict[bytes, str] = {
    b"tab": "\t",
    b"line": "\n",
    b"lbr": "\n",
    b"emdash": "—",
    b"endash": "–",
    b"emspace": " ",
    b"enspace": " ",
    b"qmspace": " ",
    b"lquote": "‘",
    b"rquote": "’",
    b"ldblquote": "“",
    b"rdblquote": "”",
    b"bullet": "•",
    b"nestcell": " | ",
    b"nestrow": " ",
}

SKIPPED = frozenset(
    b"colortbl pict objdata objclass objname fldinst themedata colorschememapping latentstyles datastore xmlnstbl "
    b"listtable listoverridetable listpicture rsidtbl generator filetbl revtbl bkmkstart bkmkend nonshppict mmathPr "
    b"pgdsctbl pgptbl blipuid picprop sn sv shprslt atnid atnauthor atnref atndate atntime atnicn atnparent xe tc rxe "
    b"txe template operator manager company category hlinkbase creatim revtim printim buptim "
    b"nonesttables falt panose fontemb private pntxta pntxtb docvar fldtype formfield themedata wgrffmtfilter ftnsep "
    b"ftnsepc ftncn aftnsep aftnsepc aftncn passwordhash protusertbl userprops".split()
)
"""Destinations whose text is not read."""
