"""States of the preview, to be drawn: a mail, code, a table, slides, a notebook, finding in a file."""

from __future__ import annotations

from collections.abc import Callable

from pplx_desktop.core.page_types import SheetPlaces
from pplx_desktop.core.types import Block
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle, wait
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.household_words import said
from tests.support.sample_hits import home_path

_COUNTING = said(
    "Counts how often the heat pump starts, from the log of its thermostat.",
    "Zählt die Starts der Wärmepumpe nach dem Protokoll ihres Thermostats.",
    "Compte les démarrages de la pompe à chaleur d’après le journal de son thermostat.",
)
_STARTS = said(
    "Starts of a compressor. Two that are less than `gap` seconds apart are a short cycle.",
    "Starts eines Verdichters. Zwei in weniger als `gap` Sekunden sind ein Takten.",
    "Démarrages d’un compresseur. Deux en moins de `gap` secondes sont un cycle court.",
)
_ROWS = said(
    "Only rows in which the compressor begins to run.",
    "Nur Zeilen, in denen der Verdichter anläuft.",
    "Les lignes où le compresseur démarre.",
)
_CODE = f'''"""{_COUNTING}"""

import csv
from collections.abc import Iterator


class Starts:
    """{_STARTS}"""

    def __init__(self, gap: int = 300) -> None:
        self.gap = gap
        self.times: list[float] = []

    def take(self, path: str) -> None:
        # {_ROWS}
        with open(path, newline="") as stream:
            for row in csv.DictReader(stream):
                if row["state"] == "on":
                    self.times.append(float(row["time"]))

    def short_cycles(self) -> Iterator[tuple[float, float]]:
        for before, after in zip(self.times, self.times[1:]):
            if after - before < self.gap:
                yield before, after
'''
_MAIL_HEAD = (
    "From: Ada Berg <ada@berg-heating.example>\nTo: Ben Moor <ben@example.org>\nDate: Tue, 3 Feb 2026 09:14 UTC\n"
)
_BODY = (
    "Dear Mr Moor,\n\nWe recalculated the heat loss at –10 °C: 6.1 kW. The 8 kW heat pump would be oversized for most of the"
    " season, so we now offer the 6 kW model, with a buffer tank of 100 litres.\n\nKind regards\nAda Berg"
)
_MAIL = (
    _MAIL_HEAD + "Subject: RE: Offer 4471 – heat pump 8 kW",
    _BODY,
    "Offer 4471\nHeat pump 6 kW: 9,480 EUR\nBuffer tank: 740 EUR\nMounting: 2,150 EUR",
)
_SLIDES = (
    ("Heating options\nFamily meeting, January", "Heating options", 1),
    ("Too big: cheap to buy, dear to run\nIt starts and stops all day\nEvery start wears the compressor", "Too big", 2),
    ("Show them the log of last winter.", "Too big › Notes", 2),
    ("Too small: cold bedrooms in January\nAsk for a room-by-room heat loss sheet before signing", "Too small", 3),
)
_ROOMS = said(
    "kitchen bath hall study bedroom nursery attic cellar office parlour pantry landing",
    "Küche Bad Diele Lesezimmer Schlafzimmer Kinderzimmer Dachboden Keller Büro Stube Speisekammer Flur",
    "cuisine bain entrée bureau chambre enfants grenier cave atelier salon cellier palier",
).split()


def _show(window: Window, engine: FakeEngine, path: str, blocks: list[tuple[str, str, int | None]], part: str) -> None:
    text = "\n\n".join(block[0] for block in blocks)
    places: list[Block] = []
    at = 0
    for written, heading, page in blocks:
        places.append(Block(at, at + len(written), page, heading))
        at += len(written) + 2
    start = text.index(part)
    words = tuple(word for word in part.split() if len(word) > 6 and word.isalpha())[:2]
    hit = make_hit(path, make_passage(part, words, start=start), make_passage(text[:40], (), start=0))
    engine.views[path], engine.blocks[path] = text, tuple(places)
    engine.answers["q"] = Answers(words=[hit], meaning=[hit])
    window.search_box.set_text("q")
    settle(window)
    wait(60)
    settle(window)


