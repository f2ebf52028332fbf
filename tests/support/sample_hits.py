"""The made-up household whose files the window shows in tests and screenshots."""

from __future__ import annotations

from pathlib import Path

from pplx_desktop.core.types import Hit
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.household_words import named, said
from tests.support.sample_evidence import EXPLANATION, explained

QUERY = said(
    "why does the heater turn on and off all the time",
    "warum schaltet sich die Heizung ständig an und aus",
    "pourquoi le chauffage s’allume et s’éteint sans arrêt",
)
_FILLER = (
    "The heat loss of a house is the sum of what goes through the walls, the roof, the floor and the windows, and of "
    "what is carried away by air that leaks out. It is given in kilowatts at the lowest outside temperature of the "
    "place. A room that faces north loses more than one that faces south, and a house that was insulated later needs "
    "less than its papers say.\n\n"
)
_SHORT_CYCLE = (
    "A unit that is too large will short-cycle: it reaches the set point quickly, stops, and starts again minutes "
    "later. Frequent starts wear the compressor and raise the yearly electricity bill."
)


def home_path(*parts: str) -> str:
    """A path in the user's own folder, so that it is shown with `~`."""
    return str(Path.home().joinpath(*map(named, parts)))


def guide() -> tuple[Hit, str]:
    """A long PDF with four passages, and its text."""
    text, starts = "", list[int]()
    for chapter in range(1, 5):
        text += f"{chapter}. Sizing, part {chapter}\n\n" + _FILLER * 3
        starts.append(len(text))
        text += _SHORT_CYCLE + "\n\n" + _FILLER * 2
    passages = [
        make_passage(_SHORT_CYCLE, ("short-cycle:", "Frequent starts wear the compressor"), start=start, page=page)
        for start, page in zip(starts, (12, 14, 31, 40), strict=True)
    ]
    return make_hit(
        home_path("Documents", "House", "Heating", "Heat pump sizing guide.pdf"), *passages, score=0.92
    ), text


def hits() -> list[Hit]:
    """Seven files of different types, with what the legs said of each."""
    legs = (
        {"meaning": 0.93, "words": 0.6},
        {"meaning": 0.88, "document": 0.2},
        {"meaning": 0.52, "words": 0.5, "name": 0.1},
        {"meaning": 0.24, "words": 0.66},
        {"meaning": 0.81},
        {"meaning": 0.55},
        {"name": 0.2},
    )
    return [explained(hit, place=place, **legs[place]) for place, hit in enumerate(_hits())]


