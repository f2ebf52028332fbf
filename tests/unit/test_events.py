"""One listener's failure is its own."""

import logging

import pytest

from pplx_desktop.core.events import Event, EventBus, Trouble


def test_everybody_hears_and_a_failing_listener_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    bus = EventBus()
    heard: list[Event] = []

    def fail(event: Event) -> None:
        raise RuntimeError("listener")

    bus.subscribe(fail)
    stop = bus.subscribe(heard.append)
    event = Trouble("code", "text")
    with caplog.at_level(logging.ERROR):
        bus.publish(event)
    assert heard == [event]
    assert "listener" in caplog.text
    stop()
    stop()
    bus.publish(event)
    assert heard == [event]


def test_a_listener_may_leave_while_it_listens() -> None:
    bus = EventBus()
    heard: list[Event] = []

    def once(event: Event) -> None:
        heard.append(event)
        leave()

    leave = bus.subscribe(once)
    bus.publish(Trouble("a", "1"))
    bus.publish(Trouble("a", "2"))
    assert [event.text for event in heard if isinstance(event, Trouble)] == ["1"]
