"""What is measured against what: settings and constants of the ranking, written as `name=value,…`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from pplx_desktop.core.errors import UserError
from pplx_desktop.core.settings import Settings
from pplx_desktop.search.ranking import DEFAULT_RANKING, Ranking

_OF_VECTORS = ("model", "dims", "window_tokens", "rescoring")
"""The settings that say what is embedded, and what of it is kept."""
_NEVER = frozenset({"passages_per_file", "snippet_chars"})
"""What is shown, not what is found."""


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to search. `label` is how it differs from the user's own settings, empty where it does not."""

    settings: Settings
    ranking: Ranking = DEFAULT_RANKING
    label: str = ""

    @property
    def index_name(self) -> str:
        """A name for the folder of an index: variants that differ in the ranking alone share it."""
        named = {name: getattr(self.settings, name) for name in _of_vectors()}
        parts = [str(named.pop(name)) for name in ("model", "dims", "window_tokens")]
        parts += [f"{name}-{value}" for name, value in named.items() if value != getattr(Settings(), name)]
        return re.sub(r"[^\w.]+", "-", "-".join(parts))

    def described(self) -> dict[str, Any]:
        """Everything that it depends on, as JSON values."""
        return {name: getattr(self.settings, name) for name in _of_vectors()} | {
            known.name: getattr(self.ranking, known.name) for known in _constants()
        }


def user_variant(settings: Settings) -> Variant:
    """The user's model and what goes with it; nothing else of the settings touches a set."""
    return Variant(Settings(provider=settings.provider, **{name: getattr(settings, name) for name in _of_vectors()}))


def parse_variant(text: str, base: Variant) -> Variant:
    """`base` with other values, such as `dims=128,meaning_weight=0.4`. Raises `UserError` (`eval-variant`)."""
    settings: dict[str, Any] = {}
    ranking: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name in _of_vectors():
            settings[name] = _as_kind_of(getattr(Settings(), name), name, value)
            if name == "model":
                # Sizes suit a model: another one has its own, unless they are named too.
                settings = {"dims": 0, "window_tokens": 0} | settings
        elif name in {known.name for known in _constants()}:
            ranking[name] = _as_kind_of(getattr(DEFAULT_RANKING, name), name, value)
        else:
            names = ", ".join((*_of_vectors(), *(known.name for known in _constants())))
            raise UserError("eval-variant", f"“{part}” is nothing that can be varied.", hint=f"What can: {names}.")
    return Variant(replace(base.settings, **settings), replace(base.ranking, **ranking), text.strip())


def _of_vectors() -> Sequence[str]:
    return [name for name in _OF_VECTORS if name in {known.name for known in fields(Settings)}]


def _constants() -> list[Any]:
    return [
        known
        for known in fields(Ranking)
        if isinstance(getattr(DEFAULT_RANKING, known.name), int | float) and known.name not in _NEVER
    ]


def _as_kind_of(default: object, name: str, value: str) -> Any:
    """The value, of the kind that the default is."""
    try:
        if isinstance(default, bool):
            return {"true": True, "on": True, "1": True, "false": False, "off": False, "0": False}[value.lower()]
        return int(value) if isinstance(default, int) else float(value) if isinstance(default, float) else value
    except (KeyError, ValueError) as error:
        raise UserError("eval-variant", f"{name} must be a value like {default!r}, not “{value}”.") from error
