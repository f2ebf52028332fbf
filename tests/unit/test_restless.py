"""Files that change all the time: put off, but read at times."""

from pplx_desktop.engine.restless import CALM_S, FIRST_WAIT_S, FREE_CHANGES, LONGEST_WAIT_S, Restless


class Log:
    """A file that changes every second for as long as it is told to; read whenever it may be."""

    def __init__(self) -> None:
        self.now, self.reads = 0.0, list[float]()
        self.restless = Restless(lambda: self.now)

    def grow(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += 1
            self.restless.take_due()
            self.restless.note_change("log")
            if not self.restless.must_wait("log"):
                self.reads.append(self.now)


def test_a_log_is_read_at_once_then_ever_more_seldom_but_never_not() -> None:
    log = Log()
    log.grow(24 * 3600)
    gaps = [later - earlier for earlier, later in zip(log.reads, log.reads[1:], strict=False)]
    assert gaps[: FREE_CHANGES - 1] == [1.0] * (FREE_CHANGES - 1)
    assert max(gaps) <= LONGEST_WAIT_S + 2
    assert len(log.reads) < 24 * 3600 / LONGEST_WAIT_S + 20


def test_a_file_that_was_saved_a_few_times_is_never_put_off() -> None:
    log = Log()
    for _ in range(20):
        log.grow(FREE_CHANGES)
        log.now += CALM_S + LONGEST_WAIT_S
    assert len(log.reads) == 20 * FREE_CHANGES


def test_what_was_put_off_is_due_once_and_then_free() -> None:
    log = Log()
    log.grow(FREE_CHANGES + 1)
    assert log.restless.must_wait("log")
    assert not log.restless.has_due
    log.now += FIRST_WAIT_S
    assert log.restless.has_due
    assert log.restless.take_due() == ["log"]
    assert not log.restless.has_due
    log.restless.note_change("log")
    assert not log.restless.must_wait("log")
    log.restless.note_change("log")
    assert log.restless.must_wait("log")
    assert not log.restless.must_wait("another")


def test_what_is_calm_is_forgotten() -> None:
    log = Log()
    for number in range(5000):
        log.now += 1
        log.restless.note_change(f"file {number}")
    assert len(log.restless._entries) < 1200
