"""The count of rows: drawn on a terminal, silent everywhere else."""

import io
import threading

import pytest

from asn_neutral import locale
from asn_neutral.output.progress import counting_rows


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """A person is there."""
        return True


def test_nothing_is_written_where_nobody_watches() -> None:
    stream = io.StringIO()
    with counting_rows("Reading a.csv", stream) as progress:
        progress(1)
        progress(50_000)
    assert stream.getvalue() == ""


def test_a_closed_stderr_does_no_harm() -> None:
    with counting_rows("Reading a.csv", None) as progress:
        progress(1)


def test_a_terminal_sees_how_many_rows_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    with counting_rows("Reading a.csv", screen) as progress:
        progress(1_234)
        assert "Reading a.csv" in screen.getvalue()
        assert "1234" in screen.getvalue()
        progress(98_765)
        assert "98765" in screen.getvalue()


def test_the_bar_is_taken_away_when_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    with counting_rows("Reading a.csv", screen) as progress:
        progress(10)
    assert screen.getvalue().endswith("\x1b[2K")


def test_a_file_name_is_neither_markup_nor_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    with counting_rows("Reading [red]a[/] :smiley: \x1b]0;title\x07.csv", screen) as progress:
        progress(1)
    assert "[red]a[/] :smiley:" in screen.getvalue()
    assert "\x1b]0;" not in screen.getvalue()


def test_no_thread_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is forked while a thread holds a lock may wait for ever."""
    monkeypatch.setenv("TERM", "xterm")
    before = threading.active_count()
    with counting_rows("Reading a.csv", Screen()) as progress:
        progress(1)
        assert threading.active_count() == before
