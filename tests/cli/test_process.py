"""What the operating system sees of a process that is told to stop while it loads."""

import signal
from collections.abc import Iterator

import pytest

from asn_neutral.cli.process import interrupts_end_it


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupt_while_loading_is_no_exception_that_could_be_lost() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with interrupts_end_it():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_DFL
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_ignores_interrupts_goes_on_doing_so() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with interrupts_end_it():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