def _hits() -> list[Hit]:
    first, _ = guide()
    return [
        first,
        make_hit(
            home_path("Notes", "Energy notes 2025.md"),
            make_passage(
                said(
                    "Installer said the old boiler turned on and off every 8 minutes in spring. He suggests a buffer "
                    "tank, or a smaller unit that can modulate down to 2 kW.",
                    "Laut Installateur ging der alte Kessel im Frühjahr alle 8 Minuten an und aus. Er schlägt einen "
                    "Pufferspeicher vor oder ein kleineres Gerät, das bis auf 2 kW modulieren kann.",
                    "Selon l’installateur, la vieille chaudière s’allumait toutes les 8 minutes au printemps. Il propose "
                    "un ballon tampon, ou un appareil plus petit qui module jusqu’à 2 kW.",
                ),
                (
                    said(
                        "turned on and off every 8 minutes",
                        "alle 8 Minuten an und aus",
                        "s’allumait toutes les 8 minutes",
                    ),
                    said("smaller unit", "kleineres Gerät", "appareil plus petit"),
                ),
            ),
            make_passage("Second.", ()),
            score=0.86,
            days_ago=252,
        ),
        make_hit(
            home_path("Mail", "Archive", "2025", "offer.eml"),
            make_passage(
                said(
                    "We recalculated the heat loss at –10 °C: 6.1 kW. The 8 kW heat pump would be oversized for most of "
                    "the season, so we now offer the 6 kW model instead.",
                    "Wir haben die Heizlast bei –10 °C neu berechnet: 6,1 kW. Die Wärmepumpe mit 8 kW wäre fast immer "
                    "überdimensioniert, daher bieten wir nun das Modell mit 6 kW an.",
                    "Nous avons recalculé les pertes à –10 °C : 6,1 kW. La pompe à chaleur de 8 kW serait surdimensionnée "
                    "presque toute la saison ; nous proposons donc le modèle de 6 kW.",
                ),
                (
                    said("heat pump", "Wärmepumpe", "pompe à chaleur"),
                    said("oversized", "überdimensioniert", "surdimensionnée"),
                ),
            ),
            title=said(
                "RE: Offer 4471 – heat pump 8 kW",
                "AW: Angebot 4471 – Wärmepumpe 8 kW",
                "RE : Devis 4471 – pompe à chaleur 8 kW",
            ),
            score=0.7,
            days_ago=291,
            sources=("words", "meaning"),
        ),
        make_hit(
            home_path("Code", "home", "thermostat_cycle_log.py"),
            make_passage(
                'def count_starts(rows, gap=300):\n    """'
                + said(
                    "Count compressor starts; two starts less than `gap` seconds apart are short cycles.",
                    "Zählt Verdichterstarts; zwei in weniger als `gap` Sekunden sind ein Takten.",
                    "Compte les démarrages du compresseur ; deux en moins de `gap` secondes sont un cycle court.",
                )
                + '"""',
                (
                    said("compressor starts", "Verdichterstarts", "démarrages du compresseur"),
                    said("short cycles", "Takten", "cycle court"),
                ),
            ),
            score=0.66,
            days_ago=730,
            sources=("words", "meaning"),
        ),
        make_hit(
            home_path("Documents", "House", "Heating options – family meeting.pptx"),
            make_passage(
                said(
                    "Too big: cheap to buy, dear to run. Too small: cold bedrooms in January. Ask for a room-by-room heat "
                    "loss sheet before signing.",
                    "Zu groß: günstig gekauft, teuer betrieben. Zu klein: kalte Schlafzimmer im Januar. Vor der "
                    "Unterschrift eine Heizlast je Raum verlangen.",
                    "Trop grande : chère à l’usage. Trop petite : chambres froides en janvier. Demander les pertes pièce "
                    "par pièce avant de signer.",
                ),
                (
                    said(
                        "Too big: cheap to buy, dear to run",
                        "Zu groß: günstig gekauft, teuer betrieben",
                        "Trop grande : chère à l’usage",
                    ),
                ),
                page=7,
            ),
            make_passage("b", ()),
            make_passage("c", ()),
            score=0.55,
            days_ago=680,
        ),
        make_hit(
            home_path("Documents", "House", "Contracts", "Contract draft v3.docx"),
            make_passage(
                said(
                    "The contractor warrants that the heat pump’s rated output does not exceed the calculated design heat "
                    "loss by more than 15 percent.",
                    "Der Auftragnehmer sichert zu, dass die Nennleistung der Wärmepumpe die berechnete Heizlast um höchstens "
                    "15 Prozent überschreitet.",
                    "L’entreprise garantit que la puissance nominale de la pompe à chaleur ne dépasse pas les pertes "
                    "calculées de plus de 15 pour cent.",
                ),
                (said("rated output does not exceed", "Nennleistung der Wärmepumpe", "puissance nominale"),),
                page=4,
            ),
            score=0.45,
            days_ago=316,
        ),
        make_hit(home_path("Documents", "House", "heater on-off times.xlsx"), score=0.2, days_ago=1, sources=("name",)),
    ]


def filled_engine() -> FakeEngine:
    """An engine that knows the household and answers `QUERY`."""
    engine = FakeEngine(folders=(home_path("Documents"), home_path("Notes"), home_path("Mail")))
    found = hits()
    engine.answers[QUERY] = Answers(words=[found[3], found[2], found[6]], meaning=found, explanation=EXPLANATION)
    for hit in found:
        engine.views[hit.path] = hit.passages[0].snippet.text + "\n\n" + _FILLER * 2 if hit.passages else _FILLER
    engine.views[found[0].path] = guide()[1]
    return engine