def _code(window: Window, engine: FakeEngine) -> None:
    path = home_path("Code/home/starts.py")
    engine.sources[path] = _CODE
    blocks = [(block.strip(), "", None) for block in _CODE.split("\n\n") if block.strip()]
    _show(window, engine, path, blocks, blocks[4][0])


def _mail(window: Window, engine: FakeEngine) -> None:
    path = home_path("Mail/Archive/offer.eml")
    head, body, offer = _MAIL
    blocks = [(head, "", None), (body, "", None), (offer, "offer-4471.pdf", 1)]
    _show(window, engine, path, blocks, body.split("\n\n")[1])


def _table(window: Window, engine: FakeEngine) -> None:
    path = home_path("Documents/House/Heat loss by room.xlsx")
    rooms, windows = said("Rooms", "Räume", "Pièces"), said("Windows", "Fenster", "Fenêtres")
    insulated = said(
        "outer wall, to be insulated next spring", "Außenwand, wird gedämmt", "mur extérieur, isolation prévue"
    )
    rows = [
        said(
            "Room | Area, m² | Heat loss, W | Note",
            "Raum | Fläche, m² | Heizlast, W | Notiz",
            "Pièce | Surface, m² | Pertes, W | Note",
        )
    ]
    places: list[tuple[int, tuple[int, ...]]] = [(1, (0, 1, 2, 3))]
    for number, room in enumerate(_ROOMS, 2):
        note = f" | {insulated}" if number % 3 == 0 else ""
        rows.append(f"{room} | {number * 3 + 4} | {number * 71 + 300}{note}")
        places.append((number, (0, 1, 2, 3) if note else (0, 1, 2)))
    engine.cells[path] = (SheetPlaces(rooms, tuple(places)), SheetPlaces(windows, ((1, (0, 1)), (2, (0, 1)))))
    blocks: list[tuple[str, str, int | None]] = [
        ("\n".join(rows), f"{rooms} › rows 1–{len(rows)}", None),
        ("Window | U\nsouth | 0.8", f"{windows} › rows 1–2", None),
    ]
    _show(window, engine, path, blocks, "\n".join(rows[5:8]))


def _slides(window: Window, engine: FakeEngine) -> None:
    path = home_path("Documents/House/Heating options – family meeting.pptx")
    _show(window, engine, path, list(_SLIDES), _SLIDES[1][0])


def _notebook(window: Window, engine: FakeEngine) -> None:
    path = home_path("Code/home/starts.ipynb")
    blocks: list[tuple[str, str, int | None]] = [
        ("# Short cycles\nHow often did the compressor start last winter?", "Short cycles", None),
        ("starts = Starts(gap=300)\nstarts.take('log.csv')\nlen(starts.times)", "Short cycles › Cell 2", None),
        ("2184", "Short cycles › Cell 2 › Output", None),
        ("On the coldest days it ran without a break.", "Short cycles", None),
    ]
    _show(window, engine, path, blocks, blocks[1][0])


def _finding(window: Window, engine: FakeEngine) -> None:
    _code(window, engine)
    window.preview.find_in_file()
    window.preview.body.find_bar.edit.setText("self")
    wait(60)
    window.preview.body.find_bar.step(backwards=False)


PREVIEW: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "preview-code": (_code, (1180, 760)),
    "preview-mail": (_mail, (1180, 760)),
    "preview-table": (_table, (1180, 760)),
    "preview-slides": (_slides, (1180, 760)),
    "preview-notebook": (_notebook, (1180, 760)),
    "preview-finding": (_finding, (1180, 760)),
    "preview-narrow": (_table, (900, 640)),
}
