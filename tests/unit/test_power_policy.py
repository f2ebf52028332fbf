"""How fast to embed, by what the machine is like: at once where it matters, and without going back and forth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pplx_desktop.core.settings import Settings
from pplx_desktop.core.types import Pace, PaceReason
from pplx_desktop.engine.power.policy import PowerPolicy
from tests.support.fake_machine import FakeMachine

STEP_S = 5.0


@pytest.fixture
def machine() -> FakeMachine:
    return FakeMachine()


@pytest.fixture
def policy(machine: FakeMachine) -> PowerPolicy:
    return PowerPolicy(machine, Settings(), machine.clock)


def paces(policy: PowerPolicy, machine: FakeMachine, seconds: float) -> list[tuple[Pace, PaceReason]]:
    """What it says every few seconds, for so long."""
    found: list[tuple[Pace, PaceReason]] = []
    for _ in range(int(seconds / STEP_S)):
        machine.now += STEP_S
        found.append(policy.pace())
    return found


def test_a_machine_that_tells_nothing_holds_nothing_up(policy: PowerPolicy, machine: FakeMachine) -> None:
    assert set(paces(policy, machine, 60)) == {("full", "")}
    assert policy.rest_s(2.0) == 0


@pytest.mark.parametrize(
    ("told", "expected"),
    [({"on_battery": True}, ("paused", "battery")), ({"saves_power": True}, ("paused", "power-saver"))],
)
def test_a_pulled_cable_counts_at_once(
    policy: PowerPolicy, machine: FakeMachine, told: dict[str, bool], expected: tuple[Pace, PaceReason]
) -> None:
    machine.becomes(**told)
    assert policy.pace() == expected
    machine.becomes(**dict.fromkeys(told, False))
    back = paces(policy, machine, 30)
    assert back[0] == expected
    assert back[-1] == ("full", "")


def test_bad_contact_does_not_make_it_start_and_stop(policy: PowerPolicy, machine: FakeMachine) -> None:
    seen: set[Pace] = set()
    for number in range(40):
        machine.becomes(on_battery=number % 2 == 0)
        seen |= {pace for pace, _ in paces(policy, machine, STEP_S)}
    assert seen == {"paused"}


def test_heat_pauses_until_it_is_cool(policy: PowerPolicy, machine: FakeMachine) -> None:
    machine.becomes(heat="hot")
    assert paces(policy, machine, 10)[0] == ("full", "")  # a moment of it is what processors do
    assert paces(policy, machine, 10)[-1] == ("paused", "hot")
    machine.becomes(heat="warm")
    assert set(paces(policy, machine, 300)) == {("paused", "hot")}
    machine.becomes(heat="cool")
    assert paces(policy, machine, 60)[-1] == ("full", "")
    machine.becomes(heat="warm")
    assert set(paces(policy, machine, 300)) == {("full", "")}


def test_other_programs_slow_it_down(policy: PowerPolicy, machine: FakeMachine) -> None:
    machine.becomes(others_share=0.6)
    assert paces(policy, machine, 5) == [("full", "")]
    assert paces(policy, machine, 15)[-1] == ("slow", "busy")
    assert policy.rest_s(2.0) == pytest.approx(6.0)
    assert policy.rest_s(600) == 300
    machine.becomes(others_share=0.3)  # between the two bounds it stays what it is
    assert set(paces(policy, machine, 120)) == {("slow", "busy")}
    machine.becomes(others_share=0.1)
    assert paces(policy, machine, 60)[-1] == ("full", "")
    machine.becomes(others_share=0.3)
    assert set(paces(policy, machine, 120)) == {("full", "")}


def test_a_burst_of_other_work_is_let_pass(policy: PowerPolicy, machine: FakeMachine) -> None:
    for _ in range(20):
        machine.becomes(others_share=0.9)
        assert paces(policy, machine, STEP_S) == [("full", "")]
        machine.becomes(others_share=0.05)
        assert paces(policy, machine, 3 * STEP_S)[-1] == ("full", "")


def test_the_slowest_wish_that_applies_counts(machine: FakeMachine) -> None:
    policy = PowerPolicy(machine, Settings(on_battery="slow", when_hot="full", when_busy="pause"), machine.clock)
    machine.becomes(on_battery=True, heat="hot")
    assert paces(policy, machine, 60)[-1] == ("slow", "battery")
    machine.becomes(others_share=1.0)
    assert paces(policy, machine, 60)[-1] == ("paused", "busy")


def test_wishes_and_hurry_count_at_once(policy: PowerPolicy, machine: FakeMachine) -> None:
    machine.becomes(on_battery=True)
    assert policy.pace() == ("paused", "battery")
    policy.heed(replace(Settings(), on_battery="full"))
    assert policy.pace() == ("full", "")
    policy.heed(replace(Settings(), on_battery="slow"))
    assert policy.pace() == ("slow", "battery")
    policy.hurry(on=True)
    assert policy.is_hurried
    assert policy.pace() == ("full", "battery")  # what is overridden can be told
    assert policy.rest_s(2.0) == 0
    policy.hurry(on=False)
    assert policy.pace() == ("slow", "battery")


def test_the_machine_is_looked_at_when_it_is_asked_and_not_often(policy: PowerPolicy, machine: FakeMachine) -> None:
    assert machine.looks == 0
    for _ in range(1000):
        policy.pace()
        machine.now += 0.01
    assert machine.looks == 2


def test_hurried_it_sees_when_there_is_nothing_to_override_any_more(policy: PowerPolicy, machine: FakeMachine) -> None:
    machine.becomes(on_battery=True)
    policy.hurry(on=True)
    assert policy.pace() == ("full", "battery")
    machine.becomes(on_battery=False)
    assert paces(policy, machine, 30)[-1] == ("full", "")


def test_after_a_long_rest_it_is_judged_anew(policy: PowerPolicy, machine: FakeMachine) -> None:
    machine.becomes(others_share=0.9)
    assert paces(policy, machine, 30)[-1] == ("slow", "busy")
    machine.now += 3600
    machine.becomes(others_share=None)
    assert policy.pace() == ("full", "")
