"""A guide that the made-up household has read: a PDF of 44 pages, four of which speak of one thing."""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.types import Block, Hit
from tests.support.fake_engine import FakeEngine, make_passage
from tests.support.fake_evidence import Told
from tests.support.household_words import said
from tests.support.made_paper import make_paper

TELLING = said(
    "Frequent starts wear the compressor and raise the yearly electricity bill.",
    "Häufige Starts verschleißen den Verdichter und erhöhen die jährliche Stromrechnung.",
    "Les démarrages fréquents usent le compresseur et alourdissent la facture annuelle.",
)
_SHORT_CYCLE = said(
    f"A unit that is too large will short-cycle: it reaches the set point quickly, stops, and starts again minutes later. {TELLING}",
    f"Ein zu großes Gerät taktet: Es erreicht den Sollwert schnell, bleibt stehen und läuft Minuten später wieder an. {TELLING}",
    f"Un appareil trop puissant fait des cycles courts : il atteint vite la consigne, s’arrête et redémarre peu après. {TELLING}",
)
_MARKED = (
    said("short-cycle", "taktet", "cycles courts"),
    said("starts again minutes later", "läuft Minuten später wieder an", "redémarre peu après"),
)
_PAGES = {
    12: (
        said("4. Choosing the size", "4. Die richtige Größe", "4. Choisir la taille"),
        said(
            "The heat loss of a house is the sum of what goes through the walls, the roof, the floor and the windows, and "
            "of what is carried away by air that leaks out. It is given in kilowatts at the lowest outside temperature of "
            "the place, which in most valleys is reached on a handful of nights in a winter.",
            "Die Heizlast eines Hauses ist die Summe dessen, was durch Wände, Dach, Boden und Fenster verloren "
            "geht und was mit der Luft durch undichte Stellen entweicht. Sie wird in Kilowatt bei der tiefsten "
            "Außentemperatur des Ortes angegeben, die in den meisten Tälern nur in einer Handvoll Winternächte "
            "erreicht wird.",
            "Les pertes d’une maison sont la somme de ce qui passe par les murs, le toit, le sol et les fenêtres,"
            " et de ce qu’emporte l’air qui s’échappe. Elles s’expriment en kilowatts à la température extérieure"
            " la plus basse du lieu, atteinte dans la plupart des vallées quelques nuits par hiver seulement.",
        ),
        said(
            "A room that faces north loses more than one that faces south, and a house that was insulated later needs less "
            "than its papers say. Ask for a sheet that goes from room to room before you sign an offer; an honest installer "
            "has one, and a careful one has measured the windows.",
            "Ein Raum nach Norden verliert mehr als einer nach Süden, und ein nachträglich gedämmtes Haus braucht"
            " weniger, als seine Papiere sagen. Verlangen Sie eine Berechnung Raum für Raum, bevor Sie ein "
            "Angebot unterschreiben; ein ehrlicher Installateur hat eine, und ein sorgfältiger hat die Fenster "
            "vermessen.",
            "Une pièce au nord perd plus qu’une pièce au sud, et une maison isolée après coup a besoin de moins "
            "que ne le disent ses papiers. Demandez un calcul pièce par pièce avant de signer un devis ; un "
            "installateur honnête en a un, et un installateur soigneux a mesuré les fenêtres.",
        ),
        _SHORT_CYCLE,
        said(
            "A unit that is a little too small runs without a break on the coldest days, which does it no harm. The heating "
            "rod that helps out on those nights uses, over a year, less than one part in fifty of the electricity.",
            "Ein etwas zu kleines Gerät läuft an den kältesten Tagen ohne Pause, was ihm nicht schadet. Der "
            "Heizstab, der in diesen Nächten aushilft, verbraucht übers Jahr weniger als ein Fünfzigstel des "
            "Stroms.",
            "Un appareil un peu trop petit tourne sans pause les jours les plus froids, ce qui ne lui fait aucun "
            "mal. La résistance d’appoint qui aide ces nuits-là consomme, sur un an, moins d’un cinquantième de "
            "l’électricité.",
        ),
        said(
            "Where two sizes come into question, take the smaller one, and spend what is saved on the seals of the doors. "
            "Units that modulate can go down to a third of their output; below that they, too, switch on and off.",
            "Wo zwei Größen in Frage kommen, nehmen Sie die kleinere, und geben Sie das Ersparte für die "
            "Dichtungen der Türen aus. Geräte, die modulieren, können auf ein Drittel ihrer Leistung herunter; "
            "darunter schalten auch sie sich an und aus.",
            "Si deux tailles sont possibles, prenez la plus petite, et consacrez l’économie aux joints des "
            "portes. Les appareils qui modulent descendent à un tiers de leur puissance ; au-dessous, eux aussi "
            "s’allument et s’éteignent.",
        ),
    ),
    14: (
        said("4.2 Buffer tanks", "4.2 Pufferspeicher", "4.2 Les ballons tampons"),
        said(
            "A buffer tank takes in what the unit gives in excess and hands it out while the unit rests. Twenty litres for "
            "each kilowatt are enough for floors that are heated, and fifty for radiators with valves of their own.",
            "Ein Pufferspeicher nimmt auf, was das Gerät zu viel liefert, und gibt es ab, während das Gerät ruht. Zwanzig "
            "Liter je Kilowatt genügen für Fußbodenheizungen, fünfzig für Heizkörper mit eigenen Ventilen.",
            "Un ballon tampon prend ce que l’appareil donne en trop et le rend pendant qu’il se repose. Vingt litres par "
            "kilowatt suffisent pour un plancher chauffant, cinquante pour des radiateurs à vannes.",
        ),
        said(
            "A tank does not mend a wrong choice: it makes the pauses longer. ",
            "Ein Speicher heilt keine falsche Wahl: Er macht die Pausen länger. ",
            "Un ballon ne corrige pas un mauvais choix : il allonge les pauses. ",
        )
        + _SHORT_CYCLE,
        said(
            "Place it near the unit, insulate its connections, and let the installer note the temperatures in spring.",
            "Stellen Sie ihn nahe an das Gerät, dämmen Sie die Anschlüsse, und lassen Sie im Frühjahr die Temperaturen "
            "notieren.",
            "Placez-le près de l’appareil, isolez ses raccords, et faites noter les températures au printemps.",
        ),
    ),
    31: (
        said("9. Thermostats and curves", "9. Thermostate und Kurven", "9. Thermostats et courbes"),
        said(
            "The heating curve says how warm the water has to be at which outside temperature. It is set too steep in most "
            "houses: lower it by a step every few days until the first room stays cool, then go back by one.",
            "Die Heizkurve sagt, wie warm das Wasser bei welcher Außentemperatur sein muss. In den meisten Häusern ist sie "
            "zu steil: Senken Sie sie alle paar Tage um eine Stufe, bis der erste Raum kühl bleibt, dann eine zurück.",
            "La courbe de chauffe dit quelle chaleur l’eau doit avoir à quelle température extérieure. Elle est trop raide "
            "dans la plupart des maisons : baissez-la d’un cran tous les quelques jours jusqu’à ce qu’une pièce reste "
            "fraîche, puis remontez d’un cran.",
        ),
        _SHORT_CYCLE,
        said(
            "A thermostat in a room with a stove sees warmth that the rest of the house does not have.",
            "Ein Thermostat in einem Raum mit Ofen sieht Wärme, die der Rest des Hauses nicht hat.",
            "Un thermostat dans une pièce à poêle voit une chaleur que le reste de la maison n’a pas.",
        ),
    ),
    40: (
        said("12. What goes wrong", "12. Was schiefgeht", "12. Ce qui ne va pas"),
        said(
            "Most complaints of the first winter have one of five causes, and only one of them is a fault of the machine.",
            "Die meisten Klagen des ersten Winters haben eine von fünf Ursachen; nur eine davon ist ein Fehler des Geräts.",
            "La plupart des plaintes du premier hiver ont une cause sur cinq ; une seule est un défaut de l’appareil.",
        ),
        _SHORT_CYCLE,
        said(
            "Count the starts: more than three in an hour on a mild day are too many. The controller keeps the number.",
            "Zählen Sie die Starts: Mehr als drei in einer Stunde sind an einem milden Tag zu viele. Der Regler zählt mit.",
            "Comptez les démarrages : plus de trois par heure un jour doux, c’est trop. Le régulateur tient le compte.",
        ),
    ),
}


def give_guide(engine: FakeEngine, hit: Hit) -> Hit:
    """`hit` with the passages of the guide, whose pages the engine can draw."""
    text, blocks, passages = "", list[Block](), []
    for page, parts in _PAGES.items():
        start = len(text)
        text += "\n\n".join(parts)
        blocks.append(Block(start, len(text), page))
        begin = text.index(_SHORT_CYCLE, start)
        passages.append(make_passage(_SHORT_CYCLE, _MARKED, start=begin, page=page))
        text += "\n\n"
    engine.views[hit.path], engine.blocks[hit.path] = text.rstrip(), tuple(blocks)
    engine.papers[hit.path] = make_paper({page: "\n\n".join(parts) for page, parts in _PAGES.items()}, 44)
    for passage in passages:
        marks = tuple((begin - passage.start, end - passage.start) for begin, end in passage.marks)
        engine.telling[hit.path, passage.start] = Told(TELLING, marks)
    known = [replace(passage, sources=old.sources) for passage, old in zip(passages, hit.passages, strict=True)]
    return replace(hit, passages=tuple(known))
