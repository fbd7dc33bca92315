import io
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.output.safe import safe, safe_lines, width
from asn_neutral.output.talk import say

UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Budi Santoso, S.H.", "Budi Santoso, S.H."),
        ("José ＝ 日本", "José ＝ 日本"),
        ("[red]Budi[/red] :smiley: [/foo]", "[red]Budi[/red] :smiley: [/foo]"),
        ("\x1b[2J", "\\x1b[2J"),
        ("\x1b]52;c;x\x07", "\\x1b]52;c;x\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("TIDAK BERSALAH\rBERSALAH", "TIDAK BERSALAH\\x0dBERSALAH"),
        ("Budi\nTotal: 0", "Budi\\x0aTotal: 0"),
        ("a\u202eb\u2066c\u200bd\x00", "a\\u202eb\\u2066c\\u200bd\\x00"),
        ("\U000e0041", "\\U000e0041"),
        ("\u2028\u2029\ud800\ue000\u0378", "\\u2028\\u2029\\ud800\\ue000\\u0378"),
        ("B" + "\u0301" * 50 + "udi", "B" + "\u0301" * 4 + "udi"),
    ],
)
def test_nothing_foreign_acts_on_a_screen(text: str, shown: str) -> None:
    assert safe(text) == shown


@given(st.text(alphabet=st.characters()))
def test_no_unsafe_character_is_left(text: str) -> None:
    assert not any(unicodedata.category(char) in UNSAFE for char in safe(text))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_ordinary_text_is_not_changed(text: str) -> None:
    assert safe(text) == text


def test_line_ends_stay_only_where_a_cell_has_lines() -> None:
    assert safe_lines("a\r\nb\x1b\nc\rd") == "a\nb\\x1b\nc\\x0dd"


def test_width_counts_columns_of_a_terminal() -> None:
    assert (width("abc"), width("日本"), width("e\u0301")) == (3, 4, 1)


def test_talk_is_safe_and_keeps_its_own_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say("one\ntwo \x1b[2J")
    captured = capsys.readouterr()
    assert captured.err == "one\ntwo \\x1b[2J\n"
    assert captured.out == ""


def test_talk_on_a_screen_ends_no_line_inside_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "20")
    say('  satu dua tiga empat lima\nenam\n{"satu": "dua tiga empat"}')
    assert screen.getvalue() == ('  satu dua tiga\n      empat lima\nenam\n{"satu": "dua tiga empat"}\n')


def test_a_closed_stderr_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("nobody hears this")
