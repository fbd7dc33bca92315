import io
import os
import pty
from collections.abc import Mapping

import pytest

from asn_neutral.output.terminal import Terminal


class Screen(io.StringIO):
    """A stream that says it is a terminal but does not know its size."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.mark.parametrize(
    ("environ", "tty", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "0"}, True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour(environ: Mapping[str, str], tty: bool, colour: bool) -> None:
    stream = Screen() if tty else io.StringIO()
    assert Terminal.of(stream, environ).colour is colour


@pytest.mark.parametrize(
    ("columns", "width"), [("120", 120), ("0", 100), ("-5", 100), ("²", 100), ("", 100), ("9" * 30, 100)]
)
def test_columns_are_honoured_when_they_are_a_number(columns: str, width: int) -> None:
    assert Terminal.of(Screen(), {"COLUMNS": columns}).width == width


def test_the_size_comes_from_the_screen() -> None:
    controller, screen = pty.openpty()
    with os.fdopen(controller, "wb"), os.fdopen(screen, "w") as stream:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 33, 77, 0, 0))
        terminal = Terminal.of(stream, {})
    assert (terminal.width, terminal.height, terminal.tty) == (77, 33, True)


def test_a_closed_stream_is_no_terminal() -> None:
    closed = io.StringIO()
    closed.close()
    assert not Terminal.of(closed, {}).tty
    assert not Terminal.of(None, {}).tty


@pytest.mark.parametrize(
    ("environ", "pager"),
    [
        ({}, ("less", "-FRX")),
        ({"PAGER": "more -s"}, ("more", "-s")),
        ({"PAGER": ""}, ()),
        ({"PAGER": "'"}, ()),
        ({"TERM": "dumb"}, ()),
    ],
)
def test_the_pager_is_the_reader_s_choice(environ: Mapping[str, str], pager: tuple[str, ...]) -> None:
    assert Terminal.of(Screen(), environ).pager == pager
    assert Terminal.of(io.StringIO(), environ).pager == ()
