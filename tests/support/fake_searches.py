"""What the window's fake engine knows of conditions' values and of earlier searches."""

from __future__ import annotations

from pplx_desktop.core.condition_value import Condition, ConditionValue
from pplx_desktop.core.settings import Settings

KINDS = (
    ConditionValue("document", 4_100, is_group=True),
    ConditionValue("sheet", 310, is_group=True),
    ConditionValue("pdf", 2_204),
    ConditionValue("docx", 1_310),
    ConditionValue("xlsx", 240),
)
FOLDERS = (
    ConditionValue("Heating", 37),
    ConditionValue("House", 412),
    ConditionValue("My Heating Reports", 9),
    ConditionValue("報告書", 64),
)


class FakeSearches:
    """The part of a `FakeEngine` that completes and remembers."""

    kept_settings: Settings

    def __init__(self) -> None:
        super().__init__()
        self.searched: list[str] = []

    def values_of(self, condition: Condition, beginning: str, *, limit: int = 8) -> tuple[ConditionValue, ...]:
        self._note("values_of", (condition, beginning))
        known = KINDS if condition == "type" else FOLDERS
        wanted = beginning.casefold()
        fitting = [value for value in known if wanted in value.text.casefold()]
        return tuple(sorted(fitting, key=lambda value: not value.text.casefold().startswith(wanted))[:limit])

    def recent_searches(self) -> tuple[str, ...]:
        self._note("recent_searches", None)
        return tuple(self.searched) if self.kept_settings.history else ()

    def remember_search(self, query: str) -> None:
        self._note("remember_search", query)
        if self.kept_settings.history:
            self.searched = [query, *(other for other in self.searched if other != query)]

    def forget_searches(self) -> None:
        self._note("forget_searches", None)
        self.searched = []

    def _note(self, name: str, argument: object) -> None:
        raise NotImplementedError
