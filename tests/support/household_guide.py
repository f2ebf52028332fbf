"""A guide that the made-up household has read: a PDF of 44 pages, four of which speak of one thing."""

from __future__ import annotations

from dataclasses import replace

from pplx_desktop.core.types import Block, Hit
from tests.support.fake_engine import FakeEngine, make_passage
from tests.support.fake_evidence import Told
from tests.support.made_paper import make_paper

TELLING = "Frequent starts wear the compressor and raise the yearly electricity bill."
_SHORT_CYCLE = (
    "A unit that is too large will short-cycle: it reaches the set point quickly, stops, and starts again minutes "
    f"later. {TELLING}"
)
_PAGES = {
    12: (
        "4. Choosing the size",
        (
            "The heat loss of a house is the sum of what goes through the walls, the roof, the floor and the windows, and "
            "of what is carried away by air that leaks out. It is given in kilowatts at the lowest outside temperature of "
            "the place, which in most valleys is reached on a handful of nights in a winter."
        ),
        (
            "A room that faces north loses more than one that faces south, and a house that was insulated later needs less "
            "than its papers say. Ask for a sheet that goes from room to room before you sign an offer; an honest installer "
            "has one, and a careful one has measured the windows."
        ),
        _SHORT_CYCLE,
        (
            "A unit that is a little too small runs without a break on the coldest days, which does it no harm. The heating "
            "rod that helps out on those nights uses, over a year, less than one part in fifty of the electricity."
        ),
        (
            "Where two sizes come into question, take the smaller one, and spend what is saved on the seals of the doors. "
            "Units that modulate can go down to a third of their output; below that they, too, switch on and off."
        ),
    ),
    14: (
        "4.2 Buffer tanks",
        (
            "A buffer tank takes in what the unit gives in excess and hands it out while the unit rests. Twenty litres for "
            "each kilowatt are enough for floors that are heated, and fifty for radiators with valves of their own."
        ),
        "A tank does not mend a wrong choice: it makes the pauses longer. " + _SHORT_CYCLE,
        "Place it near the unit, insulate its connections, and let the installer note the temperatures in spring.",
    ),
    31: (
        "9. Thermostats and curves",
        (
            "The heating curve says how warm the water has to be at which outside temperature. It is set too steep in most "
            "houses: lower it by a step every few days until the first room stays cool, then go back by one."
        ),
        _SHORT_CYCLE,
        "A thermostat in a room with a stove sees warmth that the rest of the house does not have.",
    ),
    40: (
        "12. What goes wrong",
        "Most complaints of the first winter have one of five causes, and only one of them is a fault of the machine.",
        _SHORT_CYCLE,
        "Count the starts: more than three in an hour on a mild day are too many. The controller keeps the number.",
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
        passages.append(
            make_passage(_SHORT_CYCLE, ("short-cycle", "starts again minutes later"), start=begin, page=page)
        )
        text += "\n\n"
    engine.views[hit.path], engine.blocks[hit.path] = text.rstrip(), tuple(blocks)
    engine.papers[hit.path] = make_paper({page: "\n\n".join(parts) for page, parts in _PAGES.items()}, 44)
    for passage in passages:
        marks = tuple((begin - passage.start, end - passage.start) for begin, end in passage.marks)
        engine.telling[hit.path, passage.start] = Told(TELLING, marks)
    known = [replace(passage, sources=old.sources) for passage, old in zip(passages, hit.passages, strict=True)]
    return replace(hit, passages=tuple(known))
