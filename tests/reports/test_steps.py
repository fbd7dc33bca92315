"""What people see of the steps that may follow: every command whole, every barred step with its reason and article."""

import shlex
from datetime import date
from typing import Final

import pytest

from asn_neutral import locale
from asn_neutral.domain.workflow import options
from asn_neutral.output.grid import page_of
from asn_neutral.output.render_plain import plain_pieces
from asn_neutral.output.render_rich import rich_text
from asn_neutral.output.terminal import Terminal
from asn_neutral.reports.steps import command_of, next_steps
from tests.domain.lives import Life

TODAY: Final = date(2025, 2, 6)


@pytest.fixture(autouse=True)
def _english() -> None:
    locale.use("en")


def screens(life: Life, width: int) -> list[str]:
    """The page as a screen of that width shows it, and as a pipe takes it."""
    page = next_steps(life.state, TODAY)
    on_screen = rich_text(page_of(page, tell_cut=True), Terminal(width=width, tty=True))
    return [on_screen, "".join(plain_pieces(page_of(page, tell_cut=True)))]


@pytest.mark.parametrize("width", [40, 80, 100, 132, 200, 400])
@pytest.mark.parametrize("delivered", [False, True])
def test_every_command_stands_whole_on_one_line_however_narrow_the_screen(width: int, delivered: bool) -> None:
    life = Life().to_delivery() if delivered else Life().to_findings()
    may = options(life.state)
    assert may.steps
    for shown in screens(life, width):
        lines = shown.splitlines()
        for option in may.steps:
            command = command_of("2025/0001", option, TODAY)
            assert any(command in line for line in lines), option.step
            assert shlex.split(command)[:3] == ["asn-neutral", "case", "record"]


@pytest.mark.parametrize("width", [80, 120, 240])
def test_every_barred_step_tells_its_reason_and_its_article(width: int) -> None:
    life = Life().to_delivery("pdhtaps")
    for shown in screens(life, width):
        letters = "".join(one for one in shown if one.isalnum())
        for barred in options(life.state).barred:
            for word in f"{barred.reason} {barred.basis}".split():
                assert "".join(one for one in word if one.isalnum()) in letters, barred.step
