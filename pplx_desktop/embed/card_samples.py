"""The sample sentences of the models' cards, and what has to come out in which order.

All of them are about curiosity, so that order says something: a contextual model has to tell the two documents apart, an
independent one has to put each sentence nearer to its own question than any other. Sentences: the cards' and the API
documentation's; questions and strangers: ours.
"""

from __future__ import annotations

import numpy as np

from pplx_desktop.embed.pooling import Floats

CONTEXTUAL = (
    (
        "Curiosity begins in childhood with endless questions about the world.",
        "As we grow, curiosity drives us to explore new ideas and challenge assumptions.",
        "Scientific breakthroughs often start with a simple curious question.",
    ),
    (
        "The curiosity rover explores Mars, searching for signs of ancient life.",
        "Each discovery on Mars sparks new questions about our place in the universe.",
    ),
)
INDEPENDENT = (
    "Scientists explore the universe driven by curiosity.",
    "Children learn through curious exploration.",
    "Historical discoveries began with curious questions.",
    "Animals use curiosity to adapt and survive.",
    "Philosophy examines the nature of curiosity.",
)
QUESTIONS = (
    "What do astronomers study?",
    "How do kids learn?",
    "What did past explorers find out?",
    "Why do cats and monkeys sniff at new things?",
    "What do philosophers think about?",
)
"""One for each of `INDEPENDENT`, in its order."""
ROVER_QUESTION = "What is the robot looking for on the red planet?"
STRANGERS = (
    "The invoice is due within fourteen days, net of any discount.",
    "Grease the tin, and bake the cake for forty minutes.",
)
"""What has nothing to do with it."""


def order_of_contextual(documents: list[Floats], question: Floats, strangers: Floats) -> list[str]:
    """What is not in the right order, a sentence each; none where all is. Vectors of `CONTEXTUAL`, of
    `ROVER_QUESTION` and of `STRANGERS`.
    """
    growing, mars = (_unit(document) for document in documents)
    asked, others = _unit(question.reshape(1, -1)), _unit(strangers)
    inside = [_mean_of_others(growing), _mean_of_others(mars)]
    across = float((growing @ mars.T).mean())
    wrong: list[str] = []
    if min(inside) <= across:
        wrong.append("passages of one document are no nearer to each other than to those of the other")
    if float((mars @ asked.T).max()) <= float((growing @ asked.T).max()):
        wrong.append("a question about Mars is nearer to the document about childhood")
    if float((np.concatenate([growing, mars]) @ asked.T).mean()) <= float((others @ asked.T).mean()):
        wrong.append("a question about Mars is nearer to an invoice and a cake")
    return wrong


def order_of_independent(sentences: Floats, questions: Floats, strangers: Floats) -> list[str]:
    """As `order_of_contextual`, with vectors of `INDEPENDENT`, `QUESTIONS` and `STRANGERS`."""
    known, asked, others = _unit(sentences), _unit(questions), _unit(strangers)
    wrong: list[str] = []
    best = (asked @ known.T).argmax(axis=1)
    wrong += [
        f"“{QUESTIONS[place]}” is nearer to “{INDEPENDENT[int(found)]}” than to its own sentence"
        for place, found in enumerate(best)
        if found != place
    ]
    if _mean_of_others(known) <= float((known @ others.T).mean()):
        wrong.append("sentences about curiosity are no nearer to each other than to an invoice and a cake")
    return wrong


def _unit(values: Floats) -> Floats:
    norms = np.linalg.norm(values, axis=1, keepdims=True)
    return (values / np.where(norms == 0, 1, norms)).astype(np.float32)


def _mean_of_others(rows: Floats) -> float:
    """The mean cosine of two different rows."""
    count = len(rows)
    return float(((rows @ rows.T).sum() - count) / (count * (count - 1)))
