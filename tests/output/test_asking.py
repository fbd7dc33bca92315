"""Asking a person on the terminal: only what was offered is an answer."""

import io

import pytest

from asn_neutral import locale
from asn_neutral.output.asking import one_of


@pytest.mark.parametrize("choices", ["12", ("1", "2")])
def test_nothing_and_several_at_once_are_no_choice(
    choices: str | tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    locale.use("en")
    monkeypatch.setattr("sys.stdin", io.StringIO("\n12\n3\n 2 \n"))
    assert one_of(choices) == "2"
    assert capsys.readouterr().err.count("Type one of 1, 2.") == 3
