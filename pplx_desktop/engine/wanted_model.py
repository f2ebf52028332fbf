"""Which model is wanted, and how it is to be run: what of the settings makes a child another child.

Invariant: equal wishes are served by one lane; different ones never are.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pplx_desktop.core.settings import Settings
from pplx_desktop.embed.catalog import Catalog, InstalledModel, ModelOptions


@dataclass(frozen=True, slots=True)
class WantedModel:
    """A model's name, what is wanted otherwise than its manifest has it, and what is to compute it."""

    name: str
    options: ModelOptions = field(default_factory=ModelOptions)
    provider: str = "auto"

    @classmethod
    def of(cls, settings: Settings) -> WantedModel:
        """What the settings want."""
        return cls(settings.model, ModelOptions(settings.dims, settings.window_tokens), settings.provider)

    def find(self, catalog: Catalog) -> InstalledModel:
        """The model, as it is wanted. Raises as `Catalog.find`."""
        return catalog.find(self.name, self.options)

    def arguments(self) -> tuple[str, ...]:
        """For the command line of a child."""
        return self.name, str(self.options.dims), str(self.options.window_tokens), self.provider

    @classmethod
    def from_arguments(cls, name: str, dims: str, window_tokens: str, provider: str) -> WantedModel:
        """The inverse of `arguments`."""
        return cls(name, ModelOptions(int(dims), int(window_tokens)), provider)
