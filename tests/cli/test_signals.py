"""What the operating system sees of a process that is told to stop: while it loads, works, and when it is done."""

import importlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from asn_neutral.cli.signals import signals_end_it, too_late_for_signals

SIGNALS = [signal.SIGINT, signal.SIGHUP, signal.SIGTERM]


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def heeded() -> None:
    """The handlers of a program that has loaded."""
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    with signals_end_it():
        pass


@pytest.mark.parametrize("number", SIGNALS)
def test_a_signal_while_loading_is_no_exception_that_could_be_lost(number: int) -> None:
    with signals_end_it():
        assert signal.getsignal(number) is signal.SIG_DFL
    assert callable(signal.getsignal(number))


@pytest.mark.parametrize("number", SIGNALS)
def test_who_ignores_signals_goes_on_doing_so(number: int) -> None:
    signal.signal(number, signal.SIG_IGN)
    with signals_end_it():
        assert signal.getsignal(number) is signal.SIG_IGN
    assert signal.getsignal(number) is signal.SIG_IGN


@pytest.mark.parametrize(("number", "code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_leaves_through_every_with(number: int, code: int) -> None:
    heeded()
    with pytest.raises(SystemExit) as left:
        os.kill(os.getpid(), number)
    assert left.value.code == code


@pytest.mark.parametrize("number", SIGNALS)
@pytest.mark.parametrize(
    "body",
    [
        "class Field:\n    def __set_name__(self, owner, name): stop()\nclass Owner:\n    field = Field()\n",
        "class Gone:\n    def __del__(self): stop()\nGone()\n",
    ],
)
def test_a_signal_where_python_would_lose_it_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, body: str
) -> None:
    """Python makes another error of what is raised while a class gets its fields, and none of what `__del__` raises."""
    monkeypatch.syspath_prepend(tmp_path)
    name = f"stopped_{number}_{len(body)}"
    text = f"import os\ndef stop(): os.kill(os.getpid(), {int(number)})\n{body}DONE = True\n"
    tmp_path.joinpath(f"{name}.py").write_text(text)
    heeded()

    def stopped_meanwhile() -> None:
        importlib.import_module(name)
        signal.pause()

    with pytest.raises((KeyboardInterrupt, SystemExit)):
        stopped_meanwhile()
    assert importlib.import_module(name).DONE


def test_what_is_done_is_not_stopped() -> None:
    heeded()
    too_late_for_signals()
    for number in SIGNALS:
        os.kill(os.getpid(), number)
