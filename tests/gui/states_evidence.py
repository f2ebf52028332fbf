"""States of what speaks for a result, to be drawn: the sentence that says it, what is like it, copies, menus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pplx_desktop.core.types import Hit
from pplx_desktop.gui.telling import STILL_MS
from pplx_desktop.gui.window import Window
from tests.gui.settling import settle
from tests.support.fake_engine import Answers, FakeEngine, make_hit, make_passage
from tests.support.fake_evidence import Told
from tests.support.household_guide import TELLING
from tests.support.household_words import said
from tests.support.sample_evidence import EXPLANATION, explained
from tests.support.sample_hits import QUERY, home_path

_LONG_TELLING = said(
    "The heat pump is too large for the house: it reaches its set point within minutes and stops again.",
    "Die Wärmepumpe ist zu groß für das Haus: Sie erreicht den Sollwert in Minuten und schaltet wieder ab.",
    "La pompe à chaleur est trop grande pour la maison : elle atteint la consigne en quelques minutes et s’arrête.",
)
_LONG_PASSAGE = said(
    "The offer of May holds for the boiler room. All pipes are new. The chimney is lined with steel, and the oil tank "
    "in the cellar is to be emptied, cleaned and cut up before the works begin. "
    f"{_LONG_TELLING} That wears it out. The electrician connects it in June.",
    "Das Angebot vom Mai gilt für den Heizraum. Alle Rohre sind neu. Der Kamin ist mit Stahl ausgekleidet, und der "
    "Öltank im Keller wird vor Beginn der Arbeiten geleert, gereinigt und zerlegt. "
    f"{_LONG_TELLING} Das verschleißt sie. Der Elektriker schließt sie im Juni an.",
    "Le devis de mai vaut pour la chaufferie. Toute la tuyauterie est neuve. La cheminée est tubée en acier, et la cuve "
    "à fioul de la cave sera vidée, nettoyée et découpée avant les travaux. "
    f"{_LONG_TELLING} Cela l’use. L’électricien la raccorde en juin.",
)


def evidence_engine(engine: FakeEngine) -> FakeEngine:
    """Let the household's engine know which sentences say it, what is like them, and copies of files."""
    found = engine.answers[QUERY].meaning
    guide = replace(
        found[0],
        copies=(home_path("Backup", "2024", "Heat pump sizing guide.pdf"), home_path("Downloads", "guide (1).pdf")),
    )
    offer = explained(
        make_hit(
            home_path("Documents", "House", "Offers & orders", "Offer 4471 – revised after the visit.docx"),
            make_passage(_LONG_PASSAGE, (said("boiler", "Heizraum", "chaufferie"),), page=2),
            make_passage("A second place in it.", (), start=900, page=3),
            score=0.84,
            sources=("words", "meaning"),
        ),
        place=1,
        meaning=0.84,
        words=0.3,
    )
    offer = replace(offer, copies=(home_path("Mail", "Attachments", "Offer 4471.docx"),))
    engine.answers[QUERY].meaning = [guide, offer, *found[1:]]
    engine.views[offer.path] = _LONG_PASSAGE
    engine.telling[offer.path, 0] = Told(_LONG_TELLING)
    for passage in guide.passages:
        marks = tuple((begin - passage.start, end - passage.start) for begin, end in passage.marks)
        engine.telling[guide.path, passage.start] = Told(TELLING, marks)
    engine.like[guide.path] = [
        explained(hit, place=place, meaning=hit.score) for place, hit in enumerate(_alike(found))
    ]
    return engine


def _alike(found: list[Hit]) -> list[Hit]:
    chosen = [explained(found[place], place=place, meaning=0.8 - 0.1 * place) for place in (1, 2, 4, 5)]
    return [replace(hit, sources=("meaning",), score=0.8 - 0.1 * place) for place, hit in enumerate(chosen)]


def _settle(window: Window) -> None:
    settle(window)
    # The sentence is asked for once a passage has been looked at for a moment.
    QTest.qWait(2 * STILL_MS)
    settle(window)


def _told(window: Window, engine: FakeEngine) -> None:
    evidence_engine(engine)
    window.search_box.set_text(QUERY)
    _settle(window)


def _told_below(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    _settle(window)


def _like(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    window.actions_.like.trigger()
    settle(window)


def _like_nothing(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    engine.like[engine.answers[QUERY].meaning[0].path] = []
    window.actions_.like.trigger()
    settle(window)


def _menu(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    window.results.menu_asked.emit(QPoint(60, 40))
    settle(window)


def _passages(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    button = window.preview.evidence.passages
    button.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
    settle(window)


def _copies(window: Window, engine: FakeEngine) -> None:
    _told(window, engine)
    button = window.preview.evidence.copies
    button.menu().popup(button.mapToGlobal(QPoint(0, button.height())))
    settle(window)


def _right_to_left(window: Window, engine: FakeEngine) -> None:
    text = "המשאבה גדולה מדי לבית. היא נכבית ונדלקת שוב ושוב. החשבון היה גבוה."
    chinese = "热泵对于这所房子来说太大了。它很快达到设定点并停止。电费很高。"
    right = make_hit(home_path("מסמכים", "בית", "משאבת חום.txt"), make_passage(text, ("נדלקת",)), score=0.9)
    mixed = make_hit(home_path("文档", "房子", "热泵.txt"), make_passage(chinese, ("停止",)), score=0.7)
    engine.answers["pump"] = Answers(words=[right, mixed], meaning=[right, mixed], explanation=EXPLANATION)
    for hit, sentence in ((right, "היא נכבית ונדלקת שוב ושוב."), (mixed, "它很快达到设定点并停止。")):
        engine.views[hit.path] = hit.passages[0].snippet.text
        engine.telling[hit.path, 0] = Told(sentence)
    window.search_box.set_text("pump")
    _settle(window)


EVIDENCE: dict[str, tuple[Callable[[Window, FakeEngine], None], tuple[int, int]]] = {
    "evidence": (_told, (1180, 760)),
    "evidence-below": (_told_below, (1180, 760)),
    "evidence-medium": (_told, (870, 700)),
    "evidence-narrow": (_told_below, (420, 700)),
    "evidence-scripts": (_right_to_left, (1180, 500)),
    "like": (_like, (1180, 760)),
    "like-narrow": (_like, (420, 600)),
    "like-nothing": (_like_nothing, (1180, 500)),
    "result-menu": (_menu, (1180, 760)),
    "passages-menu": (_passages, (1180, 760)),
    "copies-menu": (_copies, (1180, 760)),
}
