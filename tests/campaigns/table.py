"""Which campaigns there are, and how many attempts of each the tests make."""

from __future__ import annotations

from collections.abc import Callable

from tests.campaigns import churn, faults, instances, kills, mutations, operations, power, soak
from tests.campaigns.tally import Tally

CAMPAIGNS: dict[str, tuple[Callable[[Tally], None], int]] = {
    "churn": (churn.run, 1),
    "faults": (faults.run, 16),
    "instances": (instances.run, 50),
    "kills": (kills.run, 50),
    "mutations": (mutations.run, 250),
    "operations": (operations.run, 10),
    "power": (power.run, 2),
    "soak": (soak.run, 10),
}
